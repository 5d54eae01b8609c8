"""The line at the foot of every page of the workbench, and the page while there are no good rules."""

from __future__ import annotations

from collections.abc import Sequence

from triage.policy.scenarios import ScenarioResult
from triage.ui.bindings import key_of
from triage.ui.draw.bars import rule
from triage.ui.draw.problems import draw_problem
from triage.ui.draw.words import count
from triage.ui.following import News
from triage.ui.lines import Bit, Ink, crop, shorten, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def status_drawing(news: News | None, failed: Sequence[ScenarioResult], running: int, said: str) -> Drawing:
    """How the files stand in one line; ``said`` comes first when there is something to say."""

    def draw(room: Room) -> Sheet:
        bits = [Bit("  "), *_state(news), *_scenarios(failed, running)]
        if said:
            bits = [Bit("  "), Bit(said, Ink.CAUTION)]
        elif news is not None and news.problems and width_of(bits) < room.width - 20:
            first = news.problems[0]
            text = shorten(f"{first.place} {first.message}", room.width - width_of(bits) - 4)
            bits += [Bit("  "), Bit(text, Ink.STRONG)]
        return Sheet((rule(room.width), crop(bits, room.width)))

    return draw


def _state(news: News | None) -> list[Bit]:
    if news is None:
        return [Bit("Checking the files.", Ink.MUTED)]
    if news.unread:
        return [Bit("The files could not be read.", Ink.CAUTION), Bit(" The last good rules are shown.", Ink.MUTED)]
    if news.problems:
        return [Bit(f"Problems {len(news.problems)}", Ink.CAUTION)]
    warned = f", {count(len(news.warnings), 'warning')}" if news.warnings else ""
    return [Bit(f"No problems{warned}. Checked {news.at:%H:%M:%S}.", Ink.MUTED)]


def _scenarios(failed: Sequence[ScenarioResult], running: int) -> list[Bit]:
    bits = []
    if failed:
        bits.append(Bit(f"  {count(len(failed), 'scenario')} failed ({key_of('problems')}).", Ink.CAUTION))
    if running:
        bits.append(Bit(f"  {count(running, 'scenario')} to run.", Ink.MUTED))
    return bits


def nothing_drawing(news: News | None) -> Drawing:
    """In place of the rules while there are none: that they are being read, or what is wrong with them."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        if news is None or not news.broken:
            pen.text(Bit("Reading the rules.", Ink.MUTED))
            return pen.sheet()
        pen.text(Bit("There are no good rules yet", Ink.STRONG))
        pen.text("Put these right; the rules are then shown by themselves.")
        for problem in news.problems:
            pen.gap()
            draw_problem(pen, problem)
        return pen.sheet()

    return draw
