"""Two checks, one decision: they are compared every time, and whatever goes wrong only makes the result more careful."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set, random_answers, random_rule_set
from triage.engine import durable
from triage.engine.decide import Decider, build_decider
from triage.engine.decision import DecidedStep, Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.faults import SENTENCES, FaultKind, FaultReport
from triage.engine.seam import Reply, Request
from triage.rules.answers import Answers, chosen, not_sure, number, ticked
from triage.rules.conditions import Always, FactHolds, Is
from triage.rules.model import QuestionType, SendAs, Urgency

RULE_SET = make_rule_set(
    [
        make_question("hurt", means=("yes",)),
        make_question("place", QuestionType.CHOICE, ("home", "school"), ask_when=Is("hurt", ("yes",))),
    ],
    [
        make_rule("floor", Always(), Urgency.PLANNED, ("step-5",), SendAs.INFORMATION_ONLY),
        make_rule(
            "ring-now", Is("hurt", ("yes",)), Urgency.NOW, ("step-0", "step-1"), SendAs.CHILD_PROTECTION_REFERRAL
        ),
        make_rule("home", Is("place", ("home",)), Urgency.TODAY, ("step-1", "step-2")),
        make_rule("calm", Is("hurt", ("no",)), Urgency.DAYS, ("step-3",), SendAs.SUPPORT_REQUEST),
    ],
)
HURT = {"hurt": chosen("yes")}


class Says:
    """A reasoner that always says the same."""

    name = "made-up"

    def __init__(self, rules: Iterable[str] = (), fault: str = "", error: Exception | None = None) -> None:
        self.rules = list(rules)
        self.fault = fault
        self.error = error
        self.asked: list[Request] = []
        self.closed = 0

    def conclude(self, request: Request) -> Reply:
        self.asked.append(request)
        if self.error is not None:
            raise self.error
        return {"rules": list(self.rules), "fault": self.fault}

    def close(self) -> None:
        self.closed += 1


class BrokenEvaluator(Evaluator):
    def evaluate(self, answers: Answers) -> Evaluation:
        raise RecursionError("with words of the case in it")


@pytest.fixture
def reports() -> list[FaultReport]:
    return []


def test_both_checks_take_part_and_agree(reports: list[FaultReport]) -> None:
    decider = build_decider(RULE_SET, report=reports.append)
    decision = decider.decide(HURT)
    decider.close()

    assert decision.methods == ("durable-rules", "evaluator")
    assert (decision.fault, reports) == ("", [])
    assert decision.urgency is Urgency.NOW
    assert decision.send_as is SendAs.CHILD_PROTECTION_REFERRAL
    assert [fired.rule for fired in decision.fired] == ["floor", "ring-now"]
    assert decision.open == ("home",)
    assert decision.applies == {"hurt": Tri.TRUE, "place": Tri.TRUE}


def test_steps_are_merged_with_the_highest_urgency_and_every_rule_and_put_in_order() -> None:
    decision = Decider(RULE_SET, None).decide({**HURT, "place": chosen("home")})

    assert decision.steps == (
        DecidedStep("step-0", Urgency.NOW, ("ring-now",)),
        DecidedStep("step-1", Urgency.NOW, ("ring-now", "home")),
        DecidedStep("step-2", Urgency.TODAY, ("home",)),
        DecidedStep("step-5", Urgency.PLANNED, ("floor",)),
    )


def test_equally_urgent_steps_come_by_kind_and_then_as_in_the_file() -> None:
    rules = [make_rule("all", Always(), Urgency.NOW, ("step-4", "step-3", "step-0"))]
    rule_set = make_rule_set([], rules)
    same_kind = dict.fromkeys(("step-4", "step-3"), rule_set.steps["step-0"])
    rule_set = make_rule_set([], rules)
    object.__setattr__(rule_set, "steps", {**rule_set.steps, **same_kind})

    assert [step.step for step in Decider(rule_set, None).decide({}).steps] == ["step-0", "step-3", "step-4"]


@pytest.mark.parametrize(
    ("engine", "answers", "urgency", "rules"),
    [
        (["floor", "ring-now"], {"hurt": chosen("no")}, Urgency.NOW, ["floor", "ring-now", "calm"]),
        (["floor"], HURT, Urgency.NOW, ["floor", "ring-now"]),
        ([], HURT, Urgency.NOW, ["floor", "ring-now"]),
        (["ring-now", "home", "floor", "calm"], {}, Urgency.NOW, ["floor", "ring-now", "home", "calm"]),
    ],
)
def test_when_they_disagree_everything_either_found_is_shown(
    engine: list[str], answers: Answers, urgency: Urgency, rules: list[str], reports: list[FaultReport]
) -> None:
    decision = Decider(RULE_SET, Says(engine), report=reports.append).decide(answers)

    assert decision.urgency is urgency
    assert [fired.rule for fired in decision.fired] == rules
    assert not set(decision.open) & set(rules)
    assert {step for name in rules for step in RULE_SET.rules[name].steps} == {step.step for step in decision.steps}
    assert decision.fault.startswith("Our two checks did not agree, so we show the more careful result.")
    assert decision.methods == ("made-up", "evaluator")
    assert [report.kind for report in reports] == [FaultKind.DISAGREED]


def test_the_log_is_told_the_rules_that_differ_and_nothing_of_the_case(reports: list[FaultReport]) -> None:
    Decider(RULE_SET, Says(["floor", "calm"]), report=reports.append).decide({**HURT, "place": chosen("school")})

    assert reports == [FaultReport(FaultKind.DISAGREED, "", "made-up", ("calm",), ("ring-now",))]
    assert "school" not in repr(reports)


def test_without_an_engine_the_evaluator_decides_alone_and_says_so(reports: list[FaultReport]) -> None:
    decision = Decider(RULE_SET, None, report=reports.append).decide(HURT)

    assert decision.fault == SENTENCES[FaultKind.NO_ENGINE]
    assert decision.methods == ("evaluator",)
    assert decision.urgency is Urgency.NOW
    assert [report.kind for report in reports] == [FaultKind.NO_ENGINE]


@pytest.mark.parametrize(
    "reasoner",
    [
        Says(error=RuntimeError("words of the case")),
        Says(error=MemoryError()),
        Says(["floor"], fault="a rule fired twice"),
        Says(["floor", "no-such-rule"]),
    ],
)
def test_an_engine_that_fails_is_not_listened_to(reasoner: Says, reports: list[FaultReport]) -> None:
    decision = Decider(RULE_SET, reasoner, report=reports.append).decide(HURT)

    assert decision.fault == SENTENCES[FaultKind.ENGINE_FAILED]
    assert decision.methods == ("evaluator",)
    assert [fired.rule for fired in decision.fired] == ["floor", "ring-now"]
    assert "words of the case" not in repr(reports)


def test_an_engine_that_keeps_failing_is_left_alone_and_one_that_recovers_is_not() -> None:
    failing = Says(error=RuntimeError())
    decider = Decider(RULE_SET, failing)
    for _ in range(2):
        decider.decide({})
    failing.error, failing.rules = None, ["floor"]
    assert decider.decide({}).fault == ""
    failing.error = RuntimeError()
    for _ in range(5):
        assert decider.decide({}).fault == SENTENCES[FaultKind.ENGINE_FAILED]

    assert len(failing.asked) == 2 + 1 + 3


def test_when_the_evaluator_fails_the_engine_decides_alone(reports: list[FaultReport]) -> None:
    reasoner = Says(["ring-now", "floor"])
    decision = Decider(RULE_SET, reasoner, evaluator=BrokenEvaluator(RULE_SET), report=reports.append).decide(HURT)

    assert decision.fault == SENTENCES[FaultKind.EVALUATOR_FAILED]
    assert decision.methods == ("made-up",)
    assert [(fired.rule, fired.evidence) for fired in decision.fired] == [("floor", ()), ("ring-now", ())]
    assert decision.urgency is Urgency.NOW
    assert decision.applies == {"hurt": Tri.TRUE, "place": Tri.OPEN}
    assert reports == [FaultReport(FaultKind.EVALUATOR_FAILED, "", "made-up", detail="RecursionError")]


@pytest.mark.parametrize("reasoner", [None, Says(error=RuntimeError())])
def test_when_both_fail_the_emergency_card_is_shown(reasoner: Says | None, reports: list[FaultReport]) -> None:
    decider = Decider(RULE_SET, reasoner, evaluator=BrokenEvaluator(RULE_SET), report=reports.append)
    decision = decider.decide(HURT)

    assert decision.urgency is Urgency.EMERGENCY
    assert (decision.fired, decision.steps, decision.methods) == ((), (), ())
    assert decision.send_as is SendAs.CHILD_PROTECTION_REFERRAL
    assert decision.fault == SENTENCES[FaultKind.BOTH_FAILED]
    assert "emergency card" in decision.fault
    assert "999" in decision.fault
    assert [report.kind for report in reports] == [FaultKind.BOTH_FAILED]


def test_rules_that_do_not_hang_together_are_decided_with_the_card() -> None:
    rule_set = make_rule_set([], [make_rule("floor", Always())], {"round": FactHolds("round")})

    assert Decider(rule_set, None).decide({}).urgency is Urgency.EMERGENCY


def test_no_rule_at_all_still_says_what_to_do() -> None:
    rule_set = make_rule_set([make_question("hurt")], [make_rule("only", Is("hurt", ("yes",)))])
    decision = Decider(rule_set, Says([])).decide({"hurt": chosen("no")})

    assert decision.urgency is Urgency.TODAY
    assert decision.fault == SENTENCES[FaultKind.NO_RULE]


def test_a_machine_without_the_engine_gets_a_decider_all_the_same(
    monkeypatch: pytest.MonkeyPatch, reports: list[FaultReport]
) -> None:
    def missing(program: object) -> None:
        raise ImportError("undefined symbol")

    monkeypatch.setattr(durable, "DurableReasoner", missing)
    decider = build_decider(RULE_SET, report=reports.append)
    decisions = [decider.decide(HURT) for _ in range(3)]

    assert {(decision.urgency, decision.methods) for decision in decisions} == {(Urgency.NOW, ("evaluator",))}
    assert reports == [FaultReport(FaultKind.NO_ENGINE, "", "made-up", detail="ImportError")]


def test_that_there_is_no_engine_is_told_once_whatever_else_fails_in_between(reports: list[FaultReport]) -> None:
    decider = Decider(RULE_SET, None, report=reports.append)
    working, broken = decider.evaluator, BrokenEvaluator(RULE_SET)
    for decider.evaluator in (working, broken, working, working):
        decider.decide(HURT)

    assert [report.kind for report in reports] == [FaultKind.NO_ENGINE, FaultKind.BOTH_FAILED]


def test_closing_lets_go_of_the_engine_once_and_deciding_goes_on() -> None:
    reasoner = Says(["floor", "ring-now"])
    decider = Decider(RULE_SET, reasoner)
    decider.close()
    decider.close()

    assert reasoner.closed == 1
    assert decider.decide(HURT).urgency is Urgency.NOW


@pytest.mark.parametrize(
    "answers",
    [
        {"hurt": chosen("perhaps")},
        {"hurt": number(3)},
        {"hurt": ticked("yes")},
        {"hurt": "yes"},
        {"hurt": not_sure(), "no such question": chosen("yes")},
    ],
)
def test_wrong_answers_count_as_not_sure_in_both_checks(answers: Answers) -> None:
    decider = build_decider(RULE_SET)
    decision = decider.decide(answers)
    decider.close()

    assert decision.fault == ""
    assert [fired.rule for fired in decision.fired] == ["floor", "ring-now"]
    assert decision.fired[1].evidence[0].assumed


def test_no_answer_given_as_none_is_no_answer() -> None:
    decider = build_decider(RULE_SET)
    decision = decider.decide({"hurt": None})  # type: ignore[dict-item]
    decider.close()

    assert (decision.fault, decision.open) == ("", ("ring-now", "home", "calm"))


@pytest.mark.parametrize("seed", range(10))
def test_a_decision_is_the_same_whenever_it_is_made(seed: int) -> None:
    random, rule_set = Random(seed), random_rule_set(seed, 20)
    cases = [random_answers(random, rule_set) for _ in range(8)]
    decider, other = build_decider(rule_set), build_decider(rule_set)
    first = [decider.decide(answers) for answers in cases]
    again = [other.decide(answers) for answers in reversed(cases)]
    decider.close()
    other.close()

    assert first == again[::-1]
