"""The ladder of disagreement: where you are, until when, who speaks to whom next, and how to get it in writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triage.case.actions import Action, Actions
from triage.case.ladder import QUESTION, Position, Standing
from triage.case.rungs import Rung
from triage.export.places.page import (
    NEVER_ALONE,
    UNSAFE_FIRST,
    Item,
    Leads,
    Part,
    Place,
    PlacePage,
    Says,
    Tone,
    Way,
    capital,
    do_all,
    parts,
)
from triage.export.places.text import place_text
from triage.export.places.told import action_data
from triage.plan.times import apart_words, moment_words

FORM = "escalation-letter"
UNSAFE_STEPS = ("ring-front-door", "managers-take-it-up-now")
CONFERENCE_STEPS = ("conference-dissent",)
FAILED_STEPS = ("refer-the-child-first", "go-above-the-council", "ring-whistleblowing-line", "know-your-protection")
SETTLED_STEPS = ("close-it-well",)
IN_WRITING_STEPS = ("ask-reasons-in-writing",)
NO_STEPS = "Ring your safeguarding lead or manager now, and ask them to take it to the other side's manager today."
TITLE = "when you disagree"
ASK_BY_MAIL = "Ask for the answer by e-mail: what was decided, the reasons, who does what, and by when."
ONLY_SAID = (
    "If they only say it, write it down at once and send it to them: this is how I understood you today, please tell "
    "me by tomorrow if it is not right."
)
LOCAL = "These days are those of the local procedure ({area})."
OWN_DAYS = "These days are a usual share of a working week. Where your area has its own procedure, that one counts."


@dataclass(frozen=True)
class LadderPage:
    """What the page of the ladder shows: where you are, and what to do by what it is for.

    ``does`` is what is done first on each rung, by its number. ``area`` names the local procedure whose days count.
    ``together`` are limits for all rungs together, in words.
    """

    reference: str
    position: Position
    now_do: tuple[Action, ...]
    conference: tuple[Action, ...]
    failed: tuple[Action, ...]
    writing: tuple[Action, ...] = ()
    does: Mapping[int, str] | None = None
    area: str = ""
    together: tuple[str, ...] = ()


def ladder_page(
    reference: str, position: Position, actions: Actions, *, area: str = "", together: tuple[str, ...] = ()
) -> LadderPage:
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
        writing=actions.of(IN_WRITING_STEPS),
        does={one.number: found[0].do for one in position.rungs if (found := actions.of(one.steps[:1]))},
        area=area,
        together=together,
    )


def ladder_place(page: LadderPage, now: datetime) -> PlacePage:
    """The page in words."""
    at = page.position
    settled = at.standing is Standing.SETTLED
    conference = Part("A conference decision has its own route, beside the ladder", do_all(page.conference))
    failed = Part("If the ladder itself fails", () if settled else do_all(page.failed, brief=True))
    writing: tuple[Item, ...] = (Says(ASK_BY_MAIL), Says(ONLY_SAID), *do_all(page.writing))
    return PlacePage(
        place=Place.LADDER,
        reference=page.reference,
        title=TITLE,
        first=UNSAFE_FIRST if at.unsafe else "",
        head=headline(at, now),
        why=" ".join(filter(None, (clock_words(at, now), at.why))),
        next=Part(_title(at), do_all(page.now_do) or (Says(NO_STEPS, mark="- "),)),
        parts=parts(
            conference,
            Part("The rungs, and who takes each up", tuple(_rungs(page, now))),
            Part("To have the outcome in writing", () if settled else writing),
            failed,
            Part("At any time", (Says(NEVER_ALONE),)),
        ),
        ways=tuple(_ways(page)),
    )


def ladder_text(page: LadderPage, now: datetime) -> str:
    """The page as text."""
    return place_text(ladder_place(page, now))


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


def clock_words(at: Position, now: datetime) -> str:
    """How much time a rung has left, or for how long it has been up; nothing where no clock counts."""
    if at.ends is None or at.unsafe or at.standing is Standing.SETTLED:
        return ""
    apart = apart_words(at.ends, now)
    return f"Time left: {apart}." if at.ends > now else f"Overdue by {apart}."


def brief_words(at: Position, now: datetime) -> str:
    """Where a disagreement stands, in a few words."""
    here = f"rung {at.here.number} of {len(at.rungs)}" if at.here is not None else ""
    match at.standing:
        case Standing.SETTLED:
            return "settled"
        case Standing.NOT_BEGUN:
            return "not taken up"
        case Standing.BEYOND:
            return "the ladder has failed: go outside it now"
        case Standing.RUNNING if at.ends is not None:
            return f"{here}, until {moment_words(at.ends, now)}"
        case _:
            number = at.next.number if at.next is not None else 0
            return f"{here + ': ' if here else ''}go to rung {number} now"


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


def _rungs(page: LadderPage, now: datetime) -> Iterator[Says]:
    at = page.position
    tried, does = dict(at.tried), page.does or {}
    for rung in at.rungs:
        when = tried.get(rung.number)
        taken = f" Taken up {moment_words(when.astimezone(now.tzinfo), now)}." if when is not None else ""
        mark = "> " if rung == at.here else "  "
        limit = f"{capital(rung.who)}: {rung.limit.says.rstrip('.')}.{taken}"
        yield Says(limit, Tone.STRONG if rung == at.here else Tone.PLAIN, f"{mark}{rung.number}. ")
        if rung.number in does:
            yield Says(does[rung.number], Tone.QUIET, "     ")
    for text in page.together:
        yield Says(f"All rungs together: {text.rstrip('.')}.")
    if at.rungs:
        yield Says(LOCAL.format(area=page.area) if page.area else OWN_DAYS, Tone.QUIET)


def _ways(page: LadderPage) -> Iterator[Way]:
    at, reference = page.position, page.reference
    settled = at.standing is Standing.SETTLED
    if reference:
        yield from _tellings(at, reference, settled=settled)
    if not settled:
        write = f"write {reference} {FORM}" if reference else ""
        yield Way("letter", "The letter, filled in", Leads.FORM, FORM, "to read, save or copy", command=write)
    if reference and len(at.rungs) > 1:
        yield Way("other-rung", "Another rung was taken up", Leads.TELL, "other-rung", "say which")
    yield Way("question", "Something has changed", Leads.QUESTION, QUESTION, "the child may be hurt, no reply came")
    if not reference:
        yield KEEP


KEEP = Way("keep", "Keep this worry as a case", Leads.PAGE, "keep", "then the clock of each rung can run")


def _tellings(at: Position, reference: str, *, settled: bool) -> Iterator[Way]:
    rung = at.rungs[0] if settled and at.rungs else at.next
    if rung is not None:
        again = "It has come up again: rung" if settled else "Rung"
        command = f"ladder {reference} --tried {rung.number} --on TIME"
        title = f"{again} {rung.number} was taken up"
        yield Way(f"rung-{rung.number}", title, Leads.TELL, f"rung-{rung.number}", rung.who, command=command)
    if settled:
        return
    command = f"ladder {reference} --settled"
    yield Way("settled", "Settled, and I have it in writing", Leads.TELL, "settled", command=command)
    if at.here is not None:
        command = f"ladder {reference} --not-settled"
        yield Way("not-settled", "Not settled, or no answer came", Leads.TELL, "not-settled", command=command)


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


def _rung_data(rung: Rung | None) -> Mapping[str, Any] | None:
    if rung is None:
        return None
    return {"rung": rung.number, "id": rung.id, "who": rung.who, "limit": rung.limit.says}
