from __future__ import annotations

from collections.abc import Iterator

import pytest

from triage.ui.case import Case
from triage.ui.guide import RealGuide
from ui.sample import NOW, sample_rules


@pytest.fixture
def case() -> Iterator[Case]:
    guide = RealGuide(sample_rules(), lambda: NOW)
    yield Case(guide)
    guide.close()


def answer(case: Case, *pages: str | tuple[str, ...]) -> None:
    for picked in pages:
        case.answer((picked,) if isinstance(picked, str) else picked)


def page(case: Case) -> str | None:
    shown = case.view.page
    return shown.question if shown is not None else None


def test_a_new_case_has_nothing_to_lose_and_asks_about_danger_first(case):
    assert not case.started
    assert page(case) == "danger"
    assert not case.can_go_back()


def test_a_page_that_cannot_take_an_answer_says_so_and_nothing_changes(case):
    with pytest.raises(ValueError, match="Tick what applies"):
        case.answer(())
    assert not case.started


def test_news_are_the_steps_the_last_answer_brought(case):
    answer(case, "none of these", "gp")
    assert case.news == frozenset()
    answer(case, ("kind 2",))
    assert case.news == {"tell-lead"}
    assert case.last == "What worries you?"
    case.back()
    assert case.news == frozenset()


def test_the_plan_is_made_once_for_each_set_of_answers(case):
    assert case.plan is case.plan
    first = case.plan
    answer(case, "hurt now")
    assert case.plan is not first


def test_urgency_is_settled_once_there_is_enough_or_when_it_is_as_high_as_now(case):
    answer(case, "none of these", "gp")
    assert not case.settled
    answer(case, ("kind 1",), "4")
    assert case.settled
    assert case.view.decision.urgency.word == "now"


def test_going_back_and_forward_keeps_everything(case):
    answer(case, "none of these", "gp", ("kind 1",))
    case.back()
    case.back()
    assert page(case) == "role"
    assert case.can_go_back()
    case.forward()
    assert page(case) == "weeks"


def test_a_change_is_finished_when_what_waited_before_is_next_again(case):
    answer(case, "none of these", "gp", ("kind 2",))
    waiting = page(case)
    case.look_at("role", then_return=True)
    assert case.returning
    assert not case.back_to_list()
    answer(case, "school staff")
    assert page(case) == waiting
    assert case.back_to_list()
    assert not case.back_to_list()


def test_a_change_that_opens_a_question_has_it_asked_first(case):
    answer(case, "none of these", "gp", ("kind 2",))
    case.look_at("worry", then_return=True)
    answer(case, ("kind 1", "kind 2"))
    assert page(case) == "weeks"
    assert not case.back_to_list()
    answer(case, "80")
    while page(case) == "moves":
        answer(case, "yes")
    assert case.back_to_list()


def test_skipping_moves_on(case):
    case.skip()
    assert page(case) != "danger"
    assert case.view.rows[0].answer_words.startswith("Skipped")


def test_a_part_is_made_fuller_until_nothing_is_left(case):
    answer(case, "none of these", "gp", ("kind 1",), "4")
    assert page(case) is None
    case.make_fuller("after")
    assert page(case) == "told"
    answer(case, "no")
    assert page(case) is None
    assert "tell-lead" in {step.id for step in case.plan.steps}
    case.stop_filling()
    assert not case.session.opened


def test_ticking_twice_takes_the_tick_back(case):
    case.tick("write")
    assert case.done == {"write"}
    case.tick("write")
    assert case.done == set()
