"""``triage uses`` at the command line."""

from __future__ import annotations

import json

import pytest

from cli.running import SMALL, Ran
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run


def here(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    code = run(["--rules", str(SMALL), "uses", *arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def test_uses_names_each_user_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "ring-front-door")
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert "  baby-ring-now: steps\n    rules/england/core/rules.yaml:" in ran.out


def test_uses_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, "harm_level=significant harm", "--json")
    (data,) = json.loads(ran.out)
    assert data["kind"] == "answer"
    assert {one["name"] for one in data["used by"] if one["kind"] == "rule"} == {"significant-harm-ring-now"}


def test_a_local_pack_counts_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "westshire" not in here(capsys, "small-guide#ring").out
    assert "rules/westshire/contacts.yaml" in here(capsys, "small-guide#ring", "--area", "westshire").out


@pytest.mark.parametrize(
    ("name", "says", "remedy"),
    [
        (
            "harm_levle",
            'There is no question, rule, step or other part called "harm_levle".',
            'Did you mean "harm_level"?',
        ),
        (
            "harm_level=needs hlep",
            'There is no answer to harm_level called "needs hlep".',
            'Did you mean "needs help"?',
        ),
        ("ag=5", 'There is no question called "ag".', 'Did you mean "age"?'),
    ],
)
def test_a_mistyped_name_is_met_with_the_nearest(
    capsys: pytest.CaptureFixture[str], name: str, says: str, remedy: str
) -> None:
    ran = here(capsys, name)
    assert (ran.code, ran.out, ran.err) == (ExitCode.USAGE, "", f"{says}\n{remedy}\n")
