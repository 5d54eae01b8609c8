"""Problems in the rule files, each with its line and a caret, and how the files stand."""

from __future__ import annotations

from collections.abc import Sequence

from triage.rules.problems import WARNING, Problem, pointed
from triage.ui.draw.words import count
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def draw_problem(pen: Pen, problem: Problem) -> None:
    """One problem: its place, what is wrong, the line with a caret, what to try."""
    kind = "warning  " if problem.severity == WARNING else ""
    pen.text(Bit(f"{problem.place}  ", Ink.ACCENT), Bit(f"{problem.code}  {kind}", Ink.MUTED), Bit(problem.message))
    if problem.source_line.strip():
        for line in pointed(problem.source_line, problem.place.column, pen.width - pen.left - 6):
            pen.line(Bit(f"  {line}", Ink.CAUTION if line.strip() == "^" else Ink.STRONG))
    pen.text(Bit(problem.suggestion, Ink.MUTED), indent=2, label="Try")


def files_drawing(sentences: Sequence[str], problems: Sequence[Problem]) -> Drawing:
    """How the rule files stand, in sentences, then what is wrong with them."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("The rule files", Ink.STRONG))
        for sentence in sentences:
            pen.text(sentence)
        if problems:
            pen.heading(f"{count(len(problems), 'problem')} to put right")
        for number, problem in enumerate(problems):
            pen.gap()
            top = len(pen.lines)
            draw_problem(pen, problem)
            pen.mark_row(str(number), top, lit=1)
        return pen.sheet()

    return draw
