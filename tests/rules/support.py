"""Small helpers for the tests of the rules."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from triage.rules import nodes
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.problems import Collector, Problem
from triage.rules.yaml_reader import read_yaml

HERE = Path(__file__).parent
GOOD = HERE / "good"
TODAY = date(2026, 11, 22)
HEAD = "# yaml-language-server: $schema=../../rule-set.schema.json\ntopic: extra\ntitle: Something extra\n"


def read(text: str | bytes, *, pure: bool = False) -> tuple[nodes.Node | None, tuple[Problem, ...]]:
    """The tree of a text and the problems in it."""
    out = Collector()
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    tree = read_yaml(data, "file.yaml", out, pure=pure)
    return tree, out.all()


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def plain(node: nodes.Node | None) -> object:
    """A tree as lists and dictionaries."""
    if isinstance(node, nodes.Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else {key.text: plain(value) for key, value in node.entries}


def good_copy(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The good rule set in a folder of its own, with some files replaced or added."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def with_extra(folder: Path, body: str) -> Path:
    """The good rule set with one more topic in the national pack."""
    return good_copy(folder, {"rules/england/extra/rules.yaml": HEAD + body})


def good_rules(*packs: str) -> RuleSet:
    return load(GOOD, packs or ("england",), TODAY)


DEMONSTRATIONS = "rules/england/demonstrations.yaml"
DEMONSTRATION = """\
# yaml-language-server: $schema=../demonstrations.schema.json
demonstrations:
  - id: hurt-at-home
    title: A child who is hurt
    about: A teacher is told that a child is being hurt.
    topics: [referral]
    beats:
      - say: It is Friday.
"""
"""The beginning of a demonstration on the good rules."""
