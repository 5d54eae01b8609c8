"""One person's answer, as two versions of a question read it.

What a person knows is the same under both versions. Where only one version offers an answer, the other reads it as the
person would have to give it there: an option of a choice, or a figure out of bounds, as *not sure*; a line to tick as
not ticked, since there is none. A question that only one version has is answered freely.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Chosen, Counted, Given, Ticked, given
from triage.policy.prove.reach import all_conditions, cuts_in
from triage.rules.answers import NO, NOT_SURE, YES
from triage.rules.conditions import Condition
from triage.rules.model import Question, QuestionType, RuleSet

ONE_ANSWER = (QuestionType.YES_NO, QuestionType.CHOICE)


class World:
    """The answers of one person to the questions of both versions. Equal questions share one answer."""

    def __init__(
        self, formulas: Formulas, old: RuleSet, new: RuleSet, more_conditions: Collection[Condition] = ()
    ) -> None:
        self._formulas = formulas
        self._cuts = cuts_in([*all_conditions(old), *all_conditions(new), *more_conditions])
        self.old: dict[str, Given] = {}
        self.new: dict[str, Given] = {}
        for name in {**old.questions, **new.questions}:
            self._question(name, old.questions.get(name), new.questions.get(name))

    def _question(self, name: str, before: Question | None, after: Question | None) -> None:
        if before is not None and after is not None and related(before, after):
            self.old[name], self.new[name] = self._both(before, after)
            return
        if before is not None:
            self.old[name] = given(self._formulas, before, self._cuts.get(name, ()))
        if after is not None:
            self.new[name] = given(self._formulas, after, self._cuts.get(name, ()))

    def _both(self, before: Question, after: Question) -> tuple[Given, Given]:
        if same_answers(before, after):
            one = given(self._formulas, before, self._cuts.get(before.id, ()))
            return one, one
        if before.type is QuestionType.SEVERAL:
            return self._ticked(before, after)
        if before.type is QuestionType.NUMBER:
            return self._counted(before, after)
        return self._chosen(before, after)

    def _chosen(self, before: Question, after: Question) -> tuple[Given, Given]:
        names = dict.fromkeys([*options(before), *options(after), NOT_SURE])
        values = {name: self._formulas.fresh() for name in names}
        self._formulas.one_of(values.values())
        return SharedChosen(self._formulas, before, values), SharedChosen(self._formulas, after, values)

    def _ticked(self, before: Question, after: Question) -> tuple[Given, Given]:
        ticks = {name: self._formulas.fresh() for name in (*before.option_names, *after.option_names)}
        rest = self._formulas.fresh()
        return (SharedTicked(self._formulas, before, ticks, rest), SharedTicked(self._formulas, after, ticks, rest))

    def _counted(self, before: Question, after: Question) -> tuple[Given, Given]:
        ends = {end for one in (before, after) for end in (one.lowest, one.highest + 1)}
        cuts = {*self._cuts.get(before.id, ()), *ends}
        whole = Counted(self._formulas, _widest(before, after), cuts)
        return SharedCounted(self._formulas, before, whole), SharedCounted(self._formulas, after, whole)


def options(question: Question) -> tuple[str, ...]:
    """The answers a choice or a yes/no question offers."""
    return question.option_names or ((YES, NO) if question.type is QuestionType.YES_NO else ())


def related(before: Question, after: Question) -> bool:
    """Whether an answer to the one says anything about the other."""
    return before.type is after.type or (before.type in ONE_ANSWER and after.type in ONE_ANSWER)


def same_answers(before: Question, after: Question) -> bool:
    """Whether both offer the same answers, and *not sure* counts as the same."""
    return (
        before.type is after.type
        and set(options(before)) == set(options(after))
        and set(before.not_sure_means) == set(after.not_sure_means)
        and (before.lowest, before.highest) == (after.lowest, after.highest)
    )


def _widest(before: Question, after: Question) -> Question:
    """A question whose bounds hold those of both; one without bounds holds everything."""
    if before.highest <= before.lowest:
        return before
    if after.highest <= after.lowest:
        return after
    low, high = min(before.lowest, after.lowest), max(before.highest, after.highest)
    return Question(
        after.id, after.topic, after.section, "", "", QuestionType.NUMBER, (), (), "", after.place,
        lowest=low, highest=high,
    )  # fmt: skip


class SharedChosen(Chosen):
    """A choice that reads the answers it does not offer as *not sure*."""

    def __init__(self, formulas: Formulas, question: Question, values: Mapping[str, int]) -> None:
        Given.__init__(self, formulas, question)
        own = options(question)
        unknown = [literal for name, literal in values.items() if name not in own]
        self.values = {**{name: values[name] for name in own}, NOT_SURE: formulas.some(unknown)}


class SharedTicked(Ticked):
    """Several options, of which only its own can be ticked."""

    def __init__(self, formulas: Formulas, question: Question, ticks: Mapping[str, int], rest: int) -> None:
        Given.__init__(self, formulas, question)
        self.ticks = {name: ticks[name] for name in question.option_names}
        self.rest = rest

    def cell(self, option: str | None, value: str) -> int:
        """The cell has this value; a line that is not offered is not ticked."""
        if option is not None and option not in self.ticks:
            return self.formulas.constant(value == NO)
        return super().cell(option, value)


class SharedCounted(Counted):
    """A number that reads figures outside its own bounds as *not sure*."""

    def __init__(self, formulas: Formulas, question: Question, whole: Counted) -> None:
        Given.__init__(self, formulas, question)
        bounded = question.highest > question.lowest
        spans = list(zip(whole.ranges, whole.places, strict=True))
        own = [span for span in spans if not bounded or question.lowest <= span[0][0] <= question.highest]
        outside = [place for span, place in spans if (span, place) not in own]
        self.ranges = [span for span, _ in own]
        self.places = [place for _, place in own]
        self.unsure = formulas.some([whole.unsure, *outside])
