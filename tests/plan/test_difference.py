"""Two plans side by side: every line once, and what became of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.plan.difference import Fate, Pair, plan_difference
from triage.plan.model import Plan, PlanStep, Reason
from triage.rules.model import SendAs, StepKind, Urgency

NAMES = "abcdefgh"


def reason(rule: str) -> Reason:
    return Reason(rule, f"{rule} holds", (), (), "rules.yaml:1")


def step(name: str, urgency: Urgency, rules: tuple[str, ...]) -> PlanStep:
    return PlanStep(
        name, 1, StepKind.RING, urgency, f"Do {name}.", (), "", None, "", (), "", "", "", (), "",
        tuple(map(reason, rules)),
    )  # fmt: skip


def plan(*steps: PlanStep) -> Plan:
    urgency = max((one.urgency for one in steps), default=Urgency.INFORMATION)
    return Plan(urgency, "", SendAs.ADVICE, "", steps, (), (), (), "", "1", "h", datetime(2026, 11, 22))


plans = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(list(Urgency)), st.sets(st.sampled_from("xyz"), min_size=1)),
    unique_by=lambda one: one[0],
).map(lambda found: plan(*(step(name, urgency, tuple(sorted(rules))) for name, urgency, rules in found)))


@given(plans, plans)
def test_it_is_the_difference_of_the_two_and_nothing_else(before, after):
    found = plan_difference(before, after)
    was, now = {one.id: one for one in before.steps}, {one.id: one for one in after.steps}
    assert sorted(pair.step.id for pair in found.pairs) == sorted(was.keys() | now.keys())
    assert {pair.step.id for pair in found.with_fate(Fate.NEW)} == now.keys() - was.keys()
    assert {pair.step.id for pair in found.with_fate(Fate.GONE)} == was.keys() - now.keys()
    for pair in found.pairs:
        if pair.before and pair.after:
            sooner = pair.after.urgency - pair.before.urgency
            assert pair.fate is (Fate.SAME if not sooner else Fate.SOONER if sooner > 0 else Fate.LATER)
    assert [pair.step.id for pair in found.pairs if pair.after] == [one.id for one in after.steps]


@given(plans, plans)
def test_reasons_are_those_that_only_one_of_them_rests_on(before, after):
    found = plan_difference(before, after)
    old, new = ({one.rule for line in each.steps for one in line.reasons} for each in (before, after))
    assert {one.rule for one in found.stopped} == old - new
    assert {one.rule for one in found.started} == new - old
    assert len(found.stopped) == len(old - new)


@given(plans)
def test_a_plan_does_not_differ_from_itself(one):
    found = plan_difference(one, one)
    assert all(pair.fate is Fate.SAME for pair in found.pairs)
    assert not found.stopped
    assert not found.started


@given(plans, plans)
def test_the_other_way_round_everything_is_the_opposite(before, after):
    there, back = plan_difference(before, after), plan_difference(after, before)
    opposite = {Fate.NEW: Fate.GONE, Fate.GONE: Fate.NEW, Fate.SOONER: Fate.LATER, Fate.LATER: Fate.SOONER}
    fates = {pair.step.id: pair.fate for pair in there.pairs}
    assert {pair.step.id: opposite.get(pair.fate, pair.fate) for pair in back.pairs} == fates


def test_what_is_gone_stands_where_it_stood():
    before = plan(*(step(name, Urgency.TODAY, ("x",)) for name in "abcd"))
    after = plan(*(step(name, Urgency.TODAY, ("x",)) for name in "bd"))
    assert [pair.step.id for pair in plan_difference(before, after).pairs] == ["a", "b", "c", "d"]


def test_a_pair_has_at_least_one_line():
    with pytest.raises(ValueError, match="without a line"):
        _ = Pair(None, None).step
