"""What in a story would have brought the rules nearer to the learner. It takes a second, so only a debrief asks."""

from __future__ import annotations

from triage.explain.change import Change, what_would_change
from triage.explain.nearest import nearest_to
from triage.explain.phrases import asked
from triage.plan.words import HEADLINES
from triage.rules.model import RuleSet
from triage.training.model import Marked, Part
from triage.training.path import Trainer


def what_would_have_changed(trainer: Trainer, marked: Marked) -> tuple[str, ...]:
    """The smallest change of the story towards the learner's first difference, a line for each answer.

    Empty where they agree, where no change of one or two answers would do, and for whom to ring and the parents,
    which follow from the rest.
    """
    differs = marked.divergence
    if differs is None:
        return ()
    if differs.part is Part.URGENCY:
        return _urgency(trainer, marked)
    return _step(trainer, marked) if differs.part is Part.FIRST_STEP else ()


def _urgency(trainer: Trainer, marked: Marked) -> tuple[str, ...]:
    changes = what_would_change(trainer.rule_set, trainer.evaluator, marked.path.view.answers)
    if marked.choice.urgency < marked.path.urgency:
        return _words(trainer.rule_set, changes.down)
    same = (one for one in changes.rises if one.urgency is marked.choice.urgency)
    return _words(trainer.rule_set, next(same, changes.up))


def _words(rule_set: RuleSet, change: Change | None) -> tuple[str, ...]:
    if change is None:
        return ()
    questions = rule_set.questions
    lines = []
    for name, option, value in change.answers:
        label = f"{questions[name].label(option)}: " if option else ""
        lines.append(f"{asked(questions[name].ask)} {label}{value.rstrip('.')}.")
    return (*lines, f"Then it would be: {HEADLINES[change.urgency]}.")


def _step(trainer: Trainer, marked: Marked) -> tuple[str, ...]:
    """What the nearest rule that brings the chosen step would need."""
    rule_set, answers = trainer.rule_set, marked.path.view.answers
    bringing = [rule.id for rule in rule_set.rules.values() if marked.choice.first_step in rule.steps]
    misses = (nearest_to(rule_set, trainer.evaluator, answers, rule) for rule in bringing)
    nearest = min((one for one in misses if one and one.lacking), key=lambda one: len(one.lacking), default=None)
    if nearest is None:
        return ()
    return tuple(f"{asked(rule_set.questions[name].ask)} {wanted.rstrip('.')}." for name, wanted in nearest.lacking)
