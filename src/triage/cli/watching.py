"""``triage watch``: at each save, what is wrong with the rules or that they are fine, and how long that took."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triage.cli.checking import target, within
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, write
from triage.cli.settings import Settings, packs_to_load
from triage.policy.round_words import changed_words, round_data, round_lines, summary
from triage.policy.rounds import Round, Rounds
from triage.policy.watching import Changed, Stamp, Watcher, stamps
from triage.rules.load import available_packs

Say = Callable[[str], None]


@dataclass(frozen=True)
class Surroundings:
    """What watching needs of the world: seconds that only grow, the time of day, waiting, and where to write."""

    clock: Callable[[], float]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    say: Say


def watch(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Watch the rules until Ctrl+C, or go over them once.

    ``--once`` checks, runs and proves everything (or what concerns PATH) and ends in 1 when something is wrong.
    """
    folder, part = target(arguments.path, settings)
    packs = packs_to_load(folder, available_packs(folder), settings.areas) if settings.areas else ()
    rounds = Rounds(folder, packs)
    around = Surroundings(time.monotonic, datetime.now, time.sleep, lambda text: write(sys.stdout, text))
    teller = Teller(rounds, around, as_json=arguments.json)
    if arguments.once:
        files = tuple(seen(folder, part)) if part else None
        if part:
            rounds.take_up(now.date())
        fine = teller.tell(Changed(), files, now).fine
        return Outcome(code=ExitCode.FINE if fine else ExitCode.PROBLEMS_FOUND)
    try:
        stay(teller, Watcher(lambda: seen(folder, part), around.clock), now)
    except KeyboardInterrupt:
        return Outcome(message="\nStopped watching.")
    return Outcome()


def seen(folder: Path, part: str) -> dict[str, Stamp]:
    """The files watched: all of them, or those in one part."""
    return {name: stamp for name, stamp in stamps(folder).items() if within(name, part)}


class Teller:
    """Goes over the rules and says what came of it."""

    def __init__(self, rounds: Rounds, around: Surroundings, *, as_json: bool = False) -> None:
        self.rounds = rounds
        self.around = around
        self._json = as_json

    def tell(
        self,
        changed: Changed,
        files: Collection[str] | None,
        now: datetime,
        interrupted: Callable[[], bool] = lambda: False,
    ) -> Round:
        """One round over ``files``, told."""
        began = self.around.clock()
        round_ = self.rounds.run(files, now, interrupted)
        seconds = self.around.clock() - began
        if self._json:
            told = {"at": now.isoformat(timespec="seconds"), "saved": list(changed.files), "seconds": round(seconds, 1)}
            self.around.say(json.dumps(told | round_data(round_), ensure_ascii=False))
            return round_
        what = f"{changed_words(changed)}\n" if changed else ""
        lines = "\n".join(round_lines(round_))
        why_not = f"\n{round_.not_proved}" if round_.not_proved else ""
        verdict = f"{summary(round_)} ({seconds:.1f} s){why_not}"
        self.around.say(f"{now:%H:%M:%S}  {what}{lines + chr(10) if lines else ''}{verdict}")
        return round_

    def say(self, text: str) -> None:
        """A line for a person; nothing among data."""
        if not self._json:
            self.around.say(text)


def stay(teller: Teller, watcher: Watcher, now: datetime) -> None:
    """Watch for ever. The first round takes the rules as they are; scenarios are run once something touches them."""
    teller.rounds.take_up(now.date())
    teller.tell(Changed(), (), now)
    teller.say(f"Watching {watcher.files} files. Save one to see what it does; Ctrl+C ends this.")
    newer = _Newer(watcher)
    while True:
        changed = newer.take() or watcher.poll()
        if changed:
            teller.tell(changed, changed.files, teller.around.now(), newer)
        else:
            teller.around.sleep(watcher.wait)


class _Newer:
    """Looks, when it is called, whether something was saved meanwhile, and keeps it until it is taken."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._found = Changed()

    def __call__(self) -> bool:
        self._found = self._found or self._watcher.poll()
        return bool(self._found)

    def take(self) -> Changed:
        """What was found, once."""
        found, self._found = self._found, Changed()
        return found
