"""What an edit of a step, a contact or a time limit does to a plan: whom it says to ring, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.policy.compare.aspects import InPlan, Value
from triage.policy.compare.edits import Edit
from triage.policy.compare.limits import Due, due_of, later, same_due
from triage.policy.compare.model import EDITED, GONE, NEW, Change, Kind
from triage.policy.compare.sides import Side, Sides, step_urgency
from triage.policy.compare.stories import Shows, Stories
from triage.policy.prove.replay import Outcome
from triage.rules.model import RuleSet, Step, Urgency
from triage.rules.problems import listed


@dataclass(frozen=True)
class Limit:
    """A step that is due otherwise: how, and the literal for the cases in which it is."""

    step: str
    before: Due
    after: Due
    urgencies: tuple[Urgency, Urgency]
    literal: int

    def shows(self, before: Outcome, after: Outcome) -> bool:
        """Whether the step is this urgent in a case that was played, before and after."""
        return (step_urgency(before, self.step), step_urgency(after, self.step)) == self.urgencies

    @property
    def detail(self) -> str:
        """The step with its two limits."""
        return f"{self.step}, {self.before.words} to {self.after.words}"


_LIMIT = frozenset({"at_once", "same_day", "hours", "working_days"})


class StepChanges:
    """Looks at steps that both versions have, in the cases in which both put them in the plan."""

    def __init__(self, sides: Sides, stories: Stories) -> None:
        self._sides = sides
        self._stories = stories
        self._values: dict[tuple[str, str], dict[Value, int]] = {}

    def of(self, edit: Edit) -> Iterator[Change]:
        """What the edit of a step or of a limit does to when steps are due, and what one does to lines of the plan."""
        if edit.kind == "step":
            yield from self._step(edit)
        elif edit.kind == "deadline" and edit.state == EDITED:
            if edit.changed & _LIMIT:
                old, new = self._sides.old.rules.steps, self._sides.new.rules.steps
                both = [name for name in new if name in old]
                yield from self._due(edit, [name for name in both if old[name].by == new[name].by == edit.id])
            if "starts" in edit.changed:
                says = f"The clock starts when {edit.after.starts}, no longer when {edit.before.starts}."
                yield edit.change(
                    Kind.DIFFERENT, "deadline-starts", says, details=(edit.before.starts, edit.after.starts)
                )
            if "started_by" in edit.changed:
                yield _started_otherwise(edit)
            if "waits_for" in edit.changed:
                says = "What somebody else owes by its end is not what it was."
                content = (repr(edit.before.waits_for), repr(edit.after.waits_for))
                yield edit.change(Kind.DIFFERENT, "deadline-waits", says, content=content)

    def _step(self, edit: Edit) -> Iterator[Change]:
        if edit.state == GONE:
            yield edit.change(Kind.WORDING, "step-removed", "It is gone from the files.", content=(edit.before,))
        elif edit.state == NEW:
            yield edit.change(Kind.WORDING, "step-written", "It is new in the files.", content=(edit.after,))
        elif "by" in edit.changed:
            yield from self._due(edit, [edit.id])
        if "kind" in edit.changed:
            says = f'It is of the kind "{edit.after.kind.value}", no longer "{edit.before.kind.value}": it may stand '
            says += "elsewhere among the steps."
            yield edit.change(Kind.DIFFERENT, "step-kind", says, content=(edit.before.kind, edit.after.kind))
        if "covered_by" in edit.changed:
            yield from self._covered(edit)

    def _due(self, edit: Edit, steps: list[str]) -> Iterator[Change]:
        """The steps that are due otherwise, by which way."""
        self._stories.forget()
        found = [limit for step in steps for limit in self._limits(step)]
        if not found:
            says = "Its time limit is another one, and no case has a plan that shows it."
            yield edit.change(Kind.WORDING, "limit-unseen", says, content=(edit.before, edit.after))
        longer = [limit for limit in found if later(limit.after, limit.before)]
        shorter = [limit for limit in found if limit not in longer]
        for code, kind, some in (
            ("deadline-longer", Kind.LESS_SAFE, longer),
            ("deadline-shorter", Kind.SAFER, shorter),
        ):
            if some:
                details = tuple(dict.fromkeys(limit.detail for limit in some))
                says = (
                    f"{'The limit is' if len(some) == 1 else 'Limits are'} {code.split('-')[1]}: {'; '.join(details)}."
                )
                story = self._stories.of(some[0].literal, some[0].shows)
                yield edit.change(kind, code, says, details=details, story=story)

    def _limits(self, step: str) -> Iterator[Limit]:
        before, after = self._step_in(self._sides.old, step), self._step_in(self._sides.new, step)
        for one, other in ((one, other) for one in self._in_plan("old", step) for other in self._in_plan("new", step)):
            was, now = due_of(self._sides.old.rules, before, one), due_of(self._sides.new.rules, after, other)
            literal = self._sides.formulas.every([self._in_plan("old", step)[one], self._in_plan("new", step)[other]])
            if not same_due(was, now) and self._sides.can_be(literal):
                yield Limit(step, was, now, (one, other), literal)

    def _in_plan(self, which: str, step: str) -> dict[Urgency, int]:
        """How urgent the step can be where it is in the plan."""
        if (which, step) not in self._values:
            side = self._sides.old if which == "old" else self._sides.new
            self._values[which, step] = InPlan(step).values(side)
        return {Urgency(value): lit for value, lit in self._values[which, step].items() if value is not None}

    @staticmethod
    def _step_in(side: Side, step: str) -> Step:
        return side.rules.steps[step]

    def _covered(self, edit: Edit) -> Iterator[Change]:
        """Another step says all this one says, from now on or no longer: the plan has a line less, or more."""
        formulas = self._sides.formulas
        before, after = shown(self._sides.old, edit.id), shown(self._sides.new, edit.id)
        both = formulas.every([self._sides.old.case.steps([edit.id]), self._sides.new.case.steps([edit.id])])
        for kind, code, literal, says in (
            (Kind.LESS_SAFE, "step-folded", formulas.every([both, before, -after]), "is no longer a line of its own"),
            (Kind.SAFER, "step-unfolded", formulas.every([both, -before, after]), "is a line of its own again"),
        ):
            if self._sides.can_be(literal):
                self._stories.forget()
                story = self._stories.of(literal, _both_have(edit.id))
                covering = listed(edit.after.covered_by or edit.before.covered_by, "and")
                sentence = f"In some cases it {says}, beside {covering}."
                yield edit.change(
                    kind, code, sentence, story=story, content=(edit.before.covered_by, edit.after.covered_by)
                )


def _both_have(step: str) -> Shows:
    return lambda before, after: step in before.steps and step in after.steps


def shown(side: Side, step: str) -> int:
    """The step is a line of its own: in the plan, and no step that covers it is there and as urgent."""
    case, rules = side.case, side.rules
    covering = [name for name in rules.steps[step].covered_by if name in rules.steps]
    able = [name for name in covering if not rules.steps[name].covered_by]
    hidden = [_as_urgent(side, name, step) for name in able]
    return case.formulas.every([case.steps([step]), *(-one for one in hidden)])


def _as_urgent(side: Side, one: str, other: str) -> int:
    """The step ``one`` is in the plan and no less urgent than ``other``."""
    formulas = side.case.formulas
    levels = []
    for level in Urgency:
        needs, has = (at_least(side, name, level) for name in (other, one))
        levels.append(formulas.some([-needs, has]))
    return formulas.every([side.case.steps([one]), *levels])


def at_least(side: Side, step: str, level: Urgency) -> int:
    """The step is in the plan, at least this urgent."""
    rules: RuleSet = side.rules
    return side.some_rule(name for name, rule in rules.rules.items() if step in rule.steps and rule.urgency >= level)


def _started_otherwise(edit: Edit) -> Change:
    """What starts the clock of a limit by itself: without a step that did, it waits until somebody says so."""
    before, after = edit.before.started_by, edit.after.started_by
    gone = [name for name in before if name not in after]
    says = f"Its clock is started by {listed(after, 'or', len(after)) if after else 'nothing but what somebody says'}"
    says += f", no longer by {listed(gone, 'or', len(gone))}." if gone else "."
    kind = Kind.LESS_SAFE if gone else Kind.SAFER
    return edit.change(kind, "deadline-started-by", says, details=(", ".join(before), ", ".join(after)))
