"""What is wrong with the rule files, and scenarios that fail; Enter goes to the thing, the editor to the line."""

from __future__ import annotations

from triage.commands import Where
from triage.policy.workbench.bench import Bench
from triage.rules.model import Place
from triage.rules.problems import Problem
from triage.ui.sheet import Drawing
from triage.ui.workbench.draw.told import PROBLEM, STORY, problems_drawing
from triage.ui.workbench.page import WorkbenchPage


class ProblemsPage(WorkbenchPage, where=Where.WORKBENCH):
    """All problems at once, told again whenever the files are read."""

    place = "problems"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors and warnings of the files as they are now."""
        news = self.triage.news
        return (*news.problems, *news.warnings) if news is not None else ()

    def drawing(self) -> Drawing:
        """The problems, with or without good rules on the desk."""
        news, desk = self.triage.news, self.desk
        every = desk.bench.scenarios if desk.bench is not None else ()
        checked = "Checking the files." if news is None else f"Checked {news.at:%H:%M:%S}."
        if news is not None and news.broken:
            checked += " The last good rules stay in use."
        return problems_drawing(self.problems, desk.failed, len(desk.results), len(every), checked)

    def content(self, bench: Bench) -> Drawing:
        """The same."""
        del bench
        return self.drawing()

    def place_here(self) -> Place | None:
        """The place of the problem or the scenario under the cursor."""
        row = self.main.cursor or ""
        if row.startswith(PROBLEM):
            number = int(row.removeprefix(PROBLEM))
            return self.problems[number].place if number < len(self.problems) else None
        return next((one.scenario.place for one in self.desk.failed if row == f"{STORY}{one.scenario.name}"), None)

    def open_row(self, row: str) -> None:
        """Go to the thing the place of the row under the cursor lies in."""
        del row
        place, bench = self.place_here(), self.bench
        thing = bench.at(place) if place is not None and bench is not None else None
        if thing is not None:
            self.triage.open_thing(thing)

    def do_problems(self) -> None:
        """The key that opened it closes it too."""
        self.do_close()
