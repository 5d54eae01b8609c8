"""A fault of the program shows nothing of the case: no values, no traceback."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App
from textual.worker import WorkerFailed

import triage.ui
from triage.rules.model import Place
from triage.rules.problems import Problem, RulesRefused
from triage.ui.app import BUG, RULES_REFUSED, TriageApp, run_app
from ui.driving import DANGER_NONE, Driver, context, drive

SECRET = "what the child said"


def broken_at(act: str):
    """Open the app, break one thing, and give the app after it has closed."""

    async def run() -> TriageApp:
        app = TriageApp(context())
        with pytest.raises(Exception):  # noqa: B017, PT012 - the pilot raises, on leaving, what the app was stopped by
            async with app.run_test() as pilot:
                await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.press("1", *DANGER_NONE)
                await BREAKS[act](app, pilot)
                await pilot.pause()
        return app

    return asyncio.run(run())


async def in_a_drawing(app, pilot):
    def draw(_room):
        child = SECRET
        raise RuntimeError(child)

    app.call_later(app.screen.main.show, draw)


async def in_a_key(app, pilot):
    def broken():
        child = SECRET
        raise KeyError(child)

    app.screen.do_help = broken
    await pilot.press("f1")


async def with_words_of_its_own(app, pilot):
    class Telling(Exception):
        def __rich__(self):
            return SECRET

    def broken():
        raise Telling(SECRET)

    app.screen.do_help = broken
    await pilot.press("f1")


async def in_a_worker(app, pilot):
    def work():
        child = SECRET
        raise ValueError(child)

    app.run_worker(work, thread=True)


BREAKS = {act.__name__: act for act in (in_a_drawing, in_a_key, with_words_of_its_own, in_a_worker)}


@pytest.mark.parametrize("act", BREAKS)
def test_a_fault_closes_the_app_and_prints_nothing(act, capfd):
    app = broken_at(act)
    out = capfd.readouterr()
    assert SECRET not in out.out + out.err
    assert "Traceback" not in out.out + out.err
    assert app.return_code == BUG
    assert app.stopped_by is not None
    assert not isinstance(app.stopped_by, WorkerFailed)
    assert app._exit_renderables == []


def test_textual_still_has_the_doors_that_are_closed_here():
    for name in ("_fatal_error", "panic", "_handle_exception", "_close_messages_no_wait", "_print_error_renderables"):
        assert callable(getattr(App, name)), name
    assert TriageApp._fatal_error is not App._fatal_error
    assert TriageApp.panic is not App.panic
    app = TriageApp(context())
    assert app._exception is None
    assert app._return_code is None or app._return_code == 0


def run_headless(monkeypatch, **more):
    """Run the app as the command line does, without a terminal."""
    real = TriageApp.run
    monkeypatch.setattr(TriageApp, "run", lambda self: real(self, headless=True))
    return run_app(context(**more))


def test_an_error_of_loading_is_raised_again_for_the_command_line_to_tell(monkeypatch, capfd):
    def load():
        raise OSError(SECRET)

    with pytest.raises(OSError, match=SECRET):
        run_headless(monkeypatch, load=load)
    assert SECRET not in "".join(capfd.readouterr())


def refuse():
    raise RulesRefused([Problem(Place("rules/a.yaml", 3, 7), "TR101", "A tab.", "Use spaces.")])


def test_refused_rules_show_the_card_and_each_problem_and_leaving_tells_the_code():
    async def go(driver: Driver) -> None:
        assert driver.place == "ProblemsScreen"
        assert "Ring 999 now." in driver.text
        assert "rules/a.yaml:3:7  TR101  A tab." in driver.text
        assert "Use spaces." in driver.text
        await driver.press("f9")
        assert driver.place == "CardScreen"
        await driver.press("escape", "escape")
        assert driver.app.return_code == RULES_REFUSED

    drive(go, size=(80, 40), load=refuse)


def test_what_was_asked_before_the_rules_were_read_happens_once_they_are():
    import threading

    ready = threading.Event()

    async def run() -> None:
        from ui.sample import sample_rules

        def load():
            ready.wait(20)
            return sample_rules()

        app = TriageApp(context(load=load))
        async with app.run_test() as pilot:
            driver = Driver(app, pilot)
            await pilot.pause()
            assert "Reading the rules." in driver.text
            await pilot.press("1")
            await pilot.press("f9")
            assert "Ring 999 now." in driver.text
            await pilot.press("f9")
            ready.set()
            await driver.settle()
            assert "Is any of this happening now?" in driver.text

    asyncio.run(run())


def test_settings_that_would_write_a_case_to_disk_are_taken_away():
    code = (
        "import triage.ui, os, textual.constants as c;"
        "print(c.LOG_FILE, c.SCREENSHOT_DELAY, c.PRESS or None, os.environ.get('TEXTUAL'), c.TEXTUAL_ANIMATIONS)"
    )
    named = {"TEXTUAL_LOG": "case.log", "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_PRESS": "q", "TEXTUAL": "devtools,debug"}
    told = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **named}, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["None", "-1", "None", "None", "none"]


def test_the_app_offers_no_screenshot_no_stock_palette_and_no_key_of_its_library():
    async def go(driver: Driver) -> None:
        assert not driver.app.use_command_palette
        await driver.press("ctrl+q")
        assert driver.app.is_running
        assert driver.app.return_code is None
        assert not driver.app._bindings.key_to_bindings

    drive(go)


def test_importing_the_app_loads_no_widget_that_is_not_used():
    code = (
        "import sys, triage.ui.app; "
        "print([n for n in ('markdown_it', 'yaml', 'jsonschema', 'triage.ui.screens.searching', 'triage.policy', 'triage.ui.workbench') if n in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert (Path(triage.ui.__file__).parent / "triage.tcss").is_file()


def test_leaving_while_the_rules_are_still_being_read_is_calm():
    import threading

    reading, go_on = threading.Event(), threading.Event()

    async def run() -> TriageApp:
        def load():
            reading.set()
            go_on.wait(20)
            raise OSError(SECRET)

        app = TriageApp(context(load=load))
        async with app.run_test() as pilot:
            await pilot.pause()
            await asyncio.to_thread(reading.wait, 20)
            await pilot.press("q")
            go_on.set()
        return app

    app = asyncio.run(run())
    assert app.return_code == 0
    assert app.stopped_by is None
