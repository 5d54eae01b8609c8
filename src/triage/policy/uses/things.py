"""Everything in a rule set that has a name and can be asked about, and everything that can use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.engine.tidy import options_of
from triage.rules.answers import NOT_SURE
from triage.rules.model import Place, Question, QuestionType, RuleSet


class Kind(StrEnum):
    """What sort of thing has a name. Those that only use others come last."""

    QUESTION = "question"
    ANSWER = "answer"
    FACT = "fact"
    RULE = "rule"
    STEP = "step"
    CONTACT = "contact"
    DEADLINE = "deadline"
    SOURCE = "source"
    PASSAGE = "passage"
    SWITCH = "switch"
    SLOT = "word slot"
    TERM = "old term"
    STATEMENT = "safety statement"
    SCENARIO = "scenario"

    @property
    def plural(self) -> str:
        """The kind as a heading for several."""
        return f"{self.value}s"


@dataclass(frozen=True)
class Thing:
    """One named thing. ``says`` tells it in its own words; ``place`` is None where it has none of its own."""

    kind: Kind
    name: str
    says: str
    place: Place | None


def things(rule_set: RuleSet) -> Iterator[Thing]:
    """Everything that can be asked about, in the order of the files, kind by kind."""
    for question in rule_set.questions.values():
        yield Thing(Kind.QUESTION, question.id, question.ask, question.place)
        yield from _answers(question)
    yield from (Thing(Kind.FACT, one.id, one.says, one.place) for one in rule_set.facts.values())
    yield from (Thing(Kind.RULE, one.id, one.why, one.place) for one in rule_set.rules.values())
    yield from (Thing(Kind.STEP, one.id, one.do, one.place) for one in rule_set.steps.values())
    yield from (Thing(Kind.CONTACT, one.id, one.name, one.place) for one in rule_set.contacts.values())
    yield from (Thing(Kind.DEADLINE, one.id, one.says, one.place) for one in rule_set.deadlines.values())
    for source in rule_set.sources.values():
        yield Thing(Kind.SOURCE, source.id, source.title, source.place)
        for passage in source.passages:
            yield Thing(Kind.PASSAGE, f"{source.id}#{passage.anchor}", passage.title, passage.place)
    yield from (Thing(Kind.SWITCH, one.id, one.title, one.place) for one in rule_set.switches.values())
    yield from (Thing(Kind.SLOT, one.slot, one.otherwise, one.place) for one in rule_set.words.values())


def answer_name(question: str, value: str) -> str:
    """The name of one answer: ``harm_level=needs help``."""
    return f"{question}={value}"


def answer_parts(name: str) -> tuple[str, str]:
    """The question and the value of an answer's name."""
    question, _, value = name.partition("=")
    return question.strip(), " ".join(value.split())


def answer_thing(question: Question, value: str) -> Thing | None:
    """The thing that is one answer to a question, or None when it is no answer to it."""
    if value == NOT_SURE:
        return Thing(Kind.ANSWER, answer_name(question.id, value), _not_sure_words(question), question.place)
    if question.type is QuestionType.NUMBER:
        inside = value.isascii() and value.isdigit() and question.lowest <= int(value) <= question.highest
        words = f"{value} {question.unit}".strip()
    else:
        inside, words = value in options_of(question), question.label(value)
    return Thing(Kind.ANSWER, answer_name(question.id, value), words, question.place) if inside else None


def _answers(question: Question) -> Iterator[Thing]:
    """The answers that can be listed: all but the figures of a number question."""
    found = (answer_thing(question, value) for value in (*options_of(question), NOT_SURE))
    yield from (thing for thing in found if thing is not None)


def _not_sure_words(question: Question) -> str:
    if not question.not_sure_means:
        return "Not sure, which counts as itself"
    return f"Not sure, which counts as {', '.join(question.not_sure_means)}"
