"""The real app with a line for the room under every screen, and keys that a script can press like a person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import chain
from typing import ClassVar

from textual import events
from textual.widget import Widget

from triage.rules.demonstrations import Beat, Demonstration
from triage.ui.app import TriageApp
from triage.ui.demo.beats import Lost, keys_of, parts_of
from triage.ui.demo.caption import Caption, caption_drawing
from triage.ui.guide import AppContext
from triage.ui.widgets.painted import Painted, Plate

CAPTION = "caption"
_NOT_READ = frozenset({CAPTION, "keys", "top", "sofar"})
"""Parts of a screen that are not read anew when something on it changes."""
_LONGEST = 10.0
"""Seconds that a screen may take to settle, on the slowest of machines."""
_PATIENCE = 2.0
"""Seconds that a screen is waited for before the walk is taken to be wrong."""
_A_MOMENT = 0.02


class ShownApp(TriageApp):
    """The app as it is shown to a room. What is answered here is made up and kept nowhere."""

    CSS: ClassVar[str] = f"#{CAPTION} {{ dock: bottom; }}"

    def __init__(self, context: AppContext, demonstration: Demonstration | None, speed: int) -> None:
        super().__init__(context)
        self.demonstration = demonstration
        total = len(demonstration.beats) if demonstration is not None else 0
        self.caption = Caption("", 0, total, playing=True, speed=speed, choosing=True)
        self._played: events.Key | None = None

    def under(self) -> Iterator[Widget]:
        """The line for the room."""
        yield Plate(caption_drawing(self.caption), id=CAPTION)

    def say(self, caption: Caption) -> None:
        """Show this under the screen."""
        self.caption = caption
        for plate in self.screen.query(f"#{CAPTION}").results(Plate):
            plate.show(caption_drawing(caption))

    def ask_to_quit(self) -> None:
        """Nothing here can be lost: it is made up."""
        self.leave()

    def read_lines(self) -> list[str]:
        """What there is to read on the screen now, line by line."""
        parts = (part for part in self.screen.query(Painted) if part.id not in _NOT_READ and part.size.height)
        return [part.render_line(y).text for part in parts for y in range(part.size.height)]

    # What a script does

    def press(self, key: str) -> None:
        """Press a key. What it brings is on the screen when things have settled."""
        self._played = events.Key(key, _character(key))
        self.post_message(self._played)

    def pressed_by_script(self, event: events.Event) -> bool:
        """Whether a key is the script's own."""
        return event is self._played

    async def settle(self) -> None:
        """Wait until nothing is being worked out any more, and it has been painted."""
        await asyncio.sleep(_A_MOMENT)
        await self.until(lambda: not any(worker.is_running and worker.group != "play" for worker in self.workers))
        for _ in range(2):
            painted = asyncio.Event()
            self.screen.call_after_refresh(painted.set)
            await self.until(painted.is_set)

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats of what is shown; none before anything was chosen."""
        return self.demonstration.beats if self.demonstration is not None else ()

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so, for as long as a slow machine may need."""
        waited = 0.0
        while not so() and waited < _LONGEST:
            await asyncio.sleep(_A_MOMENT)
            waited += _A_MOMENT

    async def ready(self) -> None:
        """Wait until the rules are read. Raises Lost when they cannot be used."""
        await self.until(lambda: self.guide is not None or self.return_code is not None)
        if self.guide is None:
            raise Lost("The rules cannot be used, so there is nothing to show.")
        await self.settle()

    async def strokes(self, beat: Beat) -> AsyncIterator[str]:
        """The keys of a beat, one after another. Raises Lost where the screen is not the one it was made for."""
        for part in parts_of(beat):
            for key in await self._fitting(part):
                yield key

    async def _fitting(self, part: Beat) -> Iterator[str]:
        """The keys of a part, once its screen is there: a page may still be on its way."""
        waited = 0.0
        while True:
            keys = keys_of(self, part)
            try:
                first = next(keys, None)
            except Lost:
                if waited >= _PATIENCE or self.return_code is not None:
                    raise
                await asyncio.sleep(_A_MOMENT)
                waited += _A_MOMENT
            else:
                return keys if first is None else chain((first,), keys)

    async def begin_again(self) -> None:
        """Go back to the start page with no answers."""
        self.case = None
        self.open_start()
        await self.settle()


def _character(key: str) -> str | None:
    """What a key types, as the terminal library tells it."""
    return {"question_mark": "?", "space": " "}.get(key, key if len(key) == 1 else None)
