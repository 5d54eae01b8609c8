"""Random rule sets and random answers, the same for the same seed: every construct, nested, in every state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

from triage.rules.answers import NOT_SURE, Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.conditions import (
    All,
    Always,
    AnyOf,
    Condition,
    FactHolds,
    Includes,
    InRange,
    Is,
    NoneOf,
    SwitchOn,
)
from triage.rules.model import (
    Fact,
    Option,
    Place,
    Question,
    QuestionType,
    Rule,
    RuleSet,
    SendAs,
    Step,
    StepKind,
    Switch,
    Urgency,
)

HERE = Place("made-up.yaml")
CHECKED = date(2026, 11, 21)


def make_question(
    name: str,
    kind: QuestionType = QuestionType.YES_NO,
    options: tuple[str, ...] = (),
    means: tuple[str, ...] = (),
    ask_when: Condition | None = None,
    lowest: int = 0,
    highest: int = 0,
) -> Question:
    """A question with only what matters to the engine."""
    names = ("yes", "no") if kind is QuestionType.YES_NO else options
    offered = tuple(Option(value, value.title()) for value in names)
    return Question(
        name, "topic", "section", "?", "", kind, offered, means, "", HERE,
        ask_when=ask_when, lowest=lowest, highest=highest,
    )  # fmt: skip


def make_rule(
    name: str,
    when: Condition,
    urgency: Urgency = Urgency.TODAY,
    steps: tuple[str, ...] = ("step-0",),
    send_as: SendAs | None = None,
) -> Rule:
    """A rule with only what matters to the engine."""
    return Rule(name, "topic", when, urgency, steps, "", (), HERE, send_as=send_as)


def make_rule_set(
    questions: list[Question],
    rules: list[Rule],
    facts: Mapping[str, Condition] | None = None,
    switches: Mapping[str, bool] | None = None,
) -> RuleSet:
    """A rule set of these parts, with six steps of different kinds."""
    kinds = list(StepKind)
    steps = {f"step-{place}": Step(f"step-{place}", "topic", kinds[place % len(kinds)], "", HERE) for place in range(6)}
    return RuleSet(
        packs=(), sections=(),
        questions={question.id: question for question in questions},
        facts={name: Fact(name, "topic", when, "", HERE) for name, when in (facts or {}).items()},
        rules={rule.id: rule for rule in rules},
        steps=steps, contacts={}, deadlines={}, sources={},
        switches={name: Switch(name, "", on, CHECKED, (), HERE) for name, on in (switches or {}).items()},
        hash="made-up",
    )  # fmt: skip


class Maker:
    """Makes one random rule set. ``size`` is roughly the number of rules."""

    def __init__(self, random: Random, size: int) -> None:
        self.random = random
        self.questions: list[Question] = []
        self.facts: dict[str, Condition] = {}
        self.switches = {"law-on": True, "law-off": False}
        self.size = size

    def rule_set(self) -> RuleSet:
        count = self.random.randint(2, 5 + self.size // 4)
        for place in range(count):
            self.questions.append(self._question(f"q{place}"))
            if self.random.random() < 0.5:
                self.facts[f"f{place}"] = self.condition(2)
        rules = [self._rule(f"rule-{place}") for place in range(self.random.randint(1, self.size))]
        # A fact may stand after rules and questions in the file; only circles are forbidden.
        return make_rule_set(self.questions, rules, self.facts, self.switches)

    def _rule(self, name: str) -> Rule:
        steps = tuple(sorted({f"step-{self.random.randrange(6)}" for _ in range(2)}))
        urgency = Urgency(self.random.randrange(6))
        send_as = self.random.choice([None, *SendAs])
        when: Condition = Always() if self.random.random() < 0.03 else self.condition(3)
        return make_rule(name, when, urgency, steps, send_as)

    def _question(self, name: str) -> Question:
        kind = self.random.choice(list(QuestionType))
        gated = self.questions and self.random.random() < 0.4
        question = make_question(name, kind, ask_when=self.condition(2) if gated else None)
        itself = self.random.random() < 0.35
        if kind is QuestionType.NUMBER:
            figure = str(self.random.randint(0, 20))
            return replace(question, lowest=0, highest=20, not_sure_means=() if itself else (figure,))
        if kind is not QuestionType.YES_NO:
            names = [f"option {place}" for place in range(self.random.randint(1, 6))]
            question = replace(question, options=tuple(Option(value, value) for value in names))
        most = len(question.options) if kind is QuestionType.SEVERAL else 1
        means = tuple(self.random.sample(question.option_names, self.random.randint(1, most)))
        return replace(question, not_sure_means=() if itself else means)

    def condition(self, depth: int) -> Condition:
        roll = self.random.random()
        if depth == 0 or roll < 0.45:
            return self._test()
        if roll < 0.55 and self.facts:
            return FactHolds(self.random.choice(list(self.facts)))
        if roll < 0.58:
            constants: list[Condition] = [Always(), SwitchOn("law-on"), SwitchOn("law-off")]
            return self.random.choice(constants)
        few = self.random.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])
        parts = tuple(self.condition(depth - 1) for _ in range(few))
        shapes: list[Condition] = [All(parts), AnyOf(parts), NoneOf(parts)]
        return self.random.choice(shapes)

    def _test(self) -> Condition:
        question = self.random.choice(self.questions)
        exactly = self.random.random() < 0.25
        if self.random.random() < 0.15:
            return Is(question.id, (NOT_SURE,), exactly)
        if question.type is QuestionType.NUMBER:
            ends = sorted(self.random.sample(range(-1, 23), 2))
            at_least, under = self.random.choice([(ends[0], None), (None, ends[1]), (ends[0], ends[1]), (None, None)])
            return InRange(question.id, at_least, under, exactly)
        some = self.random.sample(question.option_names, self.random.randint(1, min(3, len(question.options))))
        if question.type is QuestionType.SEVERAL:
            return Includes(question.id, tuple(some), exactly)
        if self.random.random() < 0.2:
            some.append(NOT_SURE)
        return Is(question.id, tuple(some), exactly)


def random_rule_set(seed: int, size: int = 12) -> RuleSet:
    """A random rule set."""
    return Maker(Random(seed), size).rule_set()


def random_answer(random: Random, question: Question) -> Answer:
    """Any answer the question can have."""
    roll = random.random()
    if roll < 0.2:
        return skipped() if roll < 0.07 else not_sure()
    if question.type is QuestionType.NUMBER:
        return number(random.randint(question.lowest, question.highest))
    if question.type is QuestionType.SEVERAL:
        some = random.sample(question.option_names, random.randint(0, len(question.options)))
        return ticked(*some, rest_not_sure=random.random() < 0.25)
    return chosen(random.choice(question.option_names))


def random_answers(random: Random, rule_set: RuleSet, share: float | None = None) -> dict[str, Answer]:
    """Answers to about ``share`` of the questions (any share if None), in any order."""
    wanted = random.random() if share is None else share
    asked = [question for question in rule_set.questions.values() if random.random() < wanted]
    random.shuffle(asked)
    return {question.id: random_answer(random, question) for question in asked}
