"""A release is held against the one before it: what is less safe is accepted by name, and what changed is renumbered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from release.making import GATES, SMALL, TODAY, small_files
from triage.policy.compare.accepted import Accepted
from triage.policy.compare.model import Kind
from triage.policy.release.before import Before, Earlier, safety_gate, version_gate
from triage.policy.release.contents import write_files
from triage.policy.release.gates import Gate, Rules
from triage.policy.release.make import Label, draft
from triage.rules.model import Place
from triage.rules.sign_off import SignOff

PACK, RULES = "rules/england/pack.yaml", "rules/england/core/rules.yaml"
OLD = Earlier("1.0", "a" * 64, small_files())


def edited(*changes: tuple[str, str, str], without: str = "never") -> dict[str, bytes]:
    files = {name: data for name, data in small_files().items() if not name.startswith(without)}
    for name, old, new in changes:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
    return files


CALMER = edited((RULES, "urgency: now", "urgency: today"))
RENUMBERED = edited((PACK, 'version: "1.0"', 'version: "1.1"'))


def rules(folder: Path, files: Mapping[str, bytes]) -> Rules:
    write_files(folder, files)
    return Rules(folder, TODAY)


def held(tmp_path: Path, files: Mapping[str, bytes], accepted: Accepted | None = None) -> tuple[Gate, Before]:
    old, new = Rules(SMALL, TODAY), rules(tmp_path / "new", files)
    gate, before = safety_gate(OLD, old, new, "this release", accepted or Accepted())
    assert before is not None
    return gate, before


def test_the_same_rules_are_not_less_safe(tmp_path: Path) -> None:
    gate, before = held(tmp_path, small_files())
    assert (gate.passed, before.changes) == (True, ())


def test_a_lowered_urgency_stops_the_release_with_its_key(tmp_path: Path) -> None:
    gate, before = held(tmp_path, CALMER)
    assert not gate.passed
    assert "less safe than 1.0" in gate.says
    assert all(change.key in " ".join(gate.lines) for change in before.unsigned)
    assert "sign-off" in gate.remedy


def sign_offs(before: Before) -> Accepted:
    here = Place("sign-off.yaml")
    return Accepted([SignOff(change.key, "JB", "The panel asked for it.", TODAY, here) for change in before.unsigned])


def test_what_was_accepted_by_name_goes_through_and_is_told(tmp_path: Path) -> None:
    _, first = held(tmp_path, CALMER)
    gate, before = held(tmp_path / "again", CALMER, sign_offs(first))
    assert gate.passed
    assert "each accepted by name" in gate.says
    notes = draft(CALMER, Label("1.1", ("JB",), TODAY, "1.0"), Rules(SMALL, TODAY).notes(), GATES, before)
    assert "accepted by JB on 2026-11-20: The panel asked for it." in notes.notes
    assert "Less safe than before, and accepted" in notes.notes
    assert notes.manifest.since == ("1.0", "a" * 64)
    assert notes.manifest.checked.changes[Kind.LESS_SAFE.value] == len(before.unsigned) + len(notes.manifest.accepted)
    assert all("The panel asked for it." in line for line in notes.manifest.accepted)


def test_one_acceptance_too_few_still_stops_it(tmp_path: Path) -> None:
    _, first = held(tmp_path, CALMER)
    short = Accepted(sign_offs(first).sign_offs[1:])
    gate, before = held(tmp_path / "again", CALMER, short)
    assert not gate.passed
    assert len(before.unsigned) == 1


def test_a_pack_that_is_gone_is_less_safe(tmp_path: Path) -> None:
    gate, _ = held(tmp_path, edited(without="rules/westshire"))
    assert not gate.passed
    assert "westshire" in " ".join(gate.lines)


def test_safer_rules_go_through_and_are_told(tmp_path: Path) -> None:
    safer = edited((RULES, "urgency: today", "urgency: now"))
    gate, before = held(tmp_path, safer)
    assert gate.passed
    notes = draft(safer, Label("1.1", ("JB",), TODAY, "1.0"), Rules(SMALL, TODAY).notes(), GATES, before).notes
    assert "Safer than before" in notes


def test_an_older_release_that_cannot_be_read_stops_it_with_its_problems(tmp_path: Path) -> None:
    broken = rules(tmp_path / "old", edited((RULES, "urgency: now", "urgency: soonish")))
    gate, before = safety_gate(OLD, broken, Rules(SMALL, TODAY), "this release", Accepted())
    assert (gate.passed, before) == (False, None)
    assert "1.0 cannot be read" in gate.says
    assert "soonish" in " ".join(gate.lines)


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        (small_files(), ()),
        (CALMER, ("England",)),
        (RENUMBERED, ()),
        ({**CALMER, PACK: RENUMBERED[PACK]}, ()),
        (edited(("guidance/small-guide.md", "All of it.", "Most of it.")), ("England",)),
        (edited(("rules/westshire/contacts.yaml", "960001", "960002")), ("Westshire",)),
        (edited(("rules/england/core/scenarios.yaml", "hurt", "hurt")), ()),
        ({**small_files(), "rules/england/sign-off.yaml": b"accepted: []\n"}, ()),
        ({**small_files(), "rules/england/core/scenarios.yaml": b"scenarios: []\n"}, ()),
    ],
)
def test_what_a_practitioner_could_notice_needs_a_new_version(
    tmp_path: Path, files: Mapping[str, bytes], wrong: tuple[str, ...]
) -> None:
    old, new = Rules(SMALL, TODAY), rules(tmp_path, files)
    gate = version_gate(OLD, files, old, new, "1.1")
    assert gate.passed is not bool(wrong)
    assert len(gate.lines) == len(wrong)
    assert all(name in line for name, line in zip(wrong, gate.lines, strict=True))


def test_gates_are_held_to_the_day(tmp_path: Path) -> None:
    late = Rules(SMALL, date(2036, 1, 2))
    from triage.policy.release.gates import date_gate

    assert not date_gate(late.notes(), late.today).passed
    assert date_gate(late.notes(), date(2036, 1, 1)).passed


def test_two_different_releases_do_not_go_by_one_name(tmp_path: Path) -> None:
    old, same, other = Rules(SMALL, TODAY), rules(tmp_path / "same", small_files()), rules(tmp_path / "new", RENUMBERED)
    assert version_gate(OLD, small_files(), old, same, "1.0").passed
    assert version_gate(OLD, RENUMBERED, old, other, "1.1").passed
    gate = version_gate(OLD, RENUMBERED, old, other, "1.0")
    assert not gate.passed
    assert "--called" in gate.remedy
