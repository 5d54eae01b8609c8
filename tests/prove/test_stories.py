"""What a person is told when a proof fails: the case, what comes of it, and the scenario that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, good_copy
from triage.engine.decide import Decider
from triage.policy.prove.keep import CannotKeepError, scenario_text, with_scenarios
from triage.policy.prove.proof import Goal, Proof, Verdict, Wrong
from triage.policy.prove.report import report_data, report_text
from triage.policy.prove.run import PackProofs, prove_pack
from triage.policy.prove.vignette import proof_lines
from triage.policy.scenarios import run_scenarios
from triage.rules.load import load
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements

FIRST = "# yaml-language-server: $schema=../../scenarios.schema.json"


def found_in(folder: Path, statements: str, pack: str = "england") -> PackProofs:
    made = good_copy(
        folder,
        {
            "rules/england/safety.yaml": f"# yaml-language-server: $schema=../safety.schema.json\nstatements:\n{statements}"
        },
    )
    rule_set = load(made, [pack], TODAY)
    return prove_pack(rule_set, read_statements(made, [one.id for one in rule_set.packs], rule_set))


def proof(found: PackProofs, name: str) -> Proof:
    return next(one for one in found.proofs if one.name == name)


CALM = """\
  calm-cases-ring:
    says: Whoever needs help is rung about today.
    for every case where: { harm_level: needs help }
    urgency at least: today
    steps: [ring-front-door]
"""
ORDER = """\
  order:
    says: A more serious answer never makes a case calmer.
    more serious never lowers urgency: [harm_level, role]
"""


def test_a_case_is_told_by_the_few_answers_that_force_it(tmp_path: Path) -> None:
    lines = "\n".join(proof_lines(proof(found_in(tmp_path, CALM), "calm-cases-ring")))
    assert (
        lines
        == """\
rules/england/safety.yaml:3:3: FAILED calm-cases-ring
  Whoever needs help is rung about today.
  But the urgency is information, not at least today; the step ring-front-door is not in the plan.
  These answers force it, whatever else is answered:
    Is any of this happening now?
      None of these
    How serious is it, in your view?
      Health or development will suffer without help

                the plan then                           as it must be
    urgency     information                             at least today
    sent as     information only                        information only
    in both     write-it-down, look-again
    step        (none)                                  ring-front-door"""
    )


def test_two_cases_are_told_side_by_side(tmp_path: Path) -> None:
    lines = "\n".join(proof_lines(proof(found_in(tmp_path, ORDER), "order (harm_level)")))
    assert "the more serious answer makes it information, where it was days" in lines
    assert "first case" in lines
    assert "second case" in lines
    (before, after) = next(line for line in lines.splitlines() if "urgency  " in line).split()[1:]
    assert (before, after) == ("days", "information")
    assert "only in one ring-front-door" in lines
    assert "in both     write-it-down, look-again" in lines


def test_rules_that_can_never_hold_are_named_and_those_that_wait_for_a_law_apart(tmp_path: Path) -> None:
    found = found_in(tmp_path, ORDER)
    lines = proof(found, "every-rule-can-hold").lines
    assert lines == (
        "rules/england/referral/rules.yaml:99:3: serious-ring-now can never hold",
        "new-duty-to-share waits for a law that is switched off",
    )
    assert proof(found, "every-rule-can-hold").verdict is Verdict.FAILS


def test_a_statement_about_no_case_at_all_fails(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        "  a:\n    says: So.\n    for every case where: { fact: serious }\n    urgency at least: now\n",
    )
    wrong = proof(found, "a").wrong
    assert wrong is not None
    assert "no case fits" in wrong.words


def test_an_exception_that_is_not_needed_fails(tmp_path: Path) -> None:
    found = found_in(tmp_path, ORDER + "    except: { role: It says who you are., harm_level: It is so. }\n")
    assert [one.name for one in found.failed] == ["every-rule-can-hold", "order (role)"]


def test_the_report_counts_and_tells_failures_first(tmp_path: Path) -> None:
    found = found_in(tmp_path, CALM)
    text = report_text([found])
    assert text.startswith("England 1.0\n")
    assert text.index("FAILED calm-cases-ring") < text.index("5 proofs over all answers, 2 failed.")


def test_the_report_as_data(tmp_path: Path) -> None:
    (data,) = report_data([found_in(tmp_path, CALM)])
    assert data["failed"] == 2
    assert [one["verdict"] for one in data["proofs"]] == ["fails", "holds", "holds", "holds", "fails"]
    told = data["proofs"][-1]
    assert (told["file"], told["line"]) == ("rules/england/safety.yaml", 3)
    assert told["cases"][0]["forced by"]["harm_level"] == "Health or development will suffer without help"
    assert told["cases"][0]["steps"] == ["write-it-down", "look-again"]


def test_a_fault_of_the_prover_is_told_as_one() -> None:
    broken = Proof("a", "It is so.", Verdict.BROKEN, lines=("they differ",))
    text = "\n".join(proof_lines(broken))
    assert "FAULT IN THE PROVER a" in text
    assert "take nothing this command says for proved" in text


def run(folder: Path) -> Sequence[bool]:
    rule_set = load(folder, ["england"], TODAY)
    from datetime import datetime

    scenarios = [one for one in read_scenarios(folder, ["england"], rule_set) if one.name.startswith("Proof")]
    decider = Decider(rule_set, None)
    return [one.passed for one in run_scenarios(rule_set, decider, scenarios, datetime(2026, 11, 22, 17)).results]


def test_the_case_is_kept_and_passes_once_the_rule_is_mended(tmp_path: Path) -> None:
    failing = proof(found_in(tmp_path, CALM), "calm-cases-ring")
    whole, added = with_scenarios("", [failing], FIRST)
    assert added == 1
    path = tmp_path / "rules/england/floor/scenarios.yaml"
    path.write_text(whole, encoding="utf-8")
    assert run(tmp_path) == [False]
    rules = tmp_path / "rules/england/referral/rules.yaml"
    text = rules.read_text(encoding="utf-8")
    mended = text + (
        "  needs-help-today:\n    when: { harm_level: needs help }\n    urgency: today\n"
        "    steps: [ring-front-door]\n    why: the family needs help\n    because: [handbook#danger]\n"
    )
    rules.write_text(mended, encoding="utf-8")
    assert run(tmp_path) == [True]


def test_a_case_is_kept_once_beside_those_that_are_there(tmp_path: Path) -> None:
    failing = proof(found_in(tmp_path, CALM), "calm-cases-ring")
    old = (GOOD / "rules/england/referral/scenarios.yaml").read_text(encoding="utf-8")
    whole, added = with_scenarios(old, [failing], FIRST)
    assert (whole, added) == (old + scenario_text(failing), 1)
    assert with_scenarios(whole, [failing], FIRST) == (whole, 0)


@pytest.mark.parametrize("text", ["hello\n", "answers:\n  a: b\n", "scenarios: []\n", "\tscenarios:\n"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, text: str) -> None:
    failing = proof(found_in(tmp_path, CALM), "calm-cases-ring")
    with pytest.raises(CannotKeepError, match="list of scenarios"):
        with_scenarios(text, [failing], FIRST)


def test_what_has_no_case_is_not_kept() -> None:
    assert scenario_text(Proof("a", "So.", Verdict.FAILS, wrong=Wrong("it is not"))) == ""
    assert with_scenarios("", [Proof("a", "So.", Verdict.FAILS)], FIRST) == ("", 0)


def test_a_counterexample_that_does_not_stand_up_is_a_fault_of_the_prover() -> None:
    from triage.policy.prove.case import Case, every_answer
    from triage.policy.prove.formulas import Formulas
    from triage.policy.prove.replay import Replay
    from triage.policy.prove.search import prove
    from triage.policy.prove.solver import Solver

    rule_set = load(GOOD, ["england"], TODAY)
    formulas = Formulas(Solver())
    case = Case(formulas, rule_set, every_answer(formulas, rule_set))
    nothing_wrong = Goal("a", "So.", formulas.true, (case,), lambda outcomes: None)
    assert prove(formulas.solver, nothing_wrong, [Replay(rule_set)]).verdict is Verdict.BROKEN
    other = load(GOOD, ["fenshire"], TODAY)  # a replay of other rules: the sheet is not complete for them
    asked = formulas.every(case.answers["harm_level"].parts({case.answers["harm_level"].values["significant harm"]}))
    goal = Goal("a", "So.", asked, (case,), lambda outcomes: Wrong("it is"))
    found = prove(formulas.solver, goal, [Replay(other)])
    assert found.verdict is Verdict.BROKEN
    assert "near_water" in found.lines[0]
