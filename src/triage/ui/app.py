"""The full-screen app: it reads the rules once it has been painted, and ends calmly when something goes wrong."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.widget import Widget
from textual.worker import WorkerFailed, get_current_worker

from triage.ui.going import BUG, FINE, INTERRUPTED, RULES_REFUSED, TOLD_TO_END
from triage.ui.guide import AppContext, Guide, Live, RealGuide
from triage.ui.screens.page import Page
from triage.ui.teaching import Teaching
from triage.ui.theme import FIRST, PALETTES, themes, variables

if TYPE_CHECKING:  # read with the rules, after the first page has been painted
    from triage.rules.model import RuleSet
    from triage.rules.problems import Problem

__all__ = ["AppContext", "TriageApp", "run_app"]

WIDE = 120
"""From this many columns on, a second panel stands beside the main one."""
TALL = 32
"""From this many lines on, there is room for a little air."""
SIGNALS = {signal.SIGTERM: TOLD_TO_END, signal.SIGINT: INTERRUPTED}
"""What the system sends to end a program, and how the app then ends. A terminal that is gone needs no restoring."""


def run_app(context: AppContext) -> int:
    """Open the app and stay in it until the person leaves. Gives one of the exit codes of :mod:`triage.ui.going`.

    A fault of the program, or an error of ``context.load`` other than refused rules, closes the app, restores the
    terminal and is raised here. Nothing of it, and no value of a case, is printed by the app.
    """
    return run(TriageApp(context))


def run(app: TriageApp) -> int:
    """Run an app that was made; as :func:`run_app`."""
    try:
        app.run()
    finally:
        for guide in (app.guide, app.in_use):
            if guide is not None:
                guide.close()
        app.end_lessons()
    if app.stopped_by is not None:
        raise app.stopped_by
    return app.return_code or FINE


class TriageApp(Teaching):
    """The app. ``stopped_by`` is the fault that ended it, if one did."""

    CSS_PATH = Path(__file__).with_name("triage.tcss")
    TITLE = "triage"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012

    def __init__(self, context: AppContext, make_guide: Callable[[RuleSet], Guide] | None = None) -> None:
        super().__init__(context)
        self._make_guide = make_guide or partial(RealGuide, now=context.now, notice=context.notice)
        self.stopped_by: BaseException | None = None
        for theme in themes():
            self.register_theme(theme)
        # Set quietly: a look set aloud has every style worked out twice before the first page is painted.
        self.set_reactive(App.theme, context.theme if context.theme in PALETTES else FIRST)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for the style sheet whatever look a setting may name."""
        return variables(PALETTES[FIRST])

    def under(self) -> Iterator[Widget]:
        """What stands under every screen: nothing, unless the app is shown to a room."""
        yield from ()

    # Rules

    def on_mount(self) -> None:
        """Read the rules as soon as the first page has been painted."""
        self._end_when_told()
        if self.context.lessons is not None and self.context.lessons.first:
            self.open_teach()
        self.call_after_refresh(self.run_worker, self._read_rules, thread=True, exit_on_error=False)

    def _end_when_told(self) -> None:
        """Restore the terminal when the system ends the program, as when a person logs off. Told twice, end at once."""
        loop = asyncio.get_running_loop()
        for told, code in SIGNALS.items():
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                loop.add_signal_handler(told, self._told_to_end, told, code)

    def _told_to_end(self, told: signal.Signals, code: int) -> None:
        asyncio.get_running_loop().remove_signal_handler(told)
        self.exit(return_code=code)

    def _read_rules(self) -> None:
        """Read and compile the rules. Runs in a thread, so that the start page shows at once."""
        from triage.rules.problems import RulesRefused

        # Before they are read, so that no change is missed.
        live = self.context.live() if self.context.live is not None else None
        then: Callable[[], None]
        self._open_early()
        try:
            guide = self._make_guide(self.context.load())
            then = partial(self._take_up, guide, self.context.areas(), self.context.notice(), live)
        except RulesRefused as refused:
            then = partial(self._refuse, refused.problems, live)
        except BaseException as error:
            then = partial(self.stop_with, error)
        if not get_current_worker().is_cancelled:  # else the person has left meanwhile
            self.call_from_thread(then)

    def _open_early(self) -> None:
        """Make the first page ready at once. When that fails, reading all the rules tells why."""
        try:
            rule_set = self.context.opening()
            guide = RealGuide(rule_set, self.context.now, opening=True) if rule_set is not None else None
        except Exception:
            return
        if guide is not None and not get_current_worker().is_cancelled:
            self.call_from_thread(self._show_early, guide)

    def _show_early(self, guide: Guide) -> None:
        self.opening = guide
        if self._wanted == self._begin:
            self._wanted = None
            self._begin()

    def _take_up(self, guide: Guide, areas: str, notice: str, live: Live | None) -> None:
        self.take_up(guide)
        self.areas = areas
        self.notice = notice
        if live is not None:
            self.follow(live)
        if isinstance(self.screen, Page):
            self.screen.fill()
        if self.context.saved is not None and self.case is None:
            self._wanted = None
            self.resume(guide, self.context.saved(guide.rule_set))
        if self.context.door is not None and self.context.door.first:
            self.open_workbench()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            wanted()

    def follow(self, live: Live) -> None:
        """Follow the rule files from now on."""
        from triage.ui.following import Follower

        self.follower = Follower(self, self, live, self._make_guide)
        self.follower.start()

    def recover(self) -> None:
        """The rules were refused and are good now: go on as if nothing had been wrong."""
        self._return_code = None
        self.open_start()

    def _refuse(self, problems: tuple[Problem, ...], live: Live | None) -> None:
        from triage.ui.screens.reading import ProblemsScreen

        if live is not None:
            self.follow(live)

        self._return_code = RULES_REFUSED
        self.opening = self.case = None
        self.show_screen(ProblemsScreen(problems))

    # Faults. Textual would print a traceback with the value of every variable: the case. Nothing of it may be shown.

    def stop_with(self, error: BaseException) -> None:
        """Close the app because of ``error``, which :func:`run_app` raises once the terminal is restored."""
        if self.stopped_by is None:
            self.stopped_by = error.error if isinstance(error, WorkerFailed) else error
        self._return_code = BUG
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Textual calls this after an exception nobody caught. Says nothing; the command line does."""
        self.stop_with(self._exception or RuntimeError())

    def panic(self, *renderables: object) -> None:
        """Textual calls this with an error's own words, which may quote a case. They are dropped."""
        del renderables
        self._fatal_error()
