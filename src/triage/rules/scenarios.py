"""Reads scenarios: cases with their answers and what the plan for them must and must not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.rules import nodes
from triage.rules.answers import Answer
from triage.rules.answers_file import answers_in
from triage.rules.expecting import Expect as Expect
from triage.rules.expecting import read_expect
from triage.rules.fields import Fields
from triage.rules.files import scenario_files
from triage.rules.keys import SCENARIO_KEYS
from triage.rules.model import Place, RuleSet
from triage.rules.names import Names
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.yaml_reader import read_yaml

OTHERWISE = ("not sure", "skipped", "calmest")
TRAPS = ("over-cautious", "under-cautious")


@dataclass(frozen=True)
class Scenario:
    """One case.

    ``otherwise`` says how pages it does not answer are answered (``not sure``, ``skipped``, ``calmest``); empty
    when the file does not say. ``ref`` points to a case elsewhere. ``place`` is where its name stands. ``trap`` names
    the sort of tool that would get the case wrong: an over-cautious one says "refer now" where that is not called
    for, an under-cautious one waits; empty for any other case.
    """

    name: str
    ref: str
    answers: Mapping[str, Answer]
    otherwise: str
    expect: Expect
    place: Place
    pack: str
    topic: str
    trap: str = ""

    @property
    def full_name(self) -> str:
        """Its name, told apart from those of other packs."""
        return f"{self.pack}/{self.name}"


def read_scenarios(folder: Path, packs: Sequence[str], rule_set: RuleSet) -> tuple[Scenario, ...]:
    """The scenarios beside the rules of ``packs``, in the order of the files.

    ``rule_set`` is the one loaded for these packs. Raises :class:`RulesRefused` with every problem found.
    """
    out = Collector()
    found = scenarios_into(folder, packs, rule_set, out)
    problems = out.all()
    if errors_in(problems):
        raise RulesRefused(problems)
    return found


def scenarios_into(
    folder: Path,
    packs: Sequence[str],
    rule_set: RuleSet,
    out: Collector,
    trees: dict[str, nodes.Node] | None = None,
) -> tuple[Scenario, ...]:
    """As :func:`read_scenarios`, with the problems added to ``out`` and the trees of the files to ``trees``."""
    names = Names(
        out,
        {
            "step": rule_set.steps,
            "rule": rule_set.rules,
            "contact": rule_set.contacts,
            "deadline": rule_set.deadlines,
            "question": rule_set.questions,
        },
    )
    found: list[Scenario] = []
    for pack in packs:
        for file in scenario_files(folder, pack, out):
            tree = read_yaml(file.data, file.name, out)
            if tree is None:
                continue
            if trees is not None:
                trees[file.name] = tree
            fields = Fields(tree, "a scenario file", ("scenarios",), out, Place(file.name))
            for item in _items(fields):
                scenario = _scenario(item, pack, file.topic, rule_set, names)
                if scenario is not None:
                    found.append(scenario)
    _no_name_twice(found, out)
    return tuple(found)


def _items(fields: Fields) -> tuple[nodes.Node, ...]:
    node = fields.value("scenarios", required=True)
    if isinstance(node, nodes.Sequence) and node.items:
        return node.items
    if node is not None and not (isinstance(node, nodes.Scalar) and not node.text):
        hint = "start each with '  - name: ...' on a line of its own."
        fields.out.error("TR602", node.place, "'scenarios:' takes a list of scenarios.", hint)
    return ()


def _scenario(node: nodes.Node, pack: str, topic: str, rule_set: RuleSet, names: Names) -> Scenario | None:
    fields = Fields(node, "a scenario", SCENARIO_KEYS, names.out, node.place)
    if fields.node is None:
        return None
    name = fields.text("name", required=True)
    answers = fields.value("answers", required=True)
    expect = fields.value("expect", required=True)
    if expect is None:
        return None
    return Scenario(
        name=name,
        ref=fields.text("ref"),
        answers={} if answers is None else answers_in(answers, rule_set.questions, names.out),
        otherwise=fields.word("otherwise", OTHERWISE),
        expect=read_expect(expect, fields.place("expect"), names),
        place=fields.place("name"),
        pack=pack,
        topic=topic,
        trap=fields.word("trap", TRAPS),
    )


def _no_name_twice(scenarios: Sequence[Scenario], out: Collector) -> None:
    seen: dict[str, Scenario] = {}
    for scenario in scenarios:
        before = seen.setdefault(scenario.name, scenario)
        if before is not scenario:
            message = f"there is a scenario called {quoted(scenario.name)} already, at {before.place}."
            out.error("TR603", scenario.place, message, "give it a name that tells the two apart.")
