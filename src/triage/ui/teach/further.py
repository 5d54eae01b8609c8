"""Pages that lie over a story: the rules' whole plan, and what to talk about."""

from __future__ import annotations

from triage.plan.model import Plan
from triage.rules.vignettes import Vignette
from triage.ui.draw.plan import Shown, plan_drawing
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.page import MadeUpReading


class WholePlanScreen(MadeUpReading):
    """Everything the rules say about a story. Nothing can be ticked: it is nobody's plan."""

    place = "the rules' whole plan"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._open = ""

    def drawing(self) -> Drawing:
        """The plan, with the line that was opened in full."""
        return plan_drawing(Shown(self._plan, open_step=self._open))

    def open_row(self, row: str) -> None:
        """Open a line, or close it again."""
        self._open = "" if self._open == row else row
        self.main.show(self.drawing(), row, keep_place=True)


class DiscussScreen(MadeUpReading):
    """The questions to discuss."""

    place = "to discuss"

    def __init__(self, story: Vignette) -> None:
        super().__init__()
        self._story = story

    def drawing(self) -> Drawing:
        """A question each."""

        def draw(room: Room) -> Sheet:
            pen = Pen(room.width)
            pen.text(Bit("To discuss", Ink.STRONG), Bit(f"  {self._story.title}", Ink.MUTED))
            for question in self._story.discuss:
                pen.gap()
                pen.text(question)
            return pen.sheet()

        return draw
