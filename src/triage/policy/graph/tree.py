"""The routes as a tree for the terminal: 80 columns, no colour, nothing but lines and words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from triage.explain.condition_words import condition_lines
from triage.plan.slots import Slots
from triage.plan.words import SHORT_WORDS
from triage.policy.graph.parts import Of, facts_for, questions_for, questions_of, rules_of, topics_by_section
from triage.policy.graph.routes import Lead, Leads, Route, Routes, Sort
from triage.rules.conditions import Condition
from triage.rules.model import Question, Rule, RuleSet

WIDTH = 80
NOTHING = "nothing: no rule rests on it"
NOT_ASKED = "not asked: nothing is concluded from it, either way"
SAME = "leads to the same as"


@dataclass(frozen=True)
class Twig:
    """A line of a tree with what hangs below it."""

    text: str
    twigs: tuple[Twig, ...] = ()


def tree_text(twig: Twig) -> str:
    """The tree as text, wrapped at 80 columns, its lines drawn with box characters."""
    return "\n".join(_drawn(twig, "", ""))


def _drawn(twig: Twig, first: str, rest: str) -> Iterator[str]:
    """``first`` stands before the first line, ``rest`` before the others."""
    below = "│  " if twig.twigs and rest else "   " if rest else ""
    lines = textwrap.wrap(twig.text, WIDTH - len(rest) - len(below)) or [""]
    yield f"{first}{lines[0]}"
    yield from (f"{rest}{below}{line}" for line in lines[1:])
    for number, inner in enumerate(twig.twigs, 1):
        last = number == len(twig.twigs)
        yield from _drawn(inner, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}")


def tree(rule_set: RuleSet, of: Of | None = None, name: str = "") -> Twig:
    """The tree of a topic, a question or a rule; without ``of``, the overview of sections and topics."""
    if of is None:
        return _overview(rule_set)
    grower = _Grower(rule_set)
    match of:
        case Of.TOPIC:
            return grower.topic(name)
        case Of.QUESTION:
            return grower.question(rule_set.questions[name])
        case Of.RULE:
            return grower.rule(rule_set.rules[name])


def _overview(rule_set: RuleSet) -> Twig:
    sections = [
        Twig(
            section,
            tuple(Twig(f"{topic.topic}: {topic.title} ({_counts(topic.questions, topic.rules)})") for topic in topics),
        )
        for section, topics in topics_by_section(rule_set)
    ]
    return Twig(rule_set.version, tuple(sections))


def _counts(questions: int, rules: tuple[Rule, ...]) -> str:
    asked = [_count(questions, "question")] if questions else []
    if not rules:
        return ", ".join(asked) or "nothing yet"
    most = max(rule.urgency for rule in rules)
    return ", ".join([*asked, f"{_count(len(rules), 'rule')} up to {SHORT_WORDS[most]}"])


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


class _Grower:
    """Grows trees over one rule set."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._leads = Leads(rule_set)
        self._slots = Slots(rule_set, {}, {})

    def topic(self, topic: str) -> Twig:
        """A topic: its questions with every route, its rules, and the questions elsewhere that they rest on."""
        rules = rules_of(self._rule_set, topic)
        own = questions_of(self._rule_set, topic)
        elsewhere = [one for one in questions_for(self._rule_set, rules) if one not in own]
        inside = {rule.id for rule in rules} | {fact.id for fact in facts_for(self._rule_set, rules)}
        twigs = [
            _under("Questions", [self.question(one) for one in own]),
            _under("Rules", [self._rule_in_short(rule) for rule in rules]),
            _under("Questions of other topics", [self.question(one, frozenset(inside)) for one in elsewhere]),
        ]
        title = self._rule_set.topics[topic]
        return Twig(f"{topic}: {title}", tuple(twig for twig in twigs if twig.twigs))

    def question(self, question: Question, only: frozenset[str] | None = None) -> Twig:
        """A question with a twig for each answer, for not sure and for not asked. ``only`` keeps leads of that name."""
        routes = self._leads.of(question)
        gate = question.ask_when if only is None else None
        asked = [_under("asked when", self._condition(gate))] if gate is not None else []
        twigs = [*asked, *self._answers(routes, only), self._not_sure(routes, only), Twig(NOT_ASKED)]
        topic = "" if only is None else f" (topic {question.topic})"
        return Twig(f"{question.id}{topic}: {question.ask}", tuple(twigs))

    def _answers(self, routes: Routes, only: frozenset[str] | None) -> Iterator[Twig]:
        """One twig for each answer; those to nothing share one; in another topic, all that lead alike."""
        alike: dict[tuple[Lead, ...], list[Route]] = {}
        for route in routes.answers:
            leads = _kept(route.leads, only)
            if leads and only is None:
                says = "" if route.says == route.answer else f": {route.says}"
                yield Twig(f"{route.answer}{says}", self._led(leads, only))
            else:
                alike.setdefault(leads, []).append(route)
        for leads, together in alike.items():
            names = ", ".join(route.answer for route in together)
            nothing = f": {NOTHING}{'' if only is None else ' here'}"
            yield Twig(f"{names}{'' if leads else nothing}", self._led(leads, only))

    def _not_sure(self, routes: Routes, only: frozenset[str] | None) -> Twig:
        """The default of a page answered with not sure or skipped, told short where it is that of one answer."""
        text = f"not sure, or skipped ({routes.not_sure.says})"
        leads = _kept(routes.not_sure.leads, only)
        if not leads:
            return Twig(f"{text}: {NOTHING}{'' if only is None else ' here'}")
        means = routes.question.not_sure_means
        same = next((one for one in routes.answers if (one.answer,) == means and _kept(one.leads, only) == leads), None)
        return Twig(f"{text}: {SAME} {same.answer}") if same else Twig(text, self._led(leads, only))

    def _led(self, leads: tuple[Lead, ...], only: frozenset[str] | None) -> tuple[Twig, ...]:
        return tuple(self._lead(lead, only) for lead in leads)

    def _lead(self, lead: Lead, only: frozenset[str] | None) -> Twig:
        if lead.sort is Sort.RULE:
            return Twig(_rule_words(self._rule_set.rules[lead.name]))
        if lead.sort is Sort.QUESTION:
            return Twig(f"asks {lead.name}")
        further = _kept(self._leads.of_fact(lead.name), only)
        return Twig(f"fact {lead.name}: {self._rule_set.facts[lead.name].says}", self._led(further, only))

    def rule(self, rule: Rule) -> Twig:
        """A rule in full: when it holds, what its questions lead to by default, and what it brings."""
        defaults = [self._default(question, rule) for question in questions_for(self._rule_set, (rule,))]
        twigs = [
            _under("holds when", self._condition(rule.when)),
            _under("its questions, when nobody knows", defaults),
            _under(f"then {_outcome(rule)}", [self._step(step, full=True) for step in rule.steps]),
            Twig(f"because {rule.why}", tuple(map(Twig, rule.because))),
        ]
        return Twig(f"rule {rule.id} (topic {rule.topic})", tuple(twig for twig in twigs if twig.twigs))

    def _default(self, question: Question, rule: Rule) -> Twig:
        """What not sure does for this rule, and that a question which was not asked does nothing."""
        inside = {rule.id} | {fact.id for fact in facts_for(self._rule_set, (rule,))}
        routes = self._leads.of(question)
        helps = any(lead.name in inside for lead in routes.not_sure.leads)
        says = "counts towards it" if helps else "does not count towards it"
        asked = "" if question.ask_when is None else "; not always asked, and then it counts as nothing"
        return Twig(f"{question.id}: not sure {routes.not_sure.says} and {says}{asked}")

    def _rule_in_short(self, rule: Rule) -> Twig:
        steps = [self._step(step, full=False) for step in rule.steps]
        return Twig(_rule_words(rule), (_under("when", self._condition(rule.when)), *steps))

    def _step(self, name: str, *, full: bool) -> Twig:
        step = self._rule_set.steps[name]
        do = f"{step.id}: {self._slots.fill(step.do)}"
        if not full:
            return Twig(do)
        contacts = [Twig(f"ring {self._rule_set.contacts[one].name}") for one in step.contacts]
        by = [Twig(f"by: {self._rule_set.deadlines[step.by].says}")] if step.by else []
        otherwise = [Twig(f"if no answer: {self._slots.fill(step.if_no_answer)}")] if step.if_no_answer else []
        return Twig(do, (*contacts, *by, *otherwise))

    def _condition(self, condition: Condition) -> list[Twig]:
        return _nested(list(condition_lines(self._rule_set, condition)))


def _kept(leads: tuple[Lead, ...], only: frozenset[str] | None) -> tuple[Lead, ...]:
    return tuple(lead for lead in leads if only is None or lead.name in only)


def _under(text: str, twigs: list[Twig]) -> Twig:
    return Twig(text, tuple(twigs))


def _rule_words(rule: Rule) -> str:
    return f"rule {rule.id}: {_outcome(rule)}"


def _outcome(rule: Rule) -> str:
    send_as = f", {rule.send_as.word}" if rule.send_as is not None else ""
    return f"{SHORT_WORDS[rule.urgency]}{send_as}"


def _nested(lines: list[str]) -> list[Twig]:
    """An indented list (two spaces a step, ``- `` before each) as twigs."""
    twigs: list[Twig] = []
    number = 0
    while number < len(lines):
        depth = lines[number].index("-")
        after = number + 1
        while after < len(lines) and lines[after].index("-") > depth:
            after += 1
        twigs.append(Twig(lines[number][depth + 2 :], tuple(_nested(lines[number + 1 : after]))))
        number = after
    return twigs
