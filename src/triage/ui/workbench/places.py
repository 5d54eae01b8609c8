"""Which lines of the rule files what is on the screen comes from, each a way into the workbench or the editor."""

from __future__ import annotations

from collections.abc import Sequence

from triage.commands import Where
from triage.policy.uses.things import Thing
from triage.policy.workbench.bench import Bench, key
from triage.rules.model import Place
from triage.ui.lines import Bit, Ink, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.workbench.page import WorkbenchPage


class PlacesScreen(WorkbenchPage, where=Where.WORKBENCH):
    """The things behind a question or a line of a plan, with file and line."""

    place = "which file and line"

    def __init__(self, about: str, things: Sequence[Thing]) -> None:
        super().__init__()
        self._about = about
        self._things = {key(one): one for one in things}

    def drawing(self) -> Drawing:
        """The places, whether or not the desk is ready yet."""

        def draw(room: Room) -> Sheet:
            pen = Pen(room.width)
            pen.text(Bit("Which file and line", Ink.STRONG))
            pen.text(Bit(self._about, Ink.MUTED))
            pen.gap()
            for row, one in self._things.items():
                top = len(pen.lines)
                where = f"{one.place.file}:{one.place.line}" if one.place is not None else ""
                first = (Bit("    "), Bit(f"{one.kind.value:<10}", Ink.MUTED))
                words = (Bit(one.name), Bit("  "), Bit(where, Ink.ACCENT))
                pen.lines.extend(flow(words, pen.left + pen.text_width, first))
                pen.mark_row(row, top)
            return pen.sheet()

        return draw

    def content(self, bench: Bench) -> Drawing:
        """The same."""
        del bench
        return self.drawing()

    def place_here(self) -> Place | None:
        """The newest place of the thing under the cursor, or where it stood when the worry was begun."""
        newest = self.thing_here()
        here = newest or self._things.get(self.main.cursor or "")
        return here.place if here is not None else None
