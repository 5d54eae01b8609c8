"""Times one decision with 30 answers, on 10, 100, 300 and 1,000 rules, in this engine and in others.

Same rules, same answers, one process, one run, one table. Every result is compared with every other engine's. Run it
with ``python benchmarks/decide.py``; see README.md beside this file.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import time
from dataclasses import dataclass

from engines import ENGINES, Engine
from workload import Case, Need, make_cases, make_rules

SIZES = (10, 100, 300, 1_000)


@dataclass(frozen=True)
class Timing:
    """How one engine did on one size. Times in milliseconds; ``note`` says why there are none."""

    load: float = 0.0
    median: float = 0.0
    worst: float = 0.0
    decisions: int = 0
    note: str = ""


def time_engine(
    kind: type[Engine], rules: list[Need], cases: list[Case], budget: float, expected: list[set[str]]
) -> Timing:
    """Times one engine within about ``budget`` seconds. Fills ``expected`` if it is empty, and compares with it."""
    try:
        kind(rules[:1]).close()  # brings the package in, so that loading is timed without it
        started = time.perf_counter()
        engine = kind(rules)
    except ImportError as error:
        return Timing(note=f"not installed ({error.name or error})")
    except Exception as error:
        return Timing(note=f"cannot load: {type(error).__name__}: {error}"[:60])
    load = time.perf_counter() - started
    try:
        return _time_cases(engine, cases, budget, expected, load * 1e3)
    except Exception as error:
        return Timing(note=f"failed: {type(error).__name__}: {error}"[:60])
    finally:
        engine.close()


def _time_cases(engine: Engine, cases: list[Case], budget: float, expected: list[set[str]], load: float) -> Timing:
    times: list[float] = []
    until = time.perf_counter() + budget
    gc.collect()
    gc.disable()
    try:
        for place, case in enumerate(cases):
            prepared = engine.prepare(case)
            before = time.perf_counter()
            held = engine.decide(prepared)
            times.append((time.perf_counter() - before) * 1e3)
            if place == len(expected):
                expected.append(held)
            if held != expected[place]:
                return Timing(note=f"WRONG on case {place}: {len(held ^ expected[place])} rules differ")
            if time.perf_counter() > until and place >= 4:
                break
    finally:
        gc.enable()
    times.sort()
    return Timing(load, statistics.median(times), times[int(len(times) * 0.99)], len(times))


def show(results: dict[str, dict[int, Timing]], sizes: list[int]) -> str:
    """The table: a line for each engine, a column for each number of rules."""
    width = max(len(name) for name in results)
    lines = [" " * width + "".join(f"{f'{size:,} rules':>24}" for size in sizes)]
    lines.append(" " * width + f"{'median / p99 / load':>24}" * len(sizes))
    for name, timings in results.items():
        cells = [
            timings[size].note or f"{timings[size].median:.3f} / {timings[size].worst:.2f} / {timings[size].load:.0f}"
            for size in sizes
        ]
        if len(set(cells)) == 1 and timings[sizes[0]].note:
            cells = cells[:1]
        lines.append(f"{name:<{width}}" + "".join(f"{cell:>24}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Reads the options, times every engine and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", default=",".join(map(str, SIZES)), help="numbers of rules, with commas between")
    parser.add_argument("--cases", type=int, default=200, help="how many decisions to time in each engine, at most")
    parser.add_argument("--seconds", type=float, default=5.0, help="about how long to spend on one engine and size")
    options = parser.parse_args()
    sizes = [int(size) for size in options.rules.split(",")]
    cases = make_cases(options.cases)
    results: dict[str, dict[int, Timing]] = {kind.name: {} for kind in ENGINES}
    held = {}
    for size in sizes:
        rules = make_rules(size)
        expected: list[set[str]] = []
        for kind in ENGINES:
            results[kind.name][size] = time_engine(kind, rules, cases, options.seconds, expected)
        held[size] = statistics.mean(map(len, expected))
    print(f"One decision, 30 answers, milliseconds. Python {platform.python_version()}, {platform.machine()}.\n")
    print(show(results, sizes))
    print("\nEvery time shown is of results equal to those of all the other engines, case by case.")
    print(
        "Rules holding, on average: " + ", ".join(f"{held[size]:.1f} of {size:,}" for size in sizes) + ".", flush=True
    )
    # clipspy would complain about memory, on standard output, while the interpreter cleans up.
    os._exit(0)


if __name__ == "__main__":
    main()
