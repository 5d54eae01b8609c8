"""What every screen has: the bar at the top, the sheet, the keys, and the commands that work everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget

from triage.commands import BY_ID, Command, Where, commands_at
from triage.ui.bindings import bindings_for
from triage.ui.draw.bars import key_bar, top_bar
from triage.ui.widgets.painted import Plate
from triage.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from triage.ui.app import TriageApp


class Page(Screen[None], inherit_bindings=False):
    """A screen. Commands are methods called ``do_`` and the command's id; a command without one is not offered."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ESCAPE_TO_MINIMIZE = False
    where: ClassVar[Where]
    place: str = ""

    def __init_subclass__(cls, where: Where | None = None) -> None:
        """Give each kind of screen the keys of its part of the app."""
        if where is not None:
            cls.where = where
            cls.BINDINGS = bindings_for(where)
        super().__init_subclass__(inherit_bindings=where is None)

    @property
    def triage(self) -> TriageApp:
        """The app, by its own type."""
        return cast("TriageApp", self.app)

    def compose(self) -> ComposeResult:
        """The bars, and between them what :meth:`middle` gives."""
        yield Plate(id="top")
        yield from self.above()
        yield Container(*self.middle(), id="middle")
        yield from self.below()
        yield Plate(id="keys")
        yield from self.triage.under()

    def above(self) -> Iterator[Widget]:
        """What stands between the bar at the top and the main parts."""
        yield from ()

    def middle(self) -> Iterator[Widget]:
        """The main parts, from left to right."""
        yield SheetView(id="main")

    def below(self) -> Iterator[Widget]:
        """What stands between the main parts and the keys."""
        yield from ()

    @property
    def main(self) -> SheetView:
        """The part the keys move in."""
        return self.query_one("#main", SheetView)

    def on_screen_resume(self) -> None:
        """Show what there is, now that this screen is in front (for the first time or again)."""
        if self.is_current:
            self.fill()

    def fill(self) -> None:
        """Show the present state. Screens add their own parts."""
        self.show_top()
        self.query_one("#keys", Plate).show(key_bar(self.where, self.commands(), self.digits()))

    def show_top(self) -> None:
        """Show where this is and which rules are in use. Nothing else on the screen moves."""
        self.query_one("#top", Plate).show(
            top_bar(self.place, self.triage.rules_words, notice=self.triage.rules_notice)
        )

    def rules_changed(self) -> None:
        """The rule files were read again. What the person is doing stays as it is."""
        self.show_top()

    def digits(self) -> int:
        """How many lines can be picked with a digit."""
        return 9

    # Commands

    def commands(self) -> list[Command]:
        """The commands that can be carried out here, now."""
        return [command for command in commands_at(self.where) if command.widget or self.can(command.id)]

    def can(self, command_id: str) -> bool:
        """Whether this screen carries out the command."""
        if command_id in _FOR_WRITERS and not self.triage.writes:
            return False
        if command_id == "files" and not self.triage.follows:
            return False
        return BY_ID[command_id].keys == BY_ID["choose"].keys or hasattr(self, _method(command_id))

    def action_command(self, command_id: str) -> None:
        """Carry out a command."""
        if hasattr(self, _method(command_id)):
            getattr(self, _method(command_id))()

    def on_plate_picked(self, message: Plate.Picked) -> None:
        """A key was clicked in the row of keys."""
        self.action_command(message.row)

    def do_files(self) -> None:
        """Show how the rule files stand, where they are followed."""
        if self.triage.follows:
            self.triage.open_files()

    def do_workbench(self) -> None:
        """Open the rules workbench over this."""
        self.triage.open_workbench()

    def do_contacts(self) -> None:
        """Show who to ring."""
        self.triage.open_contacts()

    def do_guidance(self) -> None:
        """Open the guidance."""
        self.triage.open_guidance()

    def do_card(self) -> None:
        """Show the emergency card."""
        self.triage.open_card()

    def do_help(self) -> None:
        """Show what can be done here."""
        self.triage.open_help(self)

    def do_blank(self) -> None:
        """Hide everything."""
        self.triage.open_blank()

    def do_theme(self) -> None:
        """Go to the next look."""
        self.triage.change_look()

    def do_palette(self) -> None:
        """Search the commands."""
        self.triage.open_palette(self)

    def do_quit(self) -> None:
        """Leave, after asking if there is anything to lose."""
        self.triage.ask_to_quit()


_FOR_WRITERS = ("source", "workbench")
"""Commands that are only there where there is a workbench."""


def _method(command_id: str) -> str:
    return f"do_{command_id.replace('-', '_')}"
