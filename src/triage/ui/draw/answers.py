"""Check your answers: every answer with a way to change it, and those that no longer apply."""

from __future__ import annotations

from triage.session.view import AnswerRow, RowState
from triage.ui.bindings import line_keys
from triage.ui.draw.words import asked
from triage.ui.lines import Bit, Ink, apart, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def answers_drawing(rows: tuple[AnswerRow, ...]) -> Drawing:
    """One row an answer. Answers set aside come last, under their own heading."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Check your answers", Ink.STRONG))
        pen.text(Bit("Enter on a line changes it. Everything else stays as it is.", Ink.MUTED))
        if not rows:
            pen.gap()
            pen.text("Nothing answered yet.")
        counting = [row for row in rows if row.state is not RowState.SET_ASIDE]
        aside = [row for row in rows if row.state is RowState.SET_ASIDE]
        keys = dict(zip((row.question for row in rows), line_keys(len(rows)), strict=True))
        section = ""
        for row in counting:
            if row.section != section:
                pen.gap()
                pen.text(Bit(row.section, Ink.MUTED))
                section = row.section
            _answer(pen, row, keys[row.question])
        if aside:
            pen.heading("Set aside: kept, but no longer asked after your other answers")
            for row in aside:
                _answer(pen, row, keys[row.question])
        return pen.sheet()

    return draw


def _answer(pen: Pen, row: AnswerRow, key: str) -> None:
    top = len(pen.lines)
    width = pen.left + pen.text_width
    pen.lines.extend(flow([Bit(asked(row.ask))], width - 9, (Bit(f"  {key or ' '}  ", Ink.ACCENT),)))
    pen.lines[top] = apart(pen.lines[top], (Bit("change", Ink.ACCENT),), width)
    state = {RowState.SET_ASIDE: "set aside", RowState.SKIPPED: "skipped"}.get(row.state, "")
    words = [Bit(row.answer_words, Ink.MUTED if row.state is RowState.SET_ASIDE else Ink.STRONG)]
    if state and state not in row.answer_words.lower():
        words.append(Bit(f"  ({state})", Ink.MUTED))
    pen.lines.extend(flow(words, width, (Bit("     "),)))
    pen.mark_row(row.question, top, key)
