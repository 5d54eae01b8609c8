"""The start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands import Where
from triage.ui.bindings import key_of
from triage.ui.draw.start import CASE, StartMenu, start_drawing
from triage.ui.screens.page import Page
from triage.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from triage.case.today import Standing

_OF_CASES = ("cases", "today", "new-case")


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
            cases=self._standings(),
            now=self.triage.context.cases.clock() if self.triage.context.cases is not None else None,
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
            *self._saved(),
            ("contacts", "Contacts", "who to ring, and when each was checked"),
            ("guidance", "Guidance", "read or search what the rules rest on"),
            *self._teaching(),
            *self._writing(),
            ("help", "Help", "keys, and what they do"),
            ("quit", "Leave", ""),
        )

    def can(self, command_id: str) -> bool:
        """Saved cases are offered where somebody has asked for them, stories where there are any."""
        if command_id == "teach" and not self.triage.teaches:
            return False
        return (command_id not in _OF_CASES or self.triage.saves) and super().can(command_id)

    def _saved(self) -> list[tuple[str, str, str]]:
        """The ways to saved cases. Nothing of a case is shown before the passphrase was given."""
        if not self.triage.saves:
            return []
        about = "open one, or see how they stand" if self.triage.store is not None else "asks for your passphrase"
        return [
            ("cases", "Saved cases", about),
            ("today", "Today", "what is due in all of them, overdue first"),
            ("new-case", "New saved case", "saved, encrypted, after every answer"),
        ]

    def _standings(self) -> tuple[Standing, ...]:
        """The saved cases still in use, once they are unlocked."""
        if self.triage.store is None:
            return ()
        from triage.case.keeping import CasesError

        try:
            return tuple(one for one in self.triage.standings() if not one.archived)
        except CasesError:
            return ()

    def _teaching(self) -> list[tuple[str, str, str]]:
        """The way to the made-up stories."""
        if not self.triage.teaches:
            return []
        return [("teach", "Practise", "on made-up stories; nothing is kept")]

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
        elif row.startswith(CASE):
            self.triage.open_case(row.removeprefix(CASE))
        else:
            self.action_command(row)

    def do_cases(self) -> None:
        """Show the saved cases."""
        self.triage.open_cases()

    def do_today(self) -> None:
        """Show what is due in all cases."""
        self.triage.open_today()

    def do_new_case(self) -> None:
        """Begin a case that is saved."""
        self.triage.open_new_case()

    def do_teach(self) -> None:
        """Practise on made-up stories."""
        self.triage.open_teach()

    def do_new(self) -> None:
        """Begin with a new worry."""
        self.triage.begin()
