"""The checks of meaning, beyond the mistakes told elsewhere: what they must not point at, and the edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, codes, good_copy, with_extra
from triage.rules.checking import check
from triage.rules.checks import CHECKS
from triage.rules.problems import render

RULE = "rules:\n  extra:\n    when: {when}\n    urgency: today\n    steps: [{step}]\n    why: a test\n    because: {because}\n"


def told(folder: Path, today: date = TODAY) -> str:
    return "\n".join(render(problem) for problem in check(folder, today))


def step(do: str, key: str = "do") -> str:
    body = {"kind": "support", "do": "Help."} | {key: do}
    lines = "".join(f"    {name}: >-\n      {text}\n" for name, text in body.items())
    return f"steps:\n  extra-step:\n{lines}" + RULE.format(when="always", step="extra-step", because="handbook#danger")


def test_every_check_has_a_sentence_of_its_own() -> None:
    assert len({run.__name__ for run in CHECKS}) == len(CHECKS)
    for run in CHECKS:
        assert (run.__doc__ or "").endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Write it down. " * 9,
        '"LSCB" is an old word for the safeguarding partnership.',
        "If they decide on no further action, ask for the reason in writing.",
        "Ask why no action was taken.",
        "Ring now; do not wait.",
        "The cafe is closed.",
    ],
)
def test_fair_words_are_left_alone(text: str, tmp_path: Path) -> None:
    assert told(with_extra(tmp_path, step(text.strip()))) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("word " * 26, "TR410"),
        ("Start a CAF with the family.", "TR411"),
        ("Ask the lscb.", "TR411"),
        ("Ring Social Services.", "TR411"),
        ("No action is needed.", "TR412"),
        ("There is nothing to do.", "TR412"),
        ("You do not need to do anything.", "TR412"),
        ("Do nothing.", "TR412"),
        ("NFA", "TR412"),
        ("Sorry, ring again.", "TR413"),
        ("Ring now!", "TR413"),
        ("You failed to ring.", "TR413"),
    ],
)
def test_other_words_are_pointed_out(text: str, code: str, tmp_path: Path) -> None:
    assert codes(check(with_extra(tmp_path, step(text.strip())), TODAY)) == [code]


def test_polite_words_may_be_spoken_and_nothing_may_be_forbidden(tmp_path: Path) -> None:
    assert told(with_extra(tmp_path / "a", step("Please tell me who has the case.", "say"))) == ""
    assert told(with_extra(tmp_path / "b", step("Do nothing.", "do not"))) == ""


def test_law_to_come_may_be_cited_behind_a_switch_even_inside_a_fact(tmp_path: Path) -> None:
    facts = "facts:\n  in_force:\n    when: { switch: new-duty }\n    says: it is in force\n"
    rule = RULE.format(
        when="{{ fact: in_force }}".replace("{{", "{").replace("}}", "}"),
        step="write-it-down",
        because="new-act#not-yet",
    )
    assert told(with_extra(tmp_path, facts + rule)) == ""


def test_a_limit_cannot_stand_on_what_was_superseded(tmp_path: Path) -> None:
    name = "rules/england/deadlines.yaml"
    text = (
        (GOOD / name)
        .read_text(encoding="utf-8")
        .replace("because: [handbook#write-it-down]", "because: [old-handbook#danger]")
    )
    assert codes(check(good_copy(tmp_path, {name: text}), TODAY)) == ["TR501"]


def test_a_contact_from_an_old_source_is_only_pointed_out(tmp_path: Path) -> None:
    name = "rules/england/contacts.yaml"
    text = (GOOD / name).read_text(encoding="utf-8").replace("source: handbook#danger", "source: old-handbook#danger")
    assert "TR501 warning" in told(good_copy(tmp_path, {name: text}))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 22), set()),
        (date(2026, 10, 1), {"TR502", "TR509"}),
        (date(2027, 2, 18), set()),
        (date(2027, 2, 19), {"TR506"}),
        (date(2027, 3, 1), {"TR503", "TR506"}),
    ],
)
def test_time_passing_is_noticed_on_the_day(today: date, expected: set[str]) -> None:
    assert set(codes(check(GOOD, today))) == expected


def test_a_number_that_says_no_day_is_pointed_out(tmp_path: Path) -> None:
    name = "rules/england/contacts.yaml"
    text = (GOOD / name).read_text(encoding="utf-8").replace("    checked on: 2026-11-20\n  front-door", "  front-door")
    assert "does not say when it was checked" in told(good_copy(tmp_path, {name: text}))


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("guidance/handbook.md", "left to judgement: Poems decide nothing.\n", "", "the passage 'handbook#poems'"),
        (
            "rules/england/deadlines.yaml",
            "deadlines:\n",
            "deadlines:\n  spare:\n    limit: at once\n    says: x\n    starts: x\n    owner: you\n    basis: local\n    if late: x\n",
            "the deadline 'spare'",
        ),
        (
            "rules/england/contacts.yaml",
            "contacts:\n",
            "contacts:\n  spare:\n    name: x\n    use: x\n    confidence: S\n",
            "the contact 'spare'",
        ),
        (
            "rules/england/pack.yaml",
            "switches:\n",
            "switches:\n  spare: { title: x, on: no, checked on: 2026-11-20, because: handbook#danger }\n",
            "the switch 'spare'",
        ),
    ],
)
def test_what_nothing_uses_is_pointed_out(name: str, old: str, new: str, what: str, tmp_path: Path) -> None:
    text = (GOOD / name).read_text(encoding="utf-8")
    assert old in text
    folder = good_copy(tmp_path, {name: text.replace(old, new, 1)})
    assert f"TR408 warning: no rule set uses {what}." in told(folder)


def test_what_only_a_local_pack_uses_is_used(tmp_path: Path) -> None:
    name = "rules/fenshire/local/rules.yaml"
    text = (GOOD / name).read_text(encoding="utf-8").replace("because: [handbook#danger]", "because: [handbook#poems]")
    guidance = (
        (GOOD / "guidance/handbook.md")
        .read_text(encoding="utf-8")
        .replace("left to judgement: Poems decide nothing.\n", "")
    )
    assert told(good_copy(tmp_path, {name: text, "guidance/handbook.md": guidance})) == ""


def test_a_contact_under_a_heading_needs_no_step(tmp_path: Path) -> None:
    name = "rules/england/contacts.yaml"
    text = (GOOD / name).read_text(encoding="utf-8")
    spare = "contacts:\n  spare:\n    name: x\n    use: x\n    group: More help\n    confidence: S\n"
    assert told(good_copy(tmp_path, {name: text.replace("contacts:\n", spare)})) == ""


def test_not_sure_may_be_as_urgent_as_the_calmest_answer(tmp_path: Path) -> None:
    question = "questions:\n  warm:\n    ask: Is it warm?\n    why: To know.\n    section: you\n    type: yes no\n    not sure means: itself\n"
    rules = "rules:\n" + "".join(
        f"  warm-{answer.replace(' ', '-')}:\n    when: {{ warm: {answer} }}\n    urgency: {urgency}\n    steps: [write-it-down]\n    why: x\n    because: handbook#danger\n"
        for answer, urgency in (("yes", "days"), ("no", "today"), ("not sure", "days"))
    )
    assert codes(check(with_extra(tmp_path / "a", question + rules), TODAY)) == ["TR426"]
    missing = rules[: rules.index("  warm-not-sure")]
    assert 'TR409 "not sure" brings no rule' in told(with_extra(tmp_path / "b", question + missing))


def test_the_first_line_of_each_sort_of_file_is_asked_for(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    for name in ("pack.yaml", "contacts.yaml", "floor/rules.yaml"):
        path = folder / "rules/england" / name
        path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    words = told(folder)
    for line in (
        "$schema=../rule-set.schema.json'.",
        "$schema=../../rule-set.schema.json'.",
        "$schema=../pack.schema.json'.",
    ):
        assert line in words
    assert set(codes(check(folder, TODAY))) == {"TR214"}
