"""The whole check: clean on what ships, plain about what it left out, and fair about what was accepted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rules.support import GOOD, HEAD, TODAY, good_copy
from triage.locate import data_folder
from triage.policy.checks.run import CASE_CHECKS, ERRORS_FIRST, NO_SOLVER, check_everything
from triage.rules.checking import check
from triage.rules.codes import CODES

TWIN = """\
rules:
  danger-again:
    when: { fact: in_danger }
    urgency: emergency
    steps: [ring-999]
    why: the child is in danger now
    because: [handbook#danger]
"""
ACCEPTED = TWIN + "    accepted: { TR421: It stands beside its own passage. }\n"


LATER = HEAD.replace("extra", "warning")


def with_later(folder: Path, body: str) -> Path:
    """The good rule set with one more topic, after all others."""
    return good_copy(folder, {"rules/england/warning/rules.yaml": LATER + body})


def codes_in(folder: Path, file: str = "warning") -> list[str]:
    return [one.code for one in check_everything(folder, TODAY).problems if file in one.place.file]


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysat.solvers", None)


def test_what_ships_is_clean_and_each_thing_accepted_happens() -> None:
    found = check_everything(data_folder(), TODAY)
    assert found.problems == ()
    assert found.left_out == ""
    assert {one.code for one in found.accepted} >= {"TR420", "TR421", "TR424"}
    assert all(CODES[one.code].acceptable for one in found.accepted)


def test_every_check_has_a_sentence_of_its_own() -> None:
    assert len({run.__name__ for run in CASE_CHECKS}) == len(CASE_CHECKS)
    for run in CASE_CHECKS:
        assert (run.__doc__ or "").split("\n\n")[0].endswith(".")


def test_a_finding_is_told_until_it_is_accepted(tmp_path: Path) -> None:
    assert codes_in(with_later(tmp_path / "told", TWIN)) == ["TR421"]
    folder = with_later(tmp_path / "accepted", ACCEPTED)
    assert codes_in(folder) == []
    (accepted,) = (one for one in check_everything(folder, TODAY).accepted if "warning" in one.place.file)
    assert (accepted.code, accepted.reason) == ("TR421", "It stands beside its own passage.")


def test_what_is_accepted_in_one_rule_is_not_accepted_in_the_next(tmp_path: Path) -> None:
    other = TWIN.removeprefix("rules:\n").replace("danger-again", "danger-once-more")
    found = check_everything(with_later(tmp_path, ACCEPTED + other), TODAY).problems
    extra = [(one.code, one.place.line) for one in found if "warning" in one.place.file]
    assert extra == [("TR421", 12)]


def test_without_the_solver_the_rest_is_checked_and_one_line_says_so(tmp_path: Path, without_solver: None) -> None:
    broken = ACCEPTED.replace("the child is in danger now", "you should have rung")
    found = check_everything(with_later(tmp_path, broken), TODAY)
    assert [one.code for one in found.problems if "warning" in one.place.file] == ["TR413"], "and no word on TR421"
    assert found.left_out == NO_SOLVER
    assert "pip install" in NO_SOLVER


def test_with_errors_the_cases_wait_and_nothing_accepted_is_called_out(tmp_path: Path) -> None:
    found = check_everything(with_later(tmp_path, ACCEPTED.replace("ring-999", "ring-99")), TODAY)
    assert [one.code for one in found.problems] == ["TR304"]
    assert found.left_out == ERRORS_FIRST


def test_an_acceptance_that_is_no_longer_needed_is_told_where_it_stands(tmp_path: Path) -> None:
    folder = with_later(tmp_path, ACCEPTED.replace("emergency", "today").replace("ring-999", "ring-front-door"))
    (problem,) = (one for one in check_everything(folder, TODAY).problems if "warning" in one.place.file)
    assert (problem.code, problem.place.line, problem.place.column) == ("TR431", 11, 17)
    assert "in the rule 'danger-again'" in problem.message
    assert problem.source_line.strip().startswith("accepted:")


def test_the_plain_check_leaves_findings_about_cases_to_the_whole_one(tmp_path: Path) -> None:
    folder = with_later(tmp_path, ACCEPTED)
    assert [one.code for one in check(folder, TODAY)] == []


def test_a_local_pack_is_looked_at_over_the_national_one_and_only_for_its_own(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {"rules/fenshire/extra/rules.yaml": HEAD + TWIN})
    baseline = {(one.place, one.code) for one in check_everything(GOOD, TODAY).problems}
    new = [one for one in check_everything(folder, TODAY).problems if (one.place, one.code) not in baseline]
    assert [(one.code, one.place.file) for one in new] == [("TR421", "rules/fenshire/extra/rules.yaml")]


def test_an_answer_that_only_a_local_pack_uses_changes_something(tmp_path: Path) -> None:
    question = """\
questions:
  seen:
    ask: What did you see? Tick all that apply.
    why: This decides whom to tell.
    section: you
    type: several
    options: { hungry: The child was hungry, alone: The child was alone }
    not sure means: every option
"""
    rule = TWIN.replace("fact: in_danger", "seen: { includes: alone }").replace("emergency", "now")
    folder = with_later(tmp_path, question + rule)
    assert codes_in(folder) == ["TR424"]
    local = TWIN.replace("fact: in_danger", "seen: { includes: hungry }").replace("danger-again", "hungry-child")
    path = folder / "rules/fenshire/extra/rules.yaml"
    path.parent.mkdir()
    path.write_text(HEAD + local.replace("emergency", "today"), encoding="utf-8")
    assert codes_in(folder) == []


def test_what_is_between_two_rules_can_be_accepted_beside_either(tmp_path: Path) -> None:
    """The finding is told at the later one; whoever adds the earlier one need not touch the file of the other."""
    folder = good_copy(tmp_path, {"rules/england/above/rules.yaml": HEAD.replace("extra", "above") + ACCEPTED})
    told = [(one.code, one.place.file) for one in check_everything(folder, TODAY).problems]
    assert ("TR421", "rules/england/referral/rules.yaml") not in told
    assert not [code for code, file in told if "above" in file]
    plain = good_copy(tmp_path, {"rules/england/above/rules.yaml": HEAD.replace("extra", "above") + TWIN})
    told = [(one.code, one.place.file) for one in check_everything(plain, TODAY).problems]
    assert ("TR421", "rules/england/referral/rules.yaml") in told
