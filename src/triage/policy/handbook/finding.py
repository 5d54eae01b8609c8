"""The page to find things on: everything that has a place, from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.policy.handbook.book import Book, Page
from triage.policy.handbook.markup import Element, el, link, listed


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: its words, what it is, where it stands, and further words it is found by."""

    words: str
    kind: str
    address: str
    more: str = ""


def find_page(book: Book) -> Page:
    """Everything that has a place, from A to Z. A small script filters it; without one it is an index."""
    letters: dict[str, list[Element]] = {}
    for entry in sorted(_entries(book), key=_by_letter):
        first = entry.words[:1].upper()
        letter = first if first.isascii() and first.isalpha() else "0-9"
        kind = el("span", entry.kind, class_="kind")
        item = el("li", link(entry.address, entry.words), " ", kind, data_more=entry.more or None)
        letters.setdefault(letter, []).append(item)
    parts = [
        el("section", el("h2", letter), el("ul", items), class_="letter", id=f"letter-{letter.lower()}")
        for letter, items in letters.items()
    ]
    links = listed(link(f"#letter-{letter.lower()}", letter) for letter in letters)
    jump = el("nav", links, aria_label="Letters", class_="letters")
    return Page("find.html", "Find", (el("div", id="finder"), jump, *parts))


def _by_letter(entry: Entry) -> tuple[bool, str, str, str]:
    words = entry.words.lower()
    return words[:1].isascii() and words[:1].isalpha(), words, entry.kind, entry.address


def _entries(book: Book) -> Iterator[Entry]:
    yield from _in_topics(book)
    yield from _guidance(book)
    rule_set = book.rule_set
    for contact in rule_set.contacts.values():
        more = f"{contact.use} {contact.note} {contact.phone}"
        yield Entry(contact.name, "contact", f"contacts.html#contact-{contact.id}", more)
    for limit in rule_set.deadlines.values():
        yield Entry(limit.says, "time limit", f"limits.html#deadline-{limit.id}", limit.starts)
    for statement in book.statements:
        yield Entry(statement.says, "safety statement", f"safety.html#statement-{statement.id}")


def _in_topics(book: Book) -> Iterator[Entry]:
    rule_set = book.rule_set
    yield from (Entry(rule_set.topics[one], "topic", f"topic-{one}.html", one) for one in book.topics)
    for question in rule_set.questions.values():
        more = " ".join((question.hint, *(option.label for option in question.options)))
        yield Entry(question.ask, "question", f"topic-{question.topic}.html#question-{question.id}", more)
    for rule in rule_set.rules.values():
        yield Entry(rule.id.replace("-", " "), "rule", f"topic-{rule.topic}.html#rule-{rule.id}", rule.why)
    for step in rule_set.steps.values():
        more = book.slots.fill(" ".join((*step.how, step.say)))
        yield Entry(book.slots.fill(step.do), "step", f"topic-{step.topic}.html#step-{step.id}", more)
    for fact in rule_set.facts.values():
        yield Entry(fact.says, "fact", f"topic-{fact.topic}.html#fact-{fact.id}")


def _guidance(book: Book) -> Iterator[Entry]:
    for source in book.rule_set.sources.values():
        yield Entry(source.title, "source", f"source-{source.id}.html", f"{source.publisher} {source.edition}")
        for passage in source.passages:
            address = f"source-{source.id}.html#passage-{passage.anchor}"
            yield Entry(passage.title, f"passage, {source.title}", address, " ".join(passage.text.split()))
    for number, term in enumerate(book.rule_set.terms, 1):
        yield from (Entry(name, "old word", f"words.html#term-{number}", term.now) for name in term.names)
