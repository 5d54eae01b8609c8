"""A scenario report in words: what failed first, then what to look at, then the figures."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.scenarios import ScenarioReport, ScenarioResult


def report_text(report: ScenarioReport) -> str:
    """The whole report, without a newline at the end. Every failure names its file and line."""
    return "\n".join(_lines(report))


def _lines(report: ScenarioReport) -> Iterator[str]:
    for result in report.failed:
        yield from failed_lines(result)
        yield ""
    warned = [result for result in report.results if result.warnings]
    for result in warned:
        yield f"{result.scenario.place}: {result.scenario.name}"
        yield from (f"  look at this: {warning}" for warning in result.warnings)
    if warned:
        yield ""
    yield from _figures(report)


def failed_lines(result: ScenarioResult) -> Iterator[str]:
    """One failed scenario: where it stands, and what was expected and what came for each difference."""
    ref = f" ({result.scenario.ref})" if result.scenario.ref else ""
    yield f"{result.scenario.place}: FAILED {result.scenario.name}{ref}"
    for failure in result.failures:
        yield f"  expected {failure.expected}"
        yield f"  got      {failure.got}"
        yield from (f"           {reason}" for reason in failure.reasons)


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
        yield from (f"  {branch.place.file}:{branch.place.line}: {branch}" for branch in report.missed)
    if report.cannot_fire:
        yield "No answers can make these hold (a law not yet in force, for example):"
        yield from (f"  {rule}" for rule in report.cannot_fire)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
