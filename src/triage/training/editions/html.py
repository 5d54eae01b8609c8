"""Two editions of one case as a handout: one HTML page, the older edition on the left and the newer on the right.

Words that went and words that are new carry signs as well as a line through or under them, so that the page says the
same on paper, without colour and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.policy.compare.wording import Piece, State, side_of, signs
from triage.policy.handbook.markup import Element, Part, document, el, listed
from triage.training.editions.model import Became, Compared, Line, Side, Text
from triage.training.editions.words import (
    HOW_TO_READ,
    NOTHING,
    SIGNS,
    broken,
    cautions,
    counted,
    outcome_pieces,
    reason_words,
    reasons,
    texts_counted,
)

_STYLE = """
@page { size: A4 landscape; margin: 14mm; }
:root { color-scheme: light; }
body { max-width: 72rem; margin: 1.5rem auto; padding: 0 1rem; background: #fff; color: #111;
  font: 1rem/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #555; padding: .35rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: #eee; } tr { break-inside: avoid; }
th.what { width: 9rem; }
td p { margin: .15rem 0; }
del { text-decoration: line-through; color: #7a1f1f; }
ins { text-decoration: underline; font-weight: 700; color: #143f1c; }
.label { font-weight: 600; }
.care { border-left: .4rem solid #111; padding: .3rem .8rem; }
.empty { color: #444; font-style: italic; }
footer { margin-top: 2rem; border-top: 1px solid #555; font-size: .85rem; color: #333; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } }
"""
_WORDS = {Became.SAME: "same", Became.CHANGED: "changed", Became.GONE: "gone", Became.NEW: "new"}


def compared_html(found: Compared) -> str:
    """The whole page, ending in a newline. Nothing is fetched and nothing runs."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{found.case.title}: two editions"),
        el("style", _STYLE),
    )
    return document(el("html", head, el("body", el("main", list(_main(found))), _foot(found)), lang="en-GB"))


def _main(found: Compared) -> Iterator[Element | None]:
    yield el("h1", found.case.title)
    yield from (el("p", text) for text in found.case.told)
    yield el("p", el("strong", _in_short(found)))
    if (care := listed(cautions(found))) is not None:
        yield el("div", el("p", el("strong", "Take care")), care, class_="care")
    yield el("h2", "The plan in each edition")
    yield _table(found, "What", [_outcome(found, at) for at in range(2)] + [_line(line) for line in found.lines])
    if why := listed(f"{sign} {reason_words(sign, reason)}" for sign, reason in reasons(found)):
        yield el("h2", "Why")
        yield why
    if found.texts:
        yield el("h2", texts_counted(found))
        yield _table(found, "Passage", [_text(text) for text in found.texts])


def _in_short(found: Compared) -> str:
    return f"{counted(found)} {HOW_TO_READ}" if found.differs else NOTHING


def _table(found: Compared, what: str, rows: Sequence[Element]) -> Element:
    heads = [el("th", what, scope="col", class_="what")]
    heads += [el("th", _named(side), scope="col") for side in (found.old, found.new)]
    return el("table", el("thead", el("tr", heads)), el("tbody", rows))


def _named(side: Side) -> str:
    return f"{side.name[:1].upper()}{side.name[1:]}: {side.version}"


def _row(heading: str, left: Part, right: Part) -> Element:
    return el("tr", el("th", heading, scope="row"), el("td", left), el("td", right))


def _outcome(found: Compared, at: int) -> Element:
    label, pieces = outcome_pieces(found)[at]
    return _row(label, _marked(side_of(pieces, State.GONE)), _marked(side_of(pieces, State.NEW)))


def _line(line: Line) -> Element:
    heading = f"{SIGNS[line.became]} {_WORDS[line.became]}"
    return _row(heading, _cell(line, State.GONE), _cell(line, State.NEW))


def _cell(line: Line, state: State) -> Part:
    """One line of the plan as one edition has it."""
    step = line.old if state is State.GONE else line.new
    if step is None:
        return el("p", "Not in this plan.", class_="empty")
    do = next((field.pieces for field in line.fields if field.label == "Do"), None)
    first = _marked(side_of(do, state)) if do else _whole(step.do, line, state)
    others = [field for field in line.fields if field.label != "Do"]
    below = [
        el("p", el("span", f"{field.label}: ", class_="label"), _marked(side_of(field.pieces, state)))
        for field in others
    ]
    when = [] if any(field.label == "By when" for field in others) else [el("p", step.when)]
    return [el("p", first), *when, *below]


def _whole(text: str, line: Line, state: State) -> Part:
    """A line that only this plan has is marked as a whole."""
    return text if line.old is not None and line.new is not None else _marked((Piece(text, state),))


def _text(text: Text) -> Element:
    heading: list[Part] = [f"{SIGNS[text.became]} {text.title}", el("p", f"{text.where} ({text.anchor})")]
    notes = [el("p", note) for note in text.notes]
    cells = [_paragraphs(text, state) for state in (State.GONE, State.NEW)]
    return el("tr", el("th", heading, scope="row"), el("td", cells[0]), el("td", cells[1], notes))


def _paragraphs(text: Text, state: State) -> Part:
    found = [paragraph for whole in broken(text.pieces) if (paragraph := side_of(whole, state))]
    if not found:
        return el("p", "Not in this edition.", class_="empty")
    return [el("p", _marked(paragraph)) for paragraph in found]


def _marked(pieces: Sequence[Piece]) -> list[Part]:
    tags = {State.GONE: "del", State.NEW: "ins"}
    found: list[Part] = []
    for place, piece in enumerate(pieces):
        if place:
            found.append(" ")
        tag = tags.get(piece.state)
        found.append(el(tag, signs(piece)) if tag else piece.text)
    return found


def _foot(found: Compared) -> Element:
    sides = " and ".join(f"{side.version} ({side.plan.hash[:12]})" for side in (found.old, found.new))
    made = "Made up, for practice." if found.case.told else "The answers of one case. Keep it as you keep the case."
    return el("footer", el("p", f"Rules: {sides}."), el("p", made))
