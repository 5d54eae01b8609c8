"""The page of a whole case: what is overdue first, what others owe, what is next, and the ways to its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.case.due import Due, due_list
from triage.case.ladder import QUESTION, Position, in_danger, position
from triage.case.open_ends import newest
from triage.case.schema import Handover
from triage.case.standing_words import progress
from triage.case.state import CaseState, Status
from triage.export.places import early_help, ladder
from triage.export.places.page import (
    UNSAFE,
    UNSAFE_FIRST,
    Leads,
    Owing,
    Part,
    Place,
    PlacePage,
    Says,
    Way,
    capital,
    parts,
)
from triage.plan.times import moment_words
from triage.plan.words import HEADLINES
from triage.rules.model import RuleSet, Urgency

TITLE = "this case"
NOTHING_DUE = "Nothing is due. If anything new happens, note it, and look at the plan again."
_AT = {
    "rung": Place.LADDER,
    "meeting": Place.MEETINGS,
    "report": Place.MEETINGS,
    "early help": Place.EARLY_HELP,
    "handover": Place.HANDOVER,
}
QUIET_SORTS = ("step", "answer", "retention")
"""What the plan itself shows, or what has months: a case that only has these is opened at its plan."""


@dataclass(frozen=True)
class Standing:
    """How one worry stands that is not kept as a case: how soon it is, in words, and how many lines its plan has."""

    headline: str
    lines: int


def home_place(state: CaseState, rule_set: RuleSet, now: datetime) -> PlacePage:
    """The page of a saved case."""
    due = due_list(state, now)
    late = [one for one in due if one.overdue]
    others = [one for one in due if not one.overdue and _others(one)]
    yours = [one for one in due if not one.overdue and not _others(one)]
    found = parts(
        Part("OVERDUE", tuple(_owing(one, now) for one in late)),
        Part("Others owe you", tuple(_owing(one, now) for one in others)),
        Part("Next", tuple(_owing(one, now) for one in yours)),
    )
    following, *rest = found or (Part("Next", (Says(NOTHING_DUE),)),)
    return PlacePage(
        place=Place.HOME,
        reference=state.reference,
        title=TITLE,
        first=UNSAFE_FIRST if in_danger(state, rule_set) else "",
        head=_head(late, due, now, archived=state.archived),
        why=" ".join(filter(None, (UNSAFE if in_danger(state, rule_set) else "", _decided(state)))),
        next=following,
        parts=(*rest, *parts(Part("What happened, the newest first", tuple(_happened(state, now))))),
        ways=tuple(_ways(state, rule_set, now)),
    )


def something_owed(state: CaseState, now: datetime) -> bool:
    """Whether a case has more to say than its plan: something is overdue, or anything that only the case knows of."""
    return any(one.overdue or one.sort not in QUIET_SORTS for one in due_list(state, now))


def unsaved_place(standing: Standing, state: CaseState, rule_set: RuleSet) -> PlacePage:
    """The page of a worry that is not kept: its places can be read, and how to keep it."""
    return PlacePage(
        place=Place.HOME,
        reference="",
        title=TITLE,
        first=UNSAFE_FIRST if in_danger(state, rule_set) else "",
        head="Nothing of this worry is kept.",
        why="Once it is kept as a case, its days are counted, and what you have done and what others owe is noted.",
        next=Part("Now", (Says(f"{standing.headline}. The plan has {standing.lines} lines.", mark="- "),)),
        ways=tuple(_readable()),
    )


def _happened(state: CaseState, now: datetime) -> Iterator[Says]:
    return (Says(text, mark="- ") for text in progress(state, now).happened)


def owed_to_you(state: CaseState, now: datetime) -> tuple[Owing, ...]:
    """What others owe by a day that was told, such as an action of an early help plan."""
    return tuple(_owing(one, now) for one in due_list(state, now) if one.sort == "owed")


def _others(one: Due) -> bool:
    """Whether it is for another agency to do. What your manager or both of you are to do, you see to."""
    return bool(one.waits) or (one.whose != "you" and not one.whose.startswith(("your ", "both ")))


def _owing(one: Due, now: datetime) -> Owing:
    if one.waits and not one.overdue:
        # What is awaited comes first; the step is what to do if it does not come.
        more = " ".join(filter(None, (f"Nothing by then? {one.words}", one.doubt)))
        words = f"{capital(one.waits)} ({one.waits_on})"
        return Owing(words, one.when(now), one.overdue, "", more, _way_to(one))
    whose = one.whose if one.whose != "you" else ""
    more = " ".join(filter(None, (one.owes, one.if_late if one.overdue else "", one.doubt)))
    return Owing(one.words.rstrip("."), one.when(now), one.overdue, whose, more, _way_to(one))


def _way_to(one: Due) -> Way | None:
    """Where something that is due is dealt with."""
    name = f"due {one.sort} {one.id}"
    if one.sort == "step":
        return Way(name, one.words, Leads.STEP, one.id)
    if one.sort == "owed":
        return Way(name, one.words, Leads.TELL, f"came-{one.id}")
    if one.sort == "answer" and one.id:
        return Way(name, one.words, Leads.QUESTION, one.id)
    if one.sort == "answer":
        return Way(name, one.words, Leads.PAGE, "questions")
    if one.sort in _AT:
        meeting = f":{one.id}" if _AT[one.sort] is Place.MEETINGS else ""
        return Way(name, one.words, Leads.PLACE, f"{_AT[one.sort]}{meeting}")
    return None


def _head(late: list[Due], due: Iterable[Due], now: datetime, *, archived: bool) -> str:
    if archived:
        return "This case is put away. Nothing of it is due."
    if late:
        return f"{len(late)} {'thing is' if len(late) == 1 else 'things are'} OVERDUE."
    first = next((one for one in due if one.due is not None), None)
    if first is None or first.due is None:
        return "Nothing is overdue."
    return f"Nothing is overdue. Next: {moment_words(first.due.astimezone(now.tzinfo), now)}."


def _decided(state: CaseState) -> str:
    decided = state.decision
    if decided is None:
        return "There was not enough to act on yet: go on answering."
    headline = {one.word: HEADLINES[one] for one in Urgency}.get(decided.urgency, decided.urgency)
    open_ones = [one for one in state.open_steps if one.urgency == decided.urgency]
    done = "" if open_ones or not state.steps else " All of that is dealt with."
    return f"{headline}.{done} Sent as: {decided.send_as}."


def _ways(state: CaseState, rule_set: RuleSet, now: datetime) -> Iterator[Way]:
    steps = [one for one in state.steps.values() if one.current]
    done = sum(one.status is not Status.OPEN for one in steps)
    yield Way("plan", "The plan", Leads.PAGE, "plan", f"{done} of {len(steps)} lines dealt with" if steps else "")
    yield Way("answers", "Your answers", Leads.PAGE, "answers", "read or change them")
    at = position(state, rule_set, now)
    told = {
        Place.LADDER: ladder.brief_words(at, now) if _disagreeing(state, at) else "who to go to next, and by when",
        Place.MEETINGS: _meetings(state, now),
        Place.EARLY_HELP: early_help.brief_words([one.what for one in state.told_of("early help")]),
        Place.HANDOVER: _handover(state),
    }
    yield from (_to(place, about, state.reference) for place, about in told.items())
    yield Way("happened", "Something happened", Leads.PAGE, "happened", "a reply, a note, what somebody owes you")
    yield Way("forms", "Forms and letters", Leads.PAGE, "forms", "filled from this case")
    yield _to(Place.RECORD, "what is written down, and whether it is whole", state.reference)


NAMES = {
    Place.HOME: "This case",
    Place.LADDER: "When you disagree",
    Place.MEETINGS: "Meetings",
    Place.EARLY_HELP: "Early help",
    Place.HANDOVER: "Handover",
    Place.RECORD: "The record, and its check",
}
_COMMANDS = {
    Place.LADDER: "ladder",
    Place.MEETINGS: "meetings",
    Place.EARLY_HELP: "early-help",
    Place.HANDOVER: "handover",
    Place.RECORD: "audit",
}


def _to(place: Place, about: str, reference: str) -> Way:
    command = f"{_COMMANDS[place]} {reference}" if reference else ""
    return Way(str(place), NAMES[place], Leads.PLACE, str(place), about, command=command)


def _readable() -> Iterator[Way]:
    """The ways from a worry that is not kept, with the digits they have in a saved case."""
    yield Way("plan", "The plan", Leads.PAGE, "plan")
    yield Way("answers", "Your answers", Leads.PAGE, "answers", "read or change them")
    yield _to(Place.LADDER, "who to go to next, and how long each has", "")
    yield _to(Place.MEETINGS, "what to prepare for each kind", "")
    yield _to(Place.EARLY_HELP, "what to agree, and the written plan", "")
    yield _to(Place.HANDOVER, "what a good handover holds", "")
    yield ladder.KEEP
    yield Way("forms", "Forms and letters", Leads.PAGE, "forms", "filled from your answers")


def _disagreeing(state: CaseState, at: Position) -> bool:
    """Whether anything was told, done or answered of a disagreement."""
    told = bool(state.told_of("rung tried", "rung answered")) or QUESTION in state.session.answers
    return told or at.here is not None


def _meetings(state: CaseState, now: datetime) -> str:
    ahead = sorted(
        (one.meets.astimezone(now.tzinfo), one.meeting) for one in state.meetings if one.meets and one.meets >= now
    )
    if ahead:
        when, what = ahead[0]
        return f"{what or 'a meeting'}, {moment_words(when, now)}"
    return "all have passed" if state.meetings else "none is noted"


def _handover(state: CaseState) -> str:
    told = newest(state, "handover")
    if told is None:
        return "you hold this case"
    if told.what == Handover.ACCEPTED:
        return f"accepted by {told.who}"
    return f"offered to {told.who}, not accepted: you still hold it"
