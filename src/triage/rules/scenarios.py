"""Reads scenarios: cases with their answers and what the plan for them must and must not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from triage.rules import nodes
from triage.rules.answers import Answer
from triage.rules.answers_file import answers_in
from triage.rules.build import SEND_AS, URGENCIES, send_as_of, urgency_of
from triage.rules.fields import Fields
from triage.rules.files import scenario_files
from triage.rules.keys import EXPECT_KEYS, SCENARIO_KEYS
from triage.rules.model import Place, RuleSet, SendAs, Urgency
from triage.rules.names import Names
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.yaml_reader import read_yaml

OTHERWISE = ("not sure", "skipped", "calmest")
TRAPS = ("over-cautious", "under-cautious")


@dataclass(frozen=True)
class Expect:
    """What a plan must hold. ``by`` names the deadline of a step. Names are ids of the rule set."""

    urgency: Urgency
    send_as: SendAs | None = None
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    by: Mapping[str, str] = field(default_factory=dict)


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
        expect=_expect(expect, fields.place("expect"), names),
        place=fields.place("name"),
        pack=pack,
        topic=topic,
        trap=fields.word("trap", TRAPS),
    )


def _expect(node: nodes.Node, at: Place, names: Names) -> Expect:
    fields = Fields(node, "'expect:'", EXPECT_KEYS, names.out, at)
    urgency = fields.word("urgency", URGENCIES, required=True)
    send_as = fields.word("send as", SEND_AS)
    return Expect(
        urgency=urgency_of(urgency),
        send_as=send_as_of(send_as),
        steps=_names(fields, "steps", "step", names),
        not_steps=_names(fields, "not steps", "step", names),
        rules=_names(fields, "rules", "rule", names),
        not_rules=_names(fields, "not rules", "rule", names),
        contacts=_names(fields, "contacts", "contact", names),
        by=_by(fields, names),
    )


def _names(fields: Fields, key: str, kind: str, names: Names) -> tuple[str, ...]:
    """The names in a list; an empty list is allowed and says nothing."""
    node = fields.value(key)
    if isinstance(node, nodes.Sequence) and not node.items:
        return ()
    return names.kept(kind, fields.names(key))


def _by(fields: Fields, names: Names) -> dict[str, str]:
    found = {}
    for key, value in fields.mapping("by"):
        if not names.check("step", key):
            continue
        if not isinstance(value, nodes.Scalar):
            fields.out.error("TR203", value.place, "'by:' takes a step and its deadline.", "write 'step: deadline'.")
        elif value.text and names.check("deadline", value):
            found[key.text] = value.text
    return found


def _no_name_twice(scenarios: Sequence[Scenario], out: Collector) -> None:
    seen: dict[str, Scenario] = {}
    for scenario in scenarios:
        before = seen.setdefault(scenario.name, scenario)
        if before is not scenario:
            message = f"there is a scenario called {quoted(scenario.name)} already, at {before.place}."
            out.error("TR603", scenario.place, message, "give it a name that tells the two apart.")
