"""What stays while pages of the workbench come and go: the rules on it, the answers tried, and how scenarios went."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from triage.policy.scenarios import ScenarioResult
from triage.policy.touched import touched
from triage.policy.workbench.bench import Bench, bench_of
from triage.policy.workbench.stories import run_some
from triage.rules.answers import Answer
from triage.rules.scenarios import Scenario
from triage.session.valid import check_answer
from triage.ui.guide import Door

if TYPE_CHECKING:
    from triage.ui.app import TriageApp
    from triage.ui.following import News

_EVERY = 8
"""Scenarios between two times the screen tells how far they are."""


class Desk:
    """The state of the workbench. Reading and running go on in threads; pages are told when something is new."""

    def __init__(self, app: TriageApp, door: Door) -> None:
        self._app = app
        self.door = door
        self.bench: Bench | None = None
        self.answers: dict[str, Answer] = {}
        self.results: dict[str, ScenarioResult] = {}
        self.running: dict[str, Scenario] = {}
        self._known: News | None = None
        self._reading = False

    @property
    def failed(self) -> tuple[ScenarioResult, ...]:
        """The scenarios that were run and did not come out as expected, in the order of the files."""
        every = self.bench.scenarios if self.bench is not None else ()
        done = (self.results.get(one.name) for one in every)
        return tuple(result for result in done if result is not None and not result.passed)

    def renew(self) -> None:
        """Take up the newest good rules, if they are not on the desk already. What is being read is waited for."""
        guide = self._app.guide
        if guide is None or self._reading:
            return
        if self.bench is None or self.bench.rule_set.hash != guide.rule_set.hash or self._stale:
            self._reading = True
            self._app.run_worker(self._read, thread=True, exit_on_error=False, group="bench")

    @property
    def _stale(self) -> bool:
        """Whether the files were read again since: scenarios are not part of the rules' own hash."""
        return self._app.news is not self._known

    def _read(self) -> None:
        guide, news = self._app.guide, self._app.news
        try:
            bench = bench_of(self.door.folder(), guide.rule_set) if guide is not None else None
        finally:
            self._reading = False
        if bench is not None and not get_current_worker().is_cancelled:
            self._app.call_from_thread(partial(self._take, bench, news))

    def _take(self, bench: Bench, news: News | None) -> None:
        old, self.bench, self._known = self.bench, bench, news
        self.answers = {name: answer for name, answer in self.answers.items() if _fits(bench, name, answer)}
        if old is not None:
            changed = touched(bench.scenarios, old.rule_set, bench.rule_set, bench.changed_since(old))
            known = {one.name for one in bench.scenarios} - {one.name for one in changed}
            self.results = {name: result for name, result in self.results.items() if name in known}
            self.running = {}
            self.run(changed)
        self._tell()
        self.renew()  # once more, if they changed while they were read

    def run(self, scenarios: Iterable[Scenario]) -> None:
        """Run the scenarios that have not been run yet, in a thread."""
        due = {one.name: one for one in scenarios if one.name not in self.results and one.name not in self.running}
        if due and self.bench is not None:
            self.running.update(due)
            self._app.run_worker(
                partial(self._run, self.bench, tuple(due.values())), thread=True, exit_on_error=False, group="scenarios"
            )

    def _run(self, bench: Bench, scenarios: tuple[Scenario, ...]) -> None:
        done: list[ScenarioResult] = []
        for number, result in enumerate(run_some(bench, scenarios, self._app.context.now()), start=1):
            if get_current_worker().is_cancelled or bench is not self.bench:
                return
            done.append(result)
            if get_current_worker().is_cancelled:
                return
            if number % _EVERY == 0 or number == len(scenarios):
                self._app.call_from_thread(partial(self._note, bench, tuple(done)))
                done.clear()

    def _note(self, bench: Bench, results: tuple[ScenarioResult, ...]) -> None:
        if bench is self.bench:
            for result in results:
                self.results[result.scenario.name] = result
                self.running.pop(result.scenario.name, None)
            self._tell()

    def _tell(self) -> None:
        from triage.ui.screens.page import Page

        if isinstance(self._app.screen, Page):
            self._app.screen.rules_changed()


def _fits(bench: Bench, question: str, answer: Answer) -> bool:
    try:
        check_answer(bench.rule_set, question, answer)
    except ValueError:
        return False
    return True
