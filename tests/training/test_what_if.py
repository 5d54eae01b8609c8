"""What if: what is shown is exactly the difference of what the rules decide, and what is promised is kept."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from training.practice import choices, rules, stories, trainer
from triage.engine.decide import Decider
from triage.plan.arrange import arranged
from triage.rules.answers import chosen, not_sure, ticked
from triage.rules.model import QuestionType, Urgency
from triage.training.choosing import choice_of, kept_up_to_parting, picked_of
from triage.training.mark import mark
from triage.training.model import Part
from triage.training.what_if import NOT_ASKED, opposite, told_answers, turning_answers, what_if

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def flipped(draw):
    """A story, one of its questions, and another answer to it."""
    story = draw(stories())
    answers = trainer().path(story).view.answers
    name = draw(st.sampled_from(sorted(answers)))
    question = rules().questions[name]
    assume(question.type is not QuestionType.NUMBER)
    if question.type is QuestionType.SEVERAL:
        other = ticked(*draw(st.sets(st.sampled_from(question.option_names), max_size=2)))
    else:
        other = draw(st.sampled_from([*map(chosen, question.option_names), not_sure()]))
    return story, name, other


@FEW
@given(flipped())
def test_the_difference_shown_is_the_difference_of_the_two_decisions(case):
    story, name, other = case
    found = what_if(trainer(), story, {name: other})
    decider = Decider(rules(), None)
    before, after = decider.decide(found.told.view.answers), decider.decide(found.changed.view.answers)
    assert (found.told.urgency, found.changed.urgency) == (before.urgency, after.urgency)
    own = set(rules().steps)
    was, now = ({one.step for one in arranged(rules(), each.steps)} & own for each in (before, after))
    pairs = found.difference.pairs
    assert {pair.step.id for pair in pairs if pair.after is None} & own == was - now
    assert {pair.step.id for pair in pairs if pair.before is None} & own == now - was
    held, holds = ({one.rule for one in each.fired} for each in (before, after))
    assert {one.rule for one in found.difference.stopped} <= held - holds
    assert {one.rule for one in found.difference.started} <= holds - held


@FEW
@given(flipped())
def test_only_the_answer_picked_is_another_but_for_what_is_told(case):
    story, name, other = case
    found = what_if(trainer(), story, {name: other})
    was, now = found.told.view.answers, found.changed.view.answers
    told = {flip.question for flip in (*found.flips, *found.others)}
    assert {one for one in was.keys() | now.keys() if was.get(one) != now.get(one)} <= told | {name}
    assert [flip.question for flip in found.flips] == ([name] if was[name] != other else [])
    assert name not in {flip.question for flip in found.others}
    assert all(NOT_ASKED in (flip.was, flip.now) for flip in found.others)


@FEW
@given(stories())
def test_nothing_given_changes_nothing(story):
    found = what_if(trainer(), story, {})
    assert found.moves_nothing
    assert not found.flips
    assert not found.others


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories())
def test_an_answer_said_to_change_how_soon_does(story):
    turning = turning_answers(trainer(), story)
    assert turning.keys() <= {row.question for row in told_answers(trainer(), story)}
    for name, other in turning.items():
        found = what_if(trainer(), story, {name: other})
        assert found.changed.urgency is not found.told.urgency
        assert not found.moves_nothing
    if trainer().path(story).urgency is not Urgency.EMERGENCY:
        assert "danger" in turning


def test_a_yes_or_no_has_one_other_answer_and_nothing_else_has():
    every = rules().questions.values()
    yes_no = next(one for one in every if one.type is QuestionType.YES_NO)
    choice = next(one for one in every if one.type is QuestionType.CHOICE)
    assert opposite(yes_no, chosen("yes")) == chosen("no")
    assert opposite(yes_no, chosen("no")) == chosen("yes")
    assert opposite(yes_no, not_sure()) is None
    assert opposite(yes_no, None) is None
    assert opposite(choice, chosen(choice.option_names[0])) is None


# Choosing


@FEW
@given(choices())
def test_a_choice_is_what_was_picked(choice):
    assert choice_of(picked_of(choice), choice.confidence) == choice


@FEW
@given(stories(), choices())
def test_what_is_kept_to_try_again_is_all_that_came_before_the_parting(story, choice):
    marked = mark(trainer(), story, choice)
    kept = kept_up_to_parting(marked)
    first = marked.divergence
    before = list(Part) if first is None else list(Part)[: list(Part).index(first.part)]
    assert list(kept) == before
    assert all(picked_of(choice)[part] == kept[part] for part in before)
