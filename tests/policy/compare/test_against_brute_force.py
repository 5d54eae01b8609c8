"""Who checks the comparison: every change it tells, over small random rules with random edits, is held against
looking at every single person. It finds each change there is and none that there is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pytest

from policy.compare.brute import Person, versions
from triage.policy.compare.contacts import contacts_for
from triage.policy.compare.limits import due_of, same_due
from triage.policy.compare.model import Change, Kind
from triage.policy.compare.run import compare
from triage.policy.compare.sides import step_urgency
from triage.policy.prove.replay import Outcome
from triage.rules.model import SendAs, Urgency

SEEDS = range(28)


@cache
def changes_of(seed: int) -> tuple[Change, ...]:
    """What the comparison finds."""
    old, new, _ = versions(seed)
    return compare(old, new).changes


def told(changes: Iterable[Change], *codes: str) -> set[str]:
    """Everything that changes with one of these codes name."""
    return {detail for change in changes if change.code in codes for detail in change.details}


def words(value: Urgency | SendAs | None) -> str:
    return "nothing" if value is None else value.word


def height(value: Urgency | None) -> int:
    return -1 if value is None else value


@pytest.mark.parametrize("seed", SEEDS)
def test_urgency_and_label_move_exactly_as_told(seed: int) -> None:
    _old, _new, people = versions(seed)
    changes = changes_of(seed)
    moves = {(one.before.urgency, one.after.urgency) for one in people}
    down = {f"{words(a)} to {words(b)}" for a, b in moves if height(a) > height(b)}
    up = {f"{words(a)} to {words(b)}" for a, b in moves if height(a) < height(b)}
    assert told(changes, "urgency-lowered") == down
    assert told(changes, "urgency-raised") == up
    labels = {(one.before.send_as, one.after.send_as) for one in people}
    assert told(changes, "send-as-lowered") == {f"{a.word} to {b.word}" for a, b in labels if a > b}
    assert told(changes, "send-as-raised") == {f"{a.word} to {b.word}" for a, b in labels if a < b}


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_come_go_and_move_exactly_as_told(seed: int) -> None:
    _old, new, people = versions(seed)
    changes = changes_of(seed)
    moves = {
        (step, step_urgency(one.before, step), step_urgency(one.after, step)) for one in people for step in new.steps
    }
    assert told(changes, "step-gone") == {step for step, a, b in moves if a is not None and b is None}
    assert told(changes, "step-added") == {step for step, a, b in moves if a is None and b is not None}
    both = [(step, a, b) for step, a, b in moves if a is not None and b is not None]
    assert told(changes, "step-later") == {f"{step}, {a.word} to {b.word}" for step, a, b in both if a > b}
    assert told(changes, "step-sooner") == {f"{step}, {a.word} to {b.word}" for step, a, b in both if a < b}


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_asked_in_other_cases_exactly_as_told(seed: int) -> None:
    old, new, people = versions(seed)
    changes = changes_of(seed)
    both = [name for name in new.questions if name in old.questions]
    fewer = {q for q in both for one in people if q in one.before.sheet and q not in one.after.sheet}
    more = {q for q in both for one in people if q in one.after.sheet and q not in one.before.sheet}
    assert told(changes, "asked-less") == fewer
    assert told(changes, "asked-more") == more


@pytest.mark.parametrize("seed", SEEDS)
def test_limits_and_contacts_of_a_step_change_exactly_as_told(seed: int) -> None:
    old, new, people = versions(seed)
    changes = changes_of(seed)
    limits, listings = set(), set()
    for one in people:
        for step in set(one.before.steps) & set(one.after.steps):
            dues = [due_of(side.rule_set, side.rule_set.steps[step], _urgent(side, step)) for side in _sides(one)]
            if old.steps[step].by != new.steps[step].by and not same_due(*dues):
                limits.add(f"{step}, {dues[0].words} to {dues[1].words}")
            before, after = (contacts_for(side.rule_set, step, "") for side in _sides(one))
            if before != after:
                listings.add((step, before, after))
    assert told(changes, "deadline-longer", "deadline-shorter") == limits
    codes = ("contact-gone", "contact-added", "contact-changed", "contact-order")
    steps = {change.details[0] for change in changes if change.code in codes}
    assert steps == {step for step, _, _ in listings}


def _sides(person: Person) -> tuple[Outcome, Outcome]:
    return person.before, person.after


def _urgent(outcome: Outcome, step: str) -> Urgency:
    urgency = step_urgency(outcome, step)
    assert urgency is not None
    return urgency


SHOWN: dict[str, Callable[[Outcome, Outcome], bool]] = {
    "urgency-lowered": lambda a, b: height(a.urgency) > height(b.urgency),
    "urgency-raised": lambda a, b: height(a.urgency) < height(b.urgency),
    "send-as-lowered": lambda a, b: a.send_as > b.send_as,
    "send-as-raised": lambda a, b: a.send_as < b.send_as,
    "step-gone": lambda a, b: bool(set(a.steps) - set(b.steps)),
    "step-added": lambda a, b: bool(set(b.steps) - set(a.steps)),
}
"""What a story has to show, whoever it is told of."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_story_is_true_of_everybody_who_answers_as_it_says(seed: int) -> None:
    _old, _new, people = versions(seed)
    for change in changes_of(seed):
        if change.story is None or change.code not in SHOWN:
            continue
        before, after = change.story.before.decisive.items(), change.story.after.decisive.items()
        meant = [one for one in people if before <= one.before.sheet.items() and after <= one.after.sheet.items()]
        assert meant, "nobody answers as the story says"
        assert all(SHOWN[change.code](one.before, one.after) for one in meant)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_called_less_safe_unless_somebody_is_worse_off(seed: int) -> None:
    old, new, people = versions(seed)
    found = compare(old, new)
    worse = any(shown(*_sides(one)) for one in people for code, shown in SHOWN.items() if code.endswith(("ed", "gone")))
    codes = {change.code for change in found.of(Kind.LESS_SAFE)} & SHOWN.keys()
    assert codes <= {"urgency-lowered", "send-as-lowered", "step-gone"}
    assert bool(codes) <= worse
    back = compare(new, old)
    assert told(back.changes, "step-added") == told(found.changes, "step-gone")
    assert bool(told(back.changes, "urgency-raised")) == bool(told(found.changes, "urgency-lowered"))


def test_the_random_edits_do_change_things() -> None:
    codes = {change.code for seed in SEEDS for change in changes_of(seed)}
    assert {*SHOWN, "asked-less", "asked-more", "answer-gone", "answer-new"} <= codes
    assert codes & {"deadline-longer", "deadline-shorter"}
    assert codes & {"contact-gone", "contact-added", "contact-changed"}
    kinds = [{change.kind for change in changes_of(seed)} for seed in SEEDS]
    assert {Kind.WORDING} in kinds, "some edits change no case"
    assert any(Kind.LESS_SAFE in found for found in kinds)
