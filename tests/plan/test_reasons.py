"""Why a line is there, how far its sources can be relied on, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.plan_rules import NO_ANSWERS, NOW, RULE_SET, because, decision
from triage.plan.build import build_plan
from triage.plan.unknowns import LONGEST_ASK, MOST_NOT_KNOWN, not_known, shortened
from triage.plan.words import caution
from triage.rules.answers import Answer, not_sure, skipped, ticked

TODAY = NOW.date()
Evidence = tuple[str, str | None, str, bool]


def answers_behind(*evidence: Evidence, answers: dict[str, Answer] | None = None) -> tuple[tuple[str, str], ...]:
    plan = build_plan(RULE_SET, decision(because("hurt", *evidence)), answers or {}, NOW)
    return plan.steps[0].reasons[0].answers


@pytest.mark.parametrize(
    ("evidence", "answer", "words"),
    [
        (("role", None, "gp", False), None, "I am a GP"),
        (("safe", None, "yes", True), not_sure(), "Not sure, treated as: Yes"),
        (("safe", None, "yes", True), skipped(), "Skipped, treated as: Yes"),
        (("safe", None, "not sure", False), not_sure(), "Not sure"),
        (("safe", None, "not sure", False), skipped(), "Skipped"),
        (("weeks", None, "8", False), None, "8 weeks"),
        (("danger", "hurt", "yes", False), None, "Being hurt"),
        (("danger", "hurt", "yes", True), not_sure(), "Not sure, treated as: Being hurt"),
        (("danger", "hurt", "no", False), None, "Not ticked: Being hurt"),
        (("danger", None, "answered", False), None, "Answered"),
    ],
)
def test_answers_are_told_as_given_and_as_read(evidence: Evidence, answer: Answer | None, words: str) -> None:
    given_answers = {evidence[0]: answer} if answer else {}
    assert answers_behind(evidence, answers=given_answers) == ((RULE_SET.questions[evidence[0]].ask, words),)


def test_several_ticks_on_one_page_are_one_answer() -> None:
    found = answers_behind(
        ("danger", "hurt", "yes", False),
        ("role", None, "gp", False),
        ("danger", "alone", "yes", False),
        ("danger", "ran", "no", False),
        answers={"danger": ticked("hurt", "alone")},
    )
    assert [words for _, words in found] == ["Being hurt; Alone. Not ticked: Ran away", "I am a GP"]


def test_a_reason_gives_its_rule_sentence_and_place() -> None:
    reason = build_plan(RULE_SET, decision("hurt"), NO_ANSWERS, NOW).steps[0].reasons[0]
    assert (reason.rule, reason.why) == ("hurt", "hurt is so, says your safeguarding lead")
    assert reason.place == "rules/test/topic/rules.yaml:7:3"
    assert [one.anchor for one in reason.citations] == ["guide#share", "old#old"]
    assert reason.citations[0].where == "paragraph 9"
    assert reason.citations[0].caution == ""


def test_a_passage_that_is_missing_does_not_cost_the_plan() -> None:
    rules = {**RULE_SET.rules, "hurt": replace(RULE_SET.rules["hurt"], because=("guide#gone", "guide#share"))}
    plan = build_plan(replace(RULE_SET, rules=rules), decision("hurt"), NO_ANSWERS, NOW)
    assert [one.anchor for one in plan.steps[0].reasons[0].citations] == ["guide#share"]


@pytest.mark.parametrize(
    ("anchor", "today", "words"),
    [
        ("guide#share", TODAY, ""),
        ("guide#second", TODAY, "Read second-hand: check before relying on the detail. Read: The 2025 edition, whole."),
        (
            "old#old",
            TODAY,
            "Replaced by The guide (2026). From memory of the document: check before relying on the detail.",
        ),
        ("draft#soon", TODAY, "Not yet in force. Not verified: check before relying on it."),
        ("essay#view", TODAY, "Background reading, not guidance in force."),
        (
            "guide#share",
            date(2027, 5, 2),
            "Due to be checked again by 1 May 2027, and not checked since. Read: The 2025 edition, whole.",
        ),
        ("guide#share", date(2027, 5, 1), ""),
    ],
)
def test_how_far_a_passage_can_be_relied_on(anchor: str, today: date, words: str) -> None:
    source, passage = RULE_SET.passage(anchor)
    assert caution(source, passage, RULE_SET.sources, today) == words


def test_a_superseded_source_whose_follower_is_unknown_still_says_so() -> None:
    source, passage = RULE_SET.passage("old#old")
    assert caution(source, passage, {}, TODAY).startswith("Replaced by a newer edition.")


def test_what_was_assumed_is_told_once_for_each_question() -> None:
    made = decision(
        because(
            "hurt", ("danger", "hurt", "yes", True), ("danger", "alone", "yes", True), ("danger", "ran", "no", True)
        ),
        because("unsafe", ("safe", None, "yes", True), ("danger", "hurt", "yes", True)),
        because("floor", ("role", None, "gp", False)),
    )
    plan = build_plan(RULE_SET, made, {"danger": not_sure(), "safe": skipped()}, NOW)
    assert plan.assumed == (
        'You were not sure: "Is any of this happening now?" We treat it as "Being hurt; Alone" until you know more.',
        'You skipped: "Would telling the parents add to the risk?" We treat it as "Yes" until you know more.',
    )


def test_nothing_is_assumed_from_plain_answers() -> None:
    made = decision(because("floor", ("role", None, "gp", False)), because("later", ("later", None, "not sure", False)))
    assert build_plan(RULE_SET, made, {"later": not_sure()}, NOW).assumed == ()


def test_what_is_not_known_names_open_questions_most_pressing_first() -> None:
    made = decision("floor", open_rules=("later", "unsafe", "hurt"))
    assert not_known(RULE_SET, made, {}) == (
        "Is any of this happening now?",
        "Would telling the parents add to the risk?",
        "Has anybody confirmed that they have your referral?",
    )


def test_answered_questions_and_those_that_do_not_apply_are_known() -> None:
    made = decision("floor", open_rules=("later", "unsafe", "hurt"), not_applying=("later",))
    assert not_known(RULE_SET, made, {"danger": not_sure()}) == ("Would telling the parents add to the risk?",)


def test_an_open_rule_that_could_add_nothing_is_not_worth_asking_for() -> None:
    made = decision("hurt", "unsafe", open_rules=("hurt",))
    assert not_known(RULE_SET, made, {}) == ()


def test_an_open_rule_that_only_hastens_the_plan_is_worth_asking_for() -> None:
    made = decision("floor", "kind", open_rules=("unsafe",))
    planned = tuple(
        replace(step, step=name) for step, name in zip(made.steps, ("ring-front-door", "in-writing"), strict=False)
    )
    assert not_known(RULE_SET, replace(made, steps=planned), {}) == ("Would telling the parents add to the risk?",)


def test_at_most_five_are_named() -> None:
    questions = {f"q{n}": replace(RULE_SET.questions["safe"], id=f"q{n}", ask=f"Is it {n}?") for n in range(9)}
    rules = {
        f"r{n}": replace(
            RULE_SET.rules["later"],
            id=f"r{n}",
            when=replace(RULE_SET.rules["later"].when, question=f"q{n}"),
            steps=("support",),
        )
        for n in range(9)
    }
    rule_set = replace(RULE_SET, questions={**RULE_SET.questions, **questions}, rules={**RULE_SET.rules, **rules})
    made = decision("floor", open_rules=tuple(rules))
    made = replace(made, applies={**made.applies, **dict.fromkeys(questions, made.applies["safe"])})
    assert len(not_known(rule_set, made, {})) == MOST_NOT_KNOWN


@given(st.text("abc ?,", max_size=200))
def test_shortened_questions_fit(ask: str) -> None:
    assert len(shortened(ask)) <= LONGEST_ASK
    if len(ask) <= LONGEST_ASK and "? " not in ask:
        assert shortened(ask) == ask


def test_a_long_question_is_cut_at_a_word() -> None:
    assert shortened("Is it so? And if so, when?") == "Is it so?"
    cut = shortened("Has anyone in the household, or close to it, ever been known to the police, courts or social care")
    assert cut == "Has anyone in the household, or close to it, ever been known to the..."
