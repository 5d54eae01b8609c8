"""What a handbook is made from, and where everything in it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from triage.plan.slots import Slots
from triage.policy.compare.model import Differences
from triage.policy.graph.parts import facts_for
from triage.policy.graph.routes import Leads, Routes
from triage.policy.handbook.markup import Element, Node, Part, el, link
from triage.policy.uses.find import Use, Users
from triage.policy.uses.things import Kind
from triage.rules.model import Fact, Rule, RuleSet
from triage.rules.scenarios import Scenario
from triage.rules.statements import Statement

TITLE = "Safeguarding rules handbook"


@dataclass(frozen=True)
class Page:
    """One page: its file, its title and what stands below the title."""

    file: str
    title: str
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Book:
    """Everything a handbook tells. ``today`` is the day it is made on, ``differences`` what changed, if asked for."""

    rule_set: RuleSet
    scenarios: Sequence[Scenario]
    statements: Sequence[Statement]
    today: date
    differences: Sequence[Differences] | None = None

    @cached_property
    def users(self) -> Users:
        """Who uses what."""
        return Users(self.rule_set, self.scenarios, self.statements)

    @cached_property
    def routes(self) -> dict[str, Routes]:
        """Where answers lead, by question."""
        leads = Leads(self.rule_set)
        return {name: leads.of(question) for name, question in self.rule_set.questions.items()}

    @cached_property
    def slots(self) -> Slots:
        """The words for someone whose role is not known."""
        return Slots(self.rule_set, {}, {})

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that have a page: those with questions, rules, facts or steps of their own."""
        rule_set = self.rule_set
        used = {question.topic for question in rule_set.questions.values()}
        used |= {rule.topic for rule in rule_set.rules.values()} | {step.topic for step in rule_set.steps.values()}
        used |= {fact.topic for fact in rule_set.facts.values()}
        return tuple(topic for topic in rule_set.topics if topic in used)

    @cached_property
    def examples(self) -> dict[str, tuple[Scenario, ...]]:
        """The scenarios by the page they stand on: that of the topic beside whose rules they lie, else the pack's."""
        found: dict[str, list[Scenario]] = {}
        for scenario in self.scenarios:
            found.setdefault(scenario.topic if scenario.topic in self.topics else scenario.pack, []).append(scenario)
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def _example_places(self) -> dict[str, str]:
        return {
            scenario.name: f"examples-{page}.html#case-{number}"
            for page, scenarios in self.examples.items()
            for number, scenario in enumerate(scenarios, 1)
        }

    def uses(self, kind: Kind, name: str, by: Kind) -> list[str]:
        """The names of the direct users, of one kind, of a thing; each once."""
        found: Sequence[Use] = ()
        for thing in self.users.named(name):
            if thing.kind is kind:
                found = self.users.of(thing).uses
        return list(dict.fromkeys(use.user.name for use in found if use.user.kind is by and not use.through))

    def facts_of(self, rules: tuple[Rule, ...]) -> tuple[Fact, ...]:
        """The facts that rules rest on."""
        return facts_for(self.rule_set, rules)

    # Links

    def rule(self, name: str) -> Element:
        """A link to a rule."""
        return link(f"topic-{self.rule_set.rules[name].topic}.html#rule-{name}", name)

    def question(self, name: str, words: str = "") -> Element:
        """A link to a question."""
        question = self.rule_set.questions[name]
        return link(f"topic-{question.topic}.html#question-{name}", words or question.ask)

    def step(self, name: str, words: str = "") -> Element:
        """A link to a step, by what is to be done."""
        step = self.rule_set.steps[name]
        return link(f"topic-{step.topic}.html#step-{name}", words or self.slots.fill(step.do))

    def fact(self, name: str) -> Element:
        """A link to a fact, by what it says."""
        fact = self.rule_set.facts[name]
        return link(f"topic-{fact.topic}.html#fact-{name}", fact.says)

    def topic(self, name: str) -> Element:
        """A link to a topic."""
        return link(f"topic-{name}.html", self.rule_set.topics[name])

    def contact(self, name: str) -> Element:
        """A link to a contact."""
        return link(f"contacts.html#contact-{name}", self.rule_set.contacts[name].name)

    def deadline(self, name: str) -> Element:
        """A link to a time limit."""
        return link(f"limits.html#deadline-{name}", self.rule_set.deadlines[name].says)

    def passage(self, anchor: str) -> Element:
        """A link to a passage, by its title and source."""
        source, passage = self.rule_set.passage(anchor)
        return link(f"source-{source.id}.html#passage-{passage.anchor}", f"{passage.title} ({source.title})")

    def source(self, name: str) -> Node:
        """A link to a source or a passage; a code of a document outside the guidance as it is."""
        if name in self.rule_set.sources:
            return link(f"source-{name}.html", self.rule_set.sources[name].title)
        return self.passage(name) if "#" in name else name

    def scenario(self, name: str) -> Element:
        """A link to a worked example."""
        return link(self._example_places[name], name)

    def switch(self, name: str) -> Element:
        """A link to a law switch."""
        return link(f"index.html#switch-{name}", self.rule_set.switches[name].title)


def names_of(heading: str, links: Sequence[Part]) -> tuple[str, Part]:
    """A row with links below each other, for :func:`~triage.policy.handbook.markup.facts`."""
    return heading, el("ul", [el("li", one) for one in links]) if links else None
