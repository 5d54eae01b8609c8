"""Marking goes by the live rules and nothing else, for every story and every choice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.practice import choices, rules, stories, trainer
from triage.rules.model import SendAs, Urgency
from triage.rules.vignettes import Parents, Vignette
from triage.training.changed import what_would_have_changed
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import AGREED, NOBODY, Choice, Part, Verdict
from triage.training.moved import moved, moved_words
from triage.training.offer import offer
from triage.training.path import outcome_of
from triage.training.words import WHY

QUICK = settings(max_examples=60, deadline=None)


@QUICK
@given(stories(), choices())
def test_urgency_is_marked_as_the_decider_decides(story: Vignette, choice: Choice) -> None:
    teaching = trainer()
    decided = teaching.evaluator.evaluate(teaching.path(story).view.answers)
    urgency = max(rules().rules[name].urgency for name in decided.true_rules)
    marked = mark(teaching, story, choice)
    wanted = Verdict.RIGHT if choice.urgency is urgency else Verdict.SAFER
    assert marked.verdict(Part.URGENCY) is (Verdict.LESS_SAFE if choice.urgency < urgency else wanted)


@QUICK
@given(stories(), choices())
def test_the_first_step_is_marked_by_the_plan_and_by_the_rules_that_bring_it(story: Vignette, choice: Choice) -> None:
    path = trainer().path(story)
    verdict = mark(trainer(), story, choice).verdict(Part.FIRST_STEP)
    own = {step.id: step for step in path.plan.steps}
    assert (verdict is Verdict.RIGHT) == (choice.first_step == path.plan.steps[0].id)
    if verdict is Verdict.OTHER:
        assert own[choice.first_step].urgency is path.first.urgency
    if verdict is Verdict.SAFER:
        assert choice.first_step not in own
        bringing = [rule for rule in rules().rules.values() if choice.first_step in rule.steps]
        assert bringing
        assert all(rule.urgency > path.urgency for rule in bringing)


@QUICK
@given(stories(), choices())
def test_ringing_nobody_is_never_safer_and_who_the_rules_ring_is_never_wrong(story: Vignette, choice: Choice) -> None:
    path = trainer().path(story)
    named = {one.id for one in path.contacts}
    nobody = mark(trainer(), story, replace(choice, contact=NOBODY)).verdict(Part.CONTACT)
    assert nobody is (Verdict.LESS_SAFE if named else Verdict.RIGHT)
    for contact in named:
        assert mark(trainer(), story, replace(choice, contact=contact)).verdict(Part.CONTACT) is Verdict.RIGHT


@QUICK
@given(stories(), choices())
def test_telling_parents_too_soon_is_never_called_safe(story: Vignette, choice: Choice) -> None:
    rules_say = trainer().path(story).parents
    verdict = mark(trainer(), story, choice).verdict(Part.PARENTS)
    if rules_say is Parents.NOT_YET and choice.parents is not Parents.NOT_YET:
        assert verdict is Verdict.LESS_SAFE
    if rules_say is Parents.DOES_NOT_MATTER:
        assert verdict is Verdict.OPEN


@QUICK
@given(stories(), choices())
def test_every_difference_has_its_reason_and_the_first_one_leads(story: Vignette, choice: Choice) -> None:
    marked = mark(trainer(), story, choice)
    assert [one.part for one in marked.parts] == list(Part)
    for one in marked.parts:
        assert one.agrees == (one.verdict in AGREED)
        assert bool(one.why) == (not one.agrees)
        assert one.chosen
        assert one.rules
    differing = [one for one in marked.parts if not one.agrees]
    assert marked.divergence is (differing[0] if differing else None)


@given(stories())
@QUICK
def test_the_rules_own_way_agrees_throughout_and_is_always_offered(story: Vignette) -> None:
    choice = rules_choice(trainer(), story)
    assert mark(trainer(), story, choice).agrees
    offered = offer(trainer(), story)
    assert choice.first_step in offered.values(Part.FIRST_STEP)
    assert choice.contact in offered.values(Part.CONTACT)
    for part in Part:
        words = [one.words for one in offered.parts[part]]
        assert len(words) == len(set(words)) >= 2
        assert not any("{" in text for text in words)
    assert offer(trainer(), story) == offered


@given(stories(), st.sampled_from(list(Urgency)))
@QUICK
def test_a_more_urgent_choice_is_told_as_safer_with_the_harm_it_can_do(story: Vignette, urgency: Urgency) -> None:
    choice = replace(rules_choice(trainer(), story), urgency=urgency)
    part = mark(trainer(), story, choice).parts[0]
    assert ("also do harm" in part.why) == (urgency > trainer().path(story).urgency)


def test_every_safer_choice_is_told_what_harm_it_can_do_and_no_words_blame() -> None:
    for (_, verdict), words in WHY.items():
        assert ("also do harm" in words) == (verdict is Verdict.SAFER)
        assert words.startswith("Less safe. ") == (verdict is Verdict.LESS_SAFE)
        assert "wrong" not in words.lower()


def test_the_stories_meet_every_urgency_and_every_way_with_parents() -> None:
    paths = [trainer().path(story) for story in trainer().bank.vignettes]
    assert {path.urgency for path in paths} >= {Urgency.EMERGENCY, Urgency.NOW, Urgency.TODAY, Urgency.DAYS}
    assert {path.parents for path in paths} >= {Parents.NOT_YET, Parents.DOES_NOT_MATTER}


def test_what_would_have_changed_it_leads_where_the_learner_was() -> None:
    story = next(one for one in trainer().bank.vignettes if trainer().path(one).urgency is Urgency.TODAY)
    own = rules_choice(trainer(), story)
    assert what_would_have_changed(trainer(), mark(trainer(), story, own)) == ()
    sooner = mark(trainer(), story, replace(own, urgency=Urgency.EMERGENCY))
    assert what_would_have_changed(trainer(), sooner)[-1] == "Then it would be: EMERGENCY - ring 999 now."
    step = next(name for name in rules().steps if name not in {line.id for line in sooner.path.plan.steps})
    assert what_would_have_changed(trainer(), mark(trainer(), story, replace(own, first_step=step)))


@pytest.mark.parametrize("key", ["urgency", "send_as", "first_step", "contacts", "parents"])
def test_a_story_whose_outcome_moved_is_told_and_no_other(key: str) -> None:
    story = next(one for one in trainer().bank.vignettes if trainer().path(one).contacts)
    outcome = outcome_of(trainer().path(story))
    still = replace(story, expect=outcome)
    assert moved(trainer(), [still]) == ()
    others = {
        "urgency": next(one for one in Urgency if one is not outcome.urgency),
        "send_as": next(one for one in SendAs if one is not outcome.send_as),
        "first_step": "write-it-down",
        "contacts": ("shout",),
        "parents": next(one for one in Parents if one is not outcome.parents),
    }
    (told,) = moved(trainer(), [replace(still, expect=replace(outcome, **{key: others[key]}))])
    assert len(told.differences) == 1
    lines = list(moved_words(told))
    assert lines[0].startswith(f"{story.place}: MOVED {story.id}")
    assert key.replace("_", " ").removeprefix("parents") in lines[1]
