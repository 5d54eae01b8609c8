"""What every page of the workbench has: the desk, the line that says how the files stand, and the ways to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from triage.commands import Where
from triage.policy.uses.things import Thing
from triage.policy.workbench.bench import Bench
from triage.rules.model import Place
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing
from triage.ui.widgets.painted import Plate
from triage.ui.workbench.desk import Desk
from triage.ui.workbench.draw.status import nothing_drawing, status_drawing
from triage.ui.workbench.editing import open_editor


class WorkbenchPage(ReadingScreen, where=Where.WORKBENCH):
    """A page over the desk. Rows are things to open."""

    place = "rules workbench"
    not_here: ClassVar[tuple[str, ...]] = ("part", "try", "make", "another", "clear")
    """Commands that belong to the page of one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    @property
    def desk(self) -> Desk:
        """The desk of the app."""
        return self.triage.desk_here()

    @property
    def bench(self) -> Bench | None:
        """The rules on the desk, once they are there."""
        return self.desk.bench

    def below(self) -> Iterator[Widget]:
        """The line that says how the files stand."""
        yield Plate(id="status")

    def fill(self) -> None:
        """Show the page and how the files stand."""
        super().fill()
        self.show_status()

    def show_status(self) -> None:
        """Show how the files stand, or why the editor could not be opened."""
        news = self.triage.news
        drawing = status_drawing(news, self.desk.failed, len(self.desk.running), self.said)
        self.query_one("#status", Plate).show(drawing)

    def drawing(self) -> Drawing:
        """The page, or that the rules are not there yet."""
        bench = self.bench
        return self.content(bench) if bench is not None else nothing_drawing(self.triage.news)

    def content(self, bench: Bench) -> Drawing:
        """What this page shows of the rules."""
        raise NotImplementedError

    def rules_changed(self) -> None:
        """The files were read again, or scenarios were run: show it, with the cursor where it was."""
        self.desk.renew()
        self.fill()

    # Rows

    def thing_here(self) -> Thing | None:
        """The thing under the cursor."""
        return self.bench.thing(self.main.cursor) if self.bench is not None and self.main.cursor else None

    def place_here(self) -> Place | None:
        """The place in the files that the editor would be opened at."""
        thing = self.thing_here()
        return thing.place if thing is not None else None

    def open_row(self, row: str) -> None:
        """Open a thing on a page of its own."""
        thing = self.bench.thing(row) if self.bench is not None else None
        if thing is not None:
            self.triage.open_thing(thing)

    # Commands

    def can(self, command_id: str) -> bool:
        """Whether this page carries out the command."""
        return command_id not in ("workbench", *self.not_here) and super().can(command_id)

    def do_problems(self) -> None:
        """Show what is wrong."""
        self.triage.open_problems()

    def do_run(self) -> None:
        """Run every scenario."""
        if self.bench is not None:
            self.desk.run(self.bench.scenarios)
            self.show_status()

    def do_edit(self) -> None:
        """Open the file in the person's editor, and read it again afterwards."""
        place = self.place_here()
        if place is None:
            self.said = "There is no line to open here. Go to a rule, a scenario or a problem first."
        else:
            self.said = open_editor(self.desk.door, place, self.app.suspend)
            self.triage.read_again()
        self.show_status()
