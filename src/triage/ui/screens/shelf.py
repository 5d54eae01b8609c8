"""Saved cases as a whole: put away, a day to look again, a reference, files, history, deleting, the passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from triage.case.keeping import CasesError
from triage.case.shelf import NOT_SAME, Desk, ShelfAct, ShelfAsk, about_kept, about_shelf
from triage.ui.draw.cases import asking_drawing
from triage.ui.draw.notices import menu_drawing
from triage.ui.draw.shelf import act_drawing, said_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.screens.typing import TypingScreen
from triage.ui.sheet import Drawing

PLACE = "keep, move or delete"
_CASE = "case:"


class ShelfScreen(ReadingScreen):
    """What can be done besides, and every case to do something with."""

    place = PLACE

    def drawing(self) -> Drawing:
        """The lines, or why they cannot be shown."""
        desk = self.triage.desk
        if desk is None:
            return asking_drawing("Nothing can be done here.", "", "Esc goes back.")
        try:
            cases = self.triage.standings()
        except CasesError as trouble:
            return asking_drawing(trouble.says, "", f"{trouble.remedy} Esc goes back.".strip())
        items = [(act.id, act.title, "") for act in about_shelf(desk)]
        now = desk.now()
        items += [(f"{_CASE}{one.reference}", one.reference, one.when(now)) for one in cases]
        about = "Choose a case to put it away, move it, look over its history or delete it. Esc goes back."
        return menu_drawing("Saved cases", about, items)

    def open_row(self, row: str) -> None:
        """Show what can be done with that case, or ask what has to be typed."""
        desk = self.triage.desk
        if desk is None:
            return
        if row.startswith(_CASE):
            self.triage.read(KeptScreen(desk, row.removeprefix(_CASE)))
        else:
            self.triage.read(DoScreen("", {act.id: act for act in about_shelf(desk)}[row]))


class KeptScreen(ReadingScreen):
    """What can be done with one case."""

    place = PLACE

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__()
        self._desk = desk
        self._reference = reference
        self._acts: Sequence[ShelfAct] = ()

    def drawing(self) -> Drawing:
        """The lines, or why they cannot be shown."""
        try:
            self._acts = about_kept(self._desk, self._reference)
        except CasesError as trouble:
            return asking_drawing(trouble.says, "", f"{trouble.remedy} Esc goes back.".strip())
        items = [(act.id, act.title, "") for act in self._acts]
        return menu_drawing(f"Case {self._reference}", "What would you like to do with it? Esc goes back.", items)

    def open_row(self, row: str) -> None:
        """Say what it means, and ask what has to be typed for it."""
        self.triage.read(DoScreen(self._reference, {act.id: act for act in self._acts}[row]))


class DoScreen(TypingScreen):
    """Says what a thing means and takes what has to be typed for it, a line at a time; then does it, once."""

    place = PLACE
    longest = 4_000
    hint = "Type here, then Enter"

    def __init__(self, reference: str, act: ShelfAct) -> None:
        super().__init__()
        self._reference = reference
        self._act = act
        self._typed: dict[str, str] = {}
        self._problem = ""
        if act.asks:
            self.hidden, self.begin_with = act.asks[0].hidden, act.asks[0].begin

    @property
    def _ask(self) -> ShelfAsk | None:
        left = self._act.asks[len(self._typed) :]
        return left[0] if left else None

    def drawing(self) -> Drawing:
        """What it means, what is asked now, and why the last line did not do."""
        prompt = self._ask.prompt if self._ask is not None else "Press Enter to do it."
        return act_drawing(self._reference, self._act, prompt, self._problem)

    def take(self, typed: str) -> None:
        """Keep the line and ask the next thing; after the last, do it."""
        ask = self._ask
        if ask is None:
            self._finish()
            return
        self._problem = ask.problem(typed, self._typed)
        if self._problem:
            if self._problem == NOT_SAME:
                self._typed.popitem()
            self._next()
        else:
            self._typed[ask.name] = typed
            if self._ask is None:
                self._finish()
            else:
                self._next()

    def _next(self) -> None:
        """Ready for the line that is asked now. A hidden one that would not do is typed afresh."""
        ask = self._ask
        if ask is not None:
            self.box.password = ask.hidden
            if ask.hidden or not self._problem:
                self.box.value = ask.begin
        self.fill()

    def _finish(self) -> None:
        try:
            says = self._act.do(self._typed)
        except CasesError as trouble:
            self._problem = f"{trouble.says} {trouble.remedy}".strip()
            self._typed.clear()
            self._next()
            return
        self.triage.close_page()
        if self._reference:
            self.triage.close_page()
            self.triage.after_shelf_act(self._reference, gone=self._act.ends)
        self.triage.read(SaidScreen(self._act.title, says))


class SaidScreen(ReadingScreen):
    """What came of it."""

    place = PLACE

    def __init__(self, title: str, says: str) -> None:
        super().__init__()
        self._title = title
        self._says = says

    def drawing(self) -> Drawing:
        """What came of it, a line each."""
        return said_drawing(self._title, self._says)
