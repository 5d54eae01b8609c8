"""The pages that show what the rules rest on: sources with their passages, safety statements and worked examples."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explain.phrases import answer_words
from triage.plan.times import date_words
from triage.plan.words import caution
from triage.policy.handbook.book import Book, Page, names_of
from triage.policy.handbook.lookups import CONFIDENCE
from triage.policy.handbook.markup import Element, Node, Part, el, facts, link, listed, outward
from triage.policy.handbook.words import condition, paragraphs, urgency
from triage.policy.uses.things import Kind
from triage.rules.model import Passage, Source
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn

# Sources


def sources_page(book: Book) -> Page:
    """Every source."""
    heads = [el("th", head, scope="col") for head in ("Source", "Edition", "Standing", "To be read again")]
    ordered = sorted(book.rule_set.sources.values(), key=lambda source: (source.title.lower(), source.id))
    table = el(
        "table",
        el("caption", "Sources"),
        el("thead", el("tr", heads)),
        el("tbody", [_source_row(source) for source in ordered]),
    )
    note = "Each is told in our own words, not the publisher's. The original decides."
    return Page("sources.html", "Sources", (el("p", note), table))


def _source_row(source: Source) -> Element:
    return el(
        "tr",
        el("th", link(f"source-{source.id}.html", source.title), scope="row"),
        el("td", f"{source.publisher}, {source.edition}", data_label="Edition"),
        el("td", source.standing.value, data_label="Standing"),
        el("td", date_words(source.review_by), data_label="To be read again"),
    )


def source_pages(book: Book) -> Iterator[Page]:
    """A page for each source, with its passages and everything that rests on them."""
    for source in book.rule_set.sources.values():
        later = source.superseded_by
        about = facts(
            ("Publisher", source.publisher),
            ("Edition", source.edition),
            ("Published", date_words(source.published) if source.published else None),
            ("Standing", source.standing.value),
            ("Superseded by", book.source(later) if later else None),
            ("How sure", CONFIDENCE[source.confidence]),
            ("What was read", source.read),
            ("Checked", f"{date_words(source.checked_on)}; to be read again by {date_words(source.review_by)}"),
            ("Original", outward(source.address)),
            ("Licence", source.licence),
        )
        passages = [_passage(book, source, passage) for passage in source.passages]
        body = (*paragraphs(source.introduction), *([about] if about else []), *passages)
        yield Page(f"source-{source.id}.html", source.title, body)


def _passage(book: Book, source: Source, passage: Passage) -> Element:
    anchor = f"{source.id}#{passage.anchor}"
    rules = book.uses(Kind.PASSAGE, anchor, Kind.RULE)
    steps = dict.fromkeys(step for rule in rules for step in book.rule_set.rules[rule].steps)
    doubt = caution(source, passage, book.rule_set.sources, book.today)
    return el(
        "article",
        el("h2", passage.title),
        el("p", passage.where, class_="name") if passage.where else None,
        list(paragraphs(passage.text)),
        el("p", doubt, class_="caution") if doubt else None,
        facts(
            names_of("Rules", [book.rule(name) for name in rules]),
            names_of("Steps they bring", [book.step(name) for name in steps]),
            names_of("Time limits", [book.deadline(one) for one in book.uses(Kind.PASSAGE, anchor, Kind.DEADLINE)]),
            names_of("Contacts", [book.contact(one) for one in book.uses(Kind.PASSAGE, anchor, Kind.CONTACT)]),
            names_of("Law", [book.switch(one) for one in book.uses(Kind.PASSAGE, anchor, Kind.SWITCH)]),
            names_of("Old words", [link("words.html", one) for one in book.uses(Kind.PASSAGE, anchor, Kind.TERM)]),
            ("Left to judgement", passage.left_to_judgement),
        ),
        id=f"passage-{passage.anchor}",
    )


# Safety statements


def safety_page(book: Book) -> Page:
    """Every safety statement."""
    note = "These are proved over every possible set of answers whenever the rules are checked."
    told = [_statement(book, one) for one in book.statements]
    return Page("safety.html", "Safety statements", (el("p", note), *told))


def _statement(book: Book, one: Statement) -> Element:
    return el(
        "article",
        el("h2", one.says),
        el("p", el("code", one.id), class_="name"),
        facts(*_demands(book, one)),
        id=f"statement-{one.id}",
    )


def _demands(book: Book, one: Statement) -> Iterator[tuple[str, Part]]:
    match one:
        case EveryCase():
            yield "In every case where", condition(book, one.when)
            yield "At least as urgent as", urgency(one.urgency) if one.urgency is not None else None
            yield "Sent at least as", one.send_as.word if one.send_as is not None else None
            yield names_of("Always these steps", [book.step(step) for step in one.steps])
            yield names_of("At least one of", [book.step(step) for step in one.one_of])
            yield names_of("Never these steps", [book.step(step) for step in one.never])
            yield names_of("Always these contacts", [book.contact(name) for name in one.contacts])
            yield "Always has", ", ".join(one.has)
        case NeverLowers():
            every = "Every question" if not one.questions else None
            asked = [book.question(name) for name in one.questions]
            yield "A more serious answer never lowers urgency", every or listed(asked)
            reasons: list[Part] = [[book.question(name), f": {reason}"] for name, reason in one.exceptions.items()]
            yield names_of("Except", reasons)
        case WaysOn():
            yield "Every case has", ", ".join(one.has)
        case NeverWeaker():
            packs = {pack.id: pack.title for pack in book.rule_set.packs}
            yield "Never weaker than", packs.get(one.than, one.than)


# Worked examples


def examples_page(book: Book) -> Page:
    """The list of pages with worked examples."""
    titles = {**{pack.id: pack.title for pack in book.rule_set.packs}, **book.rule_set.topics}
    note = "Made-up cases that are tested whenever the rules change. No case is about a real child."
    pages: list[Part] = [
        [link(f"examples-{name}.html", titles.get(name, name)), f" ({len(cases)})"]
        for name, cases in book.examples.items()
    ]
    return Page("examples.html", "Worked examples", (el("p", note), listed(pages) or el("p", "There are none.")))


def example_pages(book: Book) -> Iterator[Page]:
    """The worked examples, a page for those beside the rules of each topic."""
    titles = {**{pack.id: pack.title for pack in book.rule_set.packs}, **book.rule_set.topics}
    for name, cases in book.examples.items():
        told: list[Node] = [_case(book, number, one) for number, one in enumerate(cases, 1)]
        if name in book.topics:
            told.insert(0, el("p", "The rules they show: ", book.topic(name)))
        yield Page(f"examples-{name}.html", f"Worked examples: {titles.get(name, name)}", tuple(told))


def _case(book: Book, number: int, one: Scenario) -> Element:
    expect = one.expect
    rows = [
        (question.ask, answer_words(question, answer))
        for name, answer in one.answers.items()
        if (question := book.rule_set.questions[name])
    ]
    return el(
        "article",
        el("h2", one.name),
        el("p", f"A trap for {_TRAPS[one.trap]}.") if one.trap else None,
        el("h3", "Answers"),
        facts(*rows),
        el("p", f"Every {'other ' if rows else ''}page: {_OTHERWISE[one.otherwise]}.") if one.otherwise else None,
        el("h3", "What comes of it"),
        el("p", urgency(expect.urgency), f" Send as: {expect.send_as.word}." if expect.send_as is not None else None),
        facts(
            names_of("With these steps", [book.step(step) for step in expect.steps]),
            names_of("Without these", [book.step(step) for step in expect.not_steps]),
            names_of("Rules that hold", [book.rule(rule) for rule in expect.rules]),
            names_of("Rules that do not", [book.rule(rule) for rule in expect.not_rules]),
            names_of("Whom to ring", [book.contact(contact) for contact in expect.contacts]),
            names_of("By when", [[book.step(step), ": ", _limit(book, by)] for step, by in expect.by.items()]),
        ),
        id=f"case-{number}",
    )


def _limit(book: Book, by: str) -> Node:
    """A scenario names a limit by its name or, where only the length matters, by its length."""
    return book.deadline(by) if by in book.rule_set.deadlines else by


_TRAPS = {"over-cautious": "a tool that refers too much", "under-cautious": "a tool that misses it"}
_OTHERWISE = {"not sure": "not sure", "skipped": "skipped", "calmest": "answered as calmly as can be"}
