"""Rounds over a folder of rules that is really changed, as a policy owner would."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy.watch.changing import NOW, RULES, SCENARIOS, TODAY, change, small_rules
from triage.policy import rounds as rounds_module
from triage.policy.prove.solver import SolverMissingError
from triage.policy.round_words import MOST_SHOWN, changed_words, round_data, round_lines, summary
from triage.policy.rounds import Round, Rounds
from triage.policy.watching import Changed
from triage.rules.model import Place
from triage.rules.problems import WARNING, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_rules(tmp_path)


@pytest.fixture
def rounds(folder: Path) -> Rounds:
    made = Rounds(folder)
    made.take_up(TODAY)
    return made


def test_rules_that_are_fine_are_said_to_be(rounds: Rounds) -> None:
    done = rounds.run(None, NOW)
    assert done.fine
    assert done.scenarios == len(done.results) == 2
    assert done.proofs
    assert summary(done).startswith("fine: ")
    assert "2 scenarios" in summary(done)


def test_a_mistake_is_told_with_its_place_and_nothing_is_run(rounds: Rounds, folder: Path) -> None:
    change(folder, "harm_level: needs help", "harm_levl: needs help")
    done = rounds.run([RULES], NOW)
    assert not done.fine
    assert done.results == ()
    assert done.proofs == ()
    told = "\n".join(round_lines(done))
    assert "rules/england/core/rules.yaml:" in told
    assert "did you mean 'harm_level'?" in told
    assert "^" in told
    assert "last good rules" in summary(done)


def test_only_what_a_save_touches_is_run_and_a_failure_is_told(rounds: Rounds, folder: Path) -> None:
    change(folder, "    urgency: emergency", "    urgency: now")
    done = rounds.run(["rules/england/other/rules.yaml"], NOW)
    assert [result.scenario.name for result in done.results] == ["A child hurt now"]
    assert not done.fine
    assert "! urgency   emergency                        now" in "\n".join(round_lines(done))
    assert "1 of 2 scenarios touched, 1 failed" in summary(done)


def test_a_failure_is_not_forgotten_by_a_save_elsewhere(rounds: Rounds, folder: Path) -> None:
    change(folder, "    urgency: emergency", "    urgency: now")
    rounds.run([RULES], NOW)
    again = rounds.run(["guidance/small-guide.md"], NOW)
    assert [result.scenario.name for result in again.failed] == ["A child hurt now"]
    change(folder, "- name: A child hurt now", "- name: A child hurt just now", SCENARIOS)
    renamed = rounds.run([SCENARIOS], NOW)
    assert [result.scenario.name for result in renamed.failed] == ["A child hurt just now"]
    change(folder, "urgency: now\n    send as: child protection referral\n    steps: [ring-999",
           "urgency: emergency\n    send as: child protection referral\n    steps: [ring-999")  # fmt: skip
    assert rounds.run([RULES], NOW).fine
    assert rounds.run(["guidance/small-guide.md"], NOW).results == ()


def test_what_was_saved_while_it_was_broken_is_run_once_it_is_mended(rounds: Rounds, folder: Path) -> None:
    change(folder, "    urgency: emergency", "    urgency: noww")
    assert rounds.run([RULES], NOW).errors
    change(folder, "    urgency: noww", "    urgency: now")
    mended = rounds.run(["guidance/small-guide.md"], NOW)
    assert "A child hurt now" in [result.scenario.name for result in mended.failed]


def test_a_newer_save_cuts_the_round_short_and_the_rest_is_run_after_it(rounds: Rounds) -> None:
    done = rounds.run([RULES], NOW, interrupted=lambda: True)
    assert done.cut_short
    assert done.proofs == ()
    assert summary(done).startswith("saved again")
    whole = rounds.run(["guidance/small-guide.md"], NOW)
    assert len(whole.results) == 2
    assert whole.proofs


def test_guidance_and_scenarios_need_no_proof(rounds: Rounds) -> None:
    assert rounds.run(["guidance/small-guide.md"], NOW).proofs == ()
    assert rounds.run([SCENARIOS], NOW).proofs == ()
    assert rounds.run([RULES], NOW).proofs


def test_without_the_solver_it_says_what_to_install(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> object:
        raise SolverMissingError

    monkeypatch.setattr(rounds_module, "prove_pack", missing)
    done = rounds.run([RULES], NOW)
    assert done.fine
    assert "pip install" in done.not_proved
    assert "not proved" in summary(done)


def test_a_proof_that_fails_stays_until_it_is_mended_and_is_told_once(rounds: Rounds, folder: Path) -> None:
    first_line = "# yaml-language-server: $schema=../../../../../rules/safety.schema.json\n"
    safety = folder / "rules" / "england" / "safety.yaml"
    safety.write_text(
        f"{first_line}statements:\n"
        "  ring-in-danger:\n"
        "    says: A child in danger brings a call to 999.\n"
        "    for every case where: { fact: immediate_danger }\n"
        "    urgency at least: now\n",
        encoding="utf-8",
    )
    assert rounds.run(["rules/england/safety.yaml"], NOW).fine
    change(folder, "    urgency: emergency", "    urgency: days")
    broken = rounds.run([RULES], NOW)
    assert [proof.name for proof in broken.unproved].count("ring-in-danger") == 1
    assert "FAILED ring-in-danger" in "\n".join(round_lines(broken))
    assert [proof.name for proof in rounds.run([SCENARIOS], NOW).unproved] == [proof.name for proof in broken.unproved]
    change(
        folder,
        "    urgency: days\n    send as: child protection",
        "    urgency: emergency\n    send as: child protection",
    )
    assert rounds.run([RULES], NOW).unproved == ()


def test_a_rule_that_can_never_hold_is_told_though_every_file_is_right(rounds: Rounds, folder: Path) -> None:
    change(folder, "    when: { parents_know: no }", "    when: { all: [{ parents_know: no }, { parents_know: yes }] }")
    done = rounds.run([RULES], NOW)
    assert "parents-not-told" in "\n".join(round_lines(done))
    assert not done.fine
    assert rounds.run([SCENARIOS], NOW).errors  # it is not forgotten by a save elsewhere


def test_packs_that_were_not_asked_for_are_checked_and_not_run(folder: Path) -> None:
    assert Rounds(folder, ["westshire"]).run(None, NOW).scenarios == 0


def test_a_folder_that_is_taken_away_is_a_problem_not_a_fault(rounds: Rounds, folder: Path) -> None:
    (folder / "rules").rename(folder / "elsewhere")
    done = rounds.run([RULES], NOW)
    assert done.errors
    assert "no packs" in "\n".join(round_lines(done))


def test_many_problems_are_cut_with_the_command_that_tells_the_rest() -> None:
    many = tuple(Problem(Place("rules/x.yaml", line), "TR101", "wrong.") for line in range(1, 12))
    lines = list(round_lines(Round(many)))
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "... and 6 more: triage check"
    assert summary(Round(many[:1])).startswith("1 problem.")


def test_warnings_alone_are_fine() -> None:
    told = Round((Problem(Place("rules/x.yaml", 1), "TR503", "old.", severity=WARNING),))
    assert told.fine
    assert "1 warning" in summary(told)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (Changed(written=("a",)), "a saved"),
        (Changed(written=("a",), added=("b",)), "a, b saved"),
        (Changed(gone=("a",)), "a is gone"),
        (Changed(gone=("a", "b")), "a, b are gone"),
        (Changed(written=("a",), emptied=("b",)), "a saved; b is empty"),
        (Changed(written=("a", "b", "c", "d")), "4 files saved"),
    ],
)
def test_what_was_saved_is_told_in_one_line(changed: Changed, words: str) -> None:
    assert changed_words(changed) == words


def test_a_round_as_data(rounds: Rounds, folder: Path) -> None:
    change(folder, "    urgency: emergency", "    urgency: now")
    data = round_data(rounds.run([RULES], NOW))
    assert data["fine"] is False
    assert data["scenarios"]["failed"][0]["name"] == "A child hurt now"
    assert data["scenarios"]["run"] == 2
    assert data["problems"] == []
    assert data["proofs"]["done"] > 0
