"""Meetings, early help and the handover of a case as plain text and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from triage.case.early_help import HANDOVER_FORM, PLAN_FORM, Agreed, HandoverPlace
from triage.case.meetings import FORM, Meeting
from triage.case.state import Told
from triage.case.words import rung_words
from triage.export.ladder_text import action_data, actions
from triage.export.layout import WIDTH, Sheet
from triage.export.plan_text import LAST_LINE
from triage.plan.times import moment_words

NO_MEETINGS = "No meeting is noted. When you are invited: triage cases happened {reference} meeting called --meets TIME"
ASK_WHICH = "It is not clear which kind of meeting this is, so the earliest day counts. Ask which it is."
LOCAL_DAYS = (
    "Days differ from place to place: the invitation or the conference team can tell you. The earlier one counts."
)
NO_DAY = (
    "No day is set for a report to this meeting. Ask for one, and send it before you go, even if you will be there."
)
LATE = "The day for your report has passed. Ring the chair now"


def meetings_text(reference: str, meetings: Sequence[Meeting], now: datetime, width: int = WIDTH) -> str:
    """Every meeting with what to prepare, and by when. Those that have passed are told in a line."""
    sheet = Sheet(width)
    sheet.text(f"Case {reference}: meetings")
    if not meetings:
        sheet.title(NO_MEETINGS.format(reference=reference))
    for one in meetings:
        sheet.title(f"[{one.number}] {one.title}: {moment_words(one.meets, now)}{_passed(one)}")
        for told in one.told:
            sheet.item("  + ", _told(told, now))
        if not one.passed:
            _ahead(sheet, reference, one, now)
    sheet.title(LAST_LINE)
    return sheet.written()


def _passed(one: Meeting) -> str:
    return " (has passed)" if one.passed else ""


def _ahead(sheet: Sheet, reference: str, one: Meeting, now: datetime) -> None:
    late = one.report is not None and one.report.due < now and not one.sent
    if late:
        sheet.title(f"NOW: {LATE}")
        actions(sheet, one.late, now_brief=False)
    sheet.title("Your report")
    _report(sheet, one, now)
    sheet.text(f"The form, filled from this case: triage cases write {reference} {FORM}")
    if not one.sent:
        sheet.text(f"When it has gone: triage cases meetings {reference} {one.number} --report-sent")
        actions(sheet, one.write, now_brief=False)
    for title, found in (
        ("What to prepare", one.prepare),
        ("What the family sees, and what goes to the chair first", one.family),
        ("If you cannot go", one.cannot_go),
    ):
        if found:
            sheet.title(title)
            actions(sheet, found, now_brief=False)


def _report(sheet: Sheet, one: Meeting, now: datetime) -> None:
    if one.sent:
        sheet.text("Sent. Bring a copy, and be ready to say what has changed since.")
    elif one.report is None:
        sheet.text(NO_DAY)
    else:
        by = moment_words(one.report.due, now)
        sheet.text(f"OVERDUE since {by}." if one.report.due < now else f"By {by}.")
        sheet.text(" ".join(part for part in (LOCAL_DAYS, one.report.doubt) if part))
        if not one.report.known:
            sheet.text(ASK_WHICH)


def early_help_text(reference: str, agreed: Sequence[Agreed], now: datetime, width: int = WIDTH) -> str:
    """What was agreed, and what to do about the rest."""
    sheet = Sheet(width)
    sheet.text(f"Case {reference}: early help")
    sheet.gap()
    for one in agreed:
        if one.told is not None:
            sheet.item("+ ", _told(one.told, now))
    for one in agreed:
        if one.told is None:
            sheet.title(f"Not yet: {one.what.value}")
            actions(sheet, one.do, now_brief=False)
    sheet.title(f"The plan, to fill in with the family: triage cases write {reference} {PLAN_FORM}")
    sheet.text("If the child may be harmed, this is not early help any more. Ring children's social care today.")
    sheet.title(LAST_LINE)
    return sheet.written()


def handover_text(reference: str, place: HandoverPlace, now: datetime, width: int = WIDTH) -> str:
    """Who holds the case, and what to do until somebody has accepted it."""
    sheet = Sheet(width)
    sheet.text(f"Case {reference}: handover")
    sheet.gap()
    sheet.text(handover_words(place, now))
    if place.yours:
        sheet.text(f"The note, filled from this case: triage cases write {reference} {HANDOVER_FORM}")
        sheet.text(f"When they have said that they have it: triage cases handover {reference} --accepted-by ROLE")
        sheet.gap()
        actions(sheet, place.do, now_brief=False)
    sheet.title(LAST_LINE)
    return sheet.written()


def handover_words(place: HandoverPlace, now: datetime) -> str:
    """Who holds the case, in a sentence or two."""
    told = place.told
    if told is None:
        return "YOU HOLD THIS CASE. It has not been offered to anybody. You hold it until somebody says they have it."
    when = moment_words(told.when.astimezone(now.tzinfo), now)
    if not place.yours:
        return f"HANDED OVER. Accepted by {told.who} at {when}."
    chase = ""
    if place.chase is not None:
        by = moment_words(place.chase, now)
        chase = (
            f" They should have accepted by {by}: tell your manager NOW."
            if place.chase < now
            else f" Chase it by {by}."
        )
    return f"YOU STILL HOLD THIS CASE. Offered to {told.who} at {when}, and not accepted yet.{chase}"


def told_words(told: Told) -> str:
    """One thing that was told of a meeting, early help, a handover or a disagreement, without its time."""
    kind = {
        "rung tried": f"disagreement taken up: {rung_words(told.rung)}",
        "rung answered": f"disagreement: {told.what}",
    }
    says = kind.get(told.kind, f"{told.kind}: {told.what}")
    return ". ".join(part for part in (says, told.who, told.note) if part)


def _told(told: Told, now: datetime) -> str:
    due = f". Next: {moment_words(told.due.astimezone(now.tzinfo), now)}" if told.due is not None else ""
    who = f" ({told.who})" if told.who else ""
    note = f": {told.note}" if told.note else ""
    return f"{told.what}{who}, {moment_words(told.when.astimezone(now.tzinfo), now)}{note}{due}"


def meetings_data(meetings: Sequence[Meeting]) -> list[dict[str, Any]]:
    """The meetings as plain data. Keys are only ever added."""
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "title": one.title,
            "meets": one.meets.isoformat(),
            "passed": one.passed,
            "report due": one.report.due.isoformat() if one.report else None,
            "report sent": one.sent,
            "prepare": [action_data(action) for action in one.prepare],
            "cannot go": [action_data(action) for action in one.cannot_go],
            "family": [action_data(action) for action in one.family],
            "told": [told_data(told) for told in one.told],
        }
        for one in meetings
    ]


def early_help_data(agreed: Sequence[Agreed]) -> list[dict[str, Any]]:
    """What early help rests on, as plain data."""
    return [
        {
            "what": one.what.value,
            "told": told_data(one.told) if one.told else None,
            "do": [action_data(action) for action in one.do],
        }
        for one in agreed
    ]


def handover_data(place: HandoverPlace) -> dict[str, Any]:
    """The handover as plain data."""
    return {
        "yours": place.yours,
        "told": told_data(place.told) if place.told else None,
        "chase": place.chase.isoformat() if place.chase else None,
        "do": [action_data(action) for action in place.do],
    }


def told_data(told: Told) -> dict[str, Any]:
    """One thing that was told."""
    return {
        "what": told.what,
        "when": told.when.isoformat(),
        "who": told.who,
        "due": told.due.isoformat() if told.due else None,
        "note": told.note,
    }
