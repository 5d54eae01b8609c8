"""The ladder of disagreement of a case as plain text: where you are, what is next and when, and what to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triage.case.actions import Action, Actions
from triage.case.ladder import Position, Standing
from triage.case.rungs import Rung
from triage.export.layout import WIDTH, Sheet
from triage.export.plan_text import LAST_LINE, quoted
from triage.plan.times import moment_words

FORM = "escalation-letter"
UNSAFE_STEPS = ("managers-take-it-up-now", "ring-front-door")
CONFERENCE_STEPS = ("conference-dissent",)
FAILED_STEPS = ("refer-the-child-first", "go-above-the-council", "ring-whistleblowing-line", "know-your-protection")
SETTLED_STEPS = ("close-it-well",)
NO_STEPS = "Ring your safeguarding lead or manager now, and ask them to take it to the other side's manager today."
NEVER_ALONE = "You can ring the front door again at any time, whatever rung you are on."


@dataclass(frozen=True)
class LadderPage:
    """What the page of the ladder shows: where you are, and what to do by what it is for."""

    reference: str
    position: Position
    now_do: tuple[Action, ...]
    conference: tuple[Action, ...]
    failed: tuple[Action, ...]


def ladder_page(reference: str, position: Position, actions: Actions) -> LadderPage:
    """The page for a position, with the words of the rules."""
    beyond = position.standing is Standing.BEYOND
    following = position.next
    steps: tuple[str, ...] = UNSAFE_STEPS if position.unsafe else ()
    if position.standing is Standing.SETTLED:
        steps = SETTLED_STEPS
    elif beyond:
        steps += FAILED_STEPS
    elif following is not None:
        steps += following.steps
    elif position.here is not None:
        steps += position.here.steps
    return LadderPage(
        reference=reference,
        position=position,
        now_do=actions.of(steps),
        conference=actions.of(CONFERENCE_STEPS) if position.conference else (),
        failed=() if beyond else actions.of(FAILED_STEPS[-2:]),
    )


def ladder_text(page: LadderPage, now: datetime, width: int = WIDTH) -> str:
    """The page as text. What to do next stands before everything else."""
    at = page.position
    sheet = Sheet(width)
    sheet.text(f"Case {page.reference}: when you disagree")
    sheet.gap()
    sheet.text(headline(at, now))
    sheet.text(at.why)
    sheet.title(_title(at))
    actions(sheet, page.now_do, now_brief=False)
    if not page.now_do:
        sheet.item("- ", NO_STEPS)
    if at.standing is not Standing.SETTLED:
        sheet.title("In writing")
        sheet.text(f"The letter, filled from this case: triage cases write {page.reference} {FORM}")
        sheet.text(f"When you have taken it up: triage cases ladder {page.reference} --tried RUNG --on TIME")
        sheet.text(f"Settled, and you have it in writing: triage cases ladder {page.reference} --settled")
    if page.conference:
        sheet.title("A conference decision has its own route, beside the ladder")
        actions(sheet, page.conference, now_brief=False)
    _rungs(sheet, at, now)
    if page.failed and at.standing is not Standing.SETTLED:
        sheet.title("If the ladder itself fails")
        actions(sheet, page.failed, now_brief=True)
    sheet.title(f"{NEVER_ALONE} {LAST_LINE}")
    return sheet.written()


def headline(at: Position, now: datetime) -> str:
    """Where you are, in one or two sentences."""
    here = f"You are on rung {at.here.number} of {len(at.rungs)}." if at.here is not None else ""
    match at.standing:
        case Standing.SETTLED:
            return "SETTLED. Keep what was agreed in writing, and look again whether the child is safer."
        case Standing.NOT_BEGUN:
            return "NOT TAKEN UP YET. If you disagree, say so today."
        case Standing.BEYOND:
            return f"{here} THE LADDER HAS FAILED. Go outside it now.".strip()
        case Standing.RUNNING if at.ends is not None:
            unsettled = "go to the next rung" if at.next is not None else "go outside the ladder"
            by = moment_words(at.ends, now)
            return f"{here} Not settled by {by}? Then {unsettled}: at once if the child may be unsafe."
        case _:
            number = at.next.number if at.next is not None else 0
            return f"{here} GO TO RUNG {number} NOW.".strip()


def _title(at: Position) -> str:
    match at.standing:
        case Standing.SETTLED:
            return "To close it well"
        case Standing.RUNNING if at.next is not None:
            return f"Next, rung {at.next.number}: {at.next.who}"
        case Standing.RUNNING:
            return "Meanwhile"
        case Standing.BEYOND:
            return "Now, outside the ladder"
        case _:
            return f"Now, rung {at.next.number}: {at.next.who}" if at.next is not None else "Now"


def _rungs(sheet: Sheet, at: Position, now: datetime) -> None:
    sheet.title("The rungs, and who takes each up")
    tried = dict(at.tried)
    for rung in at.rungs:
        taken = (
            f" Taken up {moment_words(tried[rung.number].astimezone(now.tzinfo), now)}." if rung.number in tried else ""
        )
        mark = "> " if rung == at.here else "  "
        sheet.item(f"{mark}{rung.number}. ", f"{_capital(rung.who)}: {rung.limit.says.rstrip('.')}.{taken}")


def actions(sheet: Sheet, found: tuple[Action, ...], *, now_brief: bool) -> None:
    """Things to do, each with whom to ring and what to say; ``now_brief`` leaves out how."""
    for one in found:
        sheet.item("- ", one.do)
        for line in () if now_brief else one.how:
            sheet.item("  * ", line)
        for line in one.ring:
            sheet.item("  ", f"Ring: {line}")
        if one.say and not now_brief:
            sheet.item("  ", f"Say: {quoted(one.say)}")
        if one.if_no_answer and not now_brief:
            sheet.item("  ", f"If nobody answers: {one.if_no_answer}")
        for line in () if now_brief else one.do_not:
            sheet.item("  ! ", line)


def ladder_data(page: LadderPage) -> dict[str, Any]:
    """The page as plain data. Keys are only ever added."""
    at = page.position
    return {
        "reference": page.reference,
        "standing": at.standing.value,
        "unsafe": at.unsafe,
        "why": at.why,
        "here": _rung_data(at.here),
        "next": _rung_data(at.next),
        "ends": at.ends.isoformat() if at.ends else None,
        "do": [action_data(one) for one in page.now_do],
        "conference": [action_data(one) for one in page.conference],
        "if the ladder fails": [action_data(one) for one in page.failed],
        "rungs": [_rung_data(one) for one in at.rungs],
        "tried": {str(number): when.isoformat() for number, when in at.tried},
    }


def action_data(action: Action) -> dict[str, Any]:
    """One thing to do."""
    return {"step": action.step, "do": action.do, "say": action.say, "ring": list(action.ring), "form": action.form}


def _rung_data(rung: Rung | None) -> Mapping[str, Any] | None:
    if rung is None:
        return None
    return {"rung": rung.number, "id": rung.id, "who": rung.who, "limit": rung.limit.says}


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
