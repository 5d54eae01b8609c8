"""Safety statements are read as they are written, strictly, and only by who proves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, good_copy, good_rules
from triage.rules.checking import check
from triage.rules.conditions import FactHolds
from triage.rules.load import load
from triage.rules.model import SendAs, Urgency
from triage.rules.problems import RulesRefused
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, WaysOn
from triage.rules.statements_reader import read_statements

FIRST = "# yaml-language-server: $schema=../safety.schema.json\n"


def read(folder: Path, text: str) -> tuple[object, ...]:
    made = good_copy(folder, {"rules/england/safety.yaml": f"{FIRST}statements:\n{text}"})
    return read_statements(made, ["england"], load(made, ["england"], TODAY))


def test_every_form_is_read() -> None:
    danger, unsure, order, ways = read_statements(GOOD, ["england"], good_rules())
    assert isinstance(danger, EveryCase)
    assert (danger.id, danger.says, danger.pack) == ("danger-is-999", "Danger ends in 999.", "england")
    assert str(danger.place) == "rules/england/safety.yaml:3:3"
    assert danger.when == FactHolds("in_danger")
    assert danger.urgency is Urgency.EMERGENCY
    assert danger.send_as is None
    assert (danger.steps, danger.contacts, danger.has) == (
        ("ring-999",),
        ("police-999",),
        ("someone to ring", "deadline"),
    )
    assert isinstance(unsure, EveryCase)
    assert unsure.send_as is SendAs.SUPPORT_REQUEST
    assert (unsure.one_of, unsure.never) == (("ring-front-door", "ring-999"), ("follow-up-in-writing",))
    assert isinstance(order, NeverLowers)
    assert (order.questions, order.exceptions) == (("danger", "immediate", "role"), {})
    assert isinstance(ways, WaysOn)
    assert ways.has == ("next step", "deadline")


def test_a_local_pack_brings_its_own_beside_the_national_ones() -> None:
    found = read_statements(GOOD, ["england", "fenshire"], good_rules("fenshire"))
    assert isinstance(found[-1], NeverWeaker)
    assert (found[-1].pack, found[-1].than, len(found)) == ("fenshire", "england", 5)


def test_every_question_is_written_in_words(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path,
        "  order:\n    says: So it is.\n    more serious never lowers urgency: every question\n"
        "    except: { role: It says who you are. }\n",
    )
    assert isinstance(one, NeverLowers)
    assert (one.questions, one.exceptions) == ((), {"role": "It says who you are."})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  a:\n    says: So.\n", "TR604"),
        ("  a:\n    says: So.\n    for every case where: always\n", "TR604"),
        ("  a:\n    for every case where: always\n    urgency at least: now\n", "TR202"),
        ("  a:\n    says: So.\n    for every case where: always\n    urgency at least: soon\n", "TR204"),
        ("  a:\n    says: So.\n    for every case where: always\n    steps: [fly]\n", "TR304"),
        ("  a:\n    says: So.\n    for every case where: { fact: nothing }\n    urgency at least: now\n", "TR303"),
        ("  a:\n    says: So.\n    every case has: [hope]\n", "TR204"),
        ("  a:\n    says: So.\n    more serious never lowers urgency: [weather]\n", "TR301"),
        ("  a:\n    says: So.\n    never weaker than: england\n", "TR204"),
        ("  A_b:\n    says: So.\n    every case has: [deadline]\n", "TR205"),
        ("  a: so\n", "TR203"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(RulesRefused) as refused:
        read(tmp_path, text)
    assert code in [problem.code for problem in refused.value.problems]
    assert all(problem.place.file == "rules/england/safety.yaml" for problem in refused.value.problems)
    assert all(problem.source_line for problem in refused.value.problems)


def test_a_wrong_statement_is_found_by_check_and_stops_nobody_from_deciding(tmp_path: Path) -> None:
    made = good_copy(tmp_path, {"rules/england/safety.yaml": f"{FIRST}statements:\n  a:\n    says: So.\n"})
    assert "TR604" in [problem.code for problem in check(made, TODAY)]
    assert load(made, ["england"], TODAY).rules


def test_the_file_must_hold_statements(tmp_path: Path) -> None:
    made = good_copy(tmp_path, {"rules/england/safety.yaml": f"{FIRST}promises:\n  a: b\n"})
    codes = [problem.code for problem in check(made, TODAY)]
    assert {"TR201", "TR202"} <= set(codes)
