"""What lies on the workbench: one good rule set with its scenarios, who uses what, and the files as they were."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from triage.explain.search import words_in
from triage.policy.uses.find import Users
from triage.policy.uses.things import Kind, Thing, things
from triage.policy.workbench.excerpt import Excerpt, excerpt
from triage.rules.model import Place, RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.scenarios import Scenario, read_scenarios
from triage.rules.statements import Statement
from triage.rules.statements_reader import read_statements

SHOWN = (Kind.RULE, Kind.QUESTION, Kind.FACT, Kind.STEP, Kind.CONTACT, Kind.DEADLINE, Kind.SOURCE, Kind.SCENARIO)
"""The kinds of things that can be browsed, in the order they are listed."""
EVERY_TOPIC = (Kind.CONTACT, Kind.DEADLINE, Kind.SOURCE)
"""Kinds that belong to the whole pack and not to a topic."""


@dataclass(frozen=True)
class Topic:
    """One topic with the things in it, kind by kind. The last ones stand for kinds of the whole pack."""

    id: str
    title: str
    things: tuple[Thing, ...]


class Bench:
    """One good rule set and everything beside it. ``texts`` are the files as they were when it was read."""

    def __init__(
        self,
        rule_set: RuleSet,
        scenarios: tuple[Scenario, ...] = (),
        statements: tuple[Statement, ...] = (),
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.rule_set = rule_set
        self.scenarios = scenarios
        self.users = Users(rule_set, scenarios, statements)
        self.texts = texts or {}

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """Everything that can be browsed, kind by kind, scenarios last."""
        named = [one for one in things(self.rule_set) if one.kind in SHOWN]
        cases = [
            Thing(Kind.SCENARIO, one.name, f"expects {one.expect.urgency.word}", one.place) for one in self.scenarios
        ]
        return tuple(sorted((*named, *cases), key=lambda one: SHOWN.index(one.kind)))

    @cached_property
    def _by_key(self) -> dict[str, Thing]:
        return {key(one): one for one in reversed(self.things)}

    def thing(self, name: str) -> Thing | None:
        """The thing with this key (``rule:significant-harm-ring-now``), if there is one."""
        return self._by_key.get(name)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order of the files, then one for each kind that belongs to no topic."""
        by_topic: dict[str, list[Thing]] = {topic: [] for topic in self.rule_set.topics}
        for one in self.things:
            if one.kind not in EVERY_TOPIC:
                by_topic.setdefault(self.topic_of(one), []).append(one)
        titles = self.rule_set.topics
        found = [Topic(name, titles.get(name, name), tuple(inside)) for name, inside in by_topic.items() if inside]
        whole = [(kind, tuple(one for one in self.things if one.kind is kind)) for kind in EVERY_TOPIC]
        return (
            *found,
            *(Topic(f":{kind.value}", kind.plural.capitalize(), inside) for kind, inside in whole if inside),
        )

    def topic(self, name: str) -> Topic | None:
        """The topic of that id."""
        return next((topic for topic in self.topics if topic.id == name), None)

    def topic_of(self, thing: Thing) -> str:
        """The topic a thing belongs to; for a kind of the whole pack, the one that stands for it."""
        if thing.kind in EVERY_TOPIC:
            return f":{thing.kind.value}"
        if thing.kind is Kind.SCENARIO:
            return next((one.topic for one in self.scenarios if one.name == thing.name), "")
        owners: dict[Kind, Mapping[str, object]] = {
            Kind.RULE: self.rule_set.rules,
            Kind.QUESTION: self.rule_set.questions,
            Kind.FACT: self.rule_set.facts,
            Kind.STEP: self.rule_set.steps,
        }
        return str(getattr(owners[thing.kind][thing.name], "topic", ""))

    def search(self, words: str) -> list[Thing]:
        """The things that hold these words in their name, what they say, their kind or their topic, best first.

        A word nobody uses is taken for the one most like it.
        """
        wanted = [self._spelt(word) for word in words_in(words)]
        scored = [
            (-sum(scores), place, one)
            for place, (one, held) in enumerate(self._words)
            if all(
                scores := [max((_score(word, part) * weight for part, weight in held), default=0) for word in wanted]
            )
        ]
        return [one for _, _, one in sorted(scored, key=lambda row: row[:2])]

    def _spelt(self, word: str) -> str:
        if len(word) < 4 or any(word in known for known in self._vocabulary):
            return word
        return next(iter(difflib.get_close_matches(word, self._vocabulary, n=1, cutoff=LIKE)), word)

    @cached_property
    def _words(self) -> tuple[tuple[Thing, tuple[tuple[str, int], ...]], ...]:
        """Each thing with its texts, words set apart by spaces, and what each text weighs."""
        titles = {key(one): topic.title for topic in self.topics for one in topic.things}
        return tuple((one, tuple((f" {' '.join(words_in(text))}", weight) for text, weight in _texts(one, titles)))
                     for one in self.things)  # fmt: skip

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted({word for _, held in self._words for text, _ in held for word in text.split()}))

    def at(self, place: Place) -> Thing | None:
        """The thing a place lies in: the last one of the file that begins at it or above it."""
        above = [one for one in self.things if one.place is not None and one.place.file == place.file
                 and one.place.line <= place.line]  # fmt: skip
        return max(above, key=lambda one: one.place or place, default=None)

    def excerpt(self, place: Place) -> Excerpt:
        """The lines of the file that hold what stands at ``place``, as they were when the rules were read."""
        return excerpt(self.texts.get(place.file, ""), place)

    def changed_since(self, older: Bench) -> tuple[str, ...]:
        """The files that differ from an older bench."""
        return tuple(name for name in {*self.texts, *older.texts} if self.texts.get(name) != older.texts.get(name))


def key(thing: Thing) -> str:
    """What a thing is called among all others: its kind and its name."""
    return f"{thing.kind.value}:{thing.name}"


def kinds_of(inside: Iterable[Thing]) -> list[tuple[Kind, list[Thing]]]:
    """The things of each kind, in the order they are listed."""
    every = list(inside)
    found = ((kind, [one for one in every if one.kind is kind]) for kind in SHOWN)
    return [(kind, group) for kind, group in found if group]


LIKE = 0.75
"""How alike a misspelt word must be: one slip in four letters."""


def _texts(thing: Thing, titles: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    name = thing.name.replace("-", " ").replace("_", " ")
    return (name, 4), (thing.says, 2), (thing.kind.value, 1), (titles.get(key(thing), ""), 1)


def _score(word: str, text: str) -> int:
    """Most for a whole word, less for the beginning of one, least for a part of one."""
    if f" {word} " in f"{text} ":
        return 4
    return 3 if f" {word}" in text else int(word in text)


def bench_of(folder: Path, rule_set: RuleSet) -> Bench:
    """The bench for rules that were read from ``folder``. Scenarios or statements that are broken are left out."""
    packs = [pack.id for pack in rule_set.packs]
    try:
        scenarios = read_scenarios(folder, packs, rule_set)
    except RulesRefused:
        scenarios = ()
    try:
        statements = read_statements(folder, packs, rule_set)
    except RulesRefused:
        statements = ()
    placed = {one.place.file for one in things(rule_set) if one.place is not None}
    texts = dict(_read(folder, placed | {one.place.file for one in scenarios}))
    return Bench(rule_set, scenarios, statements, texts)


def _read(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        try:
            yield name, (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:  # taken away meanwhile: it is shown without its lines
            continue
