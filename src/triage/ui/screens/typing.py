"""A page with one line to type in, and under it what there is to say about that."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from triage.commands import Command
from triage.text import clean_line
from triage.ui.screens.reading import ReadingScreen


class TypingScreen(ReadingScreen):
    """One line to type in. ``hidden``: what is typed shows as dots."""

    hint = "Type here"
    hidden = False
    begin_with = ""
    longest = 200

    def commands(self) -> list[Command]:
        """Letters are typed here, so only commands with other keys are offered."""
        return [command for command in super().commands() if len(command.keys[0]) > 1]

    def above(self) -> Iterator[Widget]:
        """The line to type in."""
        box = Input(
            self.begin_with,
            placeholder=self.hint,
            password=self.hidden,
            max_length=self.longest,
            id="search",
            select_on_focus=False,
        )
        box.cursor_blink = False
        yield box

    @property
    def box(self) -> Input:
        """The line to type in."""
        return self.query_one("#search", Input)

    def fill(self) -> None:
        """Show the page, ready to type."""
        super().fill()
        self.box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was pasted is cleaned before it can be shown."""
        event.stop()
        cleaned = clean_line(event.value)
        if cleaned != event.value and not self.hidden:
            event.input.value = cleaned

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        event.stop()
        self.take(event.value)

    def take(self, typed: str) -> None:
        """What Enter does with the line."""
        raise NotImplementedError
