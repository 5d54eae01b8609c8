"""Plays a demonstration against the live rules without any screen, to say where it no longer fits them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage.engine.decision import Decision
from triage.explain.phrases import answer_words
from triage.rules.answers import Answer
from triage.rules.demonstrations import Beat, Demonstration, Shows
from triage.rules.model import Place, RuleSet
from triage.session.interview import Decides, Interview
from triage.session.session import Session
from triage.session.view import View

DANGER = "danger"


@dataclass(frozen=True)
class Broken:
    """Where a demonstration no longer fits: the beat, and what is otherwise, a sentence each."""

    demonstration: Demonstration
    place: Place
    says: tuple[str, ...]


def broken(rule_set: RuleSet, decider: Decides, found: Iterable[Demonstration]) -> tuple[Broken, ...]:
    """The first beat of each demonstration that no longer fits the rules; nothing for those that all do."""
    walk = Walk(rule_set, decider)
    return tuple(one for demonstration in found if (one := walk.first_broken(demonstration)) is not None)


def broken_words(one: Broken) -> Iterator[str]:
    """One that no longer fits, with its place, in lines."""
    yield f"{one.place}: BROKEN {one.demonstration.id} ({one.demonstration.title})"
    yield from (f"  {line}" for line in one.says)
    yield "  Play it (triage teach demo), and put its beats right."


class Walk:
    """One interview after another, each beat taken as the app takes it."""

    def __init__(self, rule_set: RuleSet, decider: Decides) -> None:
        self._rule_set = rule_set
        self._interview = Interview(rule_set, decider)
        self._session = Session()
        self._filling = False
        self._moves: Mapping[str, Callable[[View], Session]] = {
            "new": lambda _: Session(),
            "danger": lambda _: self._session.change(DANGER),
            "back": lambda view: self._session.back(view.page.question if view.page is not None else None),
            "skip": lambda view: self._session.skip(view.page.question) if view.page is not None else self._session,
        }

    def first_broken(self, demonstration: Demonstration) -> Broken | None:
        """The first beat that does not fit."""
        self._session, self._filling = Session(), False
        for beat in demonstration.beats:
            says = tuple(self.take(beat))
            if says:
                return Broken(demonstration, beat.place, says)
        return None

    @property
    def view(self) -> View:
        """This moment of the walk."""
        return self._interview.view(self._session)

    def take(self, beat: Beat) -> Iterator[str]:
        """Take one beat; gives what is wrong, a sentence each."""
        for question, answer in beat.answers:
            wrong = self._answer(question, answer)
            if wrong:
                yield wrong
                return
        view = self.view
        if beat.do in self._moves:
            self._session = self._moves[beat.do](view)
        if beat.to:
            yield from self._to(beat.to, view)
        self._filling = beat.do == "fuller"
        if beat.shows is not None:
            yield from _otherwise(beat.shows, self.view.decision)

    def _answer(self, question: str, answer: Answer) -> str:
        """Answer the page that is shown; what is wrong when another one is."""
        page = self.view.page
        if page is None or page.question != question:
            shown = f'asks "{page.ask}" ({page.question})' if page is not None else "asks nothing"
            words = answer_words(self._rule_set.questions[question], answer)
            return f'It answers {question} with "{words}", and the app {shown} here.'
        try:
            self._session = self._interview.answer(self._session, question, answer)
        except ValueError as wrong:
            return str(wrong)
        return ""

    def _to(self, line: str, view: View) -> Iterator[str]:
        """A part chosen to make fuller, or a step that must be in the plan. Other lines only the screen knows."""
        if self._filling and any(section.id == line for section in self._rule_set.sections):
            self._session = self._session.fuller(line)
        elif line in self._rule_set.steps and all(step.step != line for step in view.decision.steps):
            yield f"It goes to the step {line}, which the plan does not have here."


def _otherwise(shows: Shows, decision: Decision) -> Iterator[str]:
    """Each thing that was to be so and is not."""
    if decision.urgency is not shows.urgency:
        yield f"urgency: it was made for {shows.urgency.word}; the rules say {decision.urgency.word}."
    if shows.send_as is not None and decision.send_as is not shows.send_as:
        yield f"send as: it was made for {shows.send_as.word}; the rules say {decision.send_as.word}."
    steps = {step.step for step in decision.steps}
    yield from (f"step {step}: it is no longer in the plan." for step in shows.steps if step not in steps)
    yield from (f"step {step}: it is in the plan now." for step in shows.not_steps if step in steps)
