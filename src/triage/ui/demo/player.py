"""Plays demonstrations live: at reading speed, with pause, one beat on, one beat back, faster and slower."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from textual import events

from triage.rules.demonstrations import Demonstration
from triage.ui.demo.app import ShownApp
from triage.ui.demo.beats import Lost
from triage.ui.demo.caption import Caption
from triage.ui.demo.choosing import ChooseScreen
from triage.ui.demo.pace import STEP, Seen, between_keys, said_for, shown_for, within
from triage.ui.guide import AppContext

THE_END = "That is the end. Left goes back, Esc leaves."
TO_CHOOSE = "Choose what to show. Every case is made up, and nothing is kept."


class Order(Enum):
    """What the person asked for while it plays."""

    PAUSE = auto()
    ON = auto()
    BACK = auto()
    PACE = auto()
    STOP = auto()


_ORDERS: Mapping[str, Order] = {
    "space": Order.PAUSE,
    "right": Order.ON,
    "enter": Order.ON,
    "left": Order.BACK,
    "escape": Order.STOP,
    "q": Order.STOP,
}
_PACES: Mapping[str, int] = {"plus": STEP, "equals_sign": STEP, "minus": -STEP}
_ASIDE = frozenset({"f9", "f1", "f10"})
_ALWAYS = _ASIDE | {"f2", "ctrl+c"}
"""Keys of the app itself that work while it plays: the emergency card, help, to hide everything, the colours."""


class _StoppedError(Exception):
    """The person has seen enough of it."""


class DemoApp(ShownApp):
    """The app playing demonstrations. While one plays, what is pressed steers the player and not the app.

    ``chosen`` is played at once, and the app closes after it; None: the person chooses, as often as they like.
    """

    def __init__(
        self, context: AppContext, every: Sequence[Demonstration], chosen: Demonstration | None, speed: int
    ) -> None:
        super().__init__(context, chosen, within(speed))
        self.every = tuple(every)
        self.speed = within(speed)
        self.playing = True
        self.done = 0
        self._one_only = chosen is not None
        self._orders: asyncio.Queue[Order] = asyncio.Queue()
        self._chosen = asyncio.Event()
        self._aside = 0
        self._choosing = False
        self._seen = Seen()

    def on_mount(self) -> None:
        """Begin to play as soon as the rules are read."""
        super().on_mount()
        self.run_worker(self._show(), group="play", exit_on_error=False)

    def choose(self, name: str) -> None:
        """Play the demonstration of that name."""
        self.demonstration = next((one for one in self.every if one.id == name), None)
        self._chosen.set()

    # Keys of the person

    async def on_event(self, event: events.Event) -> None:
        """Take the person's keys for the player. Those of the script, and a page they opened themselves, are the app's.

        The mouse does nothing meanwhile: a click would lead away from the walk.
        """
        if (self.demonstration is not None or not self._choosing) and not self._reading_aside:
            if isinstance(event, events.MouseEvent):
                return
            if isinstance(event, events.Key) and not self.pressed_by_script(event) and self._take(event.key):
                return
        await super().on_event(event)

    @property
    def _reading_aside(self) -> bool:
        """Whether a page lies on top that the person opened."""
        if self._aside and len(self.screen_stack) < self._aside:
            self._aside = 0
        return bool(self._aside)

    def _take(self, key: str) -> bool:
        if key in _ALWAYS:
            if self.playing:
                self._orders.put_nowait(Order.PAUSE)
            if key in _ASIDE:
                self._aside = len(self.screen_stack) + 1
            return False
        if key in _PACES:
            self.speed = within(self.speed + _PACES[key])
            self._orders.put_nowait(Order.PACE)
        elif key in _ORDERS:
            self._orders.put_nowait(_ORDERS[key])
        return True

    # Playing

    async def _show(self) -> None:
        """Play what was chosen; where one was asked for, only that."""
        try:
            await self.ready()
            while True:
                if self.demonstration is None:
                    await self._wait_for_choice()
                await self._whole()
                if self._one_only:
                    break
                self.demonstration = None
        except BaseException as error:
            if not isinstance(error, asyncio.CancelledError):
                self.stop_with(error)
            raise
        self.leave()

    async def _wait_for_choice(self) -> None:
        self._chosen.clear()
        await self.begin_again()
        self.say(Caption(TO_CHOOSE, 0, 0, playing=False, speed=self.speed, choosing=True))
        self.show_screen(ChooseScreen(self.every, self.choose))
        self._choosing = True
        await self._chosen.wait()
        self._choosing = False

    async def _whole(self) -> None:
        """Play all of it, until the person stops it."""
        self.playing, self.done, self._seen = True, 0, Seen()
        await self.begin_again()
        try:
            while True:
                await self._one()
        except Lost as lost:
            self.say(replace(self._told(lost.says), lost=True))
            await self._orders.get()
        except _StoppedError:
            return

    async def _one(self) -> None:
        """One beat: say it, let it be read, do it, let what it brought be read. At the end wait for an order."""
        if self.done == len(self.beats):
            await self._at_the_end()
            return
        beat = self.beats[self.done]
        self.say(self._told(beat.say))
        if await self._read(said_for(beat.say, self.speed)) is Order.BACK:
            await self._back_to(self.done - 1)
            return
        await self._do()
        self.done += 1
        wait = shown_for(self._seen.new_words(self.read_lines()), self.speed)
        if beat.acts and await self._read(wait) is Order.BACK:
            await self._back_to(self.done - 1)

    async def _at_the_end(self) -> None:
        self.playing = False
        self.say(replace(self._told(THE_END), over=True))
        order = await self._orders.get()
        if order is Order.STOP:
            raise _StoppedError
        if order is Order.BACK:
            await self._back_to(self.done - 1)

    async def _do(self) -> None:
        """Press the keys of the beat, each shown."""
        pressed: list[str] = []
        beat = self.beats[self.done]
        async for key in self.strokes(beat):
            if pressed:
                await asyncio.sleep(between_keys(self.speed))
            pressed.append(key)
            self.press(key)
            await self.settle()
            self.say(replace(self._told(beat.say), pressed=tuple(pressed)))

    async def _read(self, left: float) -> Order | None:
        """Wait ``left`` seconds, or until the person goes on or back. While paused, until they say so."""
        loop = asyncio.get_running_loop()
        while left > 0 or not self.playing:
            speed, started = self.speed, loop.time()
            try:
                order = await asyncio.wait_for(self._orders.get(), left if self.playing else None)
            except TimeoutError:
                return None
            if self.playing:
                left = max(0.01, left - (loop.time() - started))
            if order is Order.STOP:
                raise _StoppedError
            if order in (Order.ON, Order.BACK):
                return order
            if order is Order.PAUSE:
                self.playing = not self.playing
            left = left * speed / self.speed
            self.say(replace(self.caption, playing=self.playing, speed=self.speed))
        return None

    async def _back_to(self, beat: int) -> None:
        """Everything up to before ``beat`` again from the start, at once: the app is a replay of its answers."""
        await self.begin_again()
        self.done = 0
        while self.done < max(0, beat):
            async for key in self.strokes(self.beats[self.done]):
                self.press(key)
                await self.settle()
            self.done += 1

    def _told(self, says: str) -> Caption:
        total = len(self.beats)
        return Caption(says, min(self.done + 1, total), total, self.playing, self.speed)
