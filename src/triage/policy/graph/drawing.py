"""The boxes and arrows of a picture, whatever it is written as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from triage.plan.slots import Slots
from triage.plan.words import SHORT_WORDS
from triage.policy.graph.parts import (
    Of,
    facts_for,
    questions_for,
    questions_of,
    rules_of,
    topics_by_section,
)
from triage.policy.graph.routes import Lead, Leads, Route, Sort
from triage.rules.cycles import facts_in
from triage.rules.model import Question, Rule, RuleSet

NOTHING = "Nothing is concluded, either way"
NO_RULE = "No rule rests on it"
NOT_ASKED = "not asked"
_MOST_ON_AN_ARROW = 3


class Shape(StrEnum):
    """What a box stands for."""

    SECTION = "section"
    TOPIC = "topic"
    QUESTION = "question"
    FACT = "fact"
    RULE = "rule"
    STEP = "step"
    END = "end"


@dataclass(frozen=True)
class Box:
    """One box. ``key`` tells it from others; ``lines`` are its words."""

    key: str
    shape: Shape
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """One arrow between boxes, by key. ``default`` marks what not sure and not asked lead to."""

    start: str
    end: str
    label: str = ""
    default: bool = False


@dataclass
class Drawing:
    """A picture: boxes by key and arrows, each once, in the order they were drawn."""

    title: str
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: dict[Arrow, None] = field(default_factory=dict)

    def box(self, shape: Shape, name: str, *lines: str) -> str:
        """Draw a box if it is not there yet, and give its key."""
        key = f"{shape.value} {name}"
        self.boxes.setdefault(key, Box(key, shape, (name, *lines)))
        return key

    def arrow(self, start: str, end: str, label: str = "", *, default: bool = False) -> None:
        """Draw an arrow if it is not there yet."""
        self.arrows[Arrow(start, end, label, default)] = None


def draw(rule_set: RuleSet, of: Of | None = None, name: str = "") -> Drawing:
    """The picture of a topic, a question or a rule; without ``of``, the overview of sections and topics."""
    if of is None:
        return _overview(rule_set)
    drawing = Drawing(f"{of.value} {name}")
    pencil = _Pencil(rule_set, drawing)
    if of is Of.RULE:
        pencil.rules((rule_set.rules[name],))
    elif of is Of.TOPIC:
        pencil.topic(name)
    else:
        pencil.question(rule_set.questions[name], lambda _: True)
    return drawing


def _overview(rule_set: RuleSet) -> Drawing:
    drawing = Drawing(rule_set.version)
    for section, topics in topics_by_section(rule_set):
        start = drawing.box(Shape.SECTION, section)
        for topic in topics:
            end = drawing.box(Shape.TOPIC, topic.topic, topic.title, f"{len(topic.rules)} rules")
            drawing.arrow(start, end, f"{topic.questions} questions" if topic.questions else "")
    return drawing


class _Pencil:
    """Draws parts of one rule set into one drawing."""

    def __init__(self, rule_set: RuleSet, drawing: Drawing) -> None:
        self._rule_set = rule_set
        self._drawing = drawing
        self._leads = Leads(rule_set)
        self._slots = Slots(rule_set, {}, {})

    def topic(self, topic: str) -> None:
        """The questions of a topic, its rules, and whatever its rules rest on."""
        rules = rules_of(self._rule_set, topic)
        self.rules(rules, questions_of(self._rule_set, topic))

    def rules(self, rules: tuple[Rule, ...], more: Collection[Question] = ()) -> None:
        """Rules with their steps, their facts, and the answers that lead to them. ``more`` are further questions."""
        facts = {fact.id for fact in facts_for(self._rule_set, rules)}
        names = {rule.id for rule in rules}
        questions = {question.id: question for question in (*questions_for(self._rule_set, rules), *more)}
        inside = {Sort.RULE: names, Sort.FACT: facts, Sort.QUESTION: set(questions)}
        for question in questions.values():
            self.question(question, lambda lead: lead.name in inside[lead.sort])
        for rule in rules:
            self._rule(rule)
            self._facts_into(self._rule_box(rule), facts_in(rule.when))
        for name in facts:
            self._facts_into(self._fact_box(name), facts_in(self._rule_set.facts[name].when))

    def question(self, question: Question, wanted: Callable[[Lead], bool]) -> None:
        """A question with its answers, as far as they lead to something wanted, and its defaults always."""
        routes = self._leads.of(question)
        start = self._question_box(question)
        together: dict[str, list[str]] = {}
        for route in routes.answers:
            for end in self._ends(route, wanted):
                together.setdefault(end, []).append(route.answer)
        for end, answers in together.items():
            self._drawing.arrow(start, end, _some(answers))
        label = f"not sure ({routes.not_sure.says})"
        ends = self._ends(routes.not_sure, wanted) or [self._drawing.box(Shape.END, NO_RULE)]
        for end in ends:
            self._drawing.arrow(start, end, label, default=True)
        self._drawing.arrow(start, self._drawing.box(Shape.END, NOTHING), NOT_ASKED, default=True)

    def _ends(self, route: Route, wanted: Callable[[Lead], bool]) -> list[str]:
        return [self._end(lead) for lead in route.leads if wanted(lead)]

    def _end(self, lead: Lead) -> str:
        if lead.sort is Sort.QUESTION:
            return self._question_box(self._rule_set.questions[lead.name])
        if lead.sort is Sort.FACT:
            return self._fact_box(lead.name)
        return self._rule_box(self._rule_set.rules[lead.name])

    def _facts_into(self, end: str, facts: Iterable[str]) -> None:
        for name in sorted(facts):
            self._drawing.arrow(self._fact_box(name), end)

    def _rule(self, rule: Rule) -> None:
        start = self._rule_box(rule)
        for name in rule.steps:
            step = self._rule_set.steps[name]
            contacts = tuple(self._rule_set.contacts[contact].name for contact in step.contacts)
            self._drawing.arrow(start, self._drawing.box(Shape.STEP, name, self._slots.fill(step.do), *contacts))

    def _rule_box(self, rule: Rule) -> str:
        send_as = [rule.send_as.word] if rule.send_as is not None else []
        return self._drawing.box(Shape.RULE, rule.id, SHORT_WORDS[rule.urgency], *send_as)

    def _fact_box(self, name: str) -> str:
        return self._drawing.box(Shape.FACT, name, self._rule_set.facts[name].says)

    def _question_box(self, question: Question) -> str:
        return self._drawing.box(Shape.QUESTION, question.id, question.ask)


def _some(answers: list[str]) -> str:
    """The answers on one arrow; of many, the first few and how many more."""
    if len(answers) <= _MOST_ON_AN_ARROW + 1:
        return ", ".join(answers)
    return f"{', '.join(answers[:_MOST_ON_AN_ARROW])} and {len(answers) - _MOST_ON_AN_ARROW} more"
