"""Records a demonstration: the true output of the app for a terminal of a given size, frame by frame.

The app runs as it does in a terminal, with a driver that keeps what it writes. No terminal is needed for that, so it
works the same on every system. Time passes at reading speed and by no clock, so the same rules give the same recording.
"""

from __future__ import annotations

import asyncio
import io
import re
from dataclasses import dataclass, replace
from typing import Any

from rich.console import Console
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from triage.rules.demonstrations import Demonstration
from triage.ui.demo.app import ShownApp
from triage.ui.demo.beats import Lost
from triage.ui.demo.caption import Caption
from triage.ui.demo.pace import Seen, between_keys, said_for, shown_for, within
from triage.ui.guide import AppContext

_ROW = re.compile(r"\x1b\[(\d+);1H(.*?)(?=\n?\x1b\[\d+;\d+H|\Z)", re.DOTALL)
_SIGNS = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\x1b\][^\x1b]*\x1b\\")


@dataclass(frozen=True)
class Frame:
    """What is on the terminal for ``seconds``: each row as it was written, with its colours.

    ``says`` is what the room reads under it, ``beat`` the number of the beat, ``pressed`` the keys that led here.
    """

    rows: tuple[str, ...]
    seconds: float
    says: str
    beat: int
    pressed: tuple[str, ...]
    picture: str = ""

    @property
    def text(self) -> str:
        """The frame without colours, line by line."""
        return "\n".join(_SIGNS.sub("", row).rstrip() for row in self.rows)


@dataclass(frozen=True)
class Recording:
    """A whole demonstration as frames, for a terminal of ``size`` columns and lines."""

    id: str
    title: str
    size: tuple[int, int]
    frames: tuple[Frame, ...]

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return round(sum(frame.seconds for frame in self.frames), 2)


def record(
    context: AppContext, demonstration: Demonstration, size: tuple[int, int], speed: int, *, pictures: bool = False
) -> Recording:
    """Play it into a recording. Raises Lost where a beat no longer fits, and what stopped the app if anything did.

    ``pictures``: keep each frame as a picture (SVG) as well.
    """
    app = _RecordedApp(context, demonstration, within(speed), size)
    recorder = _Recorder(app, pictures=pictures)
    try:
        asyncio.run(recorder.run())
    except Lost:
        if app.stopped_by is not None:
            raise app.stopped_by from None
        raise
    finally:
        for guide in (app.guide, app.in_use):
            if guide is not None:
                guide.close()
    return Recording(demonstration.id, demonstration.title, size, tuple(recorder.frames))


class _Kept(HeadlessDriver):
    """A driver for no terminal at all that keeps what is written."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._written: list[str] = []

    @property
    def is_headless(self) -> bool:
        """The app writes as if there were a terminal."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        self._written.append(data)

    def take(self) -> str:
        """What was written since the last time."""
        written, self._written = "".join(self._written), []
        return written


class _RecordedApp(ShownApp):
    """The app writing for a terminal with every colour, whatever terminal this is started in."""

    def __init__(self, context: AppContext, demonstration: Demonstration, speed: int, size: tuple[int, int]) -> None:
        super().__init__(context, demonstration, speed)
        self.driver_class = _Kept
        self.console = Console(
            file=io.StringIO(),
            color_system="truecolor",
            force_terminal=True,
            legacy_windows=False,
            width=size[0],
            height=size[1],
            _environ={},
        )


class _Recorder:
    def __init__(self, app: _RecordedApp, *, pictures: bool) -> None:
        self._app = app
        self._pictures = pictures
        self._size = (0, 0)
        self._seen = Seen()
        self._title = app.demonstration.title if app.demonstration is not None else ""
        self.frames: list[Frame] = []

    async def run(self) -> None:
        """Play every beat, and keep a frame whenever something is to be looked at."""
        console = self._app.console
        size = console.width, console.height
        self._size = size
        async with self._app.run_test(headless=False, size=size) as pilot:
            await self._app.ready()
            await self._settle(pilot)
            for number, beat in enumerate(self._app.beats, start=1):
                await self._beat(pilot, number, beat.say)

    async def _beat(self, pilot: Pilot[Any], number: int, says: str) -> None:
        app, speed = self._app, self._app.caption.speed
        told = Caption(says, number, app.caption.total, playing=True, speed=speed, recorded=True)
        if says or not self.frames:
            await self._keep(pilot, told, said_for(says, speed))
        pressed: list[str] = []
        async for key in app.strokes(app.beats[number - 1]):
            if pressed:
                await self._keep(pilot, replace(told, pressed=tuple(pressed)), between_keys(speed))
            pressed.append(key)
            app.press(key)
            await self._settle(pilot)
        if pressed:
            wait = shown_for(self._seen.new_words(app.read_lines()), speed)
            await self._keep(pilot, replace(told, pressed=tuple(pressed)), wait)

    async def _keep(self, pilot: Pilot[Any], told: Caption, wait: float) -> None:
        """Show ``told``, have the whole screen written once more, and keep that as a frame."""
        app = self._app
        app.say(told)
        await self._settle(pilot)
        driver = app._driver  # noqa: SLF001 - the library gives no other way to the driver it made
        if not isinstance(driver, _Kept):
            raise Lost("Nothing can be recorded here.")
        driver.take()
        app.refresh(layout=True)
        await self._settle(pilot)
        rows = _rows(driver.take(), self._size[1])
        picture = app.export_screenshot(title=self._title) if self._pictures else ""
        self.frames.append(Frame(rows, wait, told.says, told.at, told.pressed, picture))

    async def _settle(self, pilot: Pilot[Any]) -> None:
        for _ in range(2):  # a page may start a worker of its own
            await pilot.pause()
            await self._app.workers.wait_for_complete()
        await pilot.pause()


def _rows(written: str, height: int) -> tuple[str, ...]:
    """The rows of the last whole screen that was written."""
    # Where the cursor goes to at the end is a place too, with nothing written there.
    found = {int(number): row for number, row in _ROW.findall(written) if row}
    return tuple(found.get(number, "") for number in range(1, height + 1))
