"""What counts as a failure, how it is told, and what the report adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from policy.cases import ADVICE, HERE, REFERRAL, RULE_SET, Tampered, decider, scenario
from triage.engine.decision import Decision
from triage.policy.report import report_text
from triage.policy.scenarios import ScenarioReport, reaching, run_scenarios
from triage.rules.answers import Answers, chosen, not_sure, number, ticked
from triage.rules.model import SendAs, Urgency
from triage.rules.scenarios import Scenario

NOW = datetime(2026, 11, 20, 16, 30)
SAFE = {"danger": ticked(), "harm": chosen("mild")}
SEVERE = {"danger": ticked(), "harm": chosen("severe")}


def run(*scenarios: Scenario, by: object = None) -> ScenarioReport:
    return run_scenarios(RULE_SET, by or decider(), scenarios, NOW)  # type: ignore[arg-type]


def failures(one: Scenario, by: object = None) -> list[tuple[str, str]]:
    return [(failure.expected, failure.got) for failure in run(one, by=by).results[0].failures]


def reasons(one: Scenario) -> list[str]:
    return [reason for failure in run(one).results[0].failures for reason in failure.reasons]


@pytest.mark.parametrize(
    "one",
    [
        scenario(SAFE),
        scenario(
            SEVERE, Urgency.NOW, send_as=REFERRAL, steps=("ring", "write"), rules=("severe",), not_rules=("unsure",)
        ),
        scenario(SEVERE, Urgency.NOW, contacts=("door", "police"), by={"write": "soon"}, not_steps=("ask", "ring-999")),
        scenario({}, Urgency.EMERGENCY, "not sure", steps=("ring-999",)),
        scenario({}, Urgency.PLANNED, "calmest"),
        scenario(
            SEVERE,
            Urgency.NOW,
            "calmest",
            by={"write": "24 hours"},
            soon={"ring": Urgency.NOW, "write": Urgency.PLANNED},
            says={"ring": ("HELLO", "01452 1")},
            rings={"ring": ("door",)},
            asked=("danger", "harm"),
            not_asked=("idle",),
        ),
    ],
)
def test_scenarios_that_come_out_as_expected_pass(one: Scenario) -> None:
    assert failures(one) == []
    assert run(one).results[0].passed


@pytest.mark.parametrize(
    ("one", "expected", "got"),
    [
        (scenario(SAFE, Urgency.NOW), "urgency now", "planned"),
        (scenario(SEVERE), "urgency planned", "now"),
        (scenario(SEVERE, Urgency.NOW, send_as=ADVICE), 'sent as "advice"', '"child protection referral"'),
        (scenario(SAFE, send_as=REFERRAL), 'sent as "child protection referral"', '"information only"'),
        (scenario(SAFE, rules=("severe",)), "rule severe to hold", "it does not"),
        (scenario(SAFE, not_rules=("floor",)), "rule floor not to hold", "it does"),
        (scenario(SAFE, steps=("ring",)), "step ring in the plan", "it is not there"),
        (scenario(SAFE, not_steps=("write",)), "no step write in the plan", "it is there"),
        (scenario(SAFE, contacts=("door",)), "contact door in the plan", "none of the rule set's contacts"),
        (scenario(SEVERE, Urgency.NOW, contacts=("other",)), "contact other in the plan", "only door, police"),
        (scenario(SAFE, by={"write": "later"}), "step write by later", "by soon, 24 hours"),
        (scenario(SAFE, by={"write": "48 hours"}), "step write by 48 hours", "by soon, 24 hours"),
        (
            scenario(SEVERE, Urgency.NOW, by={"ring": "24 hours"}),
            "step ring by 24 hours",
            "it has no limit of its own",
        ),
        (scenario(SAFE, soon={"write": Urgency.NOW}), "step write now", "planned"),
        (scenario(SAFE, soon={"ring": Urgency.NOW}), "step ring now", "the step is not in the plan"),
        (scenario(SEVERE, Urgency.NOW, says={"ring": ("goodbye",)}), "step ring to say “goodbye”", "it does not"),
        (scenario(SAFE, says={"ring": ("hello",)}), "step ring to say “hello”", "the step is not a line of the plan"),
        (scenario(SEVERE, Urgency.NOW, rings={"ring": ("police",)}), "step ring to name police", "it names door"),
        (scenario(SAFE, rings={"write": ("door",)}), "step write to name door", "it names nobody"),
        (scenario(SAFE, rings={"ring": ("door",)}), "step ring to name door", "the step is not a line of the plan"),
        (
            scenario(SAFE | {"phoned": chosen("no")}, asked=("phoned",)),
            "the page phoned (Phoned?) before there is enough to act",
            "it comes later",
        ),
        (scenario(SAFE, asked=("days",)), "the page days (Days?) before there is enough to act", "it never comes"),
        (
            scenario(SAFE | {"phoned": chosen("no")}, not_asked=("phoned",)),
            "the page phoned (Phoned?) never to come",
            "it comes",
        ),
        (scenario(SEVERE, Urgency.NOW, by={"ring": "soon"}), "step ring by soon", "it has no limit of its own"),
        (scenario(SAFE, by={"ring": "soon"}), "step ring by soon", "the step is not in the plan"),
    ],
)
def test_every_difference_is_a_failure_in_words(one: Scenario, expected: str, got: str) -> None:
    assert failures(one) == [(expected, got)]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (scenario(SAFE, Urgency.NOW), "severe lacks: harm = Severe"),
        (scenario(SEVERE), "severe holds: Harm? Severe"),
        (scenario(SAFE, not_rules=("floor",)), "floor holds: it always holds"),
        (scenario(SAFE, rules=("chase",)), "chase lacks: phoned = Yes; days = 2 or more"),
        (scenario({**SAFE, "phoned": chosen("no")}, send_as=ADVICE), "unsure lacks: harm = Not sure"),
        (
            scenario({**SAFE, "phoned": chosen("no")}, rules=("chase",)),
            "chase lacks: phoned = Yes; days (does not apply) = 2 or more",
        ),
    ],
)
def test_failures_name_the_nearest_reason(one: Scenario, reason: str) -> None:
    assert reason in reasons(one)


def test_a_page_nobody_answers_is_named() -> None:
    found = run(scenario({"danger": ticked()})).results[0]
    assert found.failures[0].expected == "an answer to harm (Harm?)"
    assert "otherwise" in found.failures[0].reasons[0]
    assert found.warnings[0].startswith("One of our two checks cannot run")


def test_answers_never_asked_for_are_a_warning_only() -> None:
    found = run(scenario({**SAFE, "idle": chosen("no")})).results[0]
    assert found.passed
    assert "never asked: idle" in found.warnings


def later_more_urgent(made: Decision, answers: Answers) -> Decision:
    return replace(made, urgency=Urgency.NOW) if "phoned" in answers else made


def later_another_message(made: Decision, answers: Answers) -> Decision:
    return replace(made, send_as=SendAs.SUPPORT_REQUEST) if "phoned" in answers else made


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (later_more_urgent, "urgency planned to stand once there was enough to act"),
        (later_another_message, '"information only" to stand once there was enough to act'),
    ],
)
def test_enough_to_act_must_have_been_enough(change: Callable[[Decision, Answers], Decision], expected: str) -> None:
    found = failures(scenario({**SAFE, "phoned": chosen("yes")}, Urgency.PLANNED), Tampered(change))
    assert expected in [wanted for wanted, _ in found]


def test_in_an_emergency_the_message_may_settle_later() -> None:
    one = scenario({"danger": ticked("hurt"), "phoned": chosen("yes")}, Urgency.EMERGENCY)
    assert failures(one, Tampered(later_another_message)) == []


def test_two_checks_that_disagree_fail_whatever_is_expected() -> None:
    def disagree(made: Decision, _: Answers) -> Decision:
        return replace(made, fault="Our two checks did not agree.", methods=("durable", "evaluator"))

    assert failures(scenario(SAFE), Tampered(disagree)) == [("no fault", "Our two checks did not agree.")]


def test_one_check_alone_is_a_warning() -> None:
    assert run(scenario(SAFE)).results[0].warnings == (decider().decide({}).fault,)


def test_the_report_adds_up_pages_and_rules() -> None:
    found = run(
        scenario(SAFE, name="a"),
        scenario({"danger": ticked("hurt")}, Urgency.EMERGENCY, name="b"),
        scenario({"danger": not_sure()}, Urgency.EMERGENCY, name="c"),
        scenario({**SAFE, "phoned": chosen("yes"), "days": number(9)}, Urgency.NOW, name="d"),
    )
    assert [len(result.pages) for result in found.results] == [2, 1, 1, 2]
    assert found.median_pages == 1.5
    assert found.most_pages_to_emergency == 1
    assert [result.scenario.name for result in found.failed] == ["d"]
    assert found.fired == ("danger-now", "floor", "chase")
    assert found.never_fired == ("severe", "unsure")
    assert found.cannot_fire == ("one-day",)


def test_the_longest_way_to_an_emergency_is_the_one_reported() -> None:
    found = run(scenario({"danger": ticked("hurt")}, Urgency.EMERGENCY)).results[0]
    longer = replace(found, pages=("danger", "danger_check"))
    assert ScenarioReport((found, longer, found), (), ()).most_pages_to_emergency == 2


def test_no_scenarios_is_no_figure_rather_than_a_wrong_one() -> None:
    found = run()
    assert (found.median_pages, found.most_pages_to_emergency) == (None, None)
    assert found.never_fired == ("danger-now", "severe", "unsure", "floor", "chase")
    assert report_text(found).startswith("0 scenarios, 0 failed.\n0 of 5 rules")


def test_scenarios_reaching_a_rule() -> None:
    all_of_them = (scenario(SAFE, name="a"), scenario(SEVERE, name="b"))
    assert [one.name for one in reaching(RULE_SET, decider(), all_of_them, "severe")] == ["b"]
    assert len(reaching(RULE_SET, decider(), all_of_them, "floor")) == 2


def test_the_report_in_words() -> None:
    text = report_text(run(scenario(SAFE, Urgency.NOW, name="A bruise", ref="T3"), scenario(SEVERE, Urgency.NOW)))
    lines = text.split("\n")
    assert lines[0] == f"{HERE}: FAILED A bruise (T3)"
    assert lines[2:4] == [
        "! urgency   now                              planned",
        "            why: severe lacks: harm = Severe",
    ]
    assert "2 scenarios, 1 failed." in lines
    assert "Pages to enough to act: median 2." in lines
    assert "2 of 5 rules held in at least one scenario." in lines
    assert "2 of 13 answers, not sure included, given in at least one scenario." in lines
    assert "  rules/test/topic/rules.yaml:3: harm, not sure" in lines
    assert lines[-1] == "  one-day"


def test_the_report_gives_the_longest_way_to_an_emergency() -> None:
    text = report_text(run(scenario({"danger": ticked("hurt")}, Urgency.EMERGENCY)))
    assert "Pages to enough to act: median 1; an emergency, at most 1." in text


def test_the_report_counts_the_traps() -> None:
    assert "Traps" not in report_text(run(scenario(SAFE)))
    calm, waits = (
        replace(scenario(SAFE), trap="over-cautious"),
        replace(scenario(SEVERE, Urgency.NOW), trap="under-cautious"),
    )
    text = report_text(run(calm, waits, calm, scenario(SAFE)))
    assert "Traps: 2 for an over-cautious tool, 1 for an under-cautious one." in text
