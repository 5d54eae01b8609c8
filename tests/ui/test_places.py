"""The places of a saved case on the screen, by real keys: the whole case, the ladder, meetings, early help, handover."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import pytest

from case.making import AT, Remembered
from case.standing import BEGUN, CALM, UNSAFE, keeper_of, the_case, the_store
from documents.shipped import RULE_SET
from triage.case import events, telling
from triage.case.autosave import Autosave
from triage.case.events import Event
from triage.case.keeping import CasesError
from triage.case.replay import replay
from triage.case.schema import Handover, Help, Meeting
from triage.case.schema import Rung as Came
from triage.case.state import CaseState
from triage.case.state import Status as Became
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.ui.lines import plain
from triage.ui.widgets.sheet_view import SheetView
from ui.driving import Driver, drive
from ui.test_cases import RIGHT, a_shelf
from ui.test_saved import FULL

CALLED = events.happened(
    AT,
    "meeting called",
    meeting="First child protection conference",
    meets=AT + timedelta(days=14),
    report_due=AT + timedelta(days=11, hours=1),
)
OWED = events.owed(AT, "The outcome", "Children's social care", AT + timedelta(days=3))
LATER = AT + timedelta(days=12)


def play(
    go: Callable[[Driver], Awaitable[None]],
    *told: Event,
    answers: Mapping[str, Answer] = CALM,
    now: datetime = AT,
    size: tuple[int, int] = (80, 24),
) -> Remembered:
    """The app with one saved case in it, at its plan, or at the whole case when something is owed."""
    store = the_store(*told, answers=answers)

    def saved(_rules: RuleSet) -> Autosave:
        return keeper_of(store, now)

    drive(go, size, RULE_SET, saved=saved)
    return store


def kept(store: Remembered) -> CaseState:
    return replay(store.load("7-blue"))


# Getting there


def test_one_key_leads_from_the_plan_to_the_whole_case_and_esc_back() -> None:
    async def go(driver: Driver) -> None:
        assert driver.place == "PlanScreen"
        assert "k case" in driver.text.splitlines()[-1]
        await driver.press("k")
        assert driver.place == "PlaceScreen"
        assert "this case" in driver.text.splitlines()[0]
        await driver.press("escape")
        assert driver.place == "PlanScreen"

    play(go)


def test_a_case_of_which_something_is_owed_is_opened_at_the_whole_of_it() -> None:
    async def go(driver: Driver) -> None:
        assert driver.place == "PlaceScreen"
        assert "OVERDUE" in driver.text
        await driver.press("1")
        assert driver.place == "PlanScreen"

    play(go, CALLED, OWED, now=LATER)


async def the_help(driver: Driver) -> None:
    await driver.press("l", "h")
    assert "What you can do here: when you disagree" in driver.text
    for words in ("Show the whole case", "Do what the line with that number says", "question about danger"):
        assert words in driver.words


def test_help_tells_every_key_of_a_place() -> None:
    play(the_help, size=(80, 48))


@pytest.mark.parametrize(("keys", "words"), [((), "What happened"), (("l",), "How"), (("4",), "How")])
def test_a_wide_terminal_shows_the_rest_beside_it(keys: tuple[str, ...], words: str) -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*keys)
        side, main = (driver.app.screen.query_one(name, SheetView) for name in ("#side", "#main"))
        assert side.display
        assert plain(side.sheet.lines[0]).strip().startswith(words)
        assert words not in "".join(map(plain, main.sheet.lines))

    play(go, CALLED, size=(140, 40))


def test_places_take_each_others_place_and_the_whole_case_stays_under_them() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "3", "k", "4", "l", "k", "5")
        assert len(driver.app.screen_stack) == 4
        await driver.press("escape")
        assert "this case" in driver.text.splitlines()[0]
        await driver.press("escape")
        assert driver.place == "PlanScreen"

    play(go)


def test_every_digit_shown_on_the_whole_case_leads_somewhere() -> None:
    async def go(driver: Driver) -> None:
        seen = []
        for digit in "123456789":
            await driver.press("k", digit)
            seen.append((driver.place, driver.text.splitlines()[0].split("·")[1].split("   ")[0].strip()))
            await driver.press("escape")
            if driver.place != "PlaceScreen" and driver.place != "PlanScreen":
                await driver.press("p")
            if driver.place == "PlaceScreen":
                await driver.press("escape")
        assert [title for _, title in seen] == [
            *("plan", "check your answers", "when you disagree", "meetings", "early help", "handover"),
            *("what happened", "forms and letters", "the record"),
        ]

    play(go)


# The ladder


def test_a_disagreement_is_played_from_the_first_rung_to_settled() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("l")
        assert "NOT TAKEN UP YET" in driver.text
        await driver.press("1", "enter")
        await driver.type("said so by phone")
        await driver.press("enter")
        assert "You are on rung 1 of 4." in driver.words
        assert "Time left: 3 days." in driver.words
        assert "Noted: Rung 1 was taken up" in driver.words
        await driver.press("3", "enter", "enter")
        assert "GO TO RUNG 2 NOW." in driver.words
        await driver.press("1", "enter", "enter")
        assert "You are on rung 2 of 4." in driver.words
        await driver.press("2", "enter")
        await driver.type("by e-mail")
        await driver.press("enter")
        assert "SETTLED." in driver.words
        assert "To close it well" in driver.words

    state = kept(play(go))
    assert [(one.kind, one.what, one.note) for one in state.told] == [
        ("rung tried", "", "said so by phone"),
        ("rung answered", Came.NOT_SETTLED, ""),
        ("rung tried", "", ""),
        ("rung answered", Came.SETTLED, "by e-mail"),
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("17:30", "That is still to come."), ("when we met", "is not a time."), ("1/1/1900", "is too far away.")],
)
def test_a_wrong_time_is_one_clear_line_and_nothing_is_written(typed: str, says: str) -> None:
    async def go(driver: Driver) -> None:
        await driver.press("l", "1")
        await driver.type(typed)
        await driver.press("enter")
        assert driver.place == "AskScreen"
        assert says in driver.words
        await driver.press("escape")
        assert "NOT TAKEN UP YET" in driver.text

    assert not kept(play(go)).told


def test_what_cannot_be_saved_is_said_and_enter_tries_again() -> None:
    store = the_store()

    async def go(driver: Driver) -> None:
        await driver.press("l", "1", "enter")
        store.trouble = FULL
        await driver.press("enter")
        assert "NOT SAVED: The disk is full. Free some space." in driver.words
        assert not kept(store).told
        await driver.press("enter")
        assert "You are on rung 1 of 4." in driver.words

    drive(go, (80, 24), RULE_SET, saved=lambda _rules: keeper_of(store))
    assert len(kept(store).told) == 1


def test_an_unsafe_child_comes_first_on_the_ladder_and_the_danger_question_is_one_key_away() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("l")
        assert driver.text.splitlines()[2].strip() == "IN DANGER NOW? RING 999. IF NOT, RING THE FRONT DOOR TODAY."
        assert "Ring children's social care" in driver.text
        await driver.press("d")
        assert driver.place == "QuestionScreen"

    play(go, answers=UNSAFE)


def test_saying_that_the_child_may_be_hurt_is_on_the_ladder_and_comes_back_with_999() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("l", "5")
        assert "How far has it got?" in driver.words
        await driver.press("1", "enter")
        for _ in range(20):
            if driver.place == "PlanScreen":
                break
            await driver.press("u", "enter")
        await driver.press("l")
        assert driver.text.splitlines()[2].strip().startswith("IN DANGER NOW? RING 999.")

    state = kept(play(go))
    assert "child unsafe" in state.session.answers["dispute_stage"].values


def test_the_letter_is_one_key_away_and_is_filled_from_the_case() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("l", "4")
        assert driver.place == "FormScreen"
        await driver.press("end")
        assert "From the saved case 7-blue." in driver.words
        await driver.press("escape")
        assert "when you disagree" in driver.text.splitlines()[0]

    play(go, telling.rung_tried(AT, "resolve-stage-1"))


# Meetings, early help, handover, the record


def test_a_meeting_is_noted_prepared_and_ticked() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "4", "1")
        await driver.type("4/12/2026 10:00")
        await driver.press("enter", "2", "enter", "enter")
        assert "First child protection conference: 10 am on Friday 4 December" in driver.words
        assert "Your report: by 5 pm on Tuesday 1 December." in driver.words
        await driver.press("2", "enter", "enter")
        assert "Your report: Sent." in driver.words
        assert "[x] My report has gone" in driver.text
        await driver.press("6", "1", "enter", "enter", "enter")
        await driver.press("1")
        assert driver.place == "FormScreen"

    state = kept(play(go))
    assert [(one.what, one.who) for one in state.told] == [(Meeting.REPORT_SENT, ""), (Meeting.BRIEFED, "a colleague")]


def test_a_report_that_is_late_says_what_to_do_now() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("4")
        assert "Your report: OVERDUE since 5 pm on Tuesday 1 December." in driver.words
        assert "Ring the chair or the conference team now." in driver.words

    play(go, CALLED, OWED, now=LATER)


def test_esc_leads_from_a_kind_of_meeting_to_the_list_of_them() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "4", "3")
        assert "A review conference" in driver.text.splitlines()[2]
        await driver.press("escape")
        assert "No meeting is noted." in driver.text
        await driver.press("escape")
        assert "this case" in driver.text.splitlines()[0]

    play(go)


def test_early_help_is_agreed_bit_by_bit() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "5", "2", "enter", "enter")
        await driver.press("3", "2", "enter", "enter", "enter")
        assert "2 of 5 agreed." in driver.text
        assert "[x] A lead practitioner is agreed   the health visitor 4 pm today" in driver.text
        await driver.press("6")
        await driver.type("1/11/2026")
        await driver.press("enter")
        assert "That has passed." in driver.words
        await driver.press(*["backspace"] * 9)
        await driver.type("18/12/2026")
        await driver.press("enter", "enter", "enter")
        await driver.press("7")
        await driver.type("a bed")
        await driver.press("enter")
        await driver.type("housing")
        await driver.press("enter")
        await driver.type("18/12/2026")
        await driver.press("enter", "enter")
        assert "3 of 5 agreed." in driver.text
        await driver.press("pagedown")
        assert "housing: a bed" in driver.text
        assert "by 12 noon on Friday 18 December" in driver.text

    state = kept(play(go))
    assert [one.what for one in state.told] == [Help.MET, Help.LEAD, Help.REVIEW]
    assert [(one.what, one.who) for one in state.still_owed] == [("a bed", "housing")]


def test_a_handover_is_offered_then_accepted() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "6", "2", "1", "enter", "enter", "enter")
        assert "YOU STILL HOLD THIS CASE. Offered to the new worker" in driver.words
        assert "[x] I have offered it" in driver.text
        await driver.press("3", "1", "enter", "enter")
        await driver.type("by e-mail")
        await driver.press("enter")
        assert "HANDED OVER. Accepted by the new worker" in driver.words

    state = kept(play(go))
    assert [(one.what, one.note) for one in state.told] == [(Handover.OFFERED, ""), (Handover.ACCEPTED, "by e-mail")]


def test_the_record_makes_the_decision_again_and_finds_nothing_changed() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("k", "9")
        assert "IN ORDER." in driver.text
        assert "comes out the same, byte for byte" in driver.words

    play(go)


def test_something_due_is_dealt_with_from_the_whole_case() -> None:
    async def go(driver: Driver) -> None:
        assert "Children's social care: The outcome" in driver.text
        await driver.press("enter")
        assert driver.place == "AskScreen"
        await driver.press("enter", "enter")
        assert driver.place == "PlaceScreen"
        assert "Children's social care: The outcome" not in driver.text

    assert not kept(play(go, CALLED, OWED, now=AT + timedelta(minutes=1), answers=CALM)).still_owed


def test_a_step_that_is_overdue_is_ticked_from_the_whole_case() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("enter")
        assert driver.place == "TellScreen"
        await driver.press("1", "enter", "enter")
        assert driver.place == "PlaceScreen"

    state = kept(play(go, now=LATER))
    assert [step.status for step in state.steps.values()].count(Became.DONE) == 1


# A worry that is not kept

TO_A_PLAN = ("1", "n", "enter", "3", "enter")


async def to_the_plan(driver: Driver) -> None:
    await driver.press(*TO_A_PLAN)
    for _ in range(20):
        if driver.place == "PlanScreen":
            return
        await driver.press("u", "enter")
    raise AssertionError("there is no plan after twenty questions")


def test_without_a_case_every_place_can_be_read_and_keeping_is_explained() -> None:
    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("k")
        assert "Nothing of this worry is kept." in driver.text
        for digit, words in (
            ("3", "rung"),
            ("4", "Choose the kind of meeting"),
            ("5", "early help"),
            ("6", "You hold"),
        ):
            await driver.press(digit)
            assert words in driver.text
            assert "e happened" not in driver.text
            await driver.press("escape")
        await driver.press("7")
        assert "triage cases on" in driver.words

    drive(go, (80, 24), RULE_SET)


def test_a_worry_is_kept_as_a_case_with_all_there_is_of_it() -> None:
    store = Remembered()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("space", "k", "7")
        await driver.type(RIGHT)
        await driver.press("enter")
        await driver.press(*["backspace"] * 12)
        await driver.type("9-green")
        await driver.press("enter")
        assert "saved as 9-green" in driver.text
        assert driver.place == "PlaceScreen"
        await driver.press("3", "1", "enter", "enter")
        assert "Noted: Rung" in driver.words

    drive(go, (80, 24), RULE_SET, cases=a_shelf(store))
    state = replay(store.load("9-green"))
    assert state.decision is not None
    assert len(state.session.entries) >= 4
    assert [step.status for step in state.steps.values()].count(Became.DONE) == 1
    assert [one.kind for one in state.told] == ["rung tried"]


def test_saved_cases_are_set_up_on_the_way_to_keep_a_worry() -> None:
    store, chosen = Remembered(), []

    def set_up(passphrase: str) -> Remembered:
        if len(passphrase) < 12:
            raise CasesError("A passphrase needs at least 12 letters.")
        chosen.append(passphrase)
        return store

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("k", "7")
        assert "Choose a passphrase" in driver.words
        await driver.press("enter")
        assert "Nothing was typed." in driver.words
        for typed in ("four words of mine", "four words of min"):
            await driver.type(typed)
            assert typed[:4] not in driver.text
            await driver.press("enter")
        assert "The two are not the same." in driver.words
        for typed in ("short", "short"):
            await driver.type(typed)
            await driver.press("enter")
        assert "at least 12 letters" in driver.words
        assert not chosen
        for typed in (RIGHT, RIGHT):
            await driver.type(typed)
            await driver.press("enter")
        assert chosen == [RIGHT]
        await driver.press("enter")
        assert "saved as" in driver.text
        assert driver.place == "PlaceScreen"

    on = {"is_on": lambda: bool(chosen), "set_up": set_up}
    drive(go, (80, 24), RULE_SET, cases=a_shelf(store, **on))
    assert len(store.cases) == 1


def test_a_worry_that_cannot_be_written_stays_as_it_was() -> None:
    store = Remembered()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("k", "7")
        await driver.type(RIGHT)
        await driver.press("enter")
        store.trouble = FULL
        await driver.press("enter")
        assert "NOT SAVED: The disk is full." in driver.words
        assert driver.app.case is not None
        assert driver.app.case.to_lose

    drive(go, (160, 40), RULE_SET, cases=a_shelf(store))


@pytest.mark.parametrize("theme", ["triage-light", "triage-high-contrast"])
def test_no_place_says_anything_by_colour_alone(theme: str) -> None:
    shown: list[str] = []

    async def go(driver: Driver) -> None:
        driver.app.theme = theme
        await driver.press("k", "5")
        shown.append(driver.text)

    play(go, telling.help_told(AT, Help.MET))
    assert "[x] The team around the family has met" in shown[0]
    assert "[ ] A lead practitioner is agreed" in shown[0]


def test_the_case_used_here_is_answered_to_its_end() -> None:
    state = replay(the_case())
    assert set(BEGUN) <= set(state.session.answers)
    assert state.decision is not None
