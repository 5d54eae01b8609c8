"""The page to find things on: everything that has a place, from A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.handbook.book import Book, Page
from triage.policy.handbook.markup import Element, el, link, listed


def find_page(book: Book) -> Page:
    """Everything that has a place, from A to Z. A small script filters it; without one it is an index."""
    found = sorted(_entries(book), key=lambda entry: (entry[0].lower(), entry[1]))
    letters: dict[str, list[Element]] = {}
    for words, kind, address in found:
        first = words[:1].upper()
        letter = first if first.isascii() and first.isalpha() else "0-9"
        item = el("li", link(address, words), " ", el("span", kind, class_="kind"))
        letters.setdefault(letter, []).append(item)
    parts = [
        el("section", el("h2", letter), el("ul", items), class_="letter", id=f"letter-{letter.lower()}")
        for letter, items in letters.items()
    ]
    links = listed(link(f"#letter-{letter.lower()}", letter) for letter in letters)
    jump = el("nav", links, aria_label="Letters", class_="letters")
    return Page("find.html", "Find", (el("div", id="finder"), jump, *parts))


def _entries(book: Book) -> Iterator[tuple[str, str, str]]:
    """Words, kind and address of everything that can be found."""
    yield from _in_topics(book)
    yield from _guidance(book)
    rule_set = book.rule_set
    for contact in rule_set.contacts.values():
        yield contact.name, "contact", f"contacts.html#contact-{contact.id}"
    for limit in rule_set.deadlines.values():
        yield limit.says, "time limit", f"limits.html#deadline-{limit.id}"
    for statement in book.statements:
        yield statement.says, "safety statement", f"safety.html#statement-{statement.id}"


def _in_topics(book: Book) -> Iterator[tuple[str, str, str]]:
    rule_set = book.rule_set
    yield from ((rule_set.topics[one], "topic", f"topic-{one}.html") for one in book.topics)
    for question in rule_set.questions.values():
        yield question.ask, "question", f"topic-{question.topic}.html#question-{question.id}"
    for rule in rule_set.rules.values():
        yield rule.id.replace("-", " "), "rule", f"topic-{rule.topic}.html#rule-{rule.id}"
    for step in rule_set.steps.values():
        yield book.slots.fill(step.do), "step", f"topic-{step.topic}.html#step-{step.id}"
    for fact in rule_set.facts.values():
        yield fact.says, "fact", f"topic-{fact.topic}.html#fact-{fact.id}"


def _guidance(book: Book) -> Iterator[tuple[str, str, str]]:
    for source in book.rule_set.sources.values():
        yield source.title, "source", f"source-{source.id}.html"
        for passage in source.passages:
            yield passage.title, f"passage, {source.title}", f"source-{source.id}.html#passage-{passage.anchor}"
    for number, term in enumerate(book.rule_set.terms, 1):
        yield from ((name, "old word", f"words.html#term-{number}") for name in term.names)
