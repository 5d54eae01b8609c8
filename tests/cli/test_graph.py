"""``triage graph`` at the command line."""

from __future__ import annotations

import json

import pytest

from cli.running import SMALL, Ran
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.cli.parser import GRAPH_FORMATS, GRAPHS_OF
from triage.policy.graph.parts import Of


def here(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    code = run(["--rules", str(SMALL), "graph", *arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def test_without_a_name_it_is_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys)
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert ran.out.startswith("England 1.0\n├─ Is the child safe\n│  └─ core: A small set of rules for tests")
    assert ran.out.endswith("A question or a rule works too.\n")


@pytest.mark.parametrize("name", ["core", "harm_level", "danger-ring-999"])
@pytest.mark.parametrize(
    ("form", "starts"), [("tree", ""), ("mermaid", "flowchart LR\n"), ("dot", "digraph "), ("json", "{")]
)
def test_each_format_of_each_sort(capsys: pytest.CaptureFixture[str], name: str, form: str, starts: str) -> None:
    ran = here(capsys, name, "--format", form)
    assert ran.code == ExitCode.FINE
    assert ran.out.startswith(starts)
    assert ("always-write-it-down" if name == "core" else name) in ran.out
    if form == "json":
        assert {"boxes", "arrows", "title"} <= set(json.loads(ran.out))


def test_the_choices_are_those_there_are() -> None:
    assert tuple(of.value for of in Of) == GRAPHS_OF
    assert set(GRAPH_FORMATS) == {"tree", "mermaid", "dot", "json"}


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [(("harm_levl",), 'Did you mean "harm_level"?'), (("cor", "--of", "topic"), 'Did you mean "core"?')],
)
def test_an_unknown_name(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], remedy: str) -> None:
    ran = here(capsys, *arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert remedy in ran.err


def test_a_name_of_two_things_asks_which(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["graph", "danger"])
    assert code == ExitCode.USAGE
    assert "--of topic or --of question" in capsys.readouterr().err
    assert run(["graph", "danger", "--of", "question"]) == ExitCode.FINE
    assert capsys.readouterr().out.startswith("danger: Is any of this happening now?")
