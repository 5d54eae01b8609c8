"""Times what a person waits for: from starting to the first painted page, and from a key to the next question.

Each start is a process of its own, an empty app of the same library beside ours, in turn, so that both meet the same
machine. Prints one table: the median time waited, the best, and the median time the processor worked (which other work
on the machine disturbs least; the last column compares it). Run it with ``python benchmarks/start.py``; ``--runs`` says
how often.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

EMPTY = """
import time; began = time.perf_counter()
from textual.app import App
class Empty(App):
    def on_mount(self):
        self.call_after_refresh(self.painted)
    def painted(self):
        print(time.perf_counter() - began, time.process_time()); self.exit()
Empty().run(headless=True)
"""

OURS = """
import time; began = time.perf_counter()
import os, sys
from datetime import date, datetime
from pathlib import Path
from triage.ui.app import AppContext, TriageApp
def load():
    from triage.rules.load import load
    return load(Path(sys.argv[1]), ["england"], date.today())
def opening():
    from triage.rules.opening import load_opening
    return load_opening(Path(sys.argv[1]), ["england"])
def now():
    return time.perf_counter() - began, time.process_time()
class Timed(TriageApp):
    def on_mount(self):
        self.call_after_refresh(self.painted)
        self.begin()
    def painted(self):
        self.start = now()
    def _show_early(self, guide):
        super()._show_early(guide)
        self.call_after_refresh(lambda: self.call_after_refresh(self.asked))
    def asked(self):
        self.first = now()
    def _take_up(self, *found):
        super()._take_up(*found)
        self.call_after_refresh(lambda: self.call_after_refresh(self.ready))
    def ready(self):
        print(*self.start, *self.first, *now()); self.exit()
app = Timed(AppContext(load=load, now=datetime.now, opening=opening))
app.run(headless=True)
if app.stopped_by: raise app.stopped_by
"""


def start(code: str) -> list[float]:
    """The times, in milliseconds, one process prints."""
    told = subprocess.run([sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, check=True)
    return [float(word) * 1000 for word in told.stdout.split()]


async def next_questions(rounds: int) -> list[float]:
    """From a key to the next question painted, in milliseconds, over the shipped rules."""
    from triage.rules.load import load
    from triage.ui.app import AppContext, TriageApp

    rule_set = load(ROOT, ["england"], date.today())
    app = TriageApp(AppContext(load=lambda: rule_set, now=datetime.now))
    times: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for _ in range(rounds):
            app.case = None
            app.begin()
            await pilot.pause()
            for _ in range(12):
                case = app.case
                if case is None or case.view.page is None:
                    break
                await pilot.press("n" if case.view.page.type.value == "several" else "u")
                began = time.perf_counter()
                app.screen.do_continue()
                app.screen._on_timer_update()  # noqa: SLF001 - paints now what would be painted at the next frame
                times.append((time.perf_counter() - began) * 1000)
                await pilot.pause()
    if app.guide is not None:
        app.guide.close()
    return times


def main() -> None:
    """Run it all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="how many starts of each app")
    runs = parser.parse_args().runs
    start(EMPTY), start(OURS)  # bytecode and disk cache
    empty: list[tuple[float, float]] = []
    first: list[tuple[float, float]] = []
    question: list[tuple[float, float]] = []
    ready: list[tuple[float, float]] = []
    for _ in range(runs):
        waited, worked = start(EMPTY)
        empty.append((waited, worked))
        for times, waited, worked in zip((first, question, ready), *[iter(start(OURS))] * 2, strict=True):
            times.append((waited, worked))
    keys = asyncio.run(next_questions(5))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} starts of each, {len(keys)} keys")
    print(f"{'':46}{'waited':>10}{'best':>10}{'worked':>10}{'to empty':>10}")
    base = statistics.median(worked for _, worked in empty)
    for name, times in (
        ("empty app: first paint", empty),
        ("triage: start page painted, keys answered", first),
        ("triage: first question painted", question),
        ("triage: all rules read, answer taken", ready),
    ):
        waited = [one for one, _ in times]
        worked = statistics.median(one for _, one in times)
        print(f"{name:46}{_ms(statistics.median(waited))}{_ms(min(waited))}{_ms(worked)}{worked / base:>10.2f}")
    print(f"{'triage: answer given, next question painted':46}{_ms(statistics.median(keys))}{_ms(min(keys))}")


def _ms(time_taken: float) -> str:
    return f"{time_taken:>8.1f}ms"


if __name__ == "__main__":
    main()
