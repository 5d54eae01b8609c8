"""The start page."""

from __future__ import annotations

from triage.commands import Where
from triage.ui.bindings import key_of
from triage.ui.draw.start import StartMenu, start_drawing
from triage.ui.screens.page import Page
from triage.ui.widgets.sheet_view import SheetView


class StartScreen(Page, where=Where.START):
    """What this is and what you can do. The rules are read while it is shown."""

    place = "start"

    def fill(self) -> None:
        """Show the menu, with the way back to a worry that was begun."""
        super().fill()
        menu = StartMenu(
            items=self._items(),
            rules=self.triage.rule_set,
            today=self.triage.context.now().date(),
            areas=self.triage.areas,
            news=self._news(),
            notice=self.triage.notice,
            saved=self.triage.case.keeper is not None if self.triage.case is not None else self._taking_up,
        )
        first = menu.items[0][0]
        self.main.show(start_drawing(menu), self.main.cursor or first, keep_place=True)

    @property
    def _taking_up(self) -> bool:
        """Whether a saved case will be taken up as soon as the rules are read."""
        return self.triage.context.saved is not None and self.triage.rule_set is None

    def rules_changed(self) -> None:
        """Name the rules that a new worry uses from now on."""
        self.fill()

    def digits(self) -> int:
        """As many as the menu has lines."""
        return len(self._items())

    def _news(self) -> str:
        news = self.triage.news
        if news is None or not (news.broken or news.changed):
            return ""
        if news.broken:
            since = f"A rule file has a problem since {news.at:%H:%M}."
            return f"{since} The last good rules stay. {key_of('files')} shows it."
        return f"The rule files were read again at {news.at:%H:%M}. New worries use them as they are now."

    def _items(self) -> tuple[tuple[str, str, str], ...]:
        case = self.triage.case
        started = case is not None and case.started
        go_on = [("go-on", "Go on with this worry", "your answers are still here")] if started else []
        return (
            *go_on,
            ("new", "New worry", "answer a few questions"),
            ("contacts", "Contacts", "who to ring, and when each was checked"),
            ("guidance", "Guidance", "read or search what the rules rest on"),
            *self._writing(),
            ("help", "Help", "keys, and what they do"),
            ("quit", "Leave", ""),
        )

    def _writing(self) -> list[tuple[str, str, str]]:
        """The way to the workbench, where it was opened for writing. Elsewhere it is among the commands."""
        door = self.triage.context.door
        if door is None or not (door.first or self.triage.follows):
            return []
        return [("workbench", "Rules workbench", "rules, scenarios, answers to try")]

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Do what the line says."""
        self._do(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Do what the line says."""
        if message.row:
            self._do(message.row)

    def _do(self, row: str) -> None:
        if row == "go-on":
            self.triage.go_on()
        else:
            self.action_command(row)

    def do_new(self) -> None:
        """Begin with a new worry."""
        self.triage.begin()
