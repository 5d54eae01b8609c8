"""Conditions as people write them, and the tree they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from rules.support import codes, good_rules, read
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.conditions_reader import ConditionReader
from triage.rules.model import RuleSet
from triage.rules.names import Names
from triage.rules.problems import Collector, Problem

RULES: RuleSet = good_rules()
DANGERS = ("hurt now", "may be taken")


def condition(text: str) -> tuple[Condition | None, tuple[Problem, ...]]:
    node, problems = read(f"when: {text}")
    assert not problems
    out = Collector()
    names = Names(out, {"fact": RULES.facts, "switch": RULES.switches})
    value = node.get("when") if node is not None and hasattr(node, "get") else None
    assert value is not None
    return ConditionReader(RULES.questions, names, out).read(value), out.all()


READ = [
    ("always", Always()),
    ("{ harm_level: needs help }", Is("harm_level", ("needs help",))),
    ("{ harm_level: [needs help, not sure] }", Is("harm_level", ("needs help", "not sure"))),
    ("{ harm_level: [needs help, needs help] }", Is("harm_level", ("needs help",))),
    ("{ immediate: yes }", Is("immediate", ("yes",))),
    ("{ immediate: true }", Is("immediate", ("yes",))),
    ("{ immediate: No }", Is("immediate", ("no",))),
    ("{ immediate: not sure }", Is("immediate", ("not sure",))),
    ("{ age: 3 }", InRange("age", 3, 4)),
    ("{ age: [3, 5] }", AnyOf((InRange("age", 3, 4), InRange("age", 5, 6)))),
    ("{ age: not sure }", Is("age", ("not sure",))),
    ("{ age: { at least: 3 } }", InRange("age", 3, None)),
    ("{ age: { under: 5 } }", InRange("age", None, 5)),
    ("{ age: { at least: 3, under: 5 } }", InRange("age", 3, 5)),
    ("{ age: { between: [3, 5] } }", InRange("age", 3, 6)),
    ("{ age: { exactly: 4 } }", InRange("age", 4, 5)),
    ("{ danger: hurt now }", Includes("danger", ("hurt now",))),
    ("{ danger: { includes: hurt now } }", Includes("danger", ("hurt now",))),
    ("{ danger: { includes: [hurt now, may be taken] } }", Includes("danger", DANGERS)),
    ("{ danger: [hurt now, may be taken] }", Includes("danger", DANGERS)),
    ("{ danger: not sure }", Is("danger", ("not sure",))),
    ("{ danger: [hurt now, not sure] }", AnyOf((Includes("danger", ("hurt now",)), Is("danger", ("not sure",))))),
    ("{ danger: none of these }", NoneOf((Includes("danger", DANGERS),))),
    ("{ fact: serious }", FactHolds("serious")),
    ("{ fact: [serious, young] }", All((FactHolds("serious"), FactHolds("young")))),
    ("{ switch: new-duty }", SwitchOn("new-duty")),
    ("{ harm_level: needs help, age: 3 }", All((Is("harm_level", ("needs help",)), InRange("age", 3, 4)))),
    ("{ all: [{ age: 3 }] }", All((InRange("age", 3, 4),))),
    ("{ any: [{ age: 3 }, { fact: young }] }", AnyOf((InRange("age", 3, 4), FactHolds("young")))),
    ("{ any: [age: 3, fact: young] }", AnyOf((InRange("age", 3, 4), FactHolds("young")))),
    ("{ none: [{ age: 3 }, always] }", NoneOf((InRange("age", 3, 4), Always()))),
    ("{ none: { age: 3 } }", NoneOf((InRange("age", 3, 4),))),
    ("{ exactly: { harm_level: needs help } }", Is("harm_level", ("needs help",), exactly=True)),
    ("{ exactly: { danger: hurt now } }", Includes("danger", ("hurt now",), exactly=True)),
    ("{ exactly: { age: { under: 3 } } }", InRange("age", None, 3, exactly=True)),
    (
        "{ exactly: { age: 3, harm_level: needs help } }",
        All((InRange("age", 3, 4, exactly=True), Is("harm_level", ("needs help",), exactly=True))),
    ),
    ("{ exactly: { any: [{ age: 3 }] } }", AnyOf((InRange("age", 3, 4, exactly=True),))),
]

REFUSED = [
    ("never", "TR313", "'never' is not a condition.", "always"),
    ("serious", "TR313", "'serious' is not a condition.", "write {fact: serious}."),
    ("harm_level", "TR313", "'harm_level' is not a condition.", "{harm_level: significant harm}"),
    ("[{ age: 3 }]", "TR313", "a list does not say", "all:"),
    ("{}", "TR313", "empty", "always"),
    ("{ harm_levl: needs help }", "TR301", "'harm_levl'", "did you mean 'harm_level'?"),
    ("{ serious: yes }", "TR301", "'serious'", "write {fact: serious}"),
    ("{ new-duty: yes }", "TR301", "'new-duty'", "write {switch: new-duty}"),
    ("{ or: [{ age: 3 }] }", "TR301", "'or'", "write any:."),
    ("{ harm_level: bad }", "TR302", "'bad'", "use significant harm, needs help, extra support or not sure."),
    ("{ harm_level: unsure }", "TR302", "'unsure'", "did you mean 'not sure'?"),
    ("{ harm_level: not asked }", "TR313", "'not asked'", "not sure"),
    ("{ harm_level: none of these }", "TR302", "'none of these'", "use"),
    ("{ harm_level: { includes: needs help } }", "TR313", "is not a number question", "name the answer"),
    ("{ harm_level: [[needs help]] }", "TR313", "an answer of 'harm_level' is expected", "list"),
    ("{ harm_level: [] }", "TR313", "no answer of 'harm_level'", "at least one"),
    ("{ danger: { at least: 3 } }", "TR313", "allows several answers", "includes"),
    ("{ danger: { includes: { a: b } } }", "TR313", "an answer of 'danger'", "name"),
    ("{ age: young }", "TR206", "whole number", "digits"),
    ("{ age: -1 }", "TR206", "whole number", "digits"),
    ("{ age: 1.5 }", "TR206", "whole number", "digits"),
    ("{ age: 18 }", "TR314", "from 0 to 17", "correct"),
    ("{ age: { at least: 18 } }", "TR314", "from 0 to 17", "correct"),
    ("{ age: { under: 0 } }", "TR314", "from 0 to 17", "correct"),
    ("{ age: { at least: 5, under: 5 } }", "TR314", "from 0 to 17", "correct"),
    ("{ age: { between: [5, 3] } }", "TR314", "from 0 to 17", "correct"),
    ("{ age: { between: 3 } }", "TR313", "two numbers", "between"),
    ("{ age: { between: [1, 2, 3] } }", "TR313", "two numbers", "between"),
    ("{ age: { over: 5 } }", "TR313", "'over'", "for more than 5 write {at least: 6}."),
    ("{ age: { at lest: 5 } }", "TR313", "'at lest'", "did you mean 'at least'?"),
    ("{ age: {} }", "TR313", "no number", "at least"),
    ("{ fact: [] }", "TR313", "names nothing", "fact"),
    ("{ fact: [{ a: b }] }", "TR313", "takes a name", "fact"),
    ("{ fact: serius }", "TR303", "'serius'", "did you mean 'serious'?"),
    ("{ switch: other }", "TR309", "'other'", "the only one is 'new-duty'."),
    ("{ any: [] }", "TR313", "takes a list", "- "),
    ("{ any: { age: 3, harm_level: needs help } }", "TR313", "takes a list", "- "),
    ("{ any: always }", "TR313", "takes a list", "- "),
    ("{ exactly: needs help }", "TR313", "takes a question", "exactly"),
    ("{ exactly: { fact: serious } }", "TR313", "cannot stand inside", "name the questions"),
    ("{ exactly: { exactly: { age: 3 } } }", "TR313", "cannot stand inside", "name the questions"),
]


@pytest.mark.parametrize(("text", "tree"), READ)
def test_a_condition_is_read(text: str, tree: Condition) -> None:
    assert condition(text) == (tree, ())


@pytest.mark.parametrize(("text", "code", "words", "hint"), REFUSED)
def test_a_condition_is_refused(text: str, code: str, words: str, hint: str) -> None:
    found, problems = condition(text)
    assert found is None
    assert codes(problems) == [code]
    assert words in problems[0].message
    assert hint in problems[0].suggestion


def test_all_that_is_wrong_in_one_condition_is_told_at_once() -> None:
    found, problems = condition("{ any: [{ age: 99 }, { harm_levl: x }], fact: [serius, yung] }")
    assert found is None
    assert sorted(codes(problems)) == ["TR301", "TR303", "TR303", "TR314"]


def test_reading_does_not_depend_on_the_day() -> None:
    assert good_rules().rules["danger-ring-999"].when == FactHolds("in_danger")
    assert RULES.packs[0].in_force_from == date(2026, 11, 1)
