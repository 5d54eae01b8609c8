"""A scenario report in words: what failed first, then what to look at, then the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.policy.branches import Branch
from triage.policy.scenarios import ScenarioReport, ScenarioResult
from triage.policy.sidebyside import NARROW, failed_lines


def report_text(report: ScenarioReport, width: int = NARROW) -> str:
    """The whole report, without a newline at the end. Every failure names its file and line.

    ``width`` is how many columns there are for what stands side by side.
    """
    return "\n".join(_lines(report, width))


def _lines(report: ScenarioReport, width: int) -> Iterator[str]:
    for result in report.failed:
        yield from failed_lines(result, width)
        yield ""
    warned = [result for result in report.results if result.warnings]
    for result in warned:
        yield f"{result.scenario.place}: {result.scenario.name}"
        yield from (f"  look at this: {warning}" for warning in result.warnings)
    if warned:
        yield ""
    yield from _figures(report)


def _figures(report: ScenarioReport) -> Iterator[str]:
    total, failed = len(report.results), len(report.failed)
    yield f"{_count(total, 'scenario')}, {failed} failed."
    if report.median_pages is not None:
        emergencies = report.most_pages_to_emergency
        most = "" if emergencies is None else f"; an emergency, at most {emergencies}"
        yield f"Pages to enough to act: median {report.median_pages:g}{most}."
    over, under = report.traps("over-cautious"), report.traps("under-cautious")
    if over or under:
        yield f"Traps: {over} for an over-cautious tool, {under} for an under-cautious one."
    rules = len(report.fired) + len(report.never_fired)
    yield f"{len(report.fired)} of {_count(rules, 'rule')} held in at least one scenario."
    if report.never_fired:
        yield "No scenario reaches:"
        yield from (f"  {rule}" for rule in report.never_fired)
    ways = len(report.reached) + len(report.missed)
    yield f"{len(report.reached)} of {_count(ways, 'way')} in which they, and the facts they use, can hold."
    if report.missed:
        yield "No scenario takes these ways:"
        yield from map(_placed, report.missed)
    answers = len(report.given) + len(report.never_given)
    if answers:
        yield f"{len(report.given)} of {_count(answers, 'answer')}, not sure included, given in at least one scenario."
    if report.never_given:
        yield "No scenario gives these answers:"
        yield from map(_placed, report.never_given)
    if report.cannot_fire:
        yield "No answers can make these hold (a law not yet in force, for example):"
        yield from (f"  {rule}" for rule in report.cannot_fire)


def _placed(branch: Branch) -> str:
    return f"  {branch.place.file}:{branch.place.line}: {branch}"


def report_data(report: ScenarioReport) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "scenarios": [_result(result) for result in report.results],
        "failed": len(report.failed),
        "pages to enough to act": {
            "median": report.median_pages,
            "most to an emergency": report.most_pages_to_emergency,
        },
        "coverage": {
            "rules": {
                "held": list(report.fired),
                "never": list(report.never_fired),
                "cannot": list(report.cannot_fire),
            },
            "ways": {"taken": len(report.reached), "never": [_branch(branch) for branch in report.missed]},
            "answers": {"given": len(report.given), "never": [_branch(branch) for branch in report.never_given]},
        },
    }


def _result(result: ScenarioResult) -> dict[str, Any]:
    scenario = result.scenario
    return {
        "name": scenario.name,
        "file": scenario.place.file,
        "line": scenario.place.line,
        "ref": scenario.ref,
        "trap": scenario.trap,
        "passed": result.passed,
        "pages": list(result.pages),
        "urgency": result.urgency.word,
        "send as": result.send_as.word,
        "steps": {step: urgency.word for step, urgency in result.steps.items()},
        "rules": list(result.fired),
        "differences": [
            {"expected": one.expected, "came": one.got, "why": list(one.reasons)} for one in result.failures
        ],
        "warnings": list(result.warnings),
    }


def _branch(branch: Branch) -> dict[str, Any]:
    return {"of": branch.owner, "way": branch.way, "file": branch.place.file, "line": branch.place.line}


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
