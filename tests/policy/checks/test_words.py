"""What the findings about all cases say, and where: read as a policy owner would, beside the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import TODAY, with_extra
from triage.policy.checks.looking import as_written
from triage.policy.checks.parts import shorter
from triage.policy.checks.run import check_everything
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn

QUESTION = """\
questions:
  home:
    ask: What is the home like?
    why: Cold homes make babies ill.
    section: seriousness
    type: choice
    options: { cold: It is cold, damp: It is damp, warm: It is warm }
    not sure means: cold
"""


def rule(name: str, when: str, urgency: str = "today", steps: str = "ring-front-door", more: str = "") -> str:
    return (
        f"  {name}:\n    when: {when}\n    urgency: {urgency}\n    steps: [{steps}]\n"
        f"    why: it is so, as {name} says\n    because: handbook#danger\n{more}"
    )


def told(folder: Path, body: str) -> list[str]:
    found = check_everything(with_extra(folder, body), TODAY).problems
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in found if "extra" in one.place.file
    ]


COLD = rule("cold", "{ home: cold }")
DAMP = rule("damp", "{ home: damp }", "planned")
CASES = {
    "two parts that rule each other out": (
        QUESTION + "rules:\n" + COLD + DAMP + rule("both", "{ all: [{ home: cold }, { home: damp }] }"),
        ["26:5 TR416 no answers whatever make the rule 'both' hold."],
    ),
    "a page behind itself": (
        QUESTION.replace("    not sure", "    ask when: { harm_level: needs help, immediate: yes, danger: none of these }\n    not sure")
        + "rules:\n" + COLD.replace("home: cold", "home: [cold, not sure]") + DAMP,
        [
            "11:5 TR417 no answers whatever lead to the question 'home'.",
            "15:5 TR416 no answers whatever make the rule 'cold' hold.",
            "21:5 TR416 no answers whatever make the rule 'damp' hold.",
        ],
    ),
    "a list with an answer that cannot be": (
        QUESTION + "rules:\n" + COLD + DAMP
        + rule("wet", "{ harm_level: needs help, home: [cold, damp], none: [{ home: cold }] }", "days"),
        ["26:37 TR419 'home: cold' makes no difference: 'wet' holds in the same cases without it."],
    ),
    "a range wider than the answers": (
        QUESTION + "rules:\n" + COLD + DAMP + rule("young", "{ age: { between: [0, 9] } }"),
        ["26:13 TR419 'age: 0 or more' makes no difference: 'young' holds in the same cases without it."],
    ),
    "a rule within another": (
        QUESTION + "rules:\n" + COLD + DAMP + rule("cold-and-bad", "{ home: cold, harm_level: needs help }"),
        ["25:3 TR420 the rule 'cold-and-bad' adds nothing: whenever it holds, 'cold' already brings the same."],
    ),
    "a rule that two others make up": (
        QUESTION + "rules:\n" + COLD + rule("damp", "{ home: damp }") .replace("ring-front-door", "ring-front-door, look-again")
        + rule("wet", "{ home: [cold, damp] }"),
        ["25:3 TR420 the rule 'wet' adds nothing: whenever it holds, others always bring the same.",
         "25:3 TR426 the rules 'cold' and 'wet' bring the same and differ only in the answer to 'home'."],
    ),
    "the same rule in other words": (
        QUESTION + "rules:\n" + COLD + DAMP + rule("not-dry", "{ none: [{ exactly: { home: [damp, warm] } }] }"),
        ["25:3 TR421 the rule 'not-dry' holds in the same cases as 'cold' and brings the same."],
    ),
    "the same step now and in days": (
        QUESTION + "rules:\n" + COLD + DAMP
        + rule("cold-again", "{ home: cold }", "days", "ring-front-door, follow-up-in-writing"),
        ["25:3 TR422 the rules 'cold' and 'cold-again' hold in the same cases, but say 'today' and 'days' for 'ring-front-door'."],
    ),
    "one message by two names": (
        QUESTION + "rules:\n" + rule("cold", "{ home: cold }", more="    send as: advice\n") + DAMP
        + rule("cold-again", "{ home: cold }", "today", "ring-front-door, look-again", "    send as: request for support\n"),
        [
            "13:3 TR420 the rule 'cold' adds nothing: whenever it holds, 'cold-again' already brings the same.",
            (
                "26:3 TR422 the rules 'cold' and 'cold-again' hold in the same cases, but call a message 'advice' and "
                "'request for support'."
            ),
        ],
    ),
    "a fact that is always so": (
        QUESTION + "facts:\n  any_home:\n    when: { home: [cold, damp, warm] }\n    says: there is a home\n"
        + "rules:\n" + COLD + DAMP + rule("home", "{ fact: any_home }", "planned", "look-again"),
        ["14:5 TR418 the fact 'any_home' holds in every case, whatever is answered."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_finding_says_what_it_is_and_where(name: str, tmp_path: Path) -> None:
    body, expected = CASES[name]
    assert told(tmp_path, body) == expected


def test_two_rules_for_now_and_later_are_as_they_should_be(tmp_path: Path) -> None:
    body = QUESTION + "rules:\n" + COLD + DAMP + rule("cold-later", "{ home: cold }", "days", "follow-up-in-writing")
    assert told(tmp_path, body) == []


def test_a_rule_that_brings_its_step_sooner_adds_something(tmp_path: Path) -> None:
    sooner = rule("cold-and-bad", "{ home: cold, harm_level: needs help }", "now")
    assert told(tmp_path, QUESTION + "rules:\n" + COLD + DAMP + sooner) == []


STEPS = """\
steps:
  ring-parents:
    kind: parents
    do: Ring the parents today. Say what you have seen.
    {extra}
  wait-for-social-care:
    kind: parents
    do: Wait until the front door has rung you back.
    do not: {forbidden}
"""


@pytest.mark.parametrize(
    ("forbidden", "clash"),
    [
        ("Do not ring the parents.", True),
        ("Never ring your parents.", True),
        ("Do not ring the parents today.", True),
        ("Do not ring the parents before you were rung back.", False),
        ("Do not ring the child.", False),
        ("Do not wait.", False),
    ],
)
def test_a_step_that_another_forbids(forbidden: str, clash: bool, tmp_path: Path) -> None:
    steps = STEPS.format(forbidden=forbidden, extra="write: The time.")
    body = (
        QUESTION
        + steps
        + "rules:\n"
        + rule("cold", "{ home: cold }", steps="ring-parents, wait-for-social-care")
        + DAMP
    )
    found = told(tmp_path, body)
    assert [line for line in found if "TR423" in line] == found
    assert bool(found) == clash


def test_steps_that_never_meet_may_forbid_each_other(tmp_path: Path) -> None:
    steps = STEPS.format(forbidden="Do not ring the parents.", extra="write: The time.")
    rules = rule("cold", "{ exactly: { home: cold } }", steps="ring-parents")
    rules += rule("damp", "{ home: damp }", "planned", "wait-for-social-care")
    assert told(tmp_path, QUESTION + steps + "rules:\n" + rules) == []


def test_steps_that_say_the_same_are_told_unless_one_covers_the_other(tmp_path: Path) -> None:
    steps = STEPS.format(forbidden="Do not wait.", extra="by: record").replace(
        "Wait until the front door has rung you back.", "Ring the parents today. Say what you had seen."
    )
    rules = "rules:\n" + rule("cold", "{ home: cold }", steps="ring-parents, wait-for-social-care") + DAMP
    found = told(tmp_path / "a", QUESTION + steps + rules)
    assert found == [
        (
            "19:5 TR427 'ring-parents' and 'wait-for-social-care' can stand in one plan and say nearly the same, "
            "with different limits."
        )
    ]
    covered = steps.replace("    do not:", "    covered by: [ring-parents]\n    do not:")
    assert told(tmp_path / "b", QUESTION + covered + rules) == []


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Always(), "always"),
        (Is("home", ("cold",)), "home: cold"),
        (Is("home", ("cold", "not sure"), exactly=True), "exactly: {home: [cold, not sure]}"),
        (Includes("seen", ("alone",)), "seen: {includes: alone}"),
        (InRange("age", 3, 6), "age: {at least: 3, under: 6}"),
        (FactHolds("serious"), "fact: serious"),
        (SwitchOn("new-duty"), "switch: new-duty"),
        (NoneOf((FactHolds("a"), AnyOf((FactHolds("b"), FactHolds("c"))))), "none: [fact: a, any: [fact: b, fact: c]]"),
    ],
)
def test_conditions_are_told_in_the_words_of_the_files(condition: Condition, words: str) -> None:
    assert as_written(condition) == words


def test_every_part_can_be_left_out_once() -> None:
    condition = All(
        (Is("home", ("cold", "damp")), NoneOf((Includes("seen", ("alone", "hungry")),)), InRange("age", 1, 5))
    )
    left_out = [words for _, words, _ in shorter(condition)]
    assert left_out == [
        "home: [cold, damp]", "home: cold", "home: damp",
        "none: [seen: {includes: [alone, hungry]}]", "seen: alone", "seen: hungry",
        "age: {at least: 1, under: 5}", "age: 1 or more", "age: less than 5",
    ]  # fmt: skip
    assert len({rest for _, _, rest in shorter(condition)}) == len(left_out)
    assert list(shorter(InRange("age", None, 5))) == []
