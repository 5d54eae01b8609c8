"""The places of a case on the screen: the whole case, the ladder, meetings, early help, the handover and the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.widget import Widget

from triage.case.asks_places import place_telling
from triage.commands import Where
from triage.export.places.opening import Seen, open_place
from triage.export.places.page import Leads, Place, Way
from triage.ui.case import Case
from triage.ui.draw.places import place_drawing, rest_drawing, rows_of
from triage.ui.screens.page import Page
from triage.ui.screens.telling import AskScreen
from triage.ui.sheet import Drawing, Room
from triage.ui.widgets.sheet_view import SheetView, SideView


class PlaceScreen(Page, where=Where.CASE):
    """One place of a case, read afresh each time it comes to the front. ``which`` says which meeting."""

    place = "this case"

    def __init__(self, case: Case, at: Place, which: str = "") -> None:
        super().__init__()
        self.case = case
        self.at = at
        self.which = which
        self.said = ""
        self._rows: dict[str, Way] = {}

    @property
    def lists(self) -> bool:
        """Whether others of the same place can be chosen from here."""
        return any(way.leads is Leads.PLACE and ":" in way.to for way in self._rows.values())

    @property
    def _seen(self) -> Seen:
        return self.case.seen(self.triage.context.now())

    def fill(self) -> None:
        """Show the place as it is now, the cursor where it was or on the first line."""
        page = open_place(self.at, self._seen, self.which)
        self.place = page.title
        self._rows = rows_of(page)
        super().fill()
        drawing = place_drawing(page, self.said, aside=lambda: self.has_class("-wide"))
        cursor = self.main.cursor if self.main.cursor in self._rows else _first(drawing)
        self.main.show(drawing, cursor, keep_place=True)
        self.query_one("#side", SheetView).show(rest_drawing(page), keep_place=True)

    def middle(self) -> Iterator[Widget]:
        """Where you are and what can be done; beside it, where there is room, how and all the rest."""
        yield SheetView(id="main")
        yield SideView(id="side")

    def digits(self) -> int:
        """As many as lines can be picked by a digit."""
        return min(9, max(1, sum(not name.startswith("due ") for name in self._rows)))

    def can(self, command_id: str) -> bool:
        """The place one is at is not offered, nor what needs a case that is kept."""
        here = {"case": Place.HOME, "ladder": Place.LADDER}
        if here.get(command_id) is self.at or (command_id == "happened" and self.case.keeper is None):
            return False
        return super().can(command_id)

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Do what the line says."""
        if message.view is self.main:
            self._go(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Do what the line says."""
        if message.row:
            self._go(message.row)

    def _go(self, row: str) -> None:
        way = self._rows.get(row)
        if way is None:
            return
        self.said = ""
        match way.leads:
            case Leads.TELL:
                self._tell(way.to)
            case Leads.FORM:
                self.triage.open_form(way.to)
            case Leads.PLACE:
                place, _, which = way.to.partition(":")
                self.triage.open_place(Place(place), which)
            case Leads.QUESTION:
                self.triage.ask_again(way.to)
            case Leads.STEP:
                self.triage.open_step(way.to)
            case Leads.PAGE:
                self._pages()[way.to]()

    def _pages(self) -> dict[str, Callable[[], None]]:
        app = self.triage
        return {
            "plan": app.open_plan,
            "answers": app.open_answers,
            "forms": app.open_forms,
            "happened": app.open_happened,
            "questions": app.go_on,
            "keep": app.open_keep,
            "away": self._put_away,
        }

    def _tell(self, name: str) -> None:
        """Ask what has to be known for it."""
        telling = place_telling(name, self._seen.state, self.case.guide.rule_set)
        if telling is not None:
            self.triage.read(AskScreen(self.case, self.place, telling, self._noted))

    def _put_away(self) -> None:
        """What can be done with the case as a whole: putting it away comes first."""
        if self.case.keeper is not None:
            self.triage.open_kept(self.case.keeper.reference)

    def _noted(self, title: str) -> None:
        self.said = f"Noted: {title}. {self.case.began}".rstrip()

    # Commands

    def do_close(self) -> None:
        """Go back to where the person was."""
        self.triage.close_page()

    def do_case(self) -> None:
        """The whole case."""
        self.triage.open_place(Place.HOME)

    def do_ladder(self) -> None:
        """The ladder of disagreement."""
        self.triage.open_place(Place.LADDER)

    def do_plan(self) -> None:
        """The plan."""
        self.triage.open_plan()

    def do_answers(self) -> None:
        """Check the answers."""
        self.triage.open_answers()

    def do_forms(self) -> None:
        """Choose a form to fill."""
        self.triage.open_forms()

    def do_happened(self) -> None:
        """Say what happened."""
        self.triage.open_happened()

    def do_danger(self) -> None:
        """Go to the danger question."""
        self.triage.ask_danger()


def _first(drawing: Drawing) -> str | None:
    """Where the cursor starts: on the first line that can be chosen."""
    rows = drawing(Room(80, 24)).rows
    return rows[0].id if rows else None
