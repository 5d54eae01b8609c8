"""The scenarios of a thing with how each went, and the list of all that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from triage.policy.scenarios import ScenarioResult
from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.stories import Stories
from triage.rules.problems import Problem
from triage.rules.scenarios import Scenario
from triage.ui.bindings import key_of
from triage.ui.draw.problems import draw_problem
from triage.ui.draw.words import count
from triage.ui.lines import Bit, Ink, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet

STORY = "story:"
PROBLEM = "problem:"


def draw_stories(
    pen: Pen, thing: Thing, found: Stories, results: Mapping[str, ScenarioResult], cursor: str | None
) -> None:
    """The scenarios it holds in, then near misses. The one under the cursor shows what failed in it."""
    verb = "holds in" if thing.kind in (Kind.RULE, Kind.FACT) else "has a part in"
    pen.text(Bit(f"It {verb} {count(len(found.inside), 'scenario')}", Ink.STRONG))
    for one in found.inside:
        _story(pen, one, results, cursor)
    if thing.kind not in (Kind.RULE, Kind.FACT):
        return
    pen.heading(f"It just fails to hold in {count(len(found.near), 'near miss', 'near misses')}")
    for one in found.near:
        _story(pen, one, results, cursor)
    pen.gap()
    pen.text(Bit("Enter takes the answers of a scenario over, to try them here.", Ink.MUTED))


def _story(pen: Pen, scenario: Scenario, results: Mapping[str, ScenarioResult], cursor: str | None) -> None:
    top = len(pen.lines)
    result = results.get(scenario.name)
    mark = Bit(f"{how_it_went(result):<8}", Ink.CAUTION if result is not None and not result.passed else Ink.MUTED)
    place = Bit(f"  {scenario.place.file}:{scenario.place.line}", Ink.MUTED)
    row = f"{STORY}{scenario.name}"
    here = (Bit(scenario.name), place) if cursor == row else (Bit(scenario.name),)
    pen.lines.extend(flow(here, pen.left + pen.text_width, (Bit("    "), mark)))
    if result is not None and cursor == row:
        _failures(pen, result)
    pen.mark_row(row, top)


def how_it_went(result: ScenarioResult | None) -> str:
    """A scenario's result in a word."""
    if result is None:
        return "not run"
    return "passes" if result.passed else "FAILS"


def _failures(pen: Pen, result: ScenarioResult) -> None:
    for failure in result.failures:
        pen.text(f"expected {failure.expected}", indent=10)
        pen.text(f"got {failure.got}", indent=10)
        for reason in failure.reasons:
            pen.text(Bit(reason, Ink.MUTED), indent=12)


def problems_drawing(
    problems: Sequence[Problem], failed: Collection[ScenarioResult], done: int, every: int, checked: str
) -> Drawing:
    """Problems in the files, then scenarios that failed; each a row that leads to its place."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(count(len(problems), "problem") if problems else "No problems in the files.", Ink.STRONG),
                 Bit(f"  {checked}", Ink.MUTED))  # fmt: skip
        for number, problem in enumerate(problems):
            pen.gap()
            top = len(pen.lines)
            start = len(pen.lines)
            draw_problem(pen, problem)
            pen.lines[start] = (Bit("  "), *pen.lines[start])
            pen.mark_row(f"{PROBLEM}{number}", top, lit=1)
        pen.heading(f"Scenarios: {done} of {every} run, {len(failed)} failed")
        if done < every:
            pen.text(Bit(f"{key_of('run')} runs them all.", Ink.MUTED))
        for result in failed:
            top = len(pen.lines)
            place = f"{result.scenario.place.file}:{result.scenario.place.line}"
            words = [Bit(result.scenario.name), Bit(f"  {place}", Ink.ACCENT)]
            pen.lines.extend(flow(words, pen.left + pen.text_width, (Bit("    "), Bit("FAILS   ", Ink.CAUTION))))
            _failures(pen, result)
            pen.mark_row(f"{STORY}{result.scenario.name}", top, lit=1)
        return pen.sheet()

    return draw
