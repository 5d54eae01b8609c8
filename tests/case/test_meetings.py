"""Meetings of a case: the earliest day for a report counts, and there is always something for who cannot go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, a_case, moments
from documents.shipped import ROOT, RULE_SET
from plain.talking import guide
from triage.case import events, telling
from triage.case.due import due_list
from triage.case.events import Event
from triage.case.meetings import (
    BEFORE,
    CANNOT_GO,
    FAMILY,
    KIND,
    LATE,
    REPORT,
    Meeting,
    kind_of,
    meetings_of,
    report_due,
)
from triage.case.replay import replay
from triage.case.schema import Meeting as Done
from triage.export.places.meetings import meetings_data, meetings_text
from triage.plan.calendar import is_working_day, working_days_before
from triage.rules.answers import chosen
from triage.rules.layers import check_deadline
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.problems import Collector

MEETS = datetime(2026, 12, 4, 10, 0, tzinfo=AT.tzinfo)
KINDS = RULE_SET.questions[KIND].option_names


@cache
def local(pack: str) -> RuleSet:
    return load(ROOT, ["england", pack], AT.date())


def called(words: str, meets: datetime = MEETS, report: datetime | None = None) -> Event:
    return events.happened(AT, "meeting called", AT, meeting=words, meets=meets, report_due=report)


def meeting(*told: Event, now: datetime = AT, rules: RuleSet = RULE_SET) -> Meeting:
    return meetings_of(replay(a_case(*told)), rules, now)[0]


def steps(one: Meeting) -> list[list[str]]:
    return [
        [action.step for action in found] for found in (one.prepare, one.write, one.family, one.cannot_go, one.late)
    ]


def test_everything_the_place_goes_by_is_in_the_rules() -> None:
    assert {REPORT, CANNOT_GO, FAMILY, LATE} <= set(RULE_SET.questions[BEFORE].option_names)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Initial child protection conference", "first conference"),
        ("Review conference on Friday", "review conference"),
        ("core group", "core group"),
        ("STRATEGY DISCUSSION", "strategy"),
        ("Child in need meeting", "child in need"),
        ("Initial conference", "first conference"),
        ("conference reviews", "review conference"),
        ("a meeting", ""),
        ("conference", ""),
        ("", ""),
    ],
)
def test_which_kind_the_words_name(words: str, kind: str) -> None:
    assert kind_of(words, RULE_SET) == kind


def test_a_first_conference() -> None:
    one = meeting(called("first conference"))
    assert steps(one) == [
        ["prepare-for-the-meeting", "first-report-in-time"],
        ["write-the-report"],
        ["settle-what-the-family-sees"],
        ["cover-the-meeting"],
        ["ring-the-chair-now"],
    ]
    assert one.report is not None
    assert one.report.due == datetime(2026, 12, 1, 17, 0, tzinfo=AT.tzinfo)


@pytest.mark.parametrize(
    ("words", "due"),
    [("Review conference", "2026-11-27"), ("a meeting", "2026-11-27"), ("core group", ""), ("strategy", "")],
)
def test_the_day_of_the_report(words: str, due: str) -> None:
    report = meeting(called(words)).report
    assert (report.due.date().isoformat() if report else "") == due


def test_bank_holidays_are_no_days_to_write_in() -> None:
    january = datetime(2027, 1, 4, 10, 0, tzinfo=AT.tzinfo)
    due = report_due(replay(a_case()), RULE_SET, "first conference", january)
    assert due is not None
    assert due.date().isoformat() == "2026-12-29"


@pytest.mark.parametrize("words", [*KINDS, "something else"])
def test_nobody_who_cannot_go_is_left_without_a_way(words: str) -> None:
    one = meeting(called(words))
    assert one.cannot_go
    assert one.family
    assert one.write
    assert one.prepare or words == "emergency power"


@settings(max_examples=25, deadline=None)  # asking the rules takes its time on a busy machine
@given(st.sampled_from([*KINDS, "a meeting"]), moments, st.sampled_from(["sussex", "gloucestershire"]))
def test_a_local_pack_never_wants_a_report_later(words: str, meets: datetime, pack: str) -> None:
    state = replay(a_case())
    nation, here = (report_due(state, rules, words, meets) for rules in (RULE_SET, local(pack)))
    if nation is not None:
        assert here is not None
        assert here <= nation <= meets


@given(moments, st.integers(0, 60))
def test_working_days_before(moment: datetime, count: int) -> None:
    day = moment.date()
    before = working_days_before(day, count)
    between = [before + timedelta(days=one) for one in range((day - before).days)]
    assert sum(map(is_working_day, between)) == count
    assert count == 0 or is_working_day(before)


def test_working_days_before_are_counted_from_nought() -> None:
    with pytest.raises(ValueError, match="from 0"):
        working_days_before(AT.date(), -1)


def test_a_report_is_due_until_it_is_sent() -> None:
    owed = called("first conference", report=AT + timedelta(days=2))
    number = 2

    def reports(*told: Event) -> list[str]:
        return [one.words for one in due_list(replay(a_case(owed, *told)), AT) if one.sort == "report"]

    assert reports() == ["Send your report for: first conference"]
    assert reports(telling.meeting_told(AT, number, Done.BRIEFED, who="the deputy")) == reports()
    assert reports(telling.meeting_told(AT, number, Done.REPORT_SENT)) == []
    assert reports(telling.meeting_told(AT, number + 1, Done.REPORT_SENT)) == reports()


def test_the_next_meeting_comes_first_and_past_ones_last() -> None:
    days = (30, -1, 3)
    state = replay(a_case(*(called(f"in {day}", AT + timedelta(days=day)) for day in days)))
    assert [one.title for one in meetings_of(state, RULE_SET, AT)] == ["in 3", "in 30", "in -1"]


@pytest.mark.parametrize(("minutes", "passed"), [(-1, False), (0, False), (1, True)])
def test_a_meeting_has_passed_once_it_has_begun(minutes: int, passed: bool) -> None:
    assert meeting(called("core group"), now=MEETS + timedelta(minutes=minutes)).passed is passed


def test_each_meeting_has_what_was_told_of_it_and_no_other() -> None:
    state = replay(
        a_case(
            called("first conference"),
            called("", MEETS + timedelta(days=1)),
            telling.meeting_told(AT, 3, Done.BRIEFED, who="the deputy"),
            telling.meeting_told(AT, 2, Done.REPORT_SENT),
        )
    )
    first, second = meetings_of(state, RULE_SET, AT)
    assert [(one.number, one.title, one.sent) for one in (first, second)] == [
        (2, "first conference", True),
        (3, "A meeting", False),
    ]
    assert [[told.what for told in one.told] for one in (first, second)] == [[Done.REPORT_SENT], [Done.BRIEFED]]


def test_family_are_told_what_fits_them_and_are_not_asked_for_reports() -> None:
    roles = RULE_SET.questions["role"].option_names
    rest = called("review conference")
    by_role = {role: steps(meeting(events.answered(AT, "role", chosen(role)), rest)) for role in roles}
    assert by_role.pop("family or public") == [["family-and-the-meeting"], [], [], [], []]
    assert all(found == steps(meeting(rest)) for found in by_role.values())


def test_a_meeting_nobody_gave_a_time_for_is_no_place_to_prepare_for() -> None:
    untimed = events.happened(AT, "meeting called", AT, meeting="core group")
    assert meetings_of(replay(a_case(untimed, called("strategy"))), RULE_SET, AT)[0].title == "strategy"
    assert len(meetings_of(replay(a_case(untimed, called("strategy"))), RULE_SET, AT)) == 1


def test_the_earliest_of_the_limits_counts_and_one_on_the_day_itself_is_before_the_meeting() -> None:
    name = "first-conference-report"
    same_day = replace(RULE_SET.deadlines[name], days_before=0)
    rules = replace(RULE_SET, deadlines={**RULE_SET.deadlines, name: same_day})
    assert report_due(replay(a_case()), rules, "first conference", MEETS) == MEETS
    evening = MEETS.replace(hour=19)
    assert report_due(replay(a_case()), rules, "first conference", evening) == MEETS.replace(hour=17)
    both = replace(RULE_SET, deadlines={one: replace(RULE_SET.deadlines[one], days_before=days) for one, days in
                                        zip(RULE_SET.deadlines, [0, 1, 0, 6, 2] + [None] * 999, strict=False)})  # fmt: skip
    due = report_due(replay(a_case()), both, "a meeting", MEETS)
    assert due is not None
    assert due.date() == working_days_before(MEETS.date(), 6)


def test_the_page() -> None:
    told = (called("first conference"), telling.meeting_told(AT, 2, Done.BRIEFED, who="the deputy lead"))
    found = meetings_of(replay(a_case(*told)), RULE_SET, AT)
    plain = " ".join(meetings_text("7-blue", found, AT).split())
    for words in (
        "Your report: by 5 pm on Tuesday 1 December",
        "If you cannot go",
        "briefed a colleague (the deputy lead)",
        "ring 999",
    ):
        assert words in plain
    assert "NOW:" not in plain
    late = meetings_of(replay(a_case(*told)), RULE_SET, MEETS - timedelta(hours=2))
    text = meetings_text("7-blue", late, MEETS - timedelta(hours=2))
    assert (
        text.index("OVERDUE since") < text.index("NOW: The day for your report has passed") < text.index("What to prep")
    )
    sent = replay(a_case(*told, telling.meeting_told(AT, 2, Done.REPORT_SENT)))
    assert "Sent. Bring a copy" in meetings_text("7-blue", meetings_of(sent, RULE_SET, AT), AT)
    assert meetings_data(found)[0]["report due"] == "2026-12-01T17:00:00+00:00"


def test_no_meeting_and_rules_that_know_of_none() -> None:
    assert "No meeting is noted" in meetings_text("7-blue", (), AT)
    bare = meeting(called("core group"), rules=guide().rule_set)
    assert (bare.kind, bare.report, bare.prepare) == ("", None, ())
    assert "No day is set" in meetings_text("7-blue", (bare,), AT)


@pytest.mark.parametrize(("days", "later"), [(5, False), (3, False), (2, True), (None, True)])
def test_a_local_limit_may_not_let_a_report_in_later(days: int | None, later: bool) -> None:
    before, out = RULE_SET.deadlines["first-conference-report"], Collector()
    check_deadline(before, replace(before, days_before=days), before.place, out)
    assert [one.code for one in out.all()] == (["TR406"] if later else [])
