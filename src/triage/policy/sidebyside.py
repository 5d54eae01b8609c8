"""A failed scenario: what it expects and what came out, side by side, with the why of each difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from triage.policy.expectations import Failure
from triage.policy.scenarios import ScenarioResult

NARROW = 80
WIDEST = 132
_LABEL = 9
_MARK = "!"
_NOTHING = "-"


@dataclass(frozen=True)
class _Row:
    """One line of the table. ``failure`` is why the two sides differ; None where they are the same."""

    label: str
    expected: str
    came: str
    failure: Failure | None = None


def failed_lines(result: ScenarioResult, width: int = NARROW) -> Iterator[str]:
    """Everything about one failed scenario, in lines no longer than ``width`` (columns, 80 to 132)."""
    width = max(NARROW, min(width, WIDEST))
    ref = f" ({result.scenario.ref})" if result.scenario.ref else ""
    yield f"{result.scenario.place}: FAILED {result.scenario.name}{ref}"
    column = (width - _LABEL - 5) // 2
    yield from _columns("", "expected", "came out", column, "")
    for row in _rows(result):
        yield from _columns(row.label, row.expected, row.came, column, _MARK if row.failure is not None else "")
        if row.failure is not None:
            for reason in row.failure.reasons:
                pad = " " * (_LABEL + 3)
                yield from _wrapped(f"why: {reason}", width, pad, f"{pad}     ")
    others = [step for step in result.steps if step not in result.scenario.expect.steps]
    if others:
        yield from _wrapped(", ".join(others), width, f"  {'also':<{_LABEL}} ", " " * (_LABEL + 3))


def _rows(result: ScenarioResult) -> Iterator[_Row]:
    expect = result.scenario.expect
    about = {failure.about: failure for failure in result.failures if failure.about}
    yield _Row("urgency", expect.urgency.word, result.urgency.word, about.get("urgency"))
    if expect.send_as is not None:
        yield _Row("sent as", expect.send_as.word, result.send_as.word, about.get("send as"))
    yield from _steps(result, about)
    told = {"urgency", "send as", *(f"step {step}" for step in expect.steps), *_not_wanted(result)}
    for failure in result.failures:
        if failure.about not in told:
            yield _Row("", failure.expected, failure.got, failure)


def _steps(result: ScenarioResult, about: Mapping[str, Failure]) -> Iterator[_Row]:
    label = "steps"
    for step in result.scenario.expect.steps:
        failure = about.get(f"step {step}")
        yield _Row(label, step, step if failure is None else _NOTHING, failure)
        label = ""
    for key, step in _not_wanted(result).items():
        if key in about:
            yield _Row(label, f"no {step}", step, about[key])
            label = ""


def _not_wanted(result: ScenarioResult) -> Mapping[str, str]:
    return {f"not step {step}": step for step in result.scenario.expect.not_steps}


def _columns(label: str, expected: str, came: str, column: int, mark: str) -> Iterator[str]:
    left = wrap(expected, column - 1, break_on_hyphens=False) or [""]
    right = wrap(came, column - 1, break_on_hyphens=False) or [""]
    for place in range(max(len(left), len(right))):
        first, second = (side[place] if place < len(side) else "" for side in (left, right))
        head = label if place == 0 else ""
        yield f"{mark if place == 0 else '':<2}{head:<{_LABEL}} {first:<{column}}{second}".rstrip()


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    return wrap(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
