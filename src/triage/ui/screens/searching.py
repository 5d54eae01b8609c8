"""Pages with a line to type in: the guidance reader and the list of all commands."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from triage.commands import Command
from triage.explain.search import find, look_up
from triage.rules.model import RuleSet
from triage.text import clean_line
from triage.ui.draw.guidance import found_drawing, sources_drawing
from triage.ui.draw.notices import palette_drawing
from triage.ui.screens.page import Page
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing

_MOVES = ("up", "down", "pageup", "pagedown")


class SearchScreen(ReadingScreen):
    """A line to type in above what it finds. Up and Down move in the list while typing; Enter opens."""

    hint = ""

    def commands(self) -> list[Command]:
        """Letters are typed here, so only commands with other keys are offered."""
        return [command for command in super().commands() if len(command.keys[0]) > 1]

    def above(self) -> Iterator[Widget]:
        """The line to type in."""
        box = Input(placeholder=self.hint, id="search", select_on_focus=False)
        box.cursor_blink = False
        yield box

    @property
    def typed(self) -> str:
        """What has been typed, cleaned."""
        return clean_line(self.query_one("#search", Input).value)

    def fill(self) -> None:
        """Show the list, ready to type."""
        super().fill()
        self.query_one("#search", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search anew. What was pasted is cleaned before it can be shown."""
        event.stop()
        cleaned = clean_line(event.value)
        if cleaned != event.value:
            event.input.value = cleaned
            return
        self.show_found()

    def show_found(self) -> None:
        """Show what the words typed find, from its top."""
        self.main.show(self.drawing(), self.first())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what the cursor is on."""
        event.stop()
        if self.main.cursor is not None:
            self.open_row(self.main.cursor)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        if event.key in _MOVES and self.query_one("#search", Input).has_focus:
            event.stop()
            event.prevent_default()
            step = -1 if event.key in ("up", "pageup") else 1
            if event.key.startswith("page"):
                self.main.action_page(step)
            else:
                self.main.action_move(step)


class GuidanceScreen(SearchScreen):
    """All sources, or the passages that hold the words typed and what old words among them mean today."""

    place = "guidance"
    hint = "Search: type a few words, such as bruise, or consent"

    def __init__(self, rule_set: RuleSet) -> None:
        super().__init__()
        self._rule_set = rule_set

    def drawing(self) -> Drawing:
        """The sources, or what was found."""
        if not self.typed.strip():
            return sources_drawing(self._rule_set)
        return found_drawing(look_up(self._rule_set, self.typed), self.typed)

    def open_row(self, row: str) -> None:
        """Open a source, or a passage in it."""
        self.triage.open_passage(row)

    def do_guidance(self) -> None:
        """Already here."""


class PaletteScreen(SearchScreen):
    """Everything that can be done on the screen behind, by name."""

    place = "all commands"
    hint = "Type what you want to do"

    def __init__(self, behind: Page) -> None:
        super().__init__()
        self._behind = behind
        self._offered = [one for one in behind.commands() if not one.widget and one.id not in ("palette", "choose")]

    def drawing(self) -> Drawing:
        """The commands, or those that hold the words typed."""
        found = find(self.typed, self._offered, _names) if self.typed.strip() else self._offered
        return palette_drawing(found)

    def open_row(self, row: str) -> None:
        """Close this and carry the command out."""
        self.triage.close_page()
        self._behind.action_command(row)

    def do_palette(self) -> None:
        """The key that opened it closes it too."""
        self.do_close()


def _names(command: Command) -> tuple[tuple[str, int], ...]:
    return ((command.title, 4), (command.short, 3), (command.help, 1))
