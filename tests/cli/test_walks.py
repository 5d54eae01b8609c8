"""Three worries, each the whole way through the shipped rules: as a file of answers and as a conversation in a pipe."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cli.running import triage
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.answers_file import read_answers
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.session.interview import Interview
from triage.session.paging import picked_values
from triage.session.session import Session

WALKS = Path(__file__).parents[1] / "walks"

EXPECTED = {
    "baby-bruise": (
        "now",
        "child protection referral",
        {"doctor-sees-child-today", "ring-front-door", "hold-back-from-parents", "record-today"},
    ),
    "small-worry": (
        "today",
        "request for support",
        {"ring-front-door-for-advice", "talk-to-lead", "write-short-history", "record-today"},
    ),
    "no-further-action": (
        "now",
        "child protection referral",
        {"ring-front-door", "managers-take-it-up-now", "record-today"},
    ),
}


@cache
def rules() -> RuleSet:
    return load(data_folder(), ["england"], date(2026, 11, 23))


def typed(walk: str) -> list[str]:
    """What a person types who gives these answers, page by page, until there is a plan."""
    path = WALKS / f"{walk}.yaml"
    answers = read_answers(path.read_text(encoding="utf-8"), path.name, rules())
    interview = Interview(rules(), Decider(rules(), None))
    session, lines = Session(), []
    while (page := interview.view(session).page) is not None:
        answer = answers[page.question]
        keys = [choice.key for choice in page.choices if choice.value in picked_values(answer)]
        lines.append(" ".join(keys) or str(answer.number))
        session = session.answer(page.question, answer)
    return lines


def test_every_walk_is_expected_and_the_other_way_round() -> None:
    assert {path.stem for path in WALKS.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("walk", sorted(EXPECTED))
def test_a_walk_decided_from_its_file(walk: str, tmp_path: Path) -> None:
    urgency, send_as, steps = EXPECTED[walk]
    ran = triage(tmp_path, "decide", str(WALKS / f"{walk}.yaml"), "--json", rules=None)
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert data["enough to act"] is True
    assert data["decision"]["fault"] == ""
    assert (data["decision"]["urgency"], data["decision"]["send as"]) == (urgency, send_as)
    planned = data["plan"]["steps"]
    assert steps <= {step["id"] for step in planned}
    for step in planned:
        assert step["do"]
        assert step["when"]
        assert all(reason["citations"] for reason in step["reasons"])
    assert data["what would change it"]["more urgent"]["urgency"] == "emergency"
    assert data["why not"]


@pytest.mark.parametrize("walk", sorted(EXPECTED))
def test_a_walk_talked_through_in_a_pipe(walk: str, tmp_path: Path) -> None:
    lines = typed(walk)
    assert len(lines) <= 8, "too many pages for one worry"
    ran = triage(tmp_path, "ask", typed="\n".join([*lines, "w 1", "n", "x", ""]), rules=None)
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    for words in (
        "Why line 1",
        "Because",
        "Rule: ",
        "Wanted: ",
        "More urgent (EMERGENCY",
        "Say so first",
        "Write down",
    ):
        assert words in said
    decided = triage(tmp_path, "decide", str(WALKS / f"{walk}.yaml"), rules=None).out
    headline = decided.splitlines()[0]
    assert ran.out.count(f"\n{headline}\n") == 2  # in short when it is reached, in full when the input ends


def test_the_local_pack_brings_local_numbers_to_the_same_walk(tmp_path: Path) -> None:
    walk = str(WALKS / "baby-bruise.yaml")
    national = triage(tmp_path, "decide", walk, rules=None).out
    local = triage(tmp_path, "decide", walk, rules=None, TRIAGE_AREA="gloucestershire").out
    assert "England 1.0 + Gloucestershire" in local
    assert local.splitlines()[0] == national.splitlines()[0]
    assert "01452" in local
    assert "01452" not in national
