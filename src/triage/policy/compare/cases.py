"""What an edit does to cases: urgency, what a message is called, and which steps the plan holds, proved over all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from triage.policy.compare.aspects import Aspect, CaseUrgency, InPlan, Label, Value, lower, moves
from triage.policy.compare.edits import Edit
from triage.policy.compare.model import Change, Kind
from triage.policy.compare.sides import Sides
from triage.policy.compare.stories import Stories
from triage.policy.prove.replay import Outcome
from triage.rules.model import SendAs
from triage.rules.problems import listed


@dataclass(frozen=True)
class Move:
    """An aspect that some case moves from one value to another, and the literal for those cases."""

    aspect: Aspect
    before: Value
    after: Value
    literal: int

    def shows(self, before: Outcome, after: Outcome) -> bool:
        """Whether a case that was played makes this very move."""
        return (self.aspect.read(before), self.aspect.read(after)) == (self.before, self.after)

    @property
    def drop(self) -> int:
        """How far down it goes; negative for up."""
        return _height(self.before) - _height(self.after)


def _height(value: Value) -> int:
    return -1 if value is None else int(value)


class CaseChanges:
    """Every change of a case, under the edit behind it. ``guarded`` are steps that are not safe in every case."""

    def __init__(self, sides: Sides, stories: Stories, guarded: Collection[str] = ()) -> None:
        self._sides = sides
        self._stories = stories
        self._guarded = guarded
        self._values: dict[str, tuple[dict[Value, int], dict[Value, int]]] = {}

    def of(self, edit: Edit, rules: Sequence[str]) -> Iterator[Change]:
        """What the edit does to cases, through the rules that count otherwise because of it."""
        self._stories.forget()
        urgency = list(self._moves("urgency", CaseUrgency(), rules))
        label = list(self._moves("label", Label(), rules))
        steps = [move for step in self._steps(rules) for move in self._moves(f"step {step}", InPlan(step), rules)]
        for down in (True, False):
            word = "lowered" if down else "raised"
            yield from self._one(edit, f"urgency-{word}", [m for m in urgency if (m.drop > 0) is down])
            yield from self._one(edit, f"send-as-{word}", [m for m in label if (m.drop > 0) is down])
            yield from self._steps_moved(edit, [move for move in steps if (move.drop > 0) is down], down=down)

    def _steps_moved(self, edit: Edit, found: list[Move], *, down: bool) -> Iterator[Change]:
        whole = [move for move in found if (move.after if down else move.before) is None]
        if down:
            yield from self._one(edit, "step-gone", whole)
        else:
            guarded = [move for move in whole if isinstance(move.aspect, InPlan) and move.aspect.step in self._guarded]
            yield from self._one(edit, "guarded-step-added", guarded)
            yield from self._one(edit, "step-added", [move for move in whole if move not in guarded])
        part = [move for move in found if move not in whole]
        yield from self._one(edit, "step-later" if down else "step-sooner", part)

    def _steps(self, rules: Sequence[str]) -> list[str]:
        """The steps these rules bring under either version, in the order of the files."""
        brought = {
            step
            for side in (self._sides.old, self._sides.new)
            for name in rules
            if name in side.rules.rules
            for step in side.rules.rules[name].steps
        }
        order = {**self._sides.new.rules.steps, **self._sides.old.rules.steps}
        return [step for step in order if step in brought]

    def _moves(self, name: str, aspect: Aspect, rules: Sequence[str]) -> Iterator[Move]:
        """The moves of an aspect that some case makes because of these rules."""
        if name not in self._values:
            self._values[name] = aspect.values(self._sides.old), aspect.values(self._sides.new)
        old, new = self._values[name]
        for before, after in moves(old, new):
            # A case goes down because a rule no longer brings what it was, and up because one brings what it is.
            side, value = (self._sides.old, before) if lower(after, before) else (self._sides.new, after)
            bringing = [
                rule
                for rule in rules
                if rule in side.rules.rules and aspect.brought_by(side.rules.rules[rule]) == value
            ]
            literal = self._sides.formulas.every([old[before], new[after], side.some_rule(bringing)])
            if self._sides.can_be(literal):
                yield Move(aspect, before, after, literal)

    def _one(self, edit: Edit, code: str, found: list[Move]) -> Iterator[Change]:
        """One change for moves of one sort, told by whichever of them takes the fewest answers."""
        if not found:
            return
        # A step that must not be taken in some cases is not safe only because there is one more of it.
        kind = Kind.LESS_SAFE if found[0].drop > 0 or code == "guarded-step-added" else Kind.SAFER
        details = tuple(dict.fromkeys(_detail(move) for move in found))
        says = _sentence(code, found, details)
        literal = self._sides.formulas.some(move.literal for move in found)
        story = self._stories.of(literal, lambda one, other: any(move.shows(one, other) for move in found))
        yield edit.change(kind, code, says, details=details, story=story, content=edit.logic)


def value_word(value: Value) -> str:
    """A value in the words of the rule files."""
    return "nothing" if value is None else value.word


def _detail(move: Move) -> str:
    if isinstance(move.aspect, InPlan):
        return _step_detail(move, move.aspect.step)
    if isinstance(move.aspect, Label):
        before, after = (value or SendAs.INFORMATION_ONLY for value in (move.before, move.after))
        return f"{before.word} to {after.word}"
    return f"{value_word(move.before)} to {value_word(move.after)}"


def _step_detail(move: Move, step: str) -> str:
    if move.before is None or move.after is None:
        return step
    return f"{step}, {move.before.word} to {move.after.word}"


def _sentence(code: str, found: Sequence[Move], details: Sequence[str]) -> str:
    match code:
        case "urgency-lowered" | "urgency-raised":
            word = "fall" if code.endswith("lowered") else "rise"
            return f"In some cases the urgency {word}s from {listed(details, 'and')}."
        case "send-as-lowered" | "send-as-raised":
            strength = "less" if code.endswith("lowered") else "more"
            return f"In some cases a message is called {strength}: from {listed(details, 'and')}."
        case "step-gone":
            return f"In some cases the plan loses {_steps(details)}."
        case "guarded-step-added":
            says = f"In some cases the plan gains {_steps(details)}"
            return f"{says}, which a safety statement forbids in other cases. See who gets it now."
        case "step-added":
            return f"In some cases the plan gains {_steps(details)}."
        case _:
            word = "less" if code == "step-later" else "more"
            return (
                f"In some cases {'a step is' if len(found) == 1 else 'steps are'} {word} urgent: {'; '.join(details)}."
            )


def _steps(details: Sequence[str]) -> str:
    return f"the step{'' if len(details) == 1 else 's'} {listed(details, 'and')}"
