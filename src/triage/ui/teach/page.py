"""What every page of the Teach door has: the mark that the story is made up; for a room also the key pressed."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.timer import Timer
from textual.widget import Widget

from triage.commands import commands_at, key_label
from triage.ui.screens.page import Page
from triage.ui.screens.reading import ReadingScreen
from triage.ui.teach.classroom import Classroom
from triage.ui.teach.draw.mark import made_up
from triage.ui.teach.draw.strip import pressed_drawing
from triage.ui.widgets.painted import Plate

SHOWN_FOR = 1.5
"""Seconds the key pressed stays on the screen, unless another is pressed."""
_MOVES = {
    "enter": "choose",
    "space": "choose",
    "up": "up",
    "down": "down",
    "home": "to the top",
    "end": "to the end",
    "pageup": "up",
    "pagedown": "down",
}
"""What the keys do that lists answer by themselves."""


class MadeUp(Page):
    """A page that can never be mistaken for one of a real case. While a room looks on, it shows each key pressed."""

    _going: Timer | None = None

    def above(self) -> Iterator[Widget]:
        """The mark, and whatever else stands there."""
        yield Plate(made_up, id="made-up")
        yield from super().above()

    def below(self) -> Iterator[Widget]:
        """The key pressed, which a room has to see."""
        yield from super().below()
        if self.for_room:
            yield Plate(pressed_drawing("", ""), id="pressed")

    def can(self, command_id: str) -> bool:
        """Two editions need something that holds a story against them, and they tell what the rules say."""
        lessons = self.classroom.lessons
        open_to = lessons.editions is not None and lessons.debrief
        return (command_id != "editions" or open_to) and super().can(command_id)

    @property
    def for_room(self) -> bool:
        """Whether a room looks on."""
        return self.classroom.to_room

    @property
    def classroom(self) -> Classroom:
        """The stories, and where the lesson has got to."""
        return self.triage.classroom_here()

    def on_key(self, event: events.Key) -> None:
        """Show the key, before it does anything."""
        does = self.meaning(event.key) if self.for_room else ""
        if does:
            self.tell_key(key_label(event.key), does)

    def meaning(self, key: str) -> str:
        """What a key does here, in a word or two; nothing for one that does nothing."""
        named = (one for one in commands_at(self.where) if key in one.keys and not one.widget and self.can(one.id))
        command = next(named, None)
        return command.short if command is not None else _MOVES.get(key, "")

    def tell_key(self, key: str, does: str) -> None:
        """Show a key and what it does, for a moment."""
        if not self.for_room:
            return
        self.query_one("#pressed", Plate).show(pressed_drawing(key, does))
        if self._going is not None:
            self._going.stop()
        self._going = self.set_timer(SHOWN_FOR, self.forget_key)

    def forget_key(self) -> None:
        """Take the key away again."""
        self.query_one("#pressed", Plate).show(pressed_drawing("", ""))


class MadeUpReading(MadeUp, ReadingScreen):
    """A page to read that lies over a story."""
