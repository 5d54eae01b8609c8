"""The checks of answers, reasons, lengths, nights and repeated rules: the edges, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, codes, good_copy, with_extra
from triage.rules.checking import check
from triage.rules.checks.lengths import LINE, MOST_ITEMS, MOST_LINES
from triage.rules.checks.subject import TEXTS
from triage.rules.problems import Problem


def told(folder: Path, body: str) -> tuple[Problem, ...]:
    return check(with_extra(folder, body), TODAY)


def choice(options: str, more: str = "") -> str:
    return (
        "questions:\n  home:\n    ask: What is the home like?\n    why: To know.\n    section: seriousness\n"
        f"    type: choice\n    options: {options}\n    not sure means: cold\n{more}"
    )


def rules(*whens: str, why: str = "it is so", urgency: str = "today") -> str:
    return "rules:\n" + "".join(
        f"  rule-{place}:\n    when: {when}\n    urgency: {urgency}\n    steps: [ring-front-door]\n"
        f"    why: {why}, says {place}\n    because: handbook#danger\n"
        for place, when in enumerate(whens)
    )


@pytest.mark.parametrize(
    ("options", "whens", "found"),
    [
        ("{ cold: Cold, warm: Warm }", ["{ home: cold }"], []),
        ("{ cold: Cold, damp: Damp, warm: Warm }", ["{ home: cold }"], ["'damp' and 'warm'"]),
        ("{ cold: Cold, damp: Damp, warm: Warm }", ["{ home: [cold, damp] }"], ["'cold' and 'damp'"]),
        ("{ cold: Cold, damp: Damp, warm: Warm }", ["{ none: [{ home: warm }] }"], ["'cold' and 'damp'"]),
        ("{ cold: Cold, damp: Damp, warm: Warm }", ["{ home: cold }", "{ home: [cold, damp], age: 3 }"], []),
        ("{ cold: Cold, wet: Wet, damp: Damp, warm: Warm }", ["{ home: not sure }"], []),
    ],
)
def test_answers_that_lead_to_the_same(options: str, whens: list[str], found: list[str], tmp_path: Path) -> None:
    problems = [one for one in told(tmp_path, choice(options) + rules(*whens)) if one.code == "TR424"]
    assert [one.message.partition("answers ")[2].partition(" of ")[0] for one in problems] == found


def test_words_that_depend_on_the_answer_are_a_difference(tmp_path: Path) -> None:
    """The role of the good rule set is in no condition: what it changes is the words for the lead."""
    assert check(GOOD, TODAY) == ()
    pack = (GOOD / "rules/england/pack.yaml").read_text(encoding="utf-8")
    spoilt = pack.replace("      school staff: your designated safeguarding lead\n", "      other: someone else\n")
    assert codes(check(good_copy(tmp_path, {"rules/england/pack.yaml": spoilt}), TODAY)) == []


@pytest.mark.parametrize(
    ("whens", "found"),
    [
        (["{ nights: { under: 5 } }", "{ nights: { at least: 5 } }"], ""),
        (["{ nights: { under: 5 } }", "{ nights: { at least: 6 } }"], "5"),
        (["{ nights: { under: 5 } }", "{ nights: { at least: 9 } }"], "5 to 8"),
        (["{ nights: { between: [3, 5] } }"], ""),
        (["{ nights: { between: [3, 9] } }", "{ nights: { between: [5, 6] } }", "{ nights: 10 }"], ""),
        (["{ nights: not sure }"], ""),
        (["{ nights: 3 }", "{ nights: 5 }"], "4"),
    ],
)
def test_numbers_between_two_ranges(whens: list[str], found: str, tmp_path: Path) -> None:
    question = (
        "questions:\n  nights:\n    ask: How many nights?\n    why: To know.\n    section: seriousness\n"
        "    type: number\n    lowest: 0\n    highest: 60\n    not sure means: 60\n"
    )
    problems = [one for one in told(tmp_path, question + rules(*whens)) if one.code == "TR430"]
    assert [one.message for one in problems] == (
        [f"no rule, fact or page asks for {found} of 'nights', but for less and for more."] if found else []
    )


@pytest.mark.parametrize(
    ("why", "code"),
    [
        ("the child may be in danger", ""),
        ("FGM is a crime", ""),
        ("Fenshire has a form of its own", ""),
        ("Fenshire's police know the moorings", ""),
        ("when nobody asks, nobody hears", ""),
        ("to be on the safe side", "TR212"),
        ("ring them at once", "TR212"),
        ("The child may be in danger", "TR212"),
        ("it is bad. Ring now", "TR212"),
        ("is it safe?", "TR212"),
        ("one of these:", "TR212"),
    ],
)
def test_reasons_are_read_after_because(why: str, code: str, tmp_path: Path) -> None:
    body = rules("{ harm_level: needs help }").replace("it is so, says 0", f'"{why}"')
    assert codes(told(tmp_path, body)) == ([code] if code else [])


def test_every_text_a_person_reads_has_a_length() -> None:
    assert set(MOST_LINES) == {(kind, key) for kind, keys in TEXTS.items() for key in keys}


@pytest.mark.parametrize(("length", "found"), [(LINE * 2, []), (LINE * 2 + 30, ["TR428"])])
def test_a_text_may_fill_its_lines(length: int, found: list[str], tmp_path: Path) -> None:
    text = ("Ring. " * length)[:length].strip()
    text += "." * (length - len(text))
    body = f"steps:\n  extra-step:\n    kind: talk\n    do: {text}\n" + rules("always").replace(
        "ring-front-door", "extra-step"
    )
    assert codes(told(tmp_path, body)) == found


@pytest.mark.parametrize("many", [MOST_ITEMS, MOST_ITEMS + 1, MOST_ITEMS + 3])
def test_a_step_has_few_lines(many: int, tmp_path: Path) -> None:
    lines = "".join(f"      - Say thing {place}.\n" for place in range(many))
    body = f"steps:\n  extra-step:\n    kind: talk\n    do: Talk to them.\n    how:\n{lines}"
    body += rules("always").replace("ring-front-door", "extra-step")
    assert codes(told(tmp_path, body)) == ["TR428"] * (many > MOST_ITEMS)


@pytest.mark.parametrize(
    ("contact", "no_answer", "answered"),
    [
        ("hours: Monday to Friday", "Ring again.", False),
        ("hours: Monday to Friday", "Ring 999.", True),
        ("hours: Monday to Friday", "Ring the emergency duty team.", True),
        ("hours: Monday to Friday\n    fallback: [out-of-hours]", "Ring again.", True),
        ("hours: Not open all hours", "Ring again.", False),
        ("hours: 24 hours", "Ring again.", True),
        ("note: A line.", "Ring again.", False),
        ("note: A line.\n    fallback: [front-door]", "Ring again.", True),
        ('phone: "101"\n    checked on: 2026-11-20', "Ring again.", True),
    ],
)
def test_a_call_leads_to_someone_who_answers_at_night(
    contact: str, no_answer: str, answered: bool, tmp_path: Path
) -> None:
    body = (
        f"contacts:\n  line:\n    name: A line\n    use: questions\n    confidence: S\n    {contact}\n"
        "steps:\n  ring-line:\n    kind: ring\n    do: Ring the line.\n    contact: line\n    say: Hello.\n"
        f"    if no answer: {no_answer}\n"
    )
    body += rules("always").replace("ring-front-door", "ring-line")
    assert codes(told(tmp_path, body)) == ([] if answered else ["TR429"])


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("{ harm_level: needs help }", "{ harm_level: extra support }", True),
        ("{ harm_level: needs help, age: 3 }", "{ harm_level: needs help, age: 4 }", True),
        ("{ harm_level: needs help, age: 3 }", "{ harm_level: extra support, age: 4 }", False),
        ("{ harm_level: needs help }", "{ age: 3 }", False),
        ("{ danger: { includes: hurt now } }", "{ danger: { includes: may be taken } }", True),
        ("{ exactly: { harm_level: needs help } }", "{ harm_level: extra support }", False),
    ],
)
def test_rules_that_could_be_one(one: str, other: str, found: bool, tmp_path: Path) -> None:
    problems = [problem.code for problem in told(tmp_path, rules(one, other)) if problem.code == "TR426"]
    assert problems == ["TR426"] * found


def test_rules_with_the_same_reason_could_be_one_in_a_topic(tmp_path: Path) -> None:
    body = rules("{ harm_level: needs help }", "{ age: 3 }").replace(", says 0", "").replace(", says 1", "")
    assert "TR426" in codes(told(tmp_path / "a", body))
    assert "TR426" not in codes(told(tmp_path / "b", body.replace("urgency: today", "urgency: days", 1)))
