"""The interview on a small rule set: what is asked, in which order, and when there is enough to act."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from session.small_england import small_england
from session.walking import interview
from triage.engine.decide import Decider
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.model import SendAs, Urgency
from triage.session.interview import Interview
from triage.session.session import Session
from triage.session.view import RowState

RULES = small_england()
ROOM = interview(RULES)
SAFE = {"danger": ticked(), "situation": chosen("worried"), "worry": ticked("neglect"), "level": chosen("help")}


def answered(answers: Mapping[str, Answer], *sections: str) -> Session:
    session = Session()
    for question, answer in answers.items():
        session = ROOM.answer(session, question, answer)
    return session.fuller(*sections)


def asked(answers: Mapping[str, Answer], *sections: str) -> str | None:
    page = ROOM.view(answered(answers, *sections)).page
    return page.question if page else None


@pytest.mark.parametrize(
    ("answers", "next_page"),
    [
        ({}, "danger"),
        ({"danger": ticked()}, "situation"),
        ({"danger": not_sure()}, "danger_check"),
        ({"danger": skipped()}, "danger_check"),
        ({"danger": not_sure(), "danger_check": chosen("no")}, "situation"),
        ({"danger": ticked(), "situation": chosen("worried")}, "worry"),
        ({"danger": ticked(), "situation": not_sure()}, "worry"),
        ({"danger": ticked(), "situation": chosen("routine")}, None),
        ({"danger": ticked(), "situation": chosen("worried"), "worry": ticked("physical")}, "baby"),
        ({"danger": ticked(), "situation": chosen("worried"), "worry": ticked("neglect")}, "level"),
        (SAFE, None),
    ],
)
def test_the_next_page(answers, next_page):
    assert asked(answers) == next_page


@pytest.mark.parametrize("answer", [ticked("hurt now"), ticked("hurt now", rest_not_sure=True)])
def test_an_emergency_takes_one_page(answer):
    view = ROOM.view(answered({"danger": answer}))
    assert view.decision.urgency is Urgency.EMERGENCY
    assert (view.enough, view.page) == (True, None)


def test_not_sure_about_danger_takes_one_more_page_to_an_emergency():
    view = ROOM.view(answered({"danger": not_sure(), "danger_check": not_sure()}))
    assert view.decision.urgency is Urgency.EMERGENCY
    assert (view.enough, view.page) == (True, None)


def test_an_urgent_case_is_not_asked_what_cannot_make_it_more_urgent():
    view = ROOM.view(answered({"danger": ticked(), "situation": chosen("worried"), "level": chosen("harm")}))
    assert view.decision.urgency is Urgency.NOW
    assert view.enough
    assert "worry" not in view.answers


def test_an_urgent_case_is_still_asked_what_would_change_the_kind_of_message():
    view = ROOM.view(answered({"danger": ticked("left alone")}))
    assert (view.decision.urgency, view.decision.send_as) == (Urgency.NOW, SendAs.ADVICE)
    assert view.page.question == "situation"


def test_danger_is_asked_even_of_an_urgent_case():
    view = ROOM.view(answered({"situation": chosen("worried"), "level": chosen("harm")}))
    assert view.decision.urgency is Urgency.NOW
    assert (view.enough, view.page.question) == (False, "danger")


def test_what_cannot_change_urgency_or_message_waits_until_asked_for():
    view = ROOM.view(answered(SAFE))
    assert (view.enough, view.complete) == (True, False)
    assert [(part.id, part.open_questions) for part in view.sections] == [("danger", 0), ("worry", 0), ("after", 1)]
    assert [part.settles for part in view.sections][2] == "what after settles"


def test_making_a_section_fuller_asks_its_pages_one_after_another():
    assert asked(SAFE, "after") == "told"
    assert asked({**SAFE, "told": chosen("yes")}, "after") == "reply"
    view = ROOM.view(answered({**SAFE, "told": chosen("yes"), "reply": chosen("no")}, "after"))
    assert (view.page, view.complete) == (None, True)
    assert [step.step for step in view.decision.steps if "chase" in step.step] == ["chase"]


def test_a_page_is_asked_first_before_a_section_that_is_open():
    assert asked({"danger": ticked()}, "after") == "situation"


def test_nothing_is_left_once_every_question_that_adds_was_answered():
    view = ROOM.view(answered({**SAFE, "told": chosen("no")}))
    assert view.complete
    assert not any(part.open_questions for part in view.sections)


def test_changing_an_answer_keeps_the_others_and_sets_aside_what_no_longer_applies():
    session = answered({"danger": ticked(), "situation": chosen("worried"), "worry": ticked("physical")})
    session = ROOM.answer(session, "baby", chosen("yes"))
    session = ROOM.answer(session.change("situation"), "situation", chosen("routine"))
    view = ROOM.view(session)
    assert view.set_aside == ("worry", "baby")
    assert set(view.answers) == {"danger", "situation"}
    assert view.decision.urgency is Urgency.INFORMATION
    restored = ROOM.view(ROOM.answer(session, "situation", chosen("worried")))
    assert restored.set_aside == ()
    assert restored.answers["baby"] == chosen("yes")


def test_a_page_looked_at_again_shows_its_answer():
    page = ROOM.view(answered(SAFE).change("situation")).page
    assert (page.question, page.answer) == ("situation", chosen("worried"))


def test_a_change_leads_back_to_where_the_person_was():
    session = answered({"danger": ticked(), "situation": chosen("worried")}).change("danger")
    assert ROOM.view(session).page.question == "danger"
    assert ROOM.view(ROOM.answer(session, "danger", ticked())).page.question == "worry"


def test_going_back_passes_over_answers_that_were_set_aside():
    session = answered({"danger": ticked(), "situation": chosen("worried"), "worry": ticked(), "level": not_sure()})
    session = ROOM.answer(session, "situation", chosen("routine"))
    shown = []
    for _ in range(3):
        page = ROOM.view(session).page
        session = session.back(page.question if page else None)
        shown.append(ROOM.view(session).page.question)
    assert shown == ["situation", "danger", "danger"]


def test_a_page_that_does_not_apply_is_never_shown():
    page = ROOM.view(answered({"danger": ticked(), "situation": chosen("routine")}).change("worry")).page
    assert page.question == "situation"
    assert ROOM.view(Session().change("reply")).page.question == "danger"


def test_a_page_set_aside_leads_to_the_one_asked_before_it_and_not_to_a_later_one():
    given = {**SAFE, "worry": ticked("physical")}
    session = answered({name: given[name] for name in ("danger", "situation", "worry")})
    session = ROOM.answer(ROOM.answer(session, "baby", chosen("no")), "level", chosen("help"))
    session = ROOM.answer(session, "worry", ticked("neglect"))
    assert ROOM.view(session).set_aside == ("baby",)
    assert ROOM.view(session.change("baby")).page.question == "worry"


def test_about_how_many_questions_are_left():
    order = []
    session = Session()
    while (page := ROOM.view(session).page) is not None:
        order.append((page.question, page.about_left))
        session = ROOM.answer(session, page.question, {**SAFE, "told": chosen("no")}[page.question])
    assert order == [("danger", 4), ("situation", 2), ("worry", 2), ("level", 1)]


def test_a_page_looked_at_again_counts_itself():
    session = answered({"danger": ticked(), "situation": chosen("worried")})
    assert ROOM.view(session).page.about_left == 2
    assert ROOM.view(session.change("danger")).page.about_left == 3


def test_rows_are_in_interview_order_with_how_each_was_dealt_with():
    answers = {"situation": chosen("worried"), "danger": skipped(), "worry": ticked("physical", rest_not_sure=True)}
    rows = ROOM.view(answered({**answers, "level": not_sure(), "danger_check": chosen("no")})).rows
    assert [(row.question, row.answer_words, row.state) for row in rows] == [
        ("danger", "Skipped (treated as not sure)", RowState.SKIPPED),
        ("danger_check", "No", RowState.ANSWERED),
        ("situation", "Worried", RowState.ANSWERED),
        ("worry", "Physical; not sure about the rest", RowState.ANSWERED),
        ("level", "Not sure", RowState.NOT_SURE),
    ]
    assert (rows[0].ask, rows[0].section) == ("Danger?", "Danger")


def test_rows_set_aside_come_last():
    rows = ROOM.view(answered({**SAFE, "situation": chosen("routine"), "told": chosen("no")})).rows
    assert [(row.question, row.state) for row in rows] == [
        ("danger", RowState.ANSWERED),
        ("situation", RowState.ANSWERED),
        ("worry", RowState.SET_ASIDE),
        ("level", RowState.SET_ASIDE),
        ("told", RowState.SET_ASIDE),
    ]


def test_a_set_aside_row_comes_last_even_from_the_first_section():
    rows = ROOM.view(answered({"danger": ticked(), "danger_check": chosen("no"), "situation": not_sure()})).rows
    assert [(row.question, row.state) for row in rows] == [
        ("danger", RowState.ANSWERED),
        ("situation", RowState.NOT_SURE),
        ("danger_check", RowState.SET_ASIDE),
    ]


def test_an_answer_the_question_cannot_take_is_refused():
    with pytest.raises(ValueError, match=r"Level\? Choose one of the answers offered"):
        ROOM.answer(Session(), "level", number(3))
    with pytest.raises(ValueError, match=r'"elsewhere" is not one of the answers offered'):
        ROOM.view(Session((("level", chosen("elsewhere")),)))
    with pytest.raises(ValueError, match="no question called"):
        ROOM.view(Session((("gone", chosen("yes")),)))
    with pytest.raises(ValueError, match="no question called"):
        ROOM.view(Session().change("gone"))


class Counting(Decider):
    """A decider that counts how often it is asked."""

    asked = 0

    def decide(self, answers):
        self.asked += 1
        return super().decide(answers)


def test_drawing_the_same_moment_again_decides_nothing_anew():
    decider = Counting(RULES, None)
    room = Interview(RULES, decider)
    first = room.view(answered(SAFE))
    assert room.view(answered(SAFE)) is first
    assert decider.asked == 1
    room.view(answered(SAFE).change("danger"))
    assert decider.asked == 2


class OnlyDecides:
    """A decider without an evaluator of its own, as one behind a process would be."""

    def decide(self, answers):
        return Decider(RULES, None).decide(answers)


def test_a_decider_that_shows_nothing_of_its_working_is_enough():
    assert Interview(RULES, OnlyDecides()).view(answered(SAFE)) == ROOM.view(answered(SAFE))
