"""Finds the case that shows a change, with the fewest answers, and plays it under both versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from triage.policy.compare.model import Story
from triage.policy.compare.sides import Sides
from triage.policy.prove.proof import Goal, Verdict, Wrong
from triage.policy.prove.replay import Outcome, ProverError
from triage.policy.prove.search import prove

Shows: TypeAlias = Callable[[Outcome, Outcome], bool]
"""Whether what a case came to before and comes to after really shows the change."""


class Stories:
    """Tells stories. One that was told already is told again where it shows the next change too."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._told: list[Story] = []

    @cached_property
    def _few_questions(self) -> tuple[int, ...]:
        """What makes a story short: each question that need not be asked."""
        cases = [side.case for side in (self._sides.old, self._sides.new)]
        gates = [(case, name) for case in cases for name in case.rule_set.questions]
        always = self._sides.formulas.false
        return tuple(dict.fromkeys(part for case, name in gates if (part := -case.applies(name)) != always))

    def of(self, literal: int, shows: Shows) -> Story:
        """A case in which ``literal`` holds. Raises ProverError when the evaluator does not find the change in it."""
        known = next((one for one in self._told if self._tells(one, literal, shows)), None)
        if known is None:
            known = self._found(literal, shows)
            self._told.append(known)
        return known

    def forget(self) -> None:
        """Begin with new stories: what is told next has another cause."""
        self._told.clear()

    def _tells(self, story: Story, literal: int, shows: Shows) -> bool:
        """Whether a story that was told shows this too, and its few answers force it."""
        if not shows(story.before.outcome, story.after.outcome):
            return False
        sides = self._sides
        forced = [
            part
            for case, example in ((sides.old.case, story.before), (sides.new.case, story.after))
            for question, answer in example.decisive.items()
            for part in case.answers[question].literals(answer)
        ]
        return sides.solver.model([-literal, *forced]) is None

    def _found(self, literal: int, shows: Shows) -> Story:
        def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
            before, after = outcomes
            return Wrong("it shows") if shows(before, after) else None

        sides = self._sides
        goal = Goal("story", "", literal, (sides.old.case, sides.new.case), check)
        proof = prove(sides.solver, goal, [sides.old.replay, sides.new.replay], self._few_questions)
        if proof.verdict is not Verdict.FAILS:
            raise ProverError("; ".join(proof.lines) or "a change was found, and then no case that shows it")
        before, after = proof.examples
        return Story(before, after)
