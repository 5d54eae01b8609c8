"""What rules that hold come to, and what is sent to the engine."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set, random_answers, random_rule_set
from triage.engine.outcome import StepOrder, highest_label, highest_urgency, in_file_order
from triage.engine.requests import Requests
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.conditions import Always
from triage.rules.model import QuestionType, SendAs, Urgency

RULES = make_rule_set(
    [],
    [
        make_rule("later", Always(), Urgency.DAYS, ("step-1", "step-3"), SendAs.ADVICE),
        make_rule("silent", Always(), Urgency.TODAY, ("step-3", "step-2")),
        make_rule("now", Always(), Urgency.NOW, ("step-3",), SendAs.CHILD_PROTECTION_REFERRAL),
        make_rule("calm", Always(), Urgency.INFORMATION, (), SendAs.INFORMATION_ONLY),
    ],
)


@pytest.mark.parametrize(
    ("rules", "urgency", "label"),
    [
        ([], None, SendAs.INFORMATION_ONLY),
        (["silent"], Urgency.TODAY, SendAs.INFORMATION_ONLY),
        (["calm", "later"], Urgency.DAYS, SendAs.ADVICE),
        (["now", "later", "calm", "silent"], Urgency.NOW, SendAs.CHILD_PROTECTION_REFERRAL),
    ],
)
def test_a_case_takes_the_highest_urgency_and_the_highest_label(
    rules: list[str], urgency: Urgency | None, label: SendAs
) -> None:
    assert (highest_urgency(RULES, rules), highest_label(RULES, rules)) == (urgency, label)


def test_the_order_in_which_rules_are_found_does_not_matter() -> None:
    expected = StepOrder(RULES).steps(in_file_order(RULES, RULES.rules))
    for names in permutations(RULES.rules):
        assert in_file_order(RULES, [*names, "no such rule"]) == tuple(RULES.rules)
        assert StepOrder(RULES).steps(in_file_order(RULES, names)) == expected
    assert [(step.step, step.urgency.word, step.rules) for step in expected] == [
        ("step-3", "now", ("later", "silent", "now")),
        ("step-2", "today", ("silent",)),
        ("step-1", "days", ("later",)),
    ]


@pytest.mark.parametrize("seed", range(30))
def test_one_more_rule_only_ever_adds(seed: int) -> None:
    random, rule_set = Random(seed), random_rule_set(seed, 30)
    some = random.sample(list(rule_set.rules), random.randint(1, len(rule_set.rules)))
    order = StepOrder(rule_set)
    fewer = {step.step: step for step in order.steps(some[:-1])}
    more = {step.step: step for step in order.steps(some)}

    assert set(fewer) <= set(more)
    assert all(
        more[name].urgency >= step.urgency and set(step.rules) <= set(more[name].rules) for name, step in fewer.items()
    )
    assert (highest_urgency(rule_set, some) or 0) >= (highest_urgency(rule_set, some[:-1]) or 0)
    assert highest_label(rule_set, some) >= highest_label(rule_set, some[:-1])


def test_a_step_a_rule_names_twice_or_nobody_wrote_is_still_shown_once() -> None:
    rule_set = make_rule_set([], [make_rule("r", Always(), Urgency.NOW, ("unwritten", "step-0", "step-0"))])

    assert [(step.step, step.rules) for step in StepOrder(rule_set).steps(["r"])] == [
        ("step-0", ("r",)),
        ("unwritten", ("r",)),
    ]


ASKED = make_rule_set(
    [
        make_question("hurt"),
        make_question("signs", QuestionType.SEVERAL, ("bruise", "fear")),
        make_question("weeks", QuestionType.NUMBER, highest=40),
    ],
    [],
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        ({"hurt": chosen("yes")}, [("hurt", [(None, "yes")])]),
        ({"weeks": number(3), "hurt": skipped()}, [("hurt", [(None, "not sure")]), ("weeks", [(None, 3)])]),
        ({"weeks": number(99)}, [("weeks", [(None, "not sure")])]),
        ({"signs": ticked("fear")}, [("signs", [("bruise", "no"), ("fear", "yes"), (None, "answered")])]),
        (
            {"signs": ticked("fear", rest_not_sure=True)},
            [("signs", [("bruise", "not sure"), ("fear", "yes"), (None, "not sure")])],
        ),
        ({"signs": not_sure()}, [("signs", [("bruise", "not sure"), ("fear", "not sure"), (None, "not sure")])]),
        ({"no such question": chosen("yes")}, []),
    ],
)
def test_a_request_holds_what_was_answered_in_the_order_of_the_rule_set(
    answers: dict[str, Answer], expected: list[tuple[str, list[tuple[str | None, object]]]]
) -> None:
    request = Requests(ASKED).request(answers)

    assert [(item["question"], item["cells"]) for item in request["answers"]] == expected


def test_a_request_never_repeats_an_earlier_answer() -> None:
    random, rule_set = Random(4), random_rule_set(4, 20)
    kept = Requests(rule_set)
    for _ in range(100):
        answers = random_answers(random, rule_set)
        assert kept.request(answers) == Requests(rule_set).request(answers)
