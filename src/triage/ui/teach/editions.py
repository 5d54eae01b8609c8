"""Two editions of the rules in the full screen: one case under both, and which stories differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual.widget import Widget
from textual.worker import get_current_worker

from triage.commands import Where
from triage.training.editions.model import Case, Compared, NoEditionError
from triage.training.editions.overview import Overview, overview
from triage.ui.app import TriageApp
from triage.ui.draw.notices import waiting_drawing
from triage.ui.guide import AppContext
from triage.ui.lines import Bit, Ink
from triage.ui.screens.reading import ReadingScreen, WhyScreen
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.edition_columns import Shown, Two
from triage.ui.teach.draw.editions import editions_drawing, overview_drawing
from triage.ui.teach.draw.mark import made_up
from triage.ui.widgets.painted import Plate

_ORDER = (Shown.BOTH, Shown.OLDER, Shown.NEWER)
_EVERY = 5
"""Stories between two times the screen tells how far it is."""


@dataclass(frozen=True)
class Editions:
    """What the pages need: ``compare`` holds a case against both editions, and may take a second.

    ``cases`` are all there are; ``chosen`` is the one to open at once, or None for the list. ``old`` and ``new`` name
    the editions.
    """

    compare: Callable[[Case], Compared]
    cases: Sequence[Case]
    old: str
    new: str
    chosen: Case | None = None


class EditionsScreen(ReadingScreen, where=Where.EDITIONS):
    """One case under both. Enter on a line says why it is there; on a passage it opens the document."""

    place = "two editions"

    def __init__(self, editions: Editions, case: Case, found: Compared | None = None) -> None:
        super().__init__()
        self._editions = editions
        self._case = case
        self._two = Two(found) if found is not None else None
        self._none = ""

    def above(self) -> Iterator[Widget]:
        """The mark, for a story: it can never be mistaken for a real case."""
        if self._case.told:
            yield Plate(made_up, id="made-up")

    def on_mount(self) -> None:
        """Work it out, where that was not done before."""
        if self._two is None:
            self.run_worker(self._compare, thread=True, exit_on_error=False, group="editions")

    def _compare(self) -> None:
        try:
            found = self._editions.compare(self._case)
        except NoEditionError as none:
            self.app.call_from_thread(partial(self._take_none, none.says))
            return
        except BaseException as error:
            self.app.call_from_thread(partial(self.triage.stop_with, error))
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(partial(self._take, found))

    def _take(self, found: Compared) -> None:
        self._two = Two(found)
        self._show()

    def _take_none(self, says: str) -> None:
        self._none = says
        self._show()

    def _show(self) -> None:
        self.main.show(self.drawing(), self.first())

    def drawing(self) -> Drawing:
        """Both, or the one that was chosen."""
        if self._none:
            return _told(self._none)
        return editions_drawing(self._two) if self._two is not None else waiting_drawing()

    def do_edition(self) -> None:
        """Both, the older, the newer, in a circle."""
        if self._two is not None:
            following = _ORDER[(_ORDER.index(self._two.shown) + 1) % len(_ORDER)]
            self._change(replace(self._two, shown=following))

    def do_differing(self) -> None:
        """Every line, or only those that differ."""
        if self._two is not None:
            self._change(replace(self._two, whole=not self._two.whole))

    def _change(self, two: Two) -> None:
        self._two = two
        self.main.show(self.drawing(), self.main.cursor, keep_place=True)

    def do_close(self) -> None:
        """Back to the list; where there is none, leave."""
        if self._editions.chosen is not None:
            self.triage.leave()
        else:
            self.triage.close_page()

    def open_row(self, row: str) -> None:
        """Why a line is there, or the document a passage is from."""
        kind, _, name = row.partition(" ")
        if kind == "passage":
            self.triage.open_passage(name.partition(" ")[0])
        elif self._two is not None:
            line = next((one for one in self._two.found.lines if one.step.id == name), None)
            if line is not None:
                older = self._two.shown is Shown.OLDER and line.old is not None
                self.app.push_screen(WhyScreen(line.old if older and line.old is not None else line.step))


class EveryStoryScreen(ReadingScreen, where=Where.EDITIONS):
    """The stories for which anything differs. Enter opens one."""

    place = "two editions"

    def __init__(self, editions: Editions) -> None:
        super().__init__()
        self._editions = editions
        self._found: Overview | None = None
        self._told: dict[str, Compared] = {}

    def on_mount(self) -> None:
        """Hold every story against both, in a thread."""
        self.run_worker(self._compare, thread=True, exit_on_error=False, group="editions")

    def _compare(self) -> None:
        try:
            for number, case in enumerate(self._editions.cases, start=1):
                if get_current_worker().is_cancelled:
                    return
                self._told[case.id] = self._editions.compare(case)
                if number % _EVERY == 0:
                    self.app.call_from_thread(self.fill)
            self.app.call_from_thread(self._take)
        except BaseException as error:
            if not get_current_worker().is_cancelled:
                self.app.call_from_thread(partial(self.triage.stop_with, error))

    def _take(self) -> None:
        self._found = overview(tuple(self._told.values()))
        self.main.cursor = None
        if self.is_current:
            self.fill()

    def drawing(self) -> Drawing:
        """The list, or how far it is."""
        if self._found is not None:
            return overview_drawing(self._found, self._editions.old, self._editions.new)
        return _so_far(len(self._told), len(self._editions.cases))

    def can(self, command_id: str) -> bool:
        """The two of one case are looked at on its own page."""
        return command_id not in ("edition", "differing") and super().can(command_id)

    def do_edition(self) -> None:
        """Nothing is chosen yet."""

    def do_differing(self) -> None:
        """Only what differs is listed anyway."""

    def do_close(self) -> None:
        """There is nothing under it: leave."""
        self.triage.leave()

    def open_row(self, row: str) -> None:
        """Open one story."""
        found = self._told.get(row)
        if found is not None:
            self.app.push_screen(EditionsScreen(self._editions, found.case, found))


def _told(says: str) -> Drawing:
    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for line in says.splitlines():
            pen.text(line)
        return pen.sheet()

    return draw


def _so_far(done: int, total: int) -> Drawing:
    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(f"Holding each story against both editions: {done} of {total}.", Ink.MUTED))
        return pen.sheet()

    return draw


class EditionsApp(TriageApp):
    """The app opened at two editions. The newer rules are those in use while it is open."""

    def __init__(self, context: AppContext, editions: Editions) -> None:
        super().__init__(context)
        self._editions = editions

    def on_mount(self) -> None:
        """Show the case that was asked for, or the list, at once."""
        super().on_mount()
        chosen = self._editions.chosen
        page = EveryStoryScreen(self._editions) if chosen is None else EditionsScreen(self._editions, chosen)
        self.push_screen(page)
