"""A question page: one thing asked, its answers with their keys, and nothing chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.rules.answers import NOT_SURE
from triage.rules.model import QuestionType
from triage.session.page import Choice, Page
from triage.session.paging import NONE_OF_THESE
from triage.ui.bindings import first_key, line_keys
from triage.ui.draw.words import count
from triage.ui.glyphs import CHOSEN, NOT_CHOSEN, NOT_TICKED, TICKED
from triage.ui.lines import Bit, Ink, apart, flow, width_of
from triage.ui.sheet import WIDEST, Drawing, Pen, Room, Sheet, beside

NUMBER = "number"
"""The row of a number page where digits are typed."""
_ODD_ONES = {NONE_OF_THESE: "none", NOT_SURE: "not-sure"}
_TWO_COLUMNS_FROM = 66


@dataclass(frozen=True)
class Asking:
    """A page with what the person has done on it so far.

    ``typed`` is the number being typed. ``waiting``: the answer is kept until the rules are read.
    """

    page: Page
    picked: frozenset[str] = frozenset()
    typed: str = ""
    problem: str = ""
    show_why: bool = False
    waiting: bool = False


@dataclass(frozen=True)
class _Style:
    """How much room a layout takes."""

    airy: bool = True
    why: bool = True
    gap: bool = True
    columns: int = 1


_TIGHT = _Style(airy=False, why=False, gap=False)
_LAYOUTS = (_Style(), _Style(why=False), replace(_TIGHT, gap=True), _TIGHT, replace(_TIGHT, gap=True, columns=2))


def question_drawing(asking: Asking) -> Drawing:
    """The page in the roomiest layout that fits; if none does, the closest one, to be scrolled."""

    def draw(room: Room) -> Sheet:
        layouts = [style for style in _LAYOUTS if style.columns == 1 or room.width >= _TWO_COLUMNS_FROM]
        for style in layouts:
            sheet = _draw(asking, room, style)
            if len(sheet.lines) <= room.height:
                return sheet
        return _held(_draw(asking, room, _TIGHT), room.height)

    return draw


def _held(sheet: Sheet, height: int) -> Sheet:
    """The question, "none of these" and "not sure" stay in sight while the answers scroll, if that leaves room."""
    above = sheet.rows[0].top
    apart = [row for row in sheet.rows if row.id in _ODD_ONES]
    tail = len(sheet.lines) - apart[0].top if apart else 0
    if above + tail + 5 > height:
        tail = 0
    return replace(sheet, pinned=above if above + tail + 5 <= height else 0, tail=tail)


def _draw(asking: Asking, room: Room, style: _Style) -> Sheet:
    pen = Pen(room.width)
    _head(pen, asking, style)
    if style.columns == 2:
        return _in_two(pen, asking, room)
    for choice, key in _keyed(asking.page):
        if style.airy and choice.value in _ODD_ONES and asking.page.type is not QuestionType.NUMBER:
            _gap_before_odd(pen)
        _choice(pen, asking, choice, key, airy=style.airy)
    _foot(pen, asking, style)
    return _with_caret(pen.sheet(), asking)


def _head(pen: Pen, asking: Asking, style: _Style) -> None:
    page = asking.page
    left = f"about {count(page.about_left, 'question')} left" if page.about_left > 0 else ""
    pen.line(*apart((Bit(page.section_title, Ink.MUTED),), (Bit(left, Ink.MUTED),), pen.text_width))
    if style.airy:
        pen.gap()
    pen.text(Bit(page.ask, Ink.STRONG))
    told = "tick" in f"{page.ask} {page.hint}".lower()
    ticking = "Tick all that apply." if page.type is QuestionType.SEVERAL and not told else ""
    hint = " ".join(text for text in (page.hint, ticking) if text)
    pen.text(Bit(hint, Ink.MUTED))
    if asking.show_why:
        pen.text(Bit(page.why), label="Why we ask")
    if asking.waiting:
        pen.text(Bit("One moment. The rules are being read, then this goes on by itself.", Ink.MUTED))
    if asking.problem:
        pen.text(Bit("There is a problem.  ", Ink.CAUTION), Bit(asking.problem, Ink.STRONG))
    if style.gap:
        pen.gap()
    if page.type is QuestionType.NUMBER:
        _number(pen, asking)


def _foot(pen: Pen, asking: Asking, style: _Style) -> None:
    if style.why and not asking.show_why and asking.page.why:
        pen.gap()
        pen.text(Bit(asking.page.why), label="Why we ask")


def _keyed(page: Page) -> list[tuple[Choice, str]]:
    """Each line with its key: digits (then letters) for answers, the keys of their commands for the odd ones out."""
    answers = [choice for choice in page.choices if choice.value not in _ODD_ONES]
    keys: Mapping[str, str] = dict(zip((choice.value for choice in answers), line_keys(len(answers)), strict=True))
    return [
        (choice, keys[choice.value] if choice.value in keys else first_key(_ODD_ONES[choice.value]))
        for choice in page.choices
    ]


def _gap_before_odd(pen: Pen) -> None:
    if pen.rows and pen.rows[-1].id not in _ODD_ONES:
        pen.gap()


def _choice(pen: Pen, asking: Asking, choice: Choice, key: str, *, airy: bool = False) -> None:
    """One answer. Where there is room, a hint that does not fit beside it stands on a line of its own."""
    top = len(pen.lines)
    chosen = choice.value in asking.picked and not (asking.typed and choice.value == NOT_SURE)
    several = asking.page.type is QuestionType.SEVERAL
    glyph = (TICKED if chosen else NOT_TICKED) if several else (CHOSEN if chosen else NOT_CHOSEN)
    first = (
        Bit(f"  {key or ' '} ", Ink.ACCENT),
        Bit(f" {glyph}  ", Ink.STRONG if chosen else Ink.PLAIN),
    )
    words = Bit(choice.label, Ink.STRONG if chosen else Ink.PLAIN)
    hint = Bit(f"  {choice.hint}" if choice.hint else "", Ink.MUTED)
    width = min(pen.width - 1, WIDEST + 4)
    inline = flow((words, hint), width, first)
    if len(inline) == 1 or not airy:
        pen.lines.extend(inline)
    else:
        pen.lines.extend(flow((words,), width, first))
        pen.lines.extend(
            flow((Bit(choice.hint, Ink.MUTED),), width, (Bit(" " * width_of(first)),)) if choice.hint else ()
        )
    pen.mark_row(choice.value, top, key)


def _number(pen: Pen, asking: Asking) -> None:
    page = asking.page
    top = len(pen.lines)
    first = (Bit("     "), Bit(f" {asking.typed:<4} ", Ink.LABEL), Bit("  "))
    told = f"type a whole number, {page.lowest} to {page.highest}"
    pen.lines.extend(flow([Bit(page.unit), Bit(f"   {told}", Ink.MUTED)], pen.left + pen.text_width, first))
    pen.mark_row(NUMBER, top)
    pen.gap()


def _with_caret(sheet: Sheet, asking: Asking) -> Sheet:
    row = sheet.row(NUMBER)
    return replace(sheet, caret=(6 + len(asking.typed), row.top)) if row else sheet


def _in_two(pen: Pen, asking: Asking, room: Room) -> Sheet:
    """The answers in two columns, those that stand apart at the foot of the second."""
    head = len(pen.lines)
    half = room.width // 2
    keyed = _keyed(asking.page)
    split = (len(keyed) + 1) // 2
    columns = []
    for part in (keyed[:split], keyed[split:]):
        column = Pen(half)
        for choice, key in part:
            _choice(column, asking, choice, key)
        columns.append(column.sheet())
    answers = beside(columns[0], columns[1], half)
    moved = tuple(replace(row, top=row.top + head) for row in answers.rows)
    return Sheet((*pen.lines, *answers.lines), moved)
