"""One edit of the files at a time: what it is told as, and which kind of change that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy.compare.edited import (
    BOOK,
    CASES,
    CONTACTS,
    FLOOR,
    LIMITS,
    LOCAL,
    PACK,
    REFERRAL,
    SAFETY,
    TERMS,
    Replaced,
    base_copy,
    changes_of,
    replace_in,
)
from rules.support import TODAY
from triage.policy.compare.folders import compare_folders
from triage.policy.compare.model import Kind
from triage.policy.compare.opening import Opened

TABLE: list[tuple[Replaced, list[str]]] = [
    (
        (REFERRAL, "urgency: now", "urgency: today"),
        ["less safe: step-later, rule serious-ring-now", "less safe: urgency-lowered, rule serious-ring-now"],
    ),
    (
        (REFERRAL, "urgency: today", "urgency: now"),
        [
            "safer: step-sooner, rule young-and-unsure-ring-today",
            "safer: urgency-raised, rule young-and-unsure-ring-today",
        ],
    ),
    ((REFERRAL, "    send as: child protection referral\n", ""), ["less safe: send-as-lowered, rule serious-ring-now"]),
    (
        (REFERRAL, "steps: [ring-front-door, follow-up-in-writing]", "steps: [ring-front-door]"),
        ["less safe: step-gone, rule serious-ring-now"],
    ),
    (
        (REFERRAL, "harm_level: [needs help, not sure], age", "harm_level: [needs help], age"),
        [
            "less safe: send-as-lowered, rule needs-help-in-days",
            "less safe: step-gone, rule needs-help-in-days",
            "less safe: urgency-lowered, rule needs-help-in-days",
        ],
    ),
    (
        (REFERRAL, "{ age: { under: 2 } }", "{ age: { under: 1 } }"),
        [
            "less safe: send-as-lowered, fact young",
            "less safe: step-gone, fact young",
            "less safe: urgency-lowered, fact young",
        ],
    ),
    (
        (REFERRAL, "{ danger: { includes: hurt now } }", "{ all: [{ danger: { includes: hurt now } }] }"),
        ["wording: no-case-changes, fact in_danger"],
    ),
    (
        (REFERRAL, "    not sure means: yes", "    not sure means: no"),
        ["less safe: not-sure-calmer, question immediate", "wording: text-changed, question immediate"],
    ),
    (
        (REFERRAL, "not sure means: every option", "not sure means: may be taken"),
        [
            "less safe: not-sure-calmer, question danger",
            "less safe: statement-narrower, statement england/danger-is-999",
            "less safe: step-gone, question danger",
            "less safe: urgency-lowered, question danger",
            "wording: text-changed, question danger",
        ],
    ),
    ((REFERRAL, "    always ask: yes\n", ""), ["less safe: always-ask-gone, question harm_level"]),
    (
        (REFERRAL, "    section: danger\n    ask: Could", "    ask: Could"),
        ["wording: page-moved, question immediate", "wording: page-order, pages"],
    ),
    (
        (
            REFERRAL,
            "      may be taken: The child may be taken away\n",
            "      may be taken: The child may be taken away\n      alone: The child is alone\n",
        ),
        [
            "different: answer-new, question danger",
            "different: asked-more, question danger",
            "different: not-sure-otherwise, question danger",
            "safer: send-as-raised, question danger",
            "safer: step-added, question danger",
            "safer: urgency-raised, question danger",
            "wording: no-case-changes, question age",
        ],
    ),
    ((REFERRAL, "      extra support: The", "      some support: The"), ["wording: renamed, question harm_level"]),
    (
        (REFERRAL, "highest: 17", "highest: 18"),
        ["different: answer-bounds, question age", "safer: statement-wider, statement england/not-knowing-is-not-calm"],
    ),
    ((REFERRAL, "The child is being hurt", "The child is hurt"), ["wording: answer-words, question danger"]),
    ((REFERRAL, "ask: What do you do?", "ask: What is your work?"), ["wording: text-changed, question role"]),
    (
        (REFERRAL, "    contact: [front-door, out-of-hours]", "    contact: [front-door]"),
        ["less safe: contact-gone, step ring-front-door"],
    ),
    (
        (REFERRAL, "    contact: [front-door, out-of-hours]", "    contact: [out-of-hours, front-door]"),
        ["different: contact-order, step ring-front-door"],
    ),
    ((REFERRAL, "    contact: police-999", "    contact: front-door"), ["different: contact-changed, step ring-999"]),
    ((REFERRAL, "    by: written-follow-up\n", ""), ["safer: deadline-shorter, step follow-up-in-writing"]),
    (
        (REFERRAL, "    by: written-follow-up\n", "    by: look-again\n"),
        ["less safe: deadline-longer, step follow-up-in-writing"],
    ),
    ((REFERRAL, "    do: Ring 999.", "    do: Ring 101."), ["wording: text-changed, step ring-999"]),
    ((REFERRAL, "    kind: ring\n", "    kind: talk\n"), ["different: step-kind, step ring-front-door"]),
    (
        (FLOOR, "    do not:\n      - Do not wait for more to happen.\n", ""),
        ["less safe: do-not-gone, step look-again"],
    ),
    (
        (FLOOR, "Do not wait for more to happen.", "Wait for more to happen."),
        ["wording: text-changed, step look-again"],
    ),
    ((FLOOR, "    tell: Your lead.\n", ""), ["less safe: tell-gone, step write-it-down"]),
    ((FLOOR, "[Ask what has changed., Note the day.]", "[Note the day.]"), ["less safe: how-gone, step look-again"]),
    (
        (FLOOR, "urgency: information", "urgency: planned"),
        [
            "safer: step-sooner, rule always-write-and-look-again",
            "safer: urgency-raised, rule always-write-and-look-again",
        ],
    ),
    ((CONTACTS, "    phone: 01632 960 000\n", ""), ["less safe: number-gone, contact out-of-hours"]),
    ((CONTACTS, "01632 960 000", "01632 960 001"), ["different: number-changed, contact out-of-hours"]),
    ((CONTACTS, "01632 960 000", "01632960000"), ["wording: number-spaced, contact out-of-hours"]),
    (
        (CONTACTS, "    confidence: K", "    confidence: X"),
        [
            "less safe: email-gone, contact out-of-hours",
            "less safe: number-gone, contact out-of-hours",
            "less safe: web-gone, contact out-of-hours",
            "wording: contact-confidence, contact out-of-hours",
        ],
    ),
    (
        (CONTACTS, "fallback: [out-of-hours, police-999]", "fallback: [police-999]"),
        ["less safe: fallback-gone, contact front-door"],
    ),
    (
        (CONTACTS, "    roles: [school staff]\n", ""),
        ["different: contact-roles, contact out-of-hours", "safer: contact-added, contact out-of-hours"],
    ),
    (
        (CONTACTS, "roles: [school staff]", "roles: [other]"),
        [
            "different: contact-roles, contact out-of-hours",
            "less safe: contact-gone, contact out-of-hours",
            "safer: contact-added, contact out-of-hours",
        ],
    ),
    ((CONTACTS, "hours: 5 pm to 9 am", "hours: 6 pm to 9 am"), ["different: hours-changed, contact out-of-hours"]),
    (
        (CONTACTS, "name: Emergency duty team", "name: Out of hours team"),
        ["different: contact-name, contact out-of-hours"],
    ),
    ((LIMITS, "limit: 24 hours", "limit: 48 hours"), ["less safe: deadline-longer, deadline written-follow-up"]),
    ((LIMITS, "limit: 24 hours", "limit: 1 working day"), ["less safe: deadline-longer, deadline written-follow-up"]),
    ((LIMITS, "starts: you heard it", "starts: you sat down"), ["different: deadline-starts, deadline record"]),
    (
        (LIMITS, "starts: you heard it", "starts: you heard it\n    started by: ring-999"),
        ["safer: deadline-started-by, deadline record"],
    ),
    ((LIMITS, "if late: Write it now.", "if late: Write it."), ["wording: text-changed, deadline record"]),
    (
        (PACK, "    on: no", "    on: yes"),
        ["less safe: guarded-step-added, switch new-duty", "safer: urgency-raised, switch new-duty"],
    ),
    ((PACK, "your designated safeguarding lead", "your lead"), ["wording: text-changed, word lead"]),
    ((PACK, 'version: "1.0"', 'version: "1.1"'), ["wording: text-changed, pack england"]),
    (
        (SAFETY, "urgency at least: emergency", "urgency at least: now"),
        ["less safe: statement-weaker, statement england/danger-is-999"],
    ),
    (
        (SAFETY, "    has: [someone to ring, deadline]\n", ""),
        ["less safe: statement-weaker, statement england/danger-is-999"],
    ),
    (
        (
            SAFETY,
            "one of these steps: [ring-front-door, ring-999]",
            "one of these steps: [ring-front-door, ring-999, look-again]",
        ),
        ["less safe: statement-weaker, statement england/not-knowing-is-not-calm"],
    ),
    (
        (
            SAFETY,
            "for every case where: { fact: in_danger }",
            "for every case where: { all: [{ fact: in_danger }, { age: { under: 5 } }] }",
        ),
        ["less safe: statement-narrower, statement england/danger-is-999"],
    ),
    (
        (SAFETY, "lowers urgency: [danger, immediate, role]", "lowers urgency: [danger, immediate]"),
        ["less safe: statement-weaker, statement england/more-serious-is-never-calmer"],
    ),
    (
        (
            SAFETY,
            "lowers urgency: [danger, immediate, role]",
            "lowers urgency: every question\n    except: { role: it says who somebody is }",
        ),
        [
            "less safe: statement-weaker, statement england/more-serious-is-never-calmer",
            "safer: statement-stronger, statement england/more-serious-is-never-calmer",
        ],
    ),
    (
        (
            SAFETY,
            "  every-case-has-a-way-on:\n    says: No case ends with nothing to do.\n    every case has: [next step, deadline]\n",
            "",
        ),
        ["less safe: statement-gone, statement england/every-case-has-a-way-on"],
    ),
    ((SAFETY, "danger-is-999:", "danger-means-999:"), ["wording: renamed, statement england/danger-means-999"]),
    (
        (SAFETY, "says: Danger ends in 999.", "says: Danger always ends in 999."),
        ["wording: text-changed, statement england/danger-is-999"],
    ),
    (
        (CASES, "urgency: emergency", "urgency: now"),
        ["less safe: scenario-weaker, scenario england/A child is being hurt"],
    ),
    ((CASES, "      steps: [ring-999]\n", ""), ["less safe: scenario-weaker, scenario england/A child is being hurt"]),
    (
        (CASES, "name: A child is being hurt", "name: A child is hurt"),
        ["wording: renamed, scenario england/A child is hurt"],
    ),
    (
        (CASES, "[hurt now, not sure]", "[hurt now]"),
        ["less safe: scenario-other-case, scenario england/A child is being hurt"],
    ),
    (
        (
            CASES,
            "  - name: Nobody is sure about a two-year-old\n    answers: { danger: none of these, harm_level: not sure, age: 2, role: skipped, immediate: no }\n    expect:\n      urgency: days\n",
            "",
        ),
        ["less safe: scenario-gone, scenario england/Nobody is sure about a two-year-old"],
    ),
    (
        (TERMS, "changed: The name changed.", "changed: Its name changed."),
        ["wording: text-changed, term social services"],
    ),
    ((BOOK, "Read one.", "Read two."), ["wording: text-changed, source handbook"]),
    ((LIMITS, "limit: 24 hours", "limit: 1 working days"), ["less safe: deadline-longer, deadline written-follow-up"]),
    ((LIMITS, "limit: same day", "limit: at once"), ["safer: deadline-shorter, deadline record"]),
    ((LIMITS, "limit: same day", "limit: 2 working days"), ["less safe: deadline-longer, deadline record"]),
    (
        (REFERRAL, '    say: "I am making a child protection referral."', '    say: "I want advice."'),
        ["wording: text-changed, step ring-front-door"],
    ),
    (
        (REFERRAL, "    kind: ring\n", "    kind: ring\n    covered by: ring-999\n"),
        ["less safe: step-folded, step ring-front-door"],
    ),
    (
        (REFERRAL, "    ask when: { danger: not sure }\n", "    ask when: { danger: { includes: hurt now } }\n"),
        ["different: asked-more, question immediate"],
    ),
    (
        (REFERRAL, "    ask when: { danger: not sure }\n", ""),
        [
            "different: asked-more, question immediate",
            "safer: statement-wider, statement england/danger-is-999",
            "safer: step-added, question immediate",
            "safer: urgency-raised, question immediate",
        ],
    ),
    (
        (REFERRAL, "not sure means: 0", "not sure means: 5"),
        [
            "less safe: not-sure-calmer, question age",
            "safer: send-as-raised, question age",
            "safer: statement-wider, statement england/not-knowing-is-not-calm",
            "safer: step-added, question age",
            "safer: urgency-raised, question age",
            "wording: text-changed, question age",
        ],
    ),
    ((LOCAL, "urgency: today", "urgency: days"), ["less safe: step-later, rule boat-ring-river-police"]),
    ((LOCAL, "phone: 01632 960 111\n", "phone: 01632 960 112\n"), ["different: number-changed, contact front-door"]),
]
"""An edit, and everything that is told of it: the kind, the code and the subject of each change."""

SHORT = {Kind.LESS_SAFE: "less safe", Kind.SAFER: "safer", Kind.DIFFERENT: "different", Kind.WORDING: "wording"}


@pytest.mark.parametrize(("edit", "told"), TABLE, ids=[f"{edit[1]} -> {edit[2]}"[:70] for edit, _ in TABLE])
def test_an_edit_is_told_as_what_it_is(edit: Replaced, told: list[str], tmp_path: Path) -> None:
    changes = changes_of(tmp_path, edit)
    assert sorted({f"{SHORT[change.kind]}: {change.code}, {change.subject}" for change in changes}) == told


def test_the_table_has_every_kind_and_no_edit_goes_without_a_word() -> None:
    assert {line.split(":")[0] for _, told in TABLE for line in told} == set(SHORT.values())
    assert all(told for _, told in TABLE)


def test_a_clock_that_loses_what_started_it_and_what_it_waits_for(tmp_path: Path) -> None:
    links = (
        "    started by: [ring-999, ring-front-door]\n    waits for: { what: word, from: them, until: acknowledged }\n"
    )
    old, new = base_copy(tmp_path / "old"), base_copy(tmp_path / "new")
    starts = "    starts: your phone call ended\n"
    replace_in(old, (LIMITS, starts, starts + links))
    replace_in(new, (LIMITS, starts, f"{starts}    started by: ring-999\n"))
    [england, _] = compare_folders(Opened(old, "old"), Opened(new, "new"), (), TODAY)
    found = {one.code: (one.kind, one.says) for one in england.differences.changes}
    assert found["deadline-started-by"] == (
        Kind.LESS_SAFE,
        "Its clock is started by ring-999, no longer by ring-front-door.",
    )
    assert found["deadline-waits"] == (Kind.DIFFERENT, "What somebody else owes by its end is not what it was.")
