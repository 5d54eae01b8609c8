"""Reads demonstrations: walks through the app that play by themselves, each beat by what it means and not by a place.

They stand beside the rules in ``demonstrations.yaml`` and decide nothing: no rule set is another because of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.rules import nodes
from triage.rules.answers import Answer
from triage.rules.answers_file import answers_in
from triage.rules.build import SEND_AS, URGENCIES, send_as_of, urgency_of
from triage.rules.fields import Fields, names_in, one_of, wrong_kind
from triage.rules.files import demonstration_files
from triage.rules.keys import BEAT_KEYS, DEMONSTRATION_FILE_KEYS, DEMONSTRATION_KEYS, SHOWS_KEYS
from triage.rules.model import Place, RuleSet, SendAs, Urgency
from triage.rules.names import Names, check_name
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.yaml_reader import read_yaml

DOES = (
    *("new", "danger", "back", "skip", "not-sure", "none", "continue", "why-ask", "answers", "plan", "open", "line"),
    *("why", "why-not", "change", "fuller", "forms", "differ", "contacts", "guidance", "card", "help", "close"),
)
"""What ``do:`` can name: a command by its meaning, whatever key it has."""
KEYS = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "space", "enter", "escape"),
    *(f"f{number}" for number in range(1, 11)),
)
ACTIONS = ("answer", "do", "press", "to")
MOST_KEYS = 20


@dataclass(frozen=True)
class Shows:
    """What the rules come to at this moment of the walk. None, or empty: it is not said."""

    urgency: Urgency
    send_as: SendAs | None = None
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beat:
    """One beat of a walk: words for the room, at most one thing that is done, and what must then be so.

    ``answers`` are pages answered one after another, ``do`` is a command, ``press`` are keys, and ``to`` is a line on
    the screen that the cursor goes to: a step of the plan, a part, a contact.
    """

    say: str
    place: Place
    answers: tuple[tuple[str, Answer], ...] = ()
    do: str = ""
    press: tuple[str, ...] = ()
    to: str = ""
    shows: Shows | None = None

    @property
    def acts(self) -> bool:
        """Whether anything is done, and not only said."""
        return bool(self.answers or self.do or self.press or self.to)


@dataclass(frozen=True)
class Demonstration:
    """One walk. ``about`` is what it shows, in a sentence or two for whoever chooses it."""

    id: str
    title: str
    about: str
    topics: tuple[str, ...]
    beats: tuple[Beat, ...]
    place: Place
    pack: str


def read_demonstrations(folder: Path, packs: Sequence[str], rule_set: RuleSet) -> tuple[Demonstration, ...]:
    """The demonstrations beside the rules of ``packs``. ``rule_set`` is the one loaded for these packs.

    Raises :class:`RulesRefused` with every problem found.
    """
    out = Collector()
    found = demonstrations_into(folder, packs, rule_set, out)
    problems = out.all()
    if errors_in(problems):
        raise RulesRefused(problems)
    return found


def demonstrations_into(
    folder: Path,
    packs: Sequence[str],
    rule_set: RuleSet,
    out: Collector,
    trees: dict[str, nodes.Node] | None = None,
) -> tuple[Demonstration, ...]:
    """As :func:`read_demonstrations`, with the problems added to ``out`` and the trees of the files to ``trees``."""
    reader = _Reader(rule_set, out)
    found: list[Demonstration] = []
    for pack in packs:
        for file in demonstration_files(folder, pack, out):
            tree = read_yaml(file.data, file.name, out)
            if tree is None:
                continue
            if trees is not None:
                trees[file.name] = tree
            fields = Fields(tree, "a demonstration file", DEMONSTRATION_FILE_KEYS, out, Place(file.name))
            items = _items(fields, "demonstrations", "- id: ...")
            found += (one for item in items if (one := reader.demonstration(item, pack)) is not None)
    _no_id_twice(found, out)
    return tuple(found)


def _items(fields: Fields, key: str, start: str) -> tuple[nodes.Node, ...]:
    node = fields.value(key, required=True)
    if isinstance(node, nodes.Sequence) and node.items:
        return node.items
    if node is not None:
        wrong_kind(node, f"'{key}:' takes a list; start each with '{start}' on a line of its own", fields.out)
    return ()


class _Reader:
    def __init__(self, rule_set: RuleSet, out: Collector) -> None:
        self._rule_set = rule_set
        self._out = out
        passages = {f"{source.id}#{one.anchor}" for source in rule_set.sources.values() for one in source.passages}
        lines = {*rule_set.steps, *rule_set.contacts, *rule_set.questions, *rule_set.sources, *passages}
        lines |= {*rule_set.documents, *(section.id for section in rule_set.sections)}
        self._names = Names(out, {"step": rule_set.steps, "topic": rule_set.topics})
        self._lines = Names(out, {"step": lines})

    def demonstration(self, node: nodes.Node, pack: str) -> Demonstration | None:
        """One demonstration, or None when too little of it can be read."""
        fields = Fields(node, "a demonstration", DEMONSTRATION_KEYS, self._out, node.place)
        if fields.node is None:
            return None
        name = fields.name("id", required=True)
        if name is None or not check_name(name, "demonstration", self._out):
            return None
        beats = (self._beat(item) for item in _items(fields, "beats", "- say: ..."))
        return Demonstration(
            id=name.text,
            title=fields.text("title", required=True),
            about=fields.text("about", required=True),
            topics=self._names.kept("topic", fields.names("topics", required=True)),
            beats=tuple(beat for beat in beats if beat is not None),
            place=name.place,
            pack=pack,
        )

    def _beat(self, node: nodes.Node) -> Beat | None:
        fields = Fields(node, "a beat", BEAT_KEYS, self._out, node.place)
        if fields.node is None:
            return None
        given = [key for key in ACTIONS if key in fields]
        if len(given) > 1:
            fields.not_here(given[1:], f"a beat does one thing, and this one has '{given[0]}:'")
        if not given and "say" not in fields:
            fields.missing("say", "and does nothing")
        answers = fields.value("answer")
        to = fields.name("to")
        shows = fields.value("expect")
        return Beat(
            say=fields.text("say"),
            place=node.place,
            answers=tuple(answers_in(answers, self._rule_set.questions, self._out).items()) if answers else (),
            do=fields.word("do", DOES),
            press=tuple(self._keys(fields)),
            to=to.text if to is not None and self._lines.check("step", to) else "",
            shows=self._shows(shows, fields.place("expect")) if shows is not None else None,
        )

    def _keys(self, fields: Fields) -> Iterator[str]:
        """The keys of a beat; a single letter or digit is a key too."""
        value = fields.value("press")
        items = value.items if isinstance(value, nodes.Sequence) else (value,) if value is not None else ()
        for item in items[:MOST_KEYS]:
            if isinstance(item, nodes.Scalar) and len(item.text) == 1 and item.text.isascii() and item.text.isalnum():
                yield item.text
            elif key := one_of(item, "'press:'", KEYS, self._out):
                yield key

    def _shows(self, node: nodes.Node, at: Place) -> Shows:
        fields = Fields(node, "'expect:'", SHOWS_KEYS, self._out, at)
        return Shows(
            urgency=urgency_of(fields.word("urgency", URGENCIES, required=True)),
            send_as=send_as_of(fields.word("send as", SEND_AS)),
            steps=self._names.kept("step", names_in(fields.value("steps"), "'steps:'", self._out)),
            not_steps=self._names.kept("step", names_in(fields.value("not steps"), "'not steps:'", self._out)),
        )


def _no_id_twice(found: Sequence[Demonstration], out: Collector) -> None:
    seen: dict[str, Demonstration] = {}
    for one in found:
        before = seen.setdefault(one.id, one)
        if before is not one:
            message = f"there is a demonstration called {quoted(one.id)} already, at {before.place}."
            out.error("TR208", one.place, message, "give it an id that tells the two apart.")
