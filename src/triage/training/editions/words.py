"""Two editions of one case in words: the same sentences wherever it is shown, and the whole of it as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.export.layout import Sheet
from triage.plan.model import Reason
from triage.plan.words import HEADLINES, message
from triage.policy.compare.wording import Piece, signed, worded
from triage.rules.model import Urgency
from triage.training.editions.deciding import NOT_ASKED
from triage.training.editions.model import Became, Compared, Line, Side

SIGNS = {Became.SAME: "=", Became.CHANGED: "*", Became.GONE: "-", Became.NEW: "+"}
HOW_TO_READ = "[-words-] went, [+words+] are new. A line is + new, - gone, * changed or = the same."
NOTHING = "Nothing differs for this case: neither the plan nor a passage behind it."


def direction(before: Urgency, after: Urgency) -> str:
    """Whether the newer edition is more or less urgent, in words."""
    if before is after:
        return "as soon in both"
    return "more urgent in the newer edition" if after > before else "less urgent in the newer edition"


def outcome_pieces(found: Compared) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    """How soon and what to call it, each with what differs."""
    before, after = found.old.plan, found.new.plan
    return (
        ("How soon", worded(HEADLINES[before.urgency], HEADLINES[after.urgency])),
        ("Send it as", worded(message(before.send_as, named=True), message(after.send_as, named=True))),
    )


def counted(found: Compared) -> str:
    """How many lines of the plan are new, gone, changed and the same."""
    parts = [f"{len(found.of(one))} {one.value}" for one in (Became.NEW, Became.GONE, Became.CHANGED) if found.of(one)]
    same = len(found.of(Became.SAME))
    if not parts:
        return f"All {same} lines of the plan are the same."
    return f"Lines of the plan: {', '.join([*parts, f'{same} the same'])}."


def texts_counted(found: Compared) -> str:
    """How many passages behind the plans differ."""
    count = len(found.texts)
    same = f"{found.same_texts} other" if count else str(found.same_texts)
    rest = f"{same} {'passage behind it reads' if found.same_texts == 1 else 'passages behind it read'} the same."
    if not count:
        return f"The {rest}" if found.same_texts else ""
    return f"{count} passage{' differs' if count == 1 else 's differ'}. {rest}"


def cautions(found: Compared) -> tuple[str, ...]:
    """What to know before relying on it: answers that do not fit, and questions that only one edition has."""
    return tuple(_cautions(found))


def _cautions(found: Compared) -> Iterator[str]:
    for side in (found.old, found.new):
        for name in side.only_here:
            ask = next((row.ask for row in side.view.rows if row.question == name), name)
            yield f'Asked only under {side.name}: "{ask}" This case has no answer to it. It counts as not sure there.'
        for misfit in side.misfits:
            yield _misfit_words(side, misfit.ask, misfit.answer, misfit.counts_as)
        if not side.settled:
            yield f"Under {side.name} questions are still open that could make it more urgent."


def _misfit_words(side: Side, ask: str, answer: str, counts_as: str) -> str:
    if counts_as == NOT_ASKED:
        return f'Not asked under {side.name}: "{ask}" The answer "{answer}" counts for nothing there.'
    return f'Not among the answers under {side.name}: "{answer}", to "{ask}" It counts as not sure there.'


def reasons(found: Compared) -> tuple[tuple[str, Reason], ...]:
    """The reasons that only one of the two plans rests on, each after its sign."""
    gone, new = SIGNS[Became.GONE], SIGNS[Became.NEW]
    return (*((gone, reason) for reason in found.stopped), *((new, reason) for reason in found.started))


def reason_words(sign: str, reason: Reason) -> str:
    """One such reason in a sentence, with the passage it rests on."""
    said = "Only the older edition says" if sign == SIGNS[Became.GONE] else "Only the newer edition says"
    first = next(iter(reason.citations), None)
    source = f" ({first.passage}, in {first.source})" if first is not None else ""
    return f"{said}: because {reason.why.rstrip('.')}.{source}"


def summary(found: Compared) -> str:
    """All that differs in one line, for a list of cases."""
    before, after = found.old.plan, found.new.plan
    parts = []
    if before.urgency is not after.urgency:
        parts.append(f"{before.urgency.word} -> {after.urgency.word}")
    if before.send_as is not after.send_as:
        parts.append(f"{before.send_as.word} -> {after.send_as.word}")
    for became, word in ((Became.NEW, "new"), (Became.GONE, "gone"), (Became.CHANGED, "changed")):
        count = len(found.of(became))
        if count:
            parts.append(f"{count} line{'' if count == 1 else 's'} {word}")
    if found.texts:
        parts.append(f"{len(found.texts)} passage{'' if len(found.texts) == 1 else 's'}")
    if found.misfits or found.old.only_here or found.new.only_here:
        parts.append("asked differently")
    return ", ".join(parts)


def compared_text(found: Compared, width: int = 78) -> str:
    """The whole of it as text, without a newline at the end."""
    sheet = Sheet(width)
    _head(sheet, found)
    if not found.differs:
        sheet.title(NOTHING)
        return sheet.written()
    sheet.gap()
    for label, pieces in outcome_pieces(found):
        sheet.item(f"{label}: ", signed(pieces))
    if found.old.plan.urgency is not found.new.plan.urgency:
        sheet.text(f"It is {direction(found.old.plan.urgency, found.new.plan.urgency)}.")
    for caution in cautions(found):
        sheet.item("Take care: ", caution)
    sheet.title(counted(found))
    for line in found.lines:
        _line(sheet, line)
    for place, (sign, reason) in enumerate(reasons(found)):
        if not place:
            sheet.gap()
        sheet.item(f"{sign} ", reason_words(sign, reason))
    _texts(sheet, found)
    sheet.title(HOW_TO_READ)
    return sheet.written()


def _head(sheet: Sheet, found: Compared) -> None:
    sheet.text(found.case.title)
    for text in found.case.told:
        sheet.text(text)
    sheet.gap()
    for label, side in (("Older edition: ", found.old), ("Newer edition: ", found.new)):
        sheet.item(label, f"{side.name} ({side.version})")


def _line(sheet: Sheet, line: Line) -> None:
    when = f" ({line.step.when})" if line.became is not Became.CHANGED else ""
    sheet.item(f"{SIGNS[line.became]} ", f"{line.step.do}{when}")
    for field in line.fields:
        sheet.item(f"{field.label}: ", signed(field.pieces), indent=4)


def _texts(sheet: Sheet, found: Compared) -> None:
    sheet.title(texts_counted(found))
    for text in found.texts:
        sheet.gap()
        sheet.item(f"{SIGNS[text.became]} ", f"{text.title} ({text.where}; {text.anchor})")
        for note in text.notes:
            sheet.text(note, indent=4)
        for paragraph in broken(text.pieces):
            sheet.text(signed(paragraph), indent=4)


def broken(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces by paragraph, so that a long passage can be read."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, part in enumerate(piece.text.split("\n")):
            if place and found[-1]:
                found.append([])
            if part.strip():
                found[-1].append(Piece(part.strip(), piece.state))
    return tuple(tuple(paragraph) for paragraph in found if paragraph)
