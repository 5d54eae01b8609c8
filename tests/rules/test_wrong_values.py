"""Values a rule file can get wrong, one at a time: each is told at its own line, with what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, good_copy
from triage.rules.checking import check

MISTAKES = [
    (
        "rules/england/deadlines.yaml",
        "    basis: tool default\n    because: handbook#write-it-down\n",
        "    basis: law\n",
        "TR202",
        "deadline 'written-follow-up' has no 'because:', but its basis is law.",
        "add a line 'because: ...'.",
    ),
    (
        "rules/england/deadlines.yaml",
        "    limit: 24 hours\n",
        "    limit: 24 hours\n    days before: 99\n",
        "TR206",
        "99 working days before a meeting are more than anybody has.",
        "write 60 or less.",
    ),
    (
        "rules/england/deadlines.yaml",
        "    limit: 24 hours\n",
        "    limit: [24 hours]\n",
        "TR203",
        "'limit:' takes a time such as '24 hours'; this is a list.",
        "",
    ),
    (
        "rules/england/deadlines.yaml",
        "    limit: 24 hours\n",
        "    limit: 0 hours\n",
        "TR206",
        "'0 hours' is not a time limit.",
        "write 'at once', 'same day', a number of hours ('24 hours') or of working days ('2 working days').",
    ),
    (
        "rules/england/contacts.yaml",
        "    local: yes\n",
        "    local: maybe\n",
        "TR204",
        "'maybe' is not a value of 'local:'.",
        "use yes or no.",
    ),
    (
        "rules/england/contacts.yaml",
        "    confidence: S\n",
        "    confidence: [S]\n",
        "TR203",
        "'confidence:' takes one of V, S, K or X; this is a list.",
        "",
    ),
    (
        "rules/england/contacts.yaml",
        "    checked on: 2026-11-20\n",
        "    checked on: [2026-11-20]\n",
        "TR203",
        "'checked on:' takes a date; this is a list.",
        "",
    ),
    (
        "rules/england/contacts.yaml",
        "    checked on: 2026-11-20\n",
        "    checked on: 2026-13-20\n",
        "TR207",
        "'2026-13-20' is not a date written year-month-day.",
        "write 2026-11-22.",
    ),
    (
        "rules/england/contacts.yaml",
        "    checked on: 2026-11-20\n",
        "    checked on: 31 November 2026\n",
        "TR207",
        "'31 November 2026' is not a date written year-month-day.",
        "write 2026-11-22.",
    ),
    (
        "rules/england/contacts.yaml",
        "    checked on: 2026-11-20\n",
        "    checked on: 20 November 2026\n",
        "TR207",
        "'20 November 2026' is not a date written year-month-day.",
        "write 2026-11-20.",
    ),
    (
        "rules/england/contacts.yaml",
        "    fallback: [out-of-hours, police-999]\n",
        "    fallback: [out-of-hours, out-of-hours]\n",
        "TR208",
        "'out-of-hours' is named twice in 'fallback:'.",
        "keep one of them.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "  in_danger:\n",
        "  all:\n    when: { age: 3 }\n    says: x\n  in_danger:\n",
        "TR205",
        "'all' has a fixed meaning in conditions.",
        "call the fact something else.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    lowest: 0\n",
        "    lowest: nought\n",
        "TR206",
        "'lowest:' takes a whole number; this is 'nought'.",
        "write it in digits, such as 13.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    ask: How old is the child?\n",
        "    ask: How old is {lead}?\n",
        "TR310",
        "{lead} is only filled in inside steps; here it would be shown as it is.",
        "write the words out.",
    ),
    (
        "rules/england/floor/rules.yaml",
        "    write: What happened, when, and who was there.\n",
        "    write: What happened, {when.\n",
        "TR310",
        "a { or } in this text has no partner.",
        "write {lead} for a slot, or leave the brackets out.",
    ),
    (
        "rules/england/floor/rules.yaml",
        "    do: Look at it again with {lead}.\n",
        "    do: Look at it again with {leed}.\n",
        "TR310",
        "there is no word slot called 'leed'.",
        "did you mean 'lead'?",
    ),
    (
        "guidance/old-handbook.md",
        "status: superseded\n",
        "status: in force\n",
        "TR507",
        "it says what it is superseded by, but its status is 'in force'.",
        "write 'status: superseded', or remove 'superseded by:'.",
    ),
    (
        "guidance/new-act.md",
        "review by: 2027-05-20\n",
        "review by: 2026-05-20\n",
        "TR503",
        "'A made-up Act' was to be read again by 2026-05-20.",
        "look for a newer edition, then move 'checked on' and 'review by'.",
    ),
    (
        "guidance/new-act.md",
        "published: 2026\n",
        "published: then\n",
        "TR207",
        "'then' is not a date written year-month-day.",
        "write 2026-11-22.",
    ),
    (
        "rules/england/safety.yaml",
        "    more serious never lowers urgency: [danger, immediate, role]\n",
        "    more serious never lowers urgency: [danger, immediate, role]\n    except:\n      age: ''\n",
        "TR203",
        "an exception needs its reason.",
        "write it in a sentence.",
    ),
    (
        "rules/england/safety.yaml",
        "    more serious never lowers urgency: [danger, immediate, role]\n",
        "    more serious never lowers urgency: [danger, immediate, role]\n    except:\n      agee: x\n",
        "TR301",
        "there is no question called 'agee'.",
        "did you mean 'age'?",
    ),
    (
        "rules/england/pack.yaml",
        "    on: no\n",
        "    on: perhaps\n",
        "TR204",
        "'perhaps' is not a value of 'on:'.",
        "use yes or no.",
    ),
    (
        "rules/england/pack.yaml",
        "    on: no\n",
        "    on: [no]\n",
        "TR203",
        "'on:' takes one of yes or no; this is a list.",
        "",
    ),
    (
        "rules/england/pack.yaml",
        "    question: role\n",
        "    question: [role]\n",
        "TR203",
        "'question:' takes one name; this is a list.",
        "",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    when: { age: { under: 2 } }\n",
        "    when: { age: { under: } }\n",
        "TR111",
        "'under' has no value.",
        "write one after the colon, or remove the line.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    when: { age: { under: 2 } }\n",
        "    when: { age: { between: [2] } }\n",
        "TR313",
        "'between:' takes two numbers, and both count.",
        "write {between: [3, 5]}.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    when: { age: { under: 2 } }\n",
        "    when: { age: { between: [4, 2] } }\n",
        "TR314",
        "no answer of 'age' can be in this range; it goes from 0 to 17.",
        "correct the numbers here, or the question's lowest and highest.",
    ),
    (
        "rules/england/referral/rules.yaml",
        "    when: { age: { under: 2 } }\n",
        "    when: { age: }\n",
        "TR111",
        "'age' has no value.",
        "write one after the colon, or remove the line.",
    ),
    (
        "guidance/new-act.md",
        "checked on: 2026-11-20\n",
        "checked on: 2027-06-01\n",
        "TR509",
        "'new-act' was checked on 2027-06-01, which is after today (2026-11-22).",
        "correct the date.",
    ),
]
"""File, what stands in it, what somebody writes instead, and what they are told: code, message and remedy."""


@pytest.mark.parametrize(("file", "right", "wrong", "code", "says", "remedy"), MISTAKES)
def test_each_is_told_where_it_is_with_what_to_do(
    file: str, right: str, wrong: str, code: str, says: str, remedy: str, tmp_path: Path
) -> None:
    text = (GOOD / file).read_text(encoding="utf-8")
    assert right in text
    at = text.index(right)
    changed = text.replace(right, wrong, 1)
    first = text[:at].count("\n") + 1
    found = check(good_copy(tmp_path, {file: changed}), TODAY)
    told = [one for one in found if (one.code, one.message, one.suggestion) == (code, says, remedy)]
    assert told, [(one.code, one.message, one.suggestion) for one in found]
    assert told[0].place.file == file
    above = code == "TR202" or (file.endswith(".md") and code.startswith("TR5"))  # told where the whole of it begins
    assert (told[0].place.line < first) if above else first <= told[0].place.line <= first + wrong.count("\n")


@pytest.mark.parametrize("file", sorted({file for file, *_ in MISTAKES}))
def test_what_stood_there_before_is_right(file: str) -> None:
    assert [one for one in check(GOOD, TODAY) if one.place.file == file] == []
