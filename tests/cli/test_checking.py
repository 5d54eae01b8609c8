"""``triage check``: its three formats, what it says about codes, and how it ends."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from cli.running import ROOT, SMALL, Ran, broken_rules
from rules.support import good_copy, with_extra
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.rules.codes import CODES, page_of

TWIN = """\
rules:
  twice-told:
    when: { fact: in_danger }
    urgency: now
    steps: [ring-999, follow-up-in-writing]
    why: the child is in danger, at 100% and more
    because: [handbook#danger]
"""
ANNOTATION = re.compile(
    r"::(?P<severity>error|warning) file=(?P<file>[^,:]+),line=(?P<line>\d+),col=\d+,title=(?P<title>[^,:]+)::(?P<text>.+)"
)


def triage(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run the command in this process."""
    code = run(list(arguments))
    captured = capsys.readouterr()
    return Ran(code, captured.out, captured.err)


def problems_of(capsys: pytest.CaptureFixture[str], folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(triage(capsys, "check", "--format", "json", str(folder)).out)
    return found


def test_every_format_tells_each_problem_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_extra(tmp_path, TWIN)
    text = triage(capsys, "check", str(folder)).out
    lines = triage(capsys, "check", "--format", "github", str(folder)).out.splitlines()
    problems = problems_of(capsys, folder)
    assert len(problems) == len(lines) > 1
    assert any(one["code"] == "TR422" for one in problems)
    for problem, line in zip(problems, lines, strict=True):
        code = str(problem["code"])
        assert problem["page"] == page_of(code)
        assert problem["title"] == CODES[code].title
        assert problem["severity"] in CODES[code].severities
        assert f"{problem['file']}:{problem['line']}:{problem['column']}: {code}" in text
        assert f"Try: {problem['suggestion']}\nPage: {problem['page']}" in text
        match = ANNOTATION.fullmatch(line)
        assert match
        assert match["title"].startswith(code)
        for key in ("file", "severity"):
            assert match[key] == problem[key]
        for key in ("message", "suggestion", "page"):
            assert str(problem[key]).replace("%", "%25") in match["text"]


def test_every_page_that_is_linked_is_there() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    for code in CODES:
        assert f"\n### {code} " in page


def test_warnings_alone_end_well_and_errors_do_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dead = TWIN.replace("{ fact: in_danger }", "{ all: [{ harm_level: needs help }, { harm_level: extra support }] }")
    assert triage(capsys, "check", str(SMALL)).code == ExitCode.FINE
    found = triage(capsys, "check", str(with_extra(tmp_path, dead)))
    assert found.code == ExitCode.PROBLEMS_FOUND
    assert "TR416" in found.out


def test_what_is_accepted_is_counted_for_the_part_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_extra(tmp_path, TWIN + "    accepted: { TR422: The two stand on two passages. }\n")
    extra = folder / "rules/england/extra"
    ran = triage(capsys, "check", str(extra))
    assert ran.code == ExitCode.FINE
    assert "1 finding accepted beside the rules." in ran.out + ran.err
    other = triage(capsys, "check", str(folder / "rules/fenshire"))
    assert "accepted" not in other.out + other.err


def test_without_the_solver_it_says_so_in_one_line_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pysat.solvers", None)
    ran = triage(capsys, "check", str(with_extra(tmp_path, TWIN)))
    assert ran.code == ExitCode.FINE
    said = ran.out + ran.err
    assert re.search(r"^No problems (found|and )", said, re.MULTILINE)  # in a later year, something is to be read again
    assert [line for line in said.splitlines() if "python-sat" in line and "pip install" in line]


def test_with_errors_it_says_what_waits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = triage(capsys, "check", str(broken_rules(tmp_path)))
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "waits until the errors are put right" in ran.err


@pytest.mark.parametrize("code", ["TR101", "TR420", "tr432"])
def test_a_code_is_explained_with_examples(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = triage(capsys, "check", "--explain", code)
    assert ran.code == ExitCode.FINE
    entry = CODES[code.upper()]
    assert ran.out.startswith(f"{code.upper()} {entry.title} (")
    assert "Wrong, " in ran.out
    assert "Right:" in ran.out
    assert page_of(code.upper()) in ran.out


def test_a_code_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = json.loads(triage(capsys, "check", "--explain", "TR420", "--format", "json").out)
    assert found["code"] == "TR420"
    assert found["severities"] == ["warning"]
    assert found["can be accepted"] is True
    everything = json.loads(triage(capsys, "check", "--list", "--format", "json").out)
    assert [one["code"] for one in everything] == list(CODES)


def test_every_code_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = triage(capsys, "check", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("code", "hint"), [("TR999", "TR"), ("shadow", ""), ("", "")])
def test_a_code_that_is_not_there(code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = triage(capsys, "check", f"--explain={code}")
    assert ran.code == ExitCode.USAGE
    assert "There is no problem code" in ran.err
    assert hint in ran.err
    assert "Traceback" not in ran.err


def test_the_rules_are_not_read_to_explain_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = good_copy(tmp_path, {"rules/england/pack.yaml": "not: a pack\n"})
    assert triage(capsys, "--rules", str(broken), "check", "--explain", "TR101").code == ExitCode.FINE
