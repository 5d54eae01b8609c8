"""The places of a case: where you are and what is next at the top, what can be done in rows, then all the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from triage.case.actions import Action
from triage.export.places.page import Do, Item, Owing, Part, Place, PlacePage, Tone, Way
from triage.export.plan_text import LAST_LINE
from triage.ui.draw.words import after_do_not, label
from triage.ui.glyphs import NOT_TICKED, TICKED
from triage.ui.lines import Bit, Ink, apart, flow, shorten, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet

INKS = {Tone.PLAIN: Ink.PLAIN, Tone.STRONG: Ink.STRONG, Tone.CARE: Ink.CAUTION, Tone.QUIET: Ink.MUTED}
_COLUMN = 9
_MOST_PINNED = 5


def place_drawing(page: PlacePage, said: str = "", *, aside: Callable[[], bool] = bool) -> Drawing:
    """One place. ``said`` tells what was noted last; ``aside`` whether the rest stands in a panel of its own."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pinned = _head(pen, page, said)
        due = [part for part in (page.next, *page.parts) if _holds_due(part)]
        left = room.height - len(pen.lines) - len(page.ways) - 2
        if page.place is Place.HOME and due:
            _all_due(pen, due, left)
        else:
            _next(pen, page, left)
        _ways(pen, page.ways)
        if not aside():
            _rest(pen, page)
        return replace(pen.sheet(), pinned=pinned if pinned <= min(_MOST_PINNED, room.height // 3) else 0)

    return draw


def rest_drawing(page: PlacePage) -> Drawing:
    """All the rest of a place, for the panel beside it."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        _rest(pen, page)
        return pen.sheet()

    return draw


def _holds_due(part: Part) -> bool:
    return any(isinstance(item, Owing) for item in part.items)


def _head(pen: Pen, page: PlacePage, said: str) -> int:
    """Where you are. Gives the number of lines that stay in sight."""
    if page.first:
        bit = label(page.first, Ink.ALARM)
        pen.line(bit) if width_of((bit,)) <= pen.text_width else pen.text(Bit(page.first, Ink.ALARM))
    pen.text(Bit(page.head, Ink.STRONG))
    pinned = len(pen.lines)
    pen.text(Bit(page.why))
    pen.text(Bit(said, Ink.NEW))
    return pinned


def _next(pen: Pen, page: PlacePage, left: int) -> None:
    """What to do next, each in its first words, as much as goes into ``left`` lines: how stands further down, with all
    of it. The first is always shown; for a child who may not be safe, the first two."""
    pen.heading(page.next.title)
    least, most = 2 if page.first else 1, len(pen.lines) + left - 3
    for place, item in enumerate(page.next.items):
        if place >= least and len(pen.lines) >= most:
            pen.text(Bit(f"and {len(page.next.items) - place} more, further down", Ink.MUTED), indent=2)
            return
        if isinstance(item, Do):
            _line(pen, Bit(item.action.do))
            for number in item.action.ring[:1]:
                pen.text(Bit(shorten(number, pen.text_width - 9), Ink.STRONG), indent=2, label="Ring", column=4)
        else:
            _item(pen, item)


def _ways(pen: Pen, ways: Sequence[Way]) -> None:
    pen.gap()
    for number, way in enumerate(ways, start=1):
        key = str(number) if number <= 9 else ""
        top = len(pen.lines)
        box = "" if way.done is None else f"{TICKED if way.done else NOT_TICKED} "
        first = (Bit(f"  {key or ' '}  ", Ink.ACCENT), Bit(box))
        words = (Bit(way.title, Ink.MUTED if way.done else Ink.STRONG), Bit(f"   {way.about}", Ink.MUTED))
        pen.lines.extend(flow(words, pen.left + pen.text_width, first))
        pen.mark_row(way.id, top, key)


def _rest(pen: Pen, page: PlacePage) -> None:
    """How to do what is next, then every other part."""
    how = [item for item in page.next.items if isinstance(item, Do)]
    if how:
        pen.heading("How")
        for one in how:
            _action(pen, one.action, named=len(how) > 1)
    for part in page.parts:
        if page.place is not Place.HOME or not _holds_due(part):
            pen.heading(part.title)
            for item in part.items:
                _item(pen, item)
    pen.gap()
    pen.text(Bit(LAST_LINE, Ink.MUTED))


def _item(pen: Pen, item: Item) -> None:
    match item:
        case Do(action, brief):
            _brief(pen, action) if brief else _action(pen, action)
        case Owing():
            _owing(pen, item, late=False)
        case _:
            first = (Bit(" " * pen.left), Bit(item.mark, Ink.MUTED))
            pen.lines.extend(flow([Bit(item.text, INKS[item.tone])], pen.left + pen.text_width, first))


def _line(pen: Pen, *bits: Bit) -> None:
    """Text behind a dash."""
    pen.lines.extend(flow(bits, pen.left + pen.text_width, (Bit(" " * pen.left), Bit("- ", Ink.MUTED))))


def _brief(pen: Pen, action: Action) -> None:
    _line(pen, Bit(action.do))
    for text in action.ring:
        pen.text(Bit(text), indent=2, label="Ring", column=4)


def _action(pen: Pen, action: Action, *, named: bool = True) -> None:
    """Something to do in full; without its first words, where they stand just above."""
    if named:
        _line(pen, Bit(action.do, Ink.STRONG))
    for name, texts in (
        ("Ring", action.ring),
        ("Say", (action.say,)),
        ("How", action.how),
        ("Write", (action.write,)),
        ("Do not", tuple(map(after_do_not, action.do_not))),
        ("No answer", (action.if_no_answer,)),
    ):
        for place, text in enumerate(one for one in texts if one):
            ink = Ink.STRONG if name == "Ring" else Ink.PLAIN
            pen.text(Bit(text, ink), indent=2, label=name if place == 0 else "", column=_COLUMN)


def _all_due(pen: Pen, groups: Sequence[Part], left: int) -> None:
    """What is due, as much of it as goes into ``left`` lines: one of each group, the rest to the first groups. How many
    there are is said. Where there is room for two lines of each, none is cut short."""
    counts = [len(one.items) for one in groups]
    airy = sum(2 + min(count, 2) for count in counts) <= left
    whole = sum(2 + 2 * count for count in counts) <= left
    kept = _fitting(counts, left - len(groups) * (2 if airy else 1))
    for part, most in zip(groups, kept, strict=True):
        if airy:
            pen.gap()
        count = f", {most} of {len(part.items)}" if most < len(part.items) else ""
        pen.text(Bit(f"{part.title}{count}", Ink.STRONG))
        late = any(isinstance(item, Owing) and item.late for item in part.items)
        for item in part.items[:most]:
            _owing(pen, item, late=late, whole=whole) if isinstance(item, Owing) else _item(pen, item)


def _fitting(counts: Sequence[int], left: int) -> list[int]:
    """How many of each are shown in ``left`` lines: one of each at least, then more of the first."""
    kept = [min(count, 1) for count in counts]
    left -= sum(kept)
    for place, count in enumerate(counts):
        more = max(0, min(count - kept[place], left))
        kept[place] += more
        left -= more
    return kept


def _owing(pen: Pen, item: Owing, *, late: bool, whole: bool = False) -> None:
    """One thing that is due: what, and when at the right edge. In one line, unless the ``whole`` of it is wanted."""
    top = len(pen.lines)
    when = Bit(item.when.removeprefix("overdue ") if late else item.when, Ink.CAUTION if item.late else Ink.ACCENT)
    size = max(12, pen.text_width - 4 - width_of((when,)))
    words = f"{item.whose}: {item.words}" if item.whose else item.words
    first, *more = flow([Bit(words if whole else shorten(words, size))], size)
    pen.lines.append((Bit("    "), *apart(first, (when,), pen.text_width - 2)))
    pen.lines.extend((Bit("    "), *line) for line in more)
    if item.way is not None:
        pen.mark_row(item.way.id, top)


def rows_of(page: PlacePage) -> dict[str, Way]:
    """The way behind each row of a page."""
    items: Iterable[Item] = (item for part in (page.next, *page.parts) for item in part.items)
    due = {item.way.id: item.way for item in items if isinstance(item, Owing) and item.way is not None}
    return {way.id: way for way in page.ways} | due
