"""A page said to be asked anyway is asked anyway, walked with and without ``always ask``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.cases import RULE_SET, scenario
from session.random_rules import make_rules
from session.small_rules import choice, rule, rule_set, yes_no
from triage.engine.decide import Decider
from triage.policy.mutate.needed import always_needed
from triage.policy.mutate.solving import Solving
from triage.policy.walk import Walker
from triage.rules.conditions import All, Always, AnyOf, Condition, Is, NoneOf
from triage.rules.model import Question, RuleSet, Urgency

WORRIED, UPDATE = Is("why", ("worried",)), Is("why", ("update",))
SEVERE = Is("harm", ("severe",))


def needed(known: RuleSet, page: str) -> bool:
    solving = Solving(known, [])
    try:
        return always_needed(known, page, solving)
    finally:
        solving.close()


def rules(when: Condition, urgency: Urgency = Urgency.NOW, gate: Condition | None = None) -> RuleSet:
    questions: tuple[Question, ...] = (
        choice("why", "worried", "update", section="worry"),
        yes_no("again", section="worry", when=UPDATE),
        choice("harm", "severe", "mild", section="worry", when=gate),
    )
    return rule_set(questions, (rule("one", when, urgency, "ring"), rule("floor", Always(), Urgency.PLANNED, "write")))


GATE = AnyOf((WORRIED, Is("again", ("yes",))))


@pytest.mark.parametrize(
    ("known", "page", "expected"),
    [
        (rules(SEVERE), "harm", True),
        (rules(AnyOf((SEVERE, WORRIED))), "harm", True),
        (rules(SEVERE, Urgency.TODAY), "harm", False),
        (rules(All((SEVERE, WORRIED))), "harm", False),
        (rules(NoneOf((SEVERE,))), "harm", True),
        (rules(SEVERE, gate=GATE), "why", True),
        (rules(SEVERE, gate=GATE), "again", True),
        (rules(SEVERE, gate=GATE), "harm", True),
        (rules(SEVERE, gate=AnyOf((WORRIED, UPDATE))), "again", False),
        (RULE_SET, "danger", True),
        (RULE_SET, "idle", False),
    ],
)
def test_a_page_is_needed_where_a_call_for_action_rests_on_it(known: RuleSet, page: str, expected: bool) -> None:
    assert needed(known, page) is expected


def pages(known: RuleSet, page: str, always: bool, otherwise: str) -> bool:
    """Whether the page comes before there is enough to act."""
    question = replace(known.questions[page], always_ask=always)
    changed = replace(known, questions={**known.questions, page: question})
    walk = Walker(changed, Decider(changed, None)).walk(scenario({}, otherwise=otherwise))
    return page in walk.pages


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5_000), st.sampled_from(["calmest", "not sure"]))
def test_it_makes_no_difference_to_any_walk(seed: int, otherwise: str) -> None:
    known = make_rules(seed, 5, 5)
    for page in known.questions:
        if needed(known, page):
            assert pages(known, page, True, otherwise) == pages(known, page, False, otherwise), page
