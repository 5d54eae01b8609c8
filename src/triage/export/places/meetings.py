"""Meetings: what to prepare and by when, what if you cannot go, and what the family sees before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from triage.case.asks_places import AT_MEETINGS
from triage.case.meetings import FORM, Meeting, ToPrepare
from triage.export.layout import WIDTH, Sheet
from triage.export.places.page import Leads, Part, Place, PlacePage, Says, Tone, Way, capital, do_all, parts
from triage.export.places.text import place_text
from triage.export.places.told import action_data, told_data, told_line, told_when
from triage.export.plan_text import LAST_LINE
from triage.plan.times import apart_words, moment_words

TITLE = "meetings"
NO_MEETINGS = "No meeting is noted."
WHEN_INVITED = "When you are invited, note the day at once: what to prepare, and by when, is counted from it."
RING_THEM = "Ring whoever invited you: what kind of meeting is it, when is it, and what do they need from you?"
ASK_WHICH = "It is not clear which kind of meeting this is, so the earliest day counts. Ask which it is."
LOCAL_DAYS = (
    "Days differ from place to place: the invitation or the conference team can tell you. The earlier one counts."
)
NO_DAY = (
    "No day is set for a report to this meeting. Ask for one, and send it before you go, even if you will be there."
)
LATE = "The day for your report has passed. Ring the chair now"
SENT = "Sent. Bring a copy, and be ready to say what has changed since."
HELD = "Ask for the notes, what was decided, and what you are to do by when. Note what they owe you."
KIND = "kind:"


def meetings_place(
    reference: str,
    meetings: Sequence[Meeting],
    now: datetime,
    which: str = "",
    kinds: Sequence[tuple[str, str]] = (),
) -> PlacePage:
    """The page of one meeting: that with the number ``which``, or else the next one. Without any, what to do when you
    are invited; ``kinds`` are the kinds there are, to read about, by name and title."""
    chosen = next((one for one in meetings if str(one.number) == which), meetings[0] if meetings else None)
    others = [one for one in meetings if one is not chosen]
    called = _called(reference, another=chosen is not None)
    seen = [_other(one, now) for one in others]
    if chosen is None:
        return _none(reference, called, kinds)
    return _one(reference, chosen, now, [*seen, *called])


def meetings_text(reference: str, meetings: Sequence[Meeting], now: datetime, width: int = WIDTH) -> str:
    """Every meeting with what to prepare, and by when. Those that have passed are told in short."""
    if not meetings:
        return place_text(meetings_place(reference, meetings, now), width)
    sheet = Sheet(width)
    for one in meetings:
        sheet.gap()
        page = place_text(_one(reference, one, now, ()), width)
        sheet.verbatim(page.removesuffix(LAST_LINE).rstrip("\n"))
    sheet.title(LAST_LINE)
    return sheet.written()


def prepare_place(reference: str, title: str, found: ToPrepare, says: str) -> PlacePage:
    """What to prepare for a kind of meeting that was not called, or whose day is not noted."""
    report = Part("Your report", (Says(says or NO_DAY), Says(LOCAL_DAYS, Tone.QUIET), *do_all(found.write)))
    letter = _form(reference)
    return PlacePage(
        place=Place.MEETINGS,
        reference=reference,
        title=TITLE,
        head=title,
        why=WHEN_INVITED,
        next=Part("What to prepare", do_all(found.prepare) or (Says(RING_THEM, mark="- "),)),
        parts=parts(report, *_about(found)),
        ways=(*_called(reference, another=False), letter),
    )


def _none(reference: str, called: Sequence[Way], kinds: Iterable[tuple[str, str]]) -> PlacePage:
    ways = [Way(f"{KIND}{name}", title, Leads.PLACE, f"{Place.MEETINGS}:{KIND}{name}") for name, title in kinds]
    return PlacePage(
        place=Place.MEETINGS,
        reference=reference,
        title=TITLE,
        head=NO_MEETINGS if reference else "Choose the kind of meeting, to read what to prepare.",
        why=WHEN_INVITED,
        next=Part("If you are invited", (Says(RING_THEM, mark="- "),)),
        ways=(*called, *ways),
    )


def _one(reference: str, one: Meeting, now: datetime, others: Sequence[Way]) -> PlacePage:
    when = moment_words(one.meets, now)
    told = Part("What you have told", tuple(Says(told_line(each, now), mark="+ ") for each in one.told))
    head = f"{capital(one.title)}: {when}"
    if one.passed:
        return PlacePage(
            place=Place.MEETINGS,
            reference=reference,
            title=TITLE,
            head=f"{head} (has passed)",
            next=Part("Now", (Says(HELD, mark="- "),)),
            parts=parts(told),
            ways=(*_tellings(reference, one, now), *others),
        )
    late = is_late(one, now)
    said = _report(one, now)
    report = Part("Your report", (*said[1:], *(() if one.sent else do_all(one.write))))
    prepare = Part("What to prepare", do_all(one.prepare) or (Says(RING_THEM, mark="- "),))
    first = Part(f"NOW: {LATE}", do_all(one.late) or (Says(f"{LATE}.", mark="- "),)) if late else prepare
    return PlacePage(
        place=Place.MEETINGS,
        reference=reference,
        title=TITLE,
        head=f"{head} ({_in_time(one, now)})",
        why=said[0].text,
        next=first,
        parts=parts(told, report, *((prepare,) if late else ()), *_about(one)),
        ways=(_form(reference), *_tellings(reference, one, now), *others),
    )


def is_late(one: Meeting, now: datetime) -> bool:
    """Whether the report should have gone by now, and has not."""
    return one.report is not None and one.report.due < now and not one.sent


def _in_time(one: Meeting, now: datetime) -> str:
    return f"in {apart_words(one.meets, now)}"


def _about(found: ToPrepare) -> tuple[Part, ...]:
    return (
        Part("What the family sees, and what goes to the chair first", do_all(found.family)),
        Part("If you cannot go", do_all(found.cannot_go)),
    )


def _report(one: Meeting, now: datetime) -> tuple[Says, ...]:
    """When the report has to be in, and after that what there is to know about the day."""
    if one.sent:
        return (Says(f"Your report: {SENT}"),)
    if one.report is None:
        return (Says(NO_DAY),)
    by = moment_words(one.report.due, now)
    when = f"Your report: OVERDUE since {by}." if one.report.due < now else f"Your report: by {by}."
    doubts = (one.report.doubt, "" if one.report.known else ASK_WHICH)
    return tuple(Says(text) for text in (when, LOCAL_DAYS, *doubts) if text)


def _form(reference: str) -> Way:
    command = f"write {reference} {FORM}" if reference else ""
    return Way("report", "The report, filled in", Leads.FORM, FORM, "to read, save or copy", command=command)


def _tellings(reference: str, one: Meeting, now: datetime) -> Iterator[Way]:
    if not reference:
        return
    told = {each.what: told_when(each, now) for each in one.told}
    for name, (what, title) in AT_MEETINGS.items():
        told_of = f"meeting-{one.number}-{name}"
        role = " ROLE" if name == "briefed" else ""
        command = f"meetings {reference} {one.number} --{name}{role}"
        yield Way(told_of, title, Leads.TELL, told_of, told.get(what, ""), done=what in told, command=command)


def _called(reference: str, *, another: bool) -> tuple[Way, ...]:
    if not reference:
        return ()
    title = "Another meeting is called" if another else "I am invited to a meeting"
    command = f"happened {reference} meeting called --meets TIME --meeting WORDS"
    return (Way("meeting", title, Leads.TELL, "meeting", "note its day", command=command),)


def _other(one: Meeting, now: datetime) -> Way:
    when = moment_words(one.meets, now)
    return Way(f"meeting {one.number}", capital(one.title), Leads.PLACE, f"{Place.MEETINGS}:{one.number}", when)


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
