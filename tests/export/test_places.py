"""The places of a case always say what to do next, and an unsafe child comes before everything on every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT
from case.standing import CALM, UNSAFE, the_case, the_place
from case.test_ladder import as_events, sussex, told
from documents.shipped import RULE_SET, plan_of, view_of
from triage.case import events, telling
from triage.case.asks_places import place_telling
from triage.case.events import Event
from triage.case.ladder import rung_ends
from triage.case.replay import replay
from triage.case.rungs import rungs_of
from triage.case.schema import Handover, Help, Meeting
from triage.case.schema import Rung as Came
from triage.case.state import CaseState
from triage.export.places.home import something_owed
from triage.export.places.opening import Seen, open_place, seen
from triage.export.places.page import UNSAFE_FIRST, Do, Leads, Owing, Place, PlacePage
from triage.export.places.record import FINE, WRONG, check_case, record_place
from triage.export.places.text import place_text
from triage.plan.times import apart_words
from triage.rules.answers import Answer, not_sure, ticked
from triage.session.session import Session

LATER = AT + timedelta(days=10)
CALLED = events.happened(AT, "meeting called", meeting="first conference", meets=AT + timedelta(days=14))
UNTIMED = settings(deadline=None, max_examples=25)


def page(place: Place, *told: Event, answers: dict[str, Answer] | None = None, now: datetime = AT) -> PlacePage:
    return open_place(place, the_place(*told, answers=answers or CALM, now=now))


def unsaved(answers: dict[str, Answer]) -> Seen:
    view = view_of(answers)
    return seen(Session(tuple(answers.items())), plan_of(view), RULE_SET, AT)


def on_the_page(place: Place, *told: Event, answers: dict[str, Answer] | None = None, now: datetime = AT) -> str:
    return " ".join(place_text(page(place, *told, answers=answers, now=now)).split())


def at_rung(number: int, *more: Event) -> tuple[Event, ...]:
    state = replay(the_case())
    ends = rung_ends(state, RULE_SET, rungs_of(RULE_SET)[number - 1], AT)
    return (telling.rung_tried(AT, f"resolve-stage-{number}", AT, ends), *more)


# Properties of every place

ways_told = st.lists(
    st.sampled_from(
        [
            *(telling.rung_tried(AT, f"resolve-stage-{number}") for number in range(1, 6)),
            *(telling.rung_answered(AT, one) for one in Came),
            *(telling.help_told(AT, one, who="a worker", due=LATER) for one in Help),
            *(telling.handover_told(AT, one, "the new lead") for one in Handover),
            events.owed(AT, "The outcome", "social care", AT + timedelta(days=1)),
            CALLED,
            events.happened(AT, "meeting called", meets=AT - timedelta(days=1)),
            events.answered(AT, "danger", ticked("hurt now")),
            events.archived(AT),
        ]
    ),
    max_size=6,
)


@UNTIMED
@given(ways_told, st.sampled_from(Place), st.integers(0, 30))
def test_every_place_at_any_time_says_what_to_do_next_and_offers_a_way_on(
    given: list[Event], place: Place, days: int
) -> None:
    shown = page(place, *given, now=AT + timedelta(days=days))
    assert shown.next.items
    assert shown.ways
    assert shown.head
    assert "no action" not in place_text(shown).casefold()
    assert len({way.id for way in shown.ways}) == len(shown.ways)
    assert max(map(len, place_text(shown).splitlines())) <= 78


@UNTIMED
@given(ways_told, st.sampled_from(Place))
def test_whatever_can_be_told_there_can_be_asked(given: list[Event], place: Place) -> None:
    about = the_place(*given)
    shown = open_place(place, about)
    due = [item.way for part in (shown.next, *shown.parts) for item in part.items if isinstance(item, Owing)]
    for way in [*shown.ways, *filter(None, due)]:
        if way.leads is Leads.TELL:
            assert place_telling(way.to, about.state, about.rule_set) is not None
        elif way.leads is Leads.FORM:
            assert way.to in RULE_SET.documents
        elif way.leads is Leads.PLACE:
            name, _, which = way.to.partition(":")
            assert open_place(Place(name), about, which).next.items


@UNTIMED
@given(told, st.integers(0, 40), st.booleans())
def test_the_ladder_of_an_unsafe_child_begins_with_what_to_do_now(
    given: list[tuple[str, object, int]], days: int, not_known: bool
) -> None:
    answer = not_sure() if not_known else ticked("child unsafe")
    more = (*as_events(given), events.answered(AT, "dispute_stage", answer))
    shown = page(Place.LADDER, *more, now=AT + timedelta(days=days))
    assert place_text(shown).startswith(UNSAFE_FIRST)
    assert "RING 999" in UNSAFE_FIRST
    assert "FRONT DOOR TODAY" in UNSAFE_FIRST
    first = shown.next.items[0]
    assert isinstance(first, Do)
    assert first.action.step == "ring-front-door"
    assert "Time left" not in shown.why


@UNTIMED
@given(told, st.integers(0, 40))
def test_from_every_rung_there_is_a_next_thing_to_do_and_a_way_to_tell_it(
    given: list[tuple[str, object, int]], days: int
) -> None:
    about = the_place(*as_events(given), now=AT + timedelta(days=days))
    shown = open_place(Place.LADDER, about)
    assert shown.next.items
    tells = [way.to for way in shown.ways if way.leads is Leads.TELL]
    assert any(name.startswith("rung-") or name == "other-rung" for name in tells)
    assert "settled" in tells or shown.head.startswith("SETTLED")


def test_danger_comes_first_at_home_at_the_ladder_and_in_early_help() -> None:
    danger = events.answered(AT, "danger", ticked("hurt now"))
    for place in (Place.HOME, Place.LADDER, Place.EARLY_HELP):
        assert page(place, danger).first == UNSAFE_FIRST
        assert page(place).first == ""


# The ladder


def test_the_ladder_shows_where_you_are_the_clock_and_who_is_next() -> None:
    said = on_the_page(Place.LADDER, *at_rung(1))
    for words in (
        "You are on rung 1 of 4. Not settled by 5 pm on Monday 23 November?",
        "Time left: 3 days.",
        "Next, rung 2: your manager or lead",
        "Rung 2 was taken up (your manager or lead): triage cases ladder 7-blue --tried 2",
        "The letter, filled in (to read, save or copy): triage cases write 7-blue escalation-letter",
        "Ask your designated safeguarding lead",
        "To have the outcome in writing",
        "If the ladder itself fails",
    ):
        assert words.casefold() in said.casefold()
    assert "Overdue by 6 days." in on_the_page(Place.LADDER, *at_rung(1), now=LATER)


def test_the_ladder_after_the_last_rung_leads_outside_and_settled_closes_it_well() -> None:
    beyond = on_the_page(Place.LADDER, *at_rung(4, telling.rung_answered(AT, Came.NOT_SETTLED)))
    assert "THE LADDER HAS FAILED" in beyond
    assert "Whistleblowing" in beyond
    closed = page(Place.LADDER, *at_rung(1, telling.rung_answered(AT, Came.SETTLED)))
    assert closed.next.title == "To close it well"
    assert closed.ways[0].title == "It has come up again: rung 1 was taken up"
    assert closed.why == "You have said that it is settled."


def test_a_conference_decision_stands_apart_from_the_ladder() -> None:
    answers = {"dispute_stage": ticked("conference")}
    assert "A conference decision has its own route" in on_the_page(Place.LADDER, answers=answers)


def test_the_local_stages_are_named_and_so_is_the_limit_for_all_of_them() -> None:
    about = replace(the_place(*at_rung(1)), rule_set=sussex())
    said = " ".join(place_text(open_place(Place.LADDER, about)).split())
    assert "These days are those of the local procedure (Sussex)" in said
    assert "All rungs together: " in said
    assert "usual share of a working week" in on_the_page(Place.LADDER)


# Meetings


def test_a_meeting_has_its_day_its_report_and_what_if_you_cannot_go() -> None:
    said = on_the_page(Place.MEETINGS, CALLED)
    for words in (
        "First conference: 4 pm on Friday 4 December (in 14 days)",
        "Your report: by 5 pm on Tuesday 1 December.",
        "What the family sees, and what goes to the chair first",
        "If you cannot go",
        "My report has gone",
    ):
        assert words in said


def test_several_meetings_are_chosen_from_and_one_that_has_passed_asks_what_came_of_it() -> None:
    second = events.happened(AT, "meeting called", meeting="core group", meets=AT + timedelta(days=20))
    about = the_place(CALLED, second, now=AT + timedelta(days=15))
    shown = open_place(Place.MEETINGS, about)
    assert shown.head.startswith("Core group")
    [other] = [way for way in shown.ways if way.leads is Leads.PLACE]
    passed = open_place(Place.MEETINGS, about, other.to.partition(":")[2])
    assert "(has passed)" in passed.head
    assert "Ask for the notes" in place_text(passed)


def test_without_a_meeting_every_kind_can_be_read_about() -> None:
    about = the_place()
    shown = open_place(Place.MEETINGS, about)
    kinds = [way.to.partition(":")[2] for way in shown.ways if way.leads is Leads.PLACE]
    assert len(kinds) == 6
    for kind in kinds:
        about_kind = open_place(Place.MEETINGS, about, kind)
        assert about_kind.next.items
        assert about_kind.head != shown.head
        assert "When you are invited, note the day at once" in about_kind.why


def test_what_was_done_for_a_meeting_is_ticked_with_its_time() -> None:
    number = replay(the_case(CALLED)).meetings[0].number
    sent = telling.meeting_told(AT, number, Meeting.REPORT_SENT, AT - timedelta(hours=1))
    ways = {way.id: (way.done, way.about) for way in page(Place.MEETINGS, CALLED, sent).ways}
    assert ways[f"meeting-{number}-report-sent"] == (True, "3 pm today")
    assert ways[f"meeting-{number}-held"] == (False, "")


# Early help, handover, the record


def test_the_written_plan_has_each_action_with_its_owner_and_date() -> None:
    bed = events.owed(AT, "a bed", "housing", AT + timedelta(days=7))
    said = on_the_page(Place.EARLY_HELP, bed)
    assert "The written plan: who does what, by when" in said
    assert "By 4 pm on Friday 27 November: a bed (housing)." in said


def test_early_help_shows_what_is_agreed_and_what_is_not_yet() -> None:
    shown = page(Place.EARLY_HELP, telling.help_told(AT, Help.LEAD, who="the health visitor"))
    assert shown.head == "1 of 5 agreed."
    done = {way.id: (way.done, way.about) for way in shown.ways}
    assert done["help-lead"] == (True, "the health visitor 4 pm today")
    assert done["help-met"] == (False, "")
    every = [telling.help_told(AT, one, who="a worker", due=LATER) for one in Help]
    assert page(Place.EARLY_HELP, *every).next.title == "Next"


def test_the_handover_is_yours_until_it_is_accepted() -> None:
    offered = telling.handover_told(AT, Handover.OFFERED, "the new lead")
    accepted = telling.handover_told(AT, Handover.ACCEPTED, "the new lead")
    assert page(Place.HANDOVER).head.startswith("YOU HOLD THIS CASE")
    assert page(Place.HANDOVER, offered).head.startswith("YOU STILL HOLD THIS CASE")
    assert page(Place.HANDOVER, offered, accepted).head.startswith("HANDED OVER")


def test_the_record_says_whether_anything_was_changed() -> None:
    case = the_case()
    assert FINE in on_the_page(Place.RECORD)
    cut = replace(case, entries=case.entries[:-2])
    checked = check_case(cut, [case.receipt], lambda _hash: None)
    shown = record_place("7-blue", checked, RULE_SET, {}, AT)
    assert shown.head == WRONG
    assert "2 entries are missing from the end" in place_text(shown)


# The whole case


def test_the_whole_case_has_what_is_overdue_first_then_what_others_owe() -> None:
    owed = events.owed(AT, "The outcome", "social care", AT + timedelta(days=1))
    shown = page(Place.HOME, owed, CALLED, now=AT + timedelta(days=2))
    assert [part.title for part in (shown.next, *shown.parts)][:2] == ["OVERDUE", "Others owe you"]
    assert shown.head.endswith("OVERDUE.")
    late = [item for item in shown.next.items if isinstance(item, Owing)]
    assert all(item.late for item in late)
    assert "The outcome" in [item.words for item in late]
    assert [way.to for way in shown.ways] == [
        *("plan", "answers", "ladder", "meetings", "early help", "handover", "happened", "forms", "record")
    ]


@pytest.mark.parametrize(
    ("told", "days", "owed"),
    [
        ((), 0, False),
        ((), 5, True),
        (at_rung(1), 0, True),
        ((CALLED,), 0, True),
        ((events.owed(AT, "The outcome", "social care"),), 0, True),
        ((events.owed(AT, "The outcome", "social care"), events.archived(AT)), 9, False),
        ((telling.handover_told(AT, Handover.OFFERED, "the lead", AT, LATER),), 0, True),
    ],
)
def test_a_case_is_opened_at_its_whole_only_when_more_than_its_plan_is_owed(
    told: tuple[Event, ...], days: int, owed: bool
) -> None:
    state: CaseState = replay(the_case(*told))
    assert something_owed(state, AT + timedelta(days=days)) is owed


# A worry that is not kept


def test_a_worry_that_is_not_kept_can_read_every_place_and_tell_nothing() -> None:
    about = unsaved({"danger": ticked()})
    for place in Place:
        shown = open_place(place, about)
        assert shown.reference == ""
        assert not [way for way in shown.ways if way.leads is Leads.TELL]
        assert "triage cases" not in place_text(shown)
        assert shown.next.items
    assert "keep" in [way.id for way in open_place(Place.HOME, about).ways]
    assert "keep" in [way.id for way in open_place(Place.LADDER, about).ways]


@pytest.mark.parametrize("answers", [{"danger": ticked("hurt now")}, dict(UNSAFE) | {"danger": ticked()}])
def test_the_ladder_of_an_unsafe_child_begins_the_same_way_without_a_case(answers: dict[str, Answer]) -> None:
    assert open_place(Place.LADDER, unsaved(answers)).first == UNSAFE_FIRST


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(minutes=50), "50 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=-3, hours=-2), "3 days"),
    ],
)
def test_how_far_apart_two_moments_are(apart: timedelta, words: str) -> None:
    assert apart_words(AT + apart, AT) == words
