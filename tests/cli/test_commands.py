"""The commands that answer at once: decide, questions, explain, check, test and where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.running import ROOT, SMALL, Ran, broken_rules, triage
from triage.cli.deciding import answer_data
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.answers_file import read_answers
from triage.rules.load import load

ANSWERS = "danger: none of these\nage: 10\nharm_level: significant harm\nparents_know: not sure\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without settings."""
    for name in ("TRIAGE_AREA", "TRIAGE_RULES", "TRIAGE_PLAIN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def here(capsys: pytest.CaptureFixture[str], *arguments: str, rules: Path = SMALL) -> Ran:
    """Run a command in this process, which is quicker."""
    code = run(["--rules", str(rules), *arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def answers_file(folder: Path, text: str = ANSWERS) -> str:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def decided(capsys: pytest.CaptureFixture[str], folder: Path, text: str = ANSWERS) -> dict[str, Any]:
    ran = here(capsys, "decide", answers_file(folder, text), "--json", "--at", "2026-11-20T17:00")
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    data = json.loads(ran.out)
    assert isinstance(data, dict)
    return data


# decide


def test_decide_gives_the_plan_as_text(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "decide", answers_file(home), "--at", "2026-11-20T17:00")
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert ran.out.startswith("ACT NOW")
    assert "Friday 20 November 2026, 5 pm" in ran.out
    assert "not finished" not in ran.out


def test_decide_as_json_holds_everything_behind_each_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = decided(capsys, home)
    assert data["decision"]["urgency"] == "now"
    assert data["decision"]["send as"] == "child protection referral"
    assert set(data["decision"]["methods"]) == {"durable-rules", "evaluator"}
    assert data["enough to act"] is True
    assert data["next question"] is None
    assert all(step["reasons"] for step in data["plan"]["steps"])
    citations = [one for step in data["plan"]["steps"] for reason in step["reasons"] for one in reason["citations"]]
    assert {one["edition"] for one in citations} == {"first"}
    assert data["why not"][0]["rule"] == "danger-ring-999"
    assert data["what would change it"]["more urgent"]["urgency"] == "emergency"
    assert data["what would change it"]["less urgent"]["answers"][0]["question"] == "harm_level"
    assert data["rule set"]["version"] == "England 1.0"
    assert len(data["rule set"]["hash"]) == 64


def test_every_key_of_the_json_is_documented_and_the_other_way_round(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.partition("| Key | What it holds |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z ]+)` \|", table, re.MULTILINE) == list(decided(capsys, home))


def test_the_answers_of_a_decision_decide_the_same_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    once = decided(capsys, home)
    again = decided(capsys, home, json.dumps(once["answers"]))
    assert again == once


answers = st.one_of(
    st.just(("harm_level", chosen("needs help"))),
    st.sampled_from([("age", number(0)), ("age", number(17)), ("age", not_sure()), ("age", skipped())]),
    st.builds(
        lambda ticks, rest: ("danger", ticked(*ticks, rest_not_sure=rest and bool(ticks))),
        st.sets(st.sampled_from(["hurt now", "left alone"])),
        st.booleans(),
    ),
)


@given(answers)
def test_every_answer_is_written_as_it_can_be_read(pair: tuple[str, Answer]) -> None:
    from datetime import date

    question, answer = pair
    rule_set = load(SMALL, ["england"], date(2026, 11, 20))
    assert read_answers(json.dumps({question: answer_data(answer)}), "a", rule_set) == {question: answer}


def test_decide_reads_standard_input(home: Path) -> None:
    ran = triage(home, "decide", "-", typed="danger: [hurt now]\n")
    assert ran.code == ExitCode.FINE
    assert ran.out.startswith("EMERGENCY")


@pytest.mark.parametrize(
    ("text", "place", "suggestion"),
    [
        ("harm_levl: needs help\n", "answers.yaml:1:1", "did you mean 'harm_level'?"),
        ("age: 3\nharm_level: need help\n", "answers.yaml:2:13", "did you mean 'needs help'?"),
        ("danger: [hurt]\n", "answers.yaml:1:10", "did you mean 'hurt now'?"),
        ("age: 42\n", "answers.yaml:1:6", "from 0 to 17"),
        ("age: 1\nage: 2\n", "answers.yaml:2:1", "age"),
    ],
)
def test_mistakes_in_an_answers_file_are_placed_and_end_in_1(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, place: str, suggestion: str
) -> None:
    ran = here(capsys, "decide", answers_file(home, text))
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert ran.out == ""
    assert place in ran.err
    assert suggestion in ran.err


def test_a_case_that_is_not_finished_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "decide", answers_file(home, "danger: none of these\n"))
    assert ran.code == ExitCode.FINE
    assert ran.out.startswith("This is not finished.")
    data = decided(capsys, home, "danger: none of these\n")
    assert data["enough to act"] is False
    assert data["next question"] == "age"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("no-such-file.yaml",), "no-such-file.yaml: It cannot be read: No such file or directory."),
        ((".",), "It cannot be read: Is a directory."),
        (("-", "--at", "yesterday"), '"yesterday" is not a time'),
    ],
)
def test_what_cannot_be_read_ends_in_2(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    ran = here(capsys, "decide", *arguments)
    assert ran.code == ExitCode.USAGE
    assert says in ran.err


def test_an_endless_answers_file_is_not_read_to_its_end(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "decide", answers_file(home, "#" * 1_000_001))
    assert ran.code == ExitCode.USAGE
    assert "more than 1,000,000 bytes" in ran.err


# questions, explain


def test_questions_lists_all_of_them_by_section(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "questions")
    assert ran.code == ExitCode.FINE
    assert ran.out.index("danger (several, always asked)") < ran.out.index("age (number)")
    assert "not sure means: significant harm" in ran.out
    data = json.loads(here(capsys, "questions", "--json").out)
    assert [one["question"] for one in data["questions"]] == [
        "danger",
        "danger_check",
        "age",
        "harm_level",
        "parents_know",
    ]
    assert data["questions"][1]["asked when"] == ["- danger is not sure"]
    assert data["questions"][2]["highest"] == 17


def test_explain_tells_a_rule_from_condition_to_paragraph(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "explain", "danger-ring-999")
    assert ran.code == ExitCode.FINE
    for words in (
        "rules/england/core/rules.yaml:",
        "any of these",
        "EMERGENCY",
        "  - Ring 999 now.\n    ring-999, rules/england/core/rules.yaml:",
        "A small guide for tests, Nobody, first, paragraph 1",
        "Do not wait for proof.",
        "1 scenario reaches it:",
        "A child hurt now",
    ):
        assert words in ran.out
    data = json.loads(here(capsys, "explain", "danger-ring-999", "--json").out)
    assert data["urgency"] == "emergency"
    assert data["scenarios"][0]["name"] == "A child hurt now"
    assert data["because"][0]["where"] == "paragraph 1"


def test_explain_passes_on_what_is_doubtful_about_a_source(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Read second-hand" in here(capsys, "explain", "parents-not-told").out


def test_explain_an_unknown_rule(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "explain", "danger-ring-99")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert 'Did you mean "danger-ring-999"?' in ran.err


# check


def test_check_of_sound_rules(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "check")
    assert ran.code == ExitCode.FINE
    assert "No problems" in ran.out or "No problems and" in ran.err


def test_check_places_every_problem(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "check", rules=broken_rules(home))
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "rules/england/core/rules.yaml:134:13: TR301" in ran.out
    assert "^" in ran.out
    assert "found." in ran.err


def test_check_as_json_and_for_a_code_host(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken_rules(home)
    found = json.loads(here(capsys, "check", "--format", "json", rules=folder).out)
    wrong = next(one for one in found if one["code"] == "TR301")
    assert (wrong["file"], wrong["line"], wrong["column"]) == ("rules/england/core/rules.yaml", 134, 13)
    marked = here(capsys, "check", "--format", "github", rules=folder).out
    title = "title=TR301 There is no such question"
    assert f"::error file=rules/england/core/rules.yaml,line=134,col=13,{title}::" in marked


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("", ExitCode.PROBLEMS_FOUND),
        ("rules", ExitCode.PROBLEMS_FOUND),
        ("rules/england/core", ExitCode.PROBLEMS_FOUND),
        ("rules/england/core/rules.yaml", ExitCode.PROBLEMS_FOUND),
        ("rules/westshire", ExitCode.FINE),
        ("guidance", ExitCode.FINE),
    ],
)
def test_check_keeps_to_the_part_named(
    home: Path, capsys: pytest.CaptureFixture[str], part: str, code: ExitCode
) -> None:
    ran = here(capsys, "check", str(broken_rules(home) / part))
    assert ran.code == code
    if code == ExitCode.FINE:
        assert "more outside" in ran.out + ran.err


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_path_that_is_not_there(home: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert here(capsys, command, str(home / "nowhere")).code == ExitCode.USAGE
    assert here(capsys, command, str(home)).code == ExitCode.USAGE


# test


def test_scenarios_are_run_and_counted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "test")
    assert ran.code == ExitCode.FINE
    assert "2 scenarios, 0 failed." in ran.out
    assert "median" in ran.out
    assert "No scenario reaches:\n  baby-ring-now" in ran.out


def test_a_scenario_that_fails_ends_in_1(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken_rules(home, "urgency: emergency\n      steps: [ring-999]", "urgency: today")
    ran = here(capsys, "test", rules=folder)
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "rules/england/core/scenarios.yaml:3:5: FAILED A child hurt now" in ran.out


def test_a_broken_scenario_file_ends_in_1_with_its_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken_rules(home, "danger: [hurt now]", "danger: [hurts now]")
    ran = here(capsys, "test", rules=folder)
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "rules/england/core/scenarios.yaml:4:25" in ran.err


@pytest.mark.parametrize("part", ["rules/england", "rules/england/core", "rules/england/core/rules.yaml"])
def test_scenarios_of_one_part(home: Path, capsys: pytest.CaptureFixture[str], part: str) -> None:
    assert "2 scenarios" in here(capsys, "test", str(SMALL / part)).out


def test_nothing_to_test_is_not_a_pass(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "test", str(SMALL / "rules" / "westshire"))
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "There are no scenarios" in ran.err


# where


def test_where_names_every_folder_and_pack(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "where")
    assert ran.code == ExitCode.FINE
    for words in (f"{SMALL}/rules (--rules)", "faults.log", "westshire: Westshire 1.0, laid over england"):
        assert words in ran.out


def test_explain_says_what_not_sure_counts_as_whom_to_ring_and_by_when(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = here(capsys, "explain", "significant-harm-ring-now")
    assert "    not sure counts as significant harm\n" in ran.out
    assert "    ring: Children's social care front door\n" in ran.out
    assert "    by: within 24 hours of the call\n" in ran.out


def test_explain_folds_long_lines_and_never_a_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["explain", "say-it-openly"])
    lines = capsys.readouterr().out.splitlines()
    assert code == ExitCode.FINE
    assert max(map(len, lines)) <= 100
    assert any(
        re.fullmatch(r"    say-what-you-think, rules/england/disagreement/rules\.yaml:\d+:3", line) for line in lines
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("harm_level", '"harm_level" is a question, not a rule.\nSee: triage uses harm_level\n'),
        ("ring-999", '"ring-999" is a step, not a rule.\nSee: triage uses ring-999\n'),
        ("core", '"core" is a topic, not a rule.\nSee: triage graph core\n'),
    ],
)
def test_explain_says_what_a_name_is_that_is_no_rule(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    ran = here(capsys, "explain", name)
    assert (ran.code, ran.out, ran.err) == (ExitCode.USAGE, "", says)
