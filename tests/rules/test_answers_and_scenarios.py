"""Answers as people write them, in files of their own and in scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.support import GOOD, TODAY, codes, good_copy, good_rules
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.answers_file import read_answers
from triage.rules.load import load
from triage.rules.model import SendAs, Urgency
from triage.rules.problems import RulesRefused, render
from triage.rules.scenarios import Expect, read_scenarios

RULES = good_rules()


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("immediate: yes", {"immediate": chosen("yes")}),
        ("immediate: false", {"immediate": chosen("no")}),
        ("harm_level: needs help", {"harm_level": chosen("needs help")}),
        ("harm_level: not sure", {"harm_level": not_sure()}),
        ("harm_level: skipped", {"harm_level": skipped()}),
        ("age: 0", {"age": number(0)}),
        ("age: not sure", {"age": not_sure()}),
        ("danger: none of these", {"danger": ticked()}),
        ("danger: []", {"danger": ticked()}),
        ("danger: [none of these]", {"danger": ticked()}),
        ("danger: hurt now", {"danger": ticked("hurt now")}),
        ("danger: [may be taken, hurt now]", {"danger": ticked("hurt now", "may be taken")}),
        ("danger: [hurt now, hurt now]", {"danger": ticked("hurt now")}),
        ("danger: [hurt now, not sure]", {"danger": ticked("hurt now", rest_not_sure=True)}),
        ("danger: [not sure]", {"danger": not_sure()}),
        ("danger: skipped", {"danger": skipped()}),
        ("age: 3\nimmediate: no", {"age": number(3), "immediate": chosen("no")}),
        ("answers:\n  age: 3\n", {"age": number(3)}),
        (
            '{"age": 3, "danger": ["hurt now"], "immediate": true}',
            {"age": number(3), "danger": ticked("hurt now"), "immediate": chosen("yes")},
        ),
    ],
)
def test_answers_are_read(text: str, answers: dict[str, Answer]) -> None:
    assert read_answers(text, "answers.yaml", RULES) == answers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "age: 18",
            "answers.yaml:1:6: TR302 18 is not an answer of 'age'.\n  age: 18\n       ^\nTry: give a number from 0 to 17.",
        ),
        (
            "ages: 3",
            "answers.yaml:1:1: TR301 there is no question called 'ages'.\n  ages: 3\n  ^\nTry: did you mean 'age'?",
        ),
        ("age: three", "TR206"),
        ("age: [3]", "takes one answer, not a list"),
        ("age: { at least: 3 }", "TR601"),
        ("harm_level: need help", "did you mean 'needs help'?"),
        ("harm_level: none of these", "TR302"),
        ("immediate: maybe", "give yes, no, not sure or skipped."),
        ("danger: [not sure, hurt now]", "'not sure' comes last in a list"),
        ("danger: [hurt now, none of these]", "stand alone"),
        ("danger: [[hurt now]]", "TR601"),
        ("danger: [hurt]", "did you mean 'hurt now'?"),
        ("- age", "answers are written as 'question: answer'"),
        ("age", "answers are written as 'question: answer'"),
        ("", "TR111"),
        ("age: 3\nage: 4", "TR106"),
        ("age: \ud800", "TR102"),
    ],
)
def test_other_answers_are_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(RulesRefused) as refused:
        read_answers(text, "answers.yaml", RULES)
    assert told in str(refused.value)


def test_every_wrong_answer_is_told_at_once() -> None:
    with pytest.raises(RulesRefused) as refused:
        read_answers("age: 18\nharm: x\nimmediate: perhaps\n", "answers.yaml", RULES)
    assert codes(refused.value.problems) == ["TR302", "TR301", "TR302"]


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.dictionaries(st.sampled_from([*RULES.questions]), st.text(max_size=9)).map(str))
)
def test_any_text_gives_answers_or_is_refused(text: str) -> None:
    try:
        told = len(read_answers(text, "answers.yaml", RULES).keys() - RULES.questions.keys()) + 1
    except RulesRefused as refused:
        told = len(refused.problems)
    assert told


def test_scenarios_are_read_with_their_places() -> None:
    first, second = read_scenarios(GOOD, ["england"], RULES)
    assert (first.name, first.ref, first.pack, first.topic) == ("A child is being hurt", "T1", "england", "referral")
    assert first.answers == {"danger": ticked("hurt now", rest_not_sure=True), "role": chosen("school staff")}
    assert (first.otherwise, second.otherwise) == ("calmest", "")
    assert (first.trap, second.trap) == ("under-cautious", "")
    assert first.expect.urgency is Urgency.EMERGENCY
    assert first.expect.send_as is SendAs.INFORMATION_ONLY
    assert first.expect.by == {"ring-999": "ring-back"}
    assert (first.expect.rules, first.expect.not_rules, first.expect.not_steps) == (
        ("danger-ring-999",),
        ("serious-ring-now",),
        (),
    )
    assert str(second.place) == "rules/england/referral/scenarios.yaml:17:5"
    assert second.answers["role"] == skipped()


def expecting(tmp_path: Path, words: str) -> Expect:
    text = f"scenarios:\n  - name: x\n    answers: {{ age: 3 }}\n    expect: {{ urgency: now, {words} }}\n"
    folder = good_copy(tmp_path, {"rules/england/floor/scenarios.yaml": HEAD + text})
    found = read_scenarios(folder, ["england"], load(folder, ["england"], TODAY))
    return next(one for one in found if one.name == "x").expect


def test_what_a_line_must_hold_is_read(tmp_path: Path) -> None:
    words = 'soon: { ring-999: emergency }, says: { ring-999: [Ring, now], write-it-down: "Write it: all" }'
    expect = expecting(tmp_path, f"{words}, rings: {{ ring-999: police-999 }}, asked: [age], not asked: role")
    assert expect.soon == {"ring-999": Urgency.EMERGENCY}
    assert expect.says == {"ring-999": ("Ring", "now"), "write-it-down": ("Write it: all",)}
    assert expect.rings == {"ring-999": ("police-999",)}
    assert (expect.asked, expect.not_asked) == (("age",), ("role",))


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("24 hours", "24 hours"),
        ("1 day", "24 hours"),
        ("2 working days", "2 working days"),
        ("same day", "same day"),
        ("at once", "at once"),
        ("ring-back", "ring-back"),
    ],
)
def test_a_step_is_held_to_a_deadline_or_to_a_limit(words: str, limit: str, tmp_path: Path) -> None:
    assert expecting(tmp_path, f"by: {{ ring-999: {words} }}").by == {"ring-999": limit}


def test_a_pack_without_scenarios_has_none() -> None:
    assert read_scenarios(GOOD, ["fenshire"], good_rules("fenshire")) == ()


HEAD = "# yaml-language-server: $schema=../../scenarios.schema.json\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scenarios: []", "TR602"),
        ("scenarios: none", "TR602"),
        ("cases: []", "TR201"),
        ("scenarios:\n  - text", "TR203"),
        ("scenarios:\n  - name: x\n    answers: {}", "TR202 a scenario has no 'expect:'"),
        ("scenarios:\n  - answers: { age: 3 }\n    expect: { urgency: now }", "TR202 a scenario has no 'name:'"),
        (
            "scenarios:\n  - name: x\n    answers: { age: 3 }\n    expect: { steps: [ring-999] }",
            "TR202 'expect:' has no 'urgency:'",
        ),
        ("scenarios:\n  - name: x\n    answers: { age: 3 }\n    expect: { urgency: now, steps: [ring-99] }", "TR304"),
        (
            "scenarios:\n  - name: x\n    answers: { age: 3 }\n    expect: { urgency: now, contacts: [ring-999] }",
            "'ring-999' is a step, not a contact.",
        ),
        (
            "scenarios:\n  - name: x\n    answers: { age: 3 }\n    expect: { urgency: now, by: { ring-999: soon } }",
            "TR306",
        ),
        (
            "scenarios:\n  - name: x\n    answers: { age: 3 }\n    expect: { urgency: now, by: { ring: record } }",
            "TR304",
        ),
        *(
            (f"scenarios:\n  - name: x\n    answers: {{ age: 3 }}\n    expect: {{ urgency: now, {words} }}", told)
            for words, told in (
                ("by: { ring-999: 24 hour days }", "TR206"),
                ("by: { ring-999: [a] }", "TR203"),
                ("soon: { ring-999: sooner }", "TR204"),
                ("soon: { ring-99: now }", "TR304"),
                ("says: { ring-999: { a: b } }", "TR203"),
                ("rings: { ring-999: [nobody] }", "TR305"),
                ("asked: [agee]", "did you mean 'age'?"),
                ("not asked: { age: 3 }", "TR203"),
            )
        ),
        (
            "scenarios:\n  - name: x\n    answers: { age: 3 }\n    otherwise: calm\n    expect: { urgency: now }",
            "did you mean 'calmest'?",
        ),
        (
            "scenarios:\n  - name: x\n    trap: cautious\n    answers: { age: 3 }\n    expect: { urgency: now }",
            "TR204",
        ),
        ("scenarios: [", "TR105"),
    ],
)
def test_wrong_scenarios_are_told(text: str, told: str, tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {"rules/england/floor/scenarios.yaml": HEAD + text + "\n"})
    rules = load(folder, ["england"], TODAY)
    with pytest.raises(RulesRefused) as refused:
        read_scenarios(folder, ["england"], rules)
    assert told in "\n".join(render(problem) for problem in refused.value.problems)
