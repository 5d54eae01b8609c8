"""What is shown before everything is asked: the formulas say what the interview says, and a plan shown early is final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set
from prove.brute import possible_answers, small_rule_set
from triage.engine.decide import Decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.engine.outcome import highest_label, highest_urgency
from triage.locate import data_folder
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.pages import Pages
from triage.policy.prove.partial import Partial
from triage.policy.prove.proof import Proof, Verdict
from triage.policy.prove.replay import EarlyReplay, ProverError
from triage.policy.prove.run import prove_pack
from triage.policy.prove.solver import Solver
from triage.policy.prove.stopping import EARLY, ENOUGH
from triage.policy.prove.vignette import proof_lines
from triage.rules.answers import Answer, chosen, not_sure
from triage.rules.conditions import All, Is
from triage.rules.load import load
from triage.rules.model import Place, QuestionType, RuleSet, SendAs, Urgency
from triage.rules.statements import EveryCase
from triage.rules.statements_reader import read_statements
from triage.session import agenda
from triage.session.interview import Interview
from triage.session.session import Session

HERE = Place("safety.yaml", 3, 5)
SEEDS = range(30)
TODAY = date(2026, 11, 22)


@cache
def rules_of(seed: int) -> RuleSet:
    """A small random rule set, some of its pages always asked, and some of those about danger."""
    rule_set, _, _ = small_rule_set(seed)
    random = Random(seed)
    questions = {
        name: replace(question, always_ask=random.random() < 0.3, section=random.choice(["danger", "worry", "worry"]))
        for name, question in rule_set.questions.items()
    }
    return replace(rule_set, questions=questions)


def started(rule_set: RuleSet, random: Random, how_many: int) -> list[dict[str, Answer]]:
    """Sheets with some pages answered, asked for or not."""
    options = {name: list(possible_answers(question)) for name, question in rule_set.questions.items()}
    return [
        {name: random.choice(answers) for name, answers in options.items() if random.random() < filled}
        for filled in (random.random() for _ in range(how_many))
    ]


def fixed(sheet: Partial, answers: dict[str, Answer]) -> list[int]:
    """The literals of exactly these answers."""
    return [
        part
        for name, answered in sheet.answered.items()
        for part in ((answered, *sheet.answers[name].literals(answers[name])) if name in answers else (-answered,))
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_known_and_when_it_is_enough_is_what_the_interview_says(seed: int) -> None:
    rule_set = rules_of(seed)
    formulas = Formulas(Solver())
    sheet = Partial(Case(formulas, rule_set, every_answer(formulas, rule_set)))
    known = {name: sheet.rule(name) for name in rule_set.rules}
    applies = {name: sheet.applies(name) for name in rule_set.questions}
    enough = Pages(sheet).enough
    interview, evaluator = Interview(rule_set, Decider(rule_set, None)), Evaluator(rule_set)
    for answers in started(rule_set, Random(seed), 40):
        model = formulas.solver.model(fixed(sheet, answers))
        assert model is not None
        evaluation = evaluator.evaluate(answers)
        truth = {True: Tri.TRUE, False: Tri.OPEN}
        for found, said in ((known, evaluation.rules), (applies, evaluation.applies)):
            for name, one in found.items():
                assert said[name] is (Tri.FALSE if one.false in model else truth[one.true in model])
        says_enough = interview.view(Session(tuple(answers.items()))).enough
        assert (enough in model) == says_enough
        # The answers decide it: what the pages left may still hold makes no difference.
        assert formulas.solver.model([*fixed(sheet, answers), -enough if says_enough else enough]) is None


def proofs(rule_set: RuleSet, *statements: EveryCase) -> dict[str, Proof]:
    found = prove_pack(rule_set, statements)
    assert [proof.lines for proof in found.proofs if proof.verdict is Verdict.BROKEN] == []
    return {proof.name: proof for proof in found.proofs}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_shown_early_is_final(seed: int) -> None:
    """Proved, and tried: what is shown, and then every other page answered in many ways."""
    rule_set = rules_of(seed)
    assert proofs(rule_set)[ENOUGH].verdict is Verdict.HOLDS
    interview, evaluator = Interview(rule_set, Decider(rule_set, None)), Evaluator(rule_set)
    random = Random(seed)
    for shown in started(rule_set, random, 30):
        decision = interview.view(Session(tuple(shown.items()))).decision
        if not interview.view(Session(tuple(shown.items()))).enough:
            continue
        for more in started(rule_set, random, 8):
            rules = evaluator.evaluate({**more, **shown}).true_rules
            assert (highest_urgency(rule_set, rules) or Urgency.INFORMATION) <= decision.urgency
            if decision.urgency is not Urgency.EMERGENCY:
                assert highest_label(rule_set, rules) <= decision.send_as


def test_some_sheets_are_enough_and_some_are_not() -> None:
    views = [
        Interview(rules_of(seed), Decider(rules_of(seed), None)).view(Session(tuple(sheet.items()))).enough
        for seed in SEEDS
        for sheet in started(rules_of(seed), Random(seed), 4)
    ]
    assert 0.2 < sum(views) / len(views) < 0.9


def late_step() -> RuleSet:
    """Whoever is worried is acted on now; the step that keeps the child safe waits for one more page."""
    yes = ("yes", "no")
    questions = [
        make_question("worried", QuestionType.YES_NO, yes, ("yes",)),
        make_question("outside", QuestionType.YES_NO, yes, ("yes",)),
    ]
    rules = [
        make_rule("worry", Is("worried", ("yes",)), Urgency.NOW, ("step-0",)),
        make_rule("in", All((Is("worried", ("yes",)), Is("outside", ("no",)))), Urgency.TODAY, ("step-1",)),
        make_rule("out", All((Is("worried", ("yes",)), Is("outside", ("yes",)))), Urgency.TODAY, ("step-1",)),
        make_rule("floor", Is("worried", ("no",)), Urgency.TODAY, ("step-2",)),
    ]
    return make_rule_set(questions, rules)


def test_a_step_that_comes_only_with_a_later_page_is_found_with_the_plan_that_is_shown_without_it() -> None:
    worried = EveryCase("safe", "A worried person keeps the child safe.", HERE, "made-up", Is("worried", ("yes",)),
                        steps=("step-1",))  # fmt: skip
    found = proofs(late_step(), worried)
    assert found["safe"].verdict is Verdict.HOLDS, "with every page answered, the step is there"
    proof = found[f"safe ({EARLY})"]
    assert proof.verdict is Verdict.FAILS
    (example,) = proof.examples
    assert dict(example.outcome.sheet) in ({"worried": chosen("yes")}, {"worried": not_sure()})
    told = "\n".join(proof_lines(proof))
    assert "the plan is shown before it is so: the step step-1 is not in the plan" in told
    assert "Only these pages have been answered by then:" in told


def test_a_sheet_that_asks_for_more_is_not_taken_for_the_end() -> None:
    with pytest.raises(ProverError, match="asks worried first"):
        EarlyReplay(late_step()).outcome({})


def two_pages() -> RuleSet:
    """One page makes it a matter for today, the other one for now, and with it a referral."""
    yes = ("yes", "no")
    questions = [make_question(name, QuestionType.YES_NO, yes, ("yes",)) for name in ("worried", "hurt")]
    rules = [
        make_rule("worry", Is("worried", ("yes", "no"), exactly=True), Urgency.TODAY),
        make_rule("ring", Is("hurt", ("yes",)), Urgency.NOW, send_as=SendAs.CHILD_PROTECTION_REFERRAL),
    ]
    return make_rule_set(questions, rules)


def test_formulas_that_know_too_few_pages_are_a_fault_of_the_prover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pages, "_follow", lambda pages: None)
    (proof,) = (one for one in prove_pack(two_pages(), ()).proofs if one.name == ENOUGH)
    assert proof.verdict is Verdict.BROKEN
    assert "the interview asks" in proof.lines[0]


def test_an_interview_that_stops_too_soon_is_found_and_told_as_two_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pages, "_follow", lambda pages: None)
    monkeypatch.setattr(agenda, "raises", lambda rule, decision: False)
    (proof,) = (one for one in prove_pack(two_pages(), ()).proofs if one.name == ENOUGH)
    assert proof.verdict is Verdict.FAILS
    told = " ".join(" ".join(proof_lines(proof)).split())
    assert "it is shown as today and can become now" in told
    assert 'a message is called "information only" and can become "child protection referral"' in told
    assert "One case, at two moments." in told
    assert told.index("shown then") < told.index("what it may become")


def test_what_a_message_is_called_may_be_settled_after_999_was_rung() -> None:
    rules = two_pages()
    danger = {**rules.rules, "ring": replace(rules.rules["ring"], urgency=Urgency.EMERGENCY, send_as=None)}
    late = make_rule("late", Is("worried", ("yes",)), Urgency.TODAY, send_as=SendAs.CHILD_PROTECTION_REFERRAL)
    assert proofs(replace(rules, rules={**danger, "late": late}))[ENOUGH].verdict is Verdict.HOLDS


ENGLAND = load(data_folder(), ["england"], TODAY)


def test_the_shipped_interview_says_enough_exactly_when_the_formulas_do() -> None:
    """Many walks through the real interview, with answers at random, looked at before every page."""
    formulas = Formulas(Solver())
    sheet = Partial(Case(formulas, ENGLAND, every_answer(formulas, ENGLAND)))
    enough = Pages(sheet).enough
    interview = Interview(ENGLAND, Decider(ENGLAND, None))
    random = Random(5)
    ends = 0
    for _ in range(12):
        session = Session()
        while True:
            view = interview.view(session)
            model = formulas.solver.model([*fixed(sheet, session.answers), enough])
            assert (model is not None) == view.enough
            if view.enough or view.page is None:
                ends += view.enough
                break
            question = ENGLAND.questions[view.page.question]
            session = session.answer(question.id, random.choice(likely(question.id)))
    assert ends == 12


def likely(name: str) -> list[Answer]:
    """Some answers to a shipped question; of several options, at most one."""
    question = ENGLAND.questions[name]
    if question.type is QuestionType.SEVERAL:
        question = replace(question, options=question.options[:4])
    return list(possible_answers(question))[:8]


def test_the_rung_of_a_disagreement_does_not_wait_for_a_later_page() -> None:
    """Found once by this proof: people who disagree about a child to be seen now were shown no rung at first."""
    statement = next(
        one
        for one in read_statements(data_folder(), ["england"], ENGLAND)
        if one.id == "disagreement-has-a-next-rung" and isinstance(one, EveryCase)
    )
    rules = {name: rule for name, rule in ENGLAND.rules.items() if name != "raise-it-first"}
    found = proofs(replace(ENGLAND, rules=rules), statement)
    assert found[statement.id].verdict is Verdict.HOLDS
    assert found[f"{statement.id} ({EARLY})"].verdict is Verdict.FAILS
    assert proofs(ENGLAND, statement)[f"{statement.id} ({EARLY})"].verdict is Verdict.HOLDS
