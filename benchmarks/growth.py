"""How the tools of the Write door grow: check, test, prove and diff on 100 to 3,000 rules.

``python benchmarks/growth.py`` writes rule sets of each size (see grow.py) and times each command as a whole process,
from start to end, reading included. ``--rules 100,300`` picks sizes, ``--commands check,prove`` picks commands.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from grow import PACK, ROOT, read, rule_count, topics, write, write_rule_set

SIZES = (100, 300, 1_000, 3_000)
COMMANDS = ("check", "test", "prove", "diff")
PATIENCE = 1_800
"""Seconds after which a command is given up."""


@dataclass(frozen=True)
class Timed:
    """One run: seconds on the clock, seconds of work, and how the command ended."""

    clock: float
    work: float
    code: int | None

    def __str__(self) -> str:
        return "given up" if self.code is None else f"{self.work:.1f}"


def lower_one(folder: Path) -> None:
    """An edit for the comparison: a child who may be seriously harmed waits until tomorrow."""
    path = folder / PACK / "threshold" / "rules.yaml"
    topic = read(path)
    topic["rules"]["significant-harm-ring-now"]["urgency"] = "planned"
    write(path, topic)


def run(command: str, new: Path, old: Path) -> Timed:
    """Times one command on the rule set in ``new``."""
    words = [sys.executable, "-m", "triage", "--rules", str(new), command]
    if command == "diff":
        words += [str(old), str(new)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(words, env=environment, capture_output=True, timeout=PATIENCE, check=False)
        code = done.returncode
    except subprocess.TimeoutExpired:
        code = None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timed(time.perf_counter() - began, work, code)


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default=",".join(map(str, SIZES)))
    parser.add_argument("--commands", default=",".join(COMMANDS))
    chosen = parser.parse_args()
    commands = chosen.commands.split(",")
    print(f"Grown from {rule_count(topics())} rules. Seconds of work, in a whole process.\n")
    print("| rules | scenarios | " + " | ".join(commands) + " |\n|---|---|" + "---|" * len(commands))
    for size in map(int, chosen.rules.split(",")):
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            old, new = Path(one), Path(other)
            count = write_rule_set(size, old)
            write_rule_set(size, new)
            lower_one(new)
            scenarios = sum(len(read(path)["scenarios"]) for path in new.glob("rules/*/*/scenarios.yaml"))
            times = [str(run(command, old if command != "diff" else new, old)) for command in commands]
            print(f"| {count:,} | {scenarios:,} | " + " | ".join(times) + " |", flush=True)


if __name__ == "__main__":
    main()
