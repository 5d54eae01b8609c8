from __future__ import annotations

from datetime import date

import pytest

from ui.driving import DANGER_NONE, TO_PLAN, TO_WEEKS, TO_WORRY, Driver, drive
from ui.sample import NOW, sample_rules
from ui.walks import WALKS


def test_the_start_page_says_what_this_is_and_which_rules_are_loaded():
    async def go(driver: Driver) -> None:
        assert "Nothing you answer is saved or sent" in driver.words
        assert "Sample 1.0, in force from 1 September 2026, review by 28 February 2027" in driver.words
        assert "due for review" not in driver.text

    drive(go)


def test_the_start_page_warns_calmly_when_the_rules_are_past_their_review():
    async def go(driver: Driver) -> None:
        assert "Take care." in driver.text
        assert "were due for review on 28 February 2027" in driver.words

    drive(go, now=lambda: NOW.replace(year=2027, month=3))


def test_the_start_page_names_local_packs_that_could_be_added():
    async def go(driver: Driver) -> None:
        assert "Local numbers can be added for Gloucestershire." in driver.words

    drive(go, areas=lambda: "Local numbers can be added for Gloucestershire.")


def test_nothing_is_chosen_beforehand_and_enter_alone_does_not_go_on():
    async def go(driver: Driver) -> None:
        await driver.press("1")
        assert "[x]" not in driver.text
        await driver.press("enter")
        assert "There is a problem.  Tick what applies" in driver.text
        assert "Is any of this happening now?" in driver.text

    drive(go)


def test_numbers_choose_and_choosing_again_takes_it_back():
    async def go(driver: Driver) -> None:
        await driver.press("1", "2")
        assert "2  [x]" in driver.text
        await driver.press("2")
        assert "[x]" not in driver.text

    drive(go)


def test_none_of_these_and_a_tick_rule_each_other_out():
    async def go(driver: Driver) -> None:
        await driver.press("1", "1", "n")
        assert "n  [x]  None of these" in driver.text
        assert "1  [ ]" in driver.text
        await driver.press("1")
        assert "n  [ ]  None of these" in driver.text

    drive(go)


def test_a_tick_and_not_sure_can_stand_together():
    async def go(driver: Driver) -> None:
        await driver.press("1", "2", "u")
        assert "2  [x]" in driver.text
        assert "u  [x]  Not sure" in driver.text

    drive(go)


def test_on_a_choose_one_page_the_last_choice_counts_and_enter_on_a_line_chooses_it():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "1", "2")
        assert "1  ( )" in driver.text
        assert "2  (•)" in driver.text
        await driver.press("b", "enter", "down", "down", "enter")
        assert driver.app.case is not None
        assert driver.app.case.session.answers["role"].values == ("gp",)

    drive(go)


def test_arrows_home_and_end_move_and_space_picks():
    async def go(driver: Driver) -> None:
        await driver.press("1", "end", "space")
        assert "[x]  Not sure" in driver.text
        await driver.press("home", "space", "down", "space")
        assert "1  [x]" in driver.text
        assert "2  [x]" in driver.text
        assert "›" in driver.text

    drive(go)


def test_back_keeps_every_answer():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WEEKS, "4", "b", "b", "b")
        assert "n  [x]  None of these" in driver.text
        await driver.press("enter")
        assert "How old is the baby?" in driver.text
        await driver.press("b", "b")
        assert "1  (•)  School or college" in driver.text

    drive(go)


def test_back_from_the_first_question_goes_to_the_start_page_and_the_answers_wait_there():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "b", "b")
        assert driver.place == "StartScreen"
        assert "Go on with this worry" in driver.text
        await driver.press("1")
        assert "What is your role?" in driver.text

    drive(go)


def test_a_number_is_typed_and_a_wrong_one_is_told_with_its_limits():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WEEKS)
        assert "type a whole number, 0 to 104" in driver.text
        await driver.press("9", "9", "9", "enter")
        assert "Enter a whole number from 0 to 104 weeks" in driver.text
        await driver.press("backspace", "backspace", "enter")
        assert driver.app.case is not None
        assert driver.app.case.session.answers["weeks"].number == 9

    drive(go)


def test_not_sure_takes_the_place_of_a_typed_number():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WEEKS, "4", "u")
        assert "(•)  Not sure" in driver.text
        assert " 4 " not in driver.text
        await driver.press("7")
        assert "( )  Not sure" in driver.text

    drive(go)


def test_skipping_counts_as_not_sure_and_is_told_so():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "s", "a")
        assert "Skipped (treated as not sure)" in driver.text

    drive(go)


def test_question_mark_shows_why_we_ask_and_hides_it_again():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY)
        assert "This settles the part about worry." not in driver.text
        await driver.press("question_mark")
        assert "This settles the part about worry." in driver.text
        await driver.press("question_mark")
        assert "This settles the part about worry." not in driver.text

    drive(go)


def test_a_long_page_keeps_not_sure_and_none_of_these_in_sight_and_says_that_there_is_more():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY)
        assert "more below" in driver.text
        assert "n  [ ]  None of these" in driver.text
        assert "u  [ ]  Not sure" in driver.text
        for _ in range(22):
            await driver.press("down")
        assert "Worry of kind 22" in driver.text
        assert "more above" in driver.text
        assert "What worries you?" in driver.text

    drive(go, size=(60, 20))


def test_letters_pick_the_tenth_and_later_lines():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY, "e", "y")
        assert "[x]  Worry of kind 10" in driver.text
        assert "[x]  Worry of kind 22" in driver.text

    drive(go, size=(80, 40))


def test_the_plan_comes_when_there_is_enough_to_act():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN)
        assert driver.place == "PlanScreen"
        assert "ACT NOW - within the hour" in driver.text
        assert "This is a CHILD PROTECTION REFERRAL" in driver.text
        assert "01000 200300" in driver.text
        assert "01000 999999" not in driver.text

    drive(go, size=(80, 60))


def test_before_there_is_enough_to_act_no_calm_urgency_is_shown_anywhere():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE)
        assert "PLAN IT" not in driver.text
        assert "How soon is not settled yet" in driver.text
        await driver.press("p")
        assert "THE PLAN SO FAR" in driver.text
        assert "PLAN IT" not in driver.text
        await driver.press("b")
        assert "What is your role?" in driver.text

    drive(go, size=(160, 48))


def test_wide_screens_mark_new_lines_and_the_answer_that_brought_them():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "1", "enter")
        assert "new" not in driver.text.split("The plan so far")[1]
        await driver.press("2", "1", "enter")
        beside = driver.text
        assert "new   1  Tell your safeguarding lead." in beside
        assert 'you said "Worry of kind 2"' in beside
        assert beside.count("new  ") == 1

    drive(go, size=(160, 48))


def test_lines_of_the_plan_are_ticked_as_done_and_opened():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "space")
        assert "[x]  1" in driver.text
        assert "done" in driver.text
        await driver.press("space")
        assert "[x]" not in driver.text
        assert "Who took the call" in driver.text
        await driver.press("enter")
        assert "Who took the call" not in driver.text
        await driver.press("o")
        assert "Who took the call" in driver.text

    drive(go)


def test_why_leads_to_the_passage_and_esc_leads_back():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "w")
        assert "a mark on a baby who cannot move" in driver.words
        assert "→ 4 weeks" in driver.text
        assert "From      Share early" in driver.text
        await driver.press("enter")
        assert "Standing  in force" in driver.text
        assert "- with the lead" in driver.text
        await driver.press("escape", "escape")
        assert driver.place == "PlanScreen"

    drive(go, size=(80, 40))


def test_g_on_the_plan_opens_the_passage_behind_the_line():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "g")
        assert driver.place == "SourceScreen"
        assert "Share early" in driver.text

    drive(go, size=(80, 40))


def test_why_not_and_what_would_change_it():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "n")
        assert "EMERGENCY" in driver.text
        assert "Is any of this happening now?  →" in driver.text
        await driver.press("escape", "x")
        assert "More urgent" in driver.text
        assert "What worries you?  →" in driver.text.split("Less urgent")[1]

    drive(go, size=(80, 40))


def test_a_part_is_made_fuller_and_then_the_plan_is_back():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "f")
        assert "settles what to write down and when to look again" in driver.text
        row = next(line for line in driver.text.splitlines() if "The next days" in line)
        await driver.press(row.split()[0].strip("›") or row.split()[1])
        assert "Have you told your safeguarding lead?" in driver.text
        await driver.press("2", "enter")
        assert driver.place == "PlanScreen"
        assert "Tell your safeguarding lead." in driver.text

    drive(go, size=(80, 60))


def test_a_changed_answer_leads_back_to_the_list_after_the_questions_it_opens():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY, "2", "enter", "a")
        assert driver.place == "AnswersScreen"
        await driver.press("down", "down", "enter")
        assert "What worries you?" in driver.text
        await driver.press("2", "1", "enter")
        assert "How old is the baby?" in driver.text
        await driver.press("4", "enter")
        assert driver.place == "AnswersScreen"
        assert "4 weeks" in driver.text

    drive(go, size=(80, 40))


def test_an_answer_that_no_longer_applies_is_listed_as_set_aside():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "a", "3", "1", "2", "enter")
        assert driver.place == "AnswersScreen"
        assert "Set aside: kept, but no longer asked" in driver.words
        assert "4 weeks  (set aside)" in driver.text

    drive(go, size=(80, 40))


def test_leaving_a_change_goes_back_to_the_list_with_nothing_changed():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "a", "2")
        assert "What is your role?" in driver.text
        await driver.press("2", "b")
        assert driver.place == "AnswersScreen"
        assert "School or college" in driver.text

    drive(go, size=(80, 40))


def test_d_asks_about_danger_again_from_everywhere_in_a_worry():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "d")
        assert "Is any of this happening now?" in driver.text
        await driver.press("1", "enter")
        assert "EMERGENCY - ring 999 now" in driver.text

    drive(go)


def test_contacts_show_groups_hours_and_checks_and_never_an_unverified_number():
    async def go(driver: Driver) -> None:
        await driver.press("c")
        lines = driver.text
        assert lines.index("In danger now") < lines.index("Social care")
        assert "01000 200300" in lines
        assert "01000 999999" not in lines
        await driver.press("down", "down")
        assert "number not verified" in driver.text
        assert "The number could not be confirmed." in driver.text

    drive(go, size=(80, 40))


def test_contacts_for_the_persons_role_come_before_the_others():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "1", "enter", "c")
        assert "For your role" in driver.text
        assert driver.text.index("Advice line for schools") < driver.text.index("Council front door")
        await driver.press("escape", "b", "2", "enter", "c")
        assert "Advice, for other roles" in driver.text

    drive(go, size=(80, 40))


def test_guidance_lists_sources_and_finds_passages_by_misspelt_words():
    async def go(driver: Driver) -> None:
        await driver.press("g")
        assert "An older manual" in driver.text
        assert "superseded" in driver.text
        await driver.type("bruses baby")
        assert "Bruises on babies" in driver.text
        assert "Share early" not in driver.text
        await driver.press("enter")
        assert "Standing superseded by Working with others" in driver.words
        assert "This was due to be looked at again." in driver.words

    drive(go, size=(80, 40))


def test_a_search_that_finds_nothing_says_so_and_letters_are_typed_not_obeyed():
    async def go(driver: Driver) -> None:
        await driver.press("g")
        await driver.type("qqqq")
        assert 'Nothing found for "qqqq"' in driver.text
        assert driver.place == "GuidanceScreen"

    drive(go)


def test_the_palette_offers_what_this_screen_can_do_and_carries_it_out():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "ctrl+p")
        assert "Check your answers" in driver.text
        assert "creenshot" not in driver.text
        await driver.type("check answers")
        await driver.press("enter")
        assert driver.place == "AnswersScreen"

    drive(go, size=(80, 40))


def test_help_lists_the_keys_of_the_screen_it_was_asked_from():
    async def go(driver: Driver) -> None:
        await driver.press("1", "f1")
        assert "What you can do here: new worry" in driver.text
        assert "1-9" in driver.text
        assert "Skip" in driver.text or "Pass over it" in driver.text
        await driver.press("f1")
        assert driver.place == "QuestionScreen"

    drive(go, size=(80, 60))


def test_the_look_changes_in_a_circle():
    async def go(driver: Driver) -> None:
        looks = [driver.app.theme]
        for _ in range(3):
            await driver.press("f2")
            looks.append(driver.app.theme)
        assert looks[0] == looks[3]
        assert len(set(looks)) == 3

    drive(go)


def test_the_screen_goes_blank_at_once_and_shows_nothing_of_the_case():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "f10")
        assert driver.text.strip() == ""
        await driver.press("x")
        assert driver.text.split() == ["F10", "goes", "back.", "F9", "shows", "the", "emergency", "card."]
        await driver.press("f10")
        assert driver.place == "PlanScreen"

    drive(go)


def test_leaving_asks_first_only_when_there_are_answers_to_lose():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "ctrl+c")
        assert "Leave now?" in driver.text
        await driver.press("enter")
        assert driver.place == "QuestionScreen"
        await driver.press("q", "2")
        assert driver.app.return_code == 0

    drive(go)


def test_a_new_worry_asks_first_and_then_starts_empty():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "ctrl+n")
        assert "Start again with a new worry?" in driver.text
        await driver.press("2")
        assert driver.place == "QuestionScreen"
        assert "[x]" not in driver.text
        assert driver.app.case is not None
        assert not driver.app.case.started

    drive(go)


def test_a_fault_of_the_reasoning_is_shown_above_the_plan():
    from dataclasses import replace

    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN)
        case = driver.app.case
        assert case is not None
        case._planned = ((case.session, case.own), replace(case.plan, fault="Only one of the two checks could run."))
        driver.app.screen.fill()  # type: ignore[attr-defined]
        await driver.settle()
        assert "Take care.  Only one of the two checks could run." in driver.text

    drive(go)


def test_rules_not_yet_in_force_are_named_as_such():
    async def go(driver: Driver) -> None:
        assert "not in force yet" in driver.text

    early = sample_rules()
    drive(go, rule_set=early, now=lambda: NOW.replace(year=2026, month=8, day=1))
    assert early.packs[0].in_force_from == date(2026, 9, 1)


def test_a_change_in_the_middle_of_the_questions_leads_back_to_the_list_too():
    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE, "a", "1")
        assert "change an answer" in driver.text
        await driver.press("2", "enter")
        assert driver.place == "AnswersScreen"
        await driver.press("b")
        assert driver.place == "PlanScreen" or "new worry" in driver.text

    drive(go, size=(80, 40))


def test_what_was_picked_before_leaving_a_page_is_still_picked():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WEEKS, "4", "p", "b")
        assert "How old is the baby?" in driver.text
        assert driver.app.screen._answer == {"4"}  # type: ignore[attr-defined]
        await driver.press("b", "3", "b", "enter", "enter")
        await driver.press("a", "escape")
        assert driver.app.case is not None
        assert driver.app.case.session.answers["worry"].values == ("kind 1",)
        assert driver.app.case.drafts["worry"] == {"kind 1", "kind 3"}

    drive(go, size=(80, 40))


def test_a_number_too_long_is_not_shifted():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WEEKS, "1", "2", "3", "4", "5")
        assert driver.app.screen._answer == {"1234"}  # type: ignore[attr-defined]

    drive(go)


def test_keys_in_the_row_of_keys_can_be_clicked():
    async def go(driver: Driver) -> None:
        column = driver.text.splitlines()[-1].index("F9")
        await driver.pilot.click("#keys", offset=(column, 1))
        await driver.settle()
        assert driver.place == "CardScreen"

    drive(go)


def test_a_fault_shows_in_the_strip_under_the_question():
    from dataclasses import replace

    async def go(driver: Driver) -> None:
        await driver.press("1", *DANGER_NONE)
        case = driver.app.case
        assert case is not None
        case._planned = ((case.session, case.own), replace(case.plan, fault="Only one of the two checks could run."))
        driver.app.screen.fill()  # type: ignore[attr-defined]
        await driver.settle()
        assert "So far  Take care  Only one of the two checks could run." in driver.text

    drive(go)


@pytest.mark.parametrize("keys", WALKS.values(), ids=WALKS)
def test_the_emergency_card_is_one_key_away_and_one_key_back(keys):
    async def go(driver: Driver) -> None:
        await driver.press(*keys)
        place = driver.place
        await driver.press("f9")
        assert "Ring 999 now." in driver.text
        await driver.press("f9")
        assert driver.place == place
        await driver.press("f10", "f9")
        assert "Ring 999 now." in driver.text
        await driver.press("escape")
        assert driver.text.strip() == ""
        await driver.press("f10")
        assert driver.place == place

    drive(go)


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (60, 20), (200, 60)])
def test_every_screen_survives_any_size(size):
    async def go(driver: Driver) -> None:
        for keys in (("1",), ("n", "enter"), ("1", "enter"), ("1", "enter"), ("4", "enter"), ("w",), ("escape", "a"),
                     ("c",), ("down", "g"), ("escape", "escape", "f"), ("escape", "ctrl+p"), ("escape", "h"), ("f9",)):  # fmt: skip
            await driver.press(*keys)
            assert driver.app.is_running
            assert driver.text.strip()

    drive(go, size=size)
