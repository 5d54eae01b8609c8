"""Reads vignettes: short stories for training, each with the answers it implies. The live rules mark them.

They stand beside the rules in ``vignettes.yaml`` and decide nothing: no rule set is another because of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from triage.rules import nodes
from triage.rules.answers import Answer
from triage.rules.answers_file import answers_in
from triage.rules.build import SEND_AS, URGENCIES, send_as_of, urgency_of
from triage.rules.fields import Fields, wrong_kind
from triage.rules.files import vignette_files
from triage.rules.keys import OUTCOME_KEYS, POINT_KEYS, VIGNETTE_FILE_KEYS, VIGNETTE_KEYS
from triage.rules.model import Place, RuleSet, SendAs, Urgency
from triage.rules.names import Names, check_name
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.scenarios import OTHERWISE
from triage.rules.yaml_reader import read_yaml

DIFFICULTIES = ("easy", "middle", "hard")


class Parents(StrEnum):
    """What is told to the parents before anything else happens."""

    ASK = "ask them"
    TELL = "tell them"
    NOT_YET = "not yet"
    DOES_NOT_MATTER = "does not matter here"


SAID_OF_PARENTS = (Parents.NOT_YET, Parents.TELL, Parents.ASK)
"""What a step about parents can mean, most careful first: where steps differ, the most careful one counts."""


@dataclass(frozen=True)
class Outcome:
    """What the rules said when the notes of a vignette were written. None, or empty: the file does not say."""

    urgency: Urgency
    send_as: SendAs | None = None
    first_step: str = ""
    contacts: tuple[str, ...] = ()
    parents: Parents | None = None


@dataclass(frozen=True)
class Point:
    """One thing to take home, with the passages it rests on."""

    says: str
    because: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Vignette:
    """One story, and the answers it implies.

    ``otherwise`` says how pages it does not answer are answered, as in a scenario. ``speaker`` is for the trainer
    alone. ``place`` is where its name stands, ``places`` where its keys do.
    """

    id: str
    title: str
    difficulty: str
    topics: tuple[str, ...]
    setting: str
    story: str
    answers: Mapping[str, Answer]
    otherwise: str
    expect: Outcome
    points: tuple[Point, ...]
    place: Place
    pack: str
    topic: str
    discuss: tuple[str, ...] = ()
    speaker: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Bank:
    """The vignettes of some packs, and what each step about parents means: to tell them, to ask them, or not yet."""

    vignettes: tuple[Vignette, ...] = ()
    parents: Mapping[str, Parents] = field(default_factory=dict)


def read_vignettes(folder: Path, packs: Sequence[str], rule_set: RuleSet) -> tuple[Vignette, ...]:
    """The vignettes beside the rules of ``packs``, in the order of the files. Raises as :func:`read_bank`."""
    return read_bank(folder, packs, rule_set).vignettes


def read_bank(folder: Path, packs: Sequence[str], rule_set: RuleSet) -> Bank:
    """Everything for training beside the rules of ``packs``. ``rule_set`` is the one loaded for these packs.

    Raises :class:`RulesRefused` with every problem found.
    """
    out = Collector()
    found = vignettes_into(folder, packs, rule_set, out)
    problems = out.all()
    if errors_in(problems):
        raise RulesRefused(problems)
    return found


def vignettes_into(
    folder: Path,
    packs: Sequence[str],
    rule_set: RuleSet,
    out: Collector,
    trees: dict[str, nodes.Node] | None = None,
) -> Bank:
    """As :func:`read_bank`, with the problems added to ``out`` and the trees of the files to ``trees``."""
    reader = _Reader(rule_set, out)
    found: list[Vignette] = []
    parents: dict[str, Parents] = {}
    for pack in packs:
        for file in vignette_files(folder, pack, out):
            tree = read_yaml(file.data, file.name, out)
            if tree is None:
                continue
            if trees is not None:
                trees[file.name] = tree
            fields = Fields(tree, "a vignette file", VIGNETTE_FILE_KEYS, out, Place(file.name))
            parents.update(reader.parents(fields))
            found += (one for item in _items(fields) if (one := reader.vignette(item, pack, file.topic)) is not None)
    _no_id_twice(found, out)
    return Bank(tuple(found), parents)


def _items(fields: Fields) -> tuple[nodes.Node, ...]:
    node = fields.value("vignettes", required="tell parents" not in fields)
    if isinstance(node, nodes.Sequence) and node.items:
        return node.items
    if node is not None:
        wrong_kind(node, "'vignettes:' takes a list; start each with '  - id: ...' on a line of its own", fields.out)
    return ()


class _Reader:
    def __init__(self, rule_set: RuleSet, out: Collector) -> None:
        self._rule_set = rule_set
        self._out = out
        anchors = {f"{source.id}#{one.anchor}" for source in rule_set.sources.values() for one in source.passages}
        known = {
            "step": rule_set.steps,
            "contact": rule_set.contacts,
            "passage": anchors,
            "topic": rule_set.topics,
        }
        self._names = Names(out, dict(known))

    def vignette(self, node: nodes.Node, pack: str, topic: str) -> Vignette | None:
        """One vignette, or None when too little of it can be read."""
        fields = Fields(node, "a vignette", VIGNETTE_KEYS, self._out, node.place)
        if fields.node is None:
            return None
        name = fields.name("id", required=True)
        answers = fields.value("answers", required=True)
        expect = fields.value("expect", required=True)
        if name is None or expect is None or not check_name(name, "vignette", self._out):
            return None
        return Vignette(
            id=name.text,
            title=fields.text("title", required=True),
            difficulty=fields.word("difficulty", DIFFICULTIES, required=True),
            topics=self._names.kept("topic", fields.names("topics", required=True)),
            setting=fields.text("setting", required=True),
            story=fields.text("story", required=True),
            answers={} if answers is None else answers_in(answers, self._rule_set.questions, self._out),
            otherwise=fields.word("otherwise", OTHERWISE, required=True),
            expect=self._outcome(expect, fields.place("expect")),
            points=tuple(self._points(fields)),
            place=name.place,
            pack=pack,
            topic=topic,
            discuss=fields.texts("discuss"),
            speaker=fields.text("speaker"),
            places={key: fields.place(key) for key in VIGNETTE_KEYS if key in fields},
        )

    def parents(self, fields: Fields) -> Iterator[tuple[str, Parents]]:
        """What the steps about parents mean, as far as a file says so."""
        if "tell parents" not in fields:
            return
        node = fields.value("tell parents")
        words = tuple(word.value for word in SAID_OF_PARENTS)
        block = Fields(node, "'tell parents:'", words, self._out, fields.place("tell parents")) if node else None
        for word in SAID_OF_PARENTS if block is not None and block.node is not None else ():
            assert block is not None  # noqa: S101 - for the type checker
            for step in self._names.kept("step", block.names(word.value)):
                yield step, word

    def _outcome(self, node: nodes.Node, at: Place) -> Outcome:
        fields = Fields(node, "'expect:'", OUTCOME_KEYS, self._out, at)
        step = fields.name("first step")
        parents = fields.word("tell parents", [word.value for word in Parents])
        contacts = fields.value("contacts")
        none = isinstance(contacts, nodes.Sequence) and not contacts.items
        return Outcome(
            urgency=urgency_of(fields.word("urgency", URGENCIES, required=True)),
            send_as=send_as_of(fields.word("send as", SEND_AS)),
            first_step=step.text if step is not None and self._names.check("step", step) else "",
            contacts=() if none else self._names.kept("contact", fields.names("contacts")),
            parents=Parents(parents) if parents else None,
        )

    def _points(self, fields: Fields) -> Iterator[Point]:
        node = fields.value("points", required=True)
        if node is not None and not isinstance(node, nodes.Sequence):
            wrong_kind(node, "'points:' takes a list; start each with '- says: ...'", self._out)
            return
        for item in node.items if node is not None else ():
            point = Fields(item, "a point", POINT_KEYS, self._out, item.place)
            if point.node is not None:
                because = self._names.kept("passage", point.names("because", required=True))
                yield Point(point.text("says", required=True), because, point.place("says"))


def _no_id_twice(vignettes: Sequence[Vignette], out: Collector) -> None:
    seen: dict[str, Vignette] = {}
    for vignette in vignettes:
        before = seen.setdefault(vignette.id, vignette)
        if before is not vignette:
            message = f"there is a vignette called {quoted(vignette.id)} already, at {before.place}."
            out.error("TR208", vignette.place, message, "give it an id that tells the two apart.")
