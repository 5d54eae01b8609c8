"""Conditions, answers and guidance texts as parts of a page."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explain.condition_words import test_words
from triage.plan.words import HEADLINES, SHORT_WORDS
from triage.policy.handbook.book import Book
from triage.policy.handbook.markup import Element, Node, Part, el
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, NoneOf, SwitchOn, Test
from triage.rules.model import SendAs, Urgency

_JOINING = {All: "All of these:", AnyOf: "Any of these:", NoneOf: "Known to be none of these:"}


def condition(book: Book, asked: Condition) -> Part:
    """A condition as nested lists, its questions and facts linked."""
    match asked:
        case Always():
            return "In every case"
        case FactHolds():
            return book.fact(asked.fact)
        case SwitchOn():
            on = book.rule_set.switches[asked.switch].on
            return [book.switch(asked.switch), f" (switched {'on' if on else 'off'})"]
        case All() | AnyOf() | NoneOf():
            if len(asked.parts) == 1 and not isinstance(asked, NoneOf):
                return condition(book, asked.parts[0])
            return [_JOINING[type(asked)], el("ul", [el("li", condition(book, part)) for part in asked.parts])]
        case _:
            return _test(book, asked)


def _test(book: Book, test: Test) -> Iterator[Node]:
    """One test: the question's name, linked, and what its answer is to be."""
    name = test.question.replace("_", " ")
    yield book.question(test.question, name)
    yield test_words(book.rule_set.questions[test.question], test).removeprefix(name)


def urgency(how_soon: Urgency) -> Element:
    """How soon, as a mark that words alone carry."""
    return el("span", SHORT_WORDS[how_soon], class_=f"soon {how_soon.word}", title=HEADLINES[how_soon])


def send_as(label: SendAs | None) -> Part:
    """What a message is called, if the rule says so."""
    return el("p", "Send as: ", label.word) if label is not None else None


def paragraphs(text: str) -> Iterator[Element]:
    """A guidance text, which has one paragraph or point on each line; points start with a dash."""
    points: list[Element] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("- "):
            points.append(el("li", line[2:]))
            continue
        if points:
            yield el("ul", points)
            points = []
        if line.strip():
            yield el("p", line)
