"""What if one answer of a story were another? The same story is walked again, and both plans stand side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from triage.explain.fitting import turning_points
from triage.explain.mentions import checks_by_question
from triage.explain.phrases import answer_words
from triage.plan.difference import PlanDifference, plan_difference
from triage.rules.answers import NO, YES, Answer, Answers, chosen, number, ticked
from triage.rules.conditions import Test
from triage.rules.model import Question, QuestionType
from triage.rules.vignettes import Vignette
from triage.session.view import AnswerRow
from triage.training.model import RulesPath
from triage.training.path import Trainer

NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Flip:
    """One answer that is another now, both in words."""

    question: str
    ask: str
    was: str
    now: str


@dataclass(frozen=True)
class WhatIf:
    """A story as told beside the same story with other answers.

    ``flips`` are the answers that were changed on purpose. ``others`` are those that came or went with them, because
    a question is asked now that was not, or the other way round.
    """

    told: RulesPath
    changed: RulesPath
    flips: tuple[Flip, ...]
    others: tuple[Flip, ...]

    @cached_property
    def difference(self) -> PlanDifference:
        """The lines and the rules that differ."""
        return plan_difference(self.told.plan, self.changed.plan)

    @property
    def moves_nothing(self) -> bool:
        """Whether the plan stays line for line as it was."""
        same = all(pair.fate.value == "the same" for pair in self.difference.pairs)
        return same and self.told.urgency is self.changed.urgency and self.told.send_as is self.changed.send_as


def told_answers(trainer: Trainer, story: Vignette) -> tuple[AnswerRow, ...]:
    """Every answer of the story that counts, in the order it is asked."""
    view = trainer.path(story).view
    return tuple(row for row in view.rows if row.question in view.answers)


def opposite(question: Question, given: Answer | None) -> Answer | None:
    """The only other answer of a yes-or-no question; None where there is more than one other."""
    if question.type is not QuestionType.YES_NO or given is None or given.unsure:
        return None
    return chosen(NO if YES in given.values else YES)


def what_if(trainer: Trainer, story: Vignette, given: Mapping[str, Answer]) -> WhatIf:
    """``story`` as told beside the same story with the answers ``given`` instead.

    A question that is only asked now is answered as the story answers pages it says nothing about. Raises ValueError,
    in plain words, for an answer that its question cannot take.
    """
    told = trainer.path(story)
    changed = trainer.path(replace(story, id=_name(story, given), answers={**story.answers, **given}))
    was, now = told.view.answers, changed.view.answers
    questions = trainer.rule_set.questions
    flips = tuple(
        Flip(name, question.ask, _words(question, was.get(name)), _words(question, given[name]))
        for name, question in questions.items()
        if name in given and given[name] != was.get(name)
    )
    others = tuple(
        Flip(name, question.ask, _words(question, was.get(name)), _words(question, now.get(name)))
        for name, question in questions.items()
        if name not in given and was.get(name) != now.get(name)
    )
    return WhatIf(told, changed, flips, others)


def _name(story: Vignette, given: Mapping[str, Answer]) -> str:
    """A name under which this variant of the story is remembered."""
    return f"{story.id} with {sorted((name, repr(answer)) for name, answer in given.items())}" if given else story.id


def _words(question: Question, answer: Answer | None) -> str:
    return NOT_ASKED if answer is None else answer_words(question, answer)


def turning_answers(trainer: Trainer, story: Vignette) -> Mapping[str, Answer]:
    """The questions of the story of which some other answer alone changes how soon, each with such an answer.

    Found by the evaluator, then walked, so that what is promised is what is shown. It takes a second.
    """
    answers = trainer.path(story).view.answers
    tests = checks_by_question(trainer.rule_set)
    found: dict[str, Answer] = {}
    for name in answers:
        question = trainer.rule_set.questions[name]
        for other in _others(question, answers[name], tests[name]):
            if _may_turn(trainer, story, {**answers, name: other}) and _turns(trainer, story, name, other):
                found[name] = other
                break
    return found


def _others(question: Question, given: Answer, tests: Collection[Test]) -> Iterator[Answer]:
    """Every other answer; of a several-choice one, one tick more or fewer."""
    match question.type:
        case QuestionType.SEVERAL:
            ticks = set(given.values)
            yield from (ticked(*(ticks ^ {option})) for option in question.option_names)
        case QuestionType.NUMBER:
            yield from (one for one in map(number, turning_points(question, tests)) if one != given)
        case _:
            yield from (one for one in map(chosen, question.option_names) if one != given)


def _may_turn(trainer: Trainer, story: Vignette, answers: Answers) -> bool:
    rules = trainer.rule_set.rules
    held = trainer.evaluator.evaluate(answers).true_rules
    return max((rules[name].urgency for name in held), default=None) is not trainer.path(story).urgency


def _turns(trainer: Trainer, story: Vignette, question: str, other: Answer) -> bool:
    found = what_if(trainer, story, {question: other})
    return found.changed.urgency is not found.told.urgency
