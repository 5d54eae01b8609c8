"""Every verdict on a first step, a contact and what to tell parents, worked out anew from the rules and the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from training.practice import rules, trainer
from triage.rules.model import Rule
from triage.rules.vignettes import Parents, Vignette
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import NOBODY, Part, Verdict
from triage.training.results import Try

STORIES = trainer().bank.vignettes[::5]
FEW = 6
"""One step or contact in so many of those that are not in the plan, another lot for each story."""
each_story = pytest.mark.parametrize("story", STORIES, ids=[one.id for one in STORIES])


def bringing(*steps: str) -> list[Rule]:
    """Every rule that brings one of these steps."""
    return [rule for rule in rules().rules.values() if set(steps) & set(rule.steps)]


def only_for_worse(story: Vignette, *steps: str) -> bool:
    found = bringing(*steps)
    return bool(found) and all(rule.urgency > trainer().path(story).urgency for rule in found)


@each_story
def test_any_first_step(story: Vignette) -> None:
    lines = trainer().path(story).plan.steps
    own = rules_choice(trainer(), story)
    wrong = []
    others = [step for step in rules().steps if step not in {line.id for line in lines}]
    for step in (*(line.id for line in lines), *others[STORIES.index(story) % FEW :: FEW]):
        planned = next((line for line in lines if line.id == step), None)
        if step == lines[0].id:
            wanted = Verdict.RIGHT
        elif planned is not None:
            wanted = Verdict.OTHER if planned.urgency is lines[0].urgency else Verdict.LESS_SAFE
        else:
            wanted = Verdict.SAFER if only_for_worse(story, step) else Verdict.LESS_SAFE
        if mark(trainer(), story, replace(own, first_step=step)).verdict(Part.FIRST_STEP) is not wanted:
            wrong.append((step, wanted))
    assert wrong == []


@each_story
def test_any_contact(story: Vignette) -> None:
    path = trainer().path(story)
    right = {one.id for one in path.contacts}
    shown = {one.id for line in path.plan.steps for one in line.contacts}
    own = rules_choice(trainer(), story)
    wrong = []
    others = [contact for contact in rules().contacts if contact not in right | shown]
    for contact in (NOBODY, *right, *shown, *others[STORIES.index(story) % FEW :: FEW]):
        steps = [step.id for step in rules().steps.values() if contact in step.contacts]
        if contact in right or (contact == NOBODY and not right):
            wanted = Verdict.RIGHT
        elif contact == NOBODY:
            wanted = Verdict.LESS_SAFE
        elif not right or only_for_worse(story, *steps):
            wanted = Verdict.SAFER
        else:
            wanted = Verdict.OTHER if contact in shown else Verdict.LESS_SAFE
        if mark(trainer(), story, replace(own, contact=contact)).verdict(Part.CONTACT) is not wanted:
            wrong.append((contact, wanted))
    assert wrong == []


@each_story
def test_whom_the_rules_ring_first(story: Vignette) -> None:
    path = trainer().path(story)
    calls = [(line, [one for one in line.contacts if not one.fallback]) for line in path.plan.steps]
    calls = [(line, named) for line, named in calls if named]
    assert (path.rings, list(path.contacts)) == (calls[0] if calls else (None, []))
    assert path.first is path.plan.steps[0]
    assert path.urgency is path.plan.urgency


@each_story
def test_of_what_the_lines_say_about_parents_the_most_careful_counts(story: Vignette) -> None:
    path, meanings = trainer().path(story), trainer().bank.parents
    careful = [Parents.NOT_YET, Parents.TELL, Parents.ASK]
    said = [meanings[line.id] for line in path.plan.steps if line.id in meanings]
    assert path.parents is (min(said, key=careful.index) if said else Parents.DOES_NOT_MATTER)
    assert (path.about_parents is None) == (not said)
    assert path.about_parents is None or meanings[path.about_parents.id] is path.parents


@pytest.mark.parametrize(
    ("verdicts", "rank"),
    [
        ({}, (0, 0)),
        ({Part.URGENCY: Verdict.RIGHT, Part.PARENTS: Verdict.OPEN}, (0, 0)),
        ({Part.URGENCY: Verdict.SAFER, Part.CONTACT: Verdict.RIGHT}, (0, 1)),
        ({Part.URGENCY: Verdict.LESS_SAFE, Part.CONTACT: Verdict.SAFER}, (1, 2)),
        ({Part.URGENCY: Verdict.LESS_SAFE, Part.CONTACT: Verdict.LESS_SAFE}, (2, 2)),
    ],
)
def test_a_try_ranks_by_what_was_less_safe_and_then_by_what_differed(
    verdicts: dict[Part, Verdict], rank: tuple[int, int]
) -> None:
    assert Try(rules_choice(trainer(), STORIES[0]), verdicts).rank == rank


@pytest.mark.parametrize("step", ["no-such-step", *list(rules().steps)[::20]])
def test_how_urgent_the_rules_are_that_bring_a_step(step: str) -> None:
    found = sorted(rule.urgency for rule in bringing(step))
    assert trainer().soonest_and_latest(step) == ((found[0], found[-1]) if found else None)


ASK, TELL, NOT_YET, OPEN = Parents.ASK, Parents.TELL, Parents.NOT_YET, Parents.DOES_NOT_MATTER


@pytest.mark.parametrize(
    ("rules_say", "verdicts"),
    [
        (ASK, {ASK: "RIGHT", TELL: "SAFER", NOT_YET: "SAFER", OPEN: "OTHER"}),
        (TELL, {ASK: "LESS_SAFE", TELL: "RIGHT", NOT_YET: "SAFER", OPEN: "OTHER"}),
        (NOT_YET, {ASK: "LESS_SAFE", TELL: "LESS_SAFE", NOT_YET: "RIGHT", OPEN: "LESS_SAFE"}),
        (OPEN, {ASK: "OPEN", TELL: "OPEN", NOT_YET: "OPEN", OPEN: "OPEN"}),
    ],
)
def test_what_to_tell_parents(
    rules_say: Parents, verdicts: dict[Parents, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = STORIES[0]
    path = replace(trainer().path(story), parents=rules_say)
    own = rules_choice(trainer(), story)
    monkeypatch.setattr(trainer(), "path", lambda _story: path)
    found = {said: mark(trainer(), story, replace(own, parents=said)).verdict(Part.PARENTS).name for said in Parents}
    assert found == verdicts


@each_story
def test_the_reason_for_the_urgency_is_that_of_a_rule_that_is_as_urgent(story: Vignette) -> None:
    path = trainer().path(story)
    own = rules_choice(trainer(), story)
    part = mark(trainer(), story, own).parts[0]
    as_urgent = {
        reason.why
        for line in path.plan.steps
        for reason in line.reasons
        if reason.rule in rules().rules and rules().rules[reason.rule].urgency is path.urgency
    }
    assert part.because in as_urgent
    assert part.citations
