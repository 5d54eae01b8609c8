"""The pages people look things up on: contacts, time limits, ladders, old words and words that depend on the role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.plan.times import date_words
from triage.policy.handbook.book import Book, Page, names_of
from triage.policy.handbook.markup import Element, Node, Part, between, el, facts, listed, outward, telephone
from triage.policy.uses.things import Kind
from triage.rules.limits import limit_words
from triage.rules.model import Confidence, Contact, Deadline, Term, Word

_RUNG = re.compile(r"(.+)-(\d+)")
CONFIDENCE = {
    Confidence.VERIFIED: "read at the publisher",
    Confidence.SECOND_HAND: "second-hand: check before relying on the detail",
    Confidence.KNOWN: "known, but not read again",
    Confidence.UNVERIFIED: "not verified: check before relying on it",
}


def contacts_page(book: Book) -> Page:
    """Every contact, by group."""
    groups: dict[str, list[Contact]] = {}
    for contact in book.rule_set.contacts.values():
        groups.setdefault(contact.group or "Others", []).append(contact)
    ordered = sorted(groups.items(), key=_no_999)
    body = [el("section", el("h2", group), [_contact(book, one) for one in some]) for group, some in ordered]
    return Page("contacts.html", "Contacts", tuple(body))


def _no_999(group: tuple[str, list[Contact]]) -> bool:
    """The group that holds 999 comes before them all, the others in the order of the files."""
    return all(contact.phone != "999" for contact in group[1])


def _contact(book: Book, contact: Contact) -> Element:
    checked = f"{date_words(contact.checked_on)}, " if contact.checked_on else ""
    roles = book.rule_set.questions.get("role")
    return el(
        "article",
        el("h3", contact.name),
        el("p", f"For {contact.use}."),
        el("p", telephone(contact.phone), class_="phone") if contact.phone else None,
        facts(
            ("Note", contact.note),
            ("Hours", contact.hours),
            ("E-mail", contact.email),
            ("Web", outward(contact.web) if contact.web else None),
            ("Area", contact.area),
            ("Who for", ", ".join(roles.label(one) if roles else one for one in contact.roles)),
            ("If nobody answers", list(between(map(book.contact, contact.fallback)))),
            ("Checked", f"{checked}{CONFIDENCE[contact.confidence]}"),
            ("Source", book.source(contact.source) if contact.source else None),
            ("Local areas", "Fill in their own number." if contact.local else None),
            names_of("Rung in", [book.step(step) for step in book.uses(Kind.CONTACT, contact.id, Kind.STEP)]),
        ),
        id=f"contact-{contact.id}",
    )


def limits_page(book: Book) -> Page:
    """Every time limit."""
    heads = [el("th", head, scope="col") for head in ("Limit", "Counted from", "Basis", "If it has passed", "Steps")]
    rows = [_limit(book, one) for one in book.rule_set.deadlines.values()]
    note = "Working days leave out weekends and the bank holidays of England. A default of this tool has no source."
    table = el("table", el("caption", "Time limits"), el("thead", el("tr", heads)), el("tbody", rows))
    return Page("limits.html", "Time limits", (el("p", note), table))


def _limit(book: Book, one: Deadline) -> Element:
    steps = book.uses(Kind.DEADLINE, one.id, Kind.STEP)
    return el(
        "tr",
        el("th", one.says, el("p", el("code", one.id), class_="name"), scope="row"),
        el("td", _counted(book, one), data_label="Counted from"),
        el("td", el("p", one.basis), listed(map(book.passage, one.because), class_="passages"), data_label="Basis"),
        el("td", book.slots.fill(one.if_late), data_label="If it has passed"),
        el("td", listed(map(book.step, steps)) or "None", data_label="Steps"),
        id=f"deadline-{one.id}",
    )


def _counted(book: Book, one: Deadline) -> Iterator[Part]:
    """What starts the clock, in words and by itself, and who owes what by the end."""
    yield el("p", f"When {one.starts}. Owner: {one.owner}.")
    steps = [name for name in one.started_by if name in book.rule_set.steps]
    if steps:
        yield el("p", "Marking one of these as done starts it:", listed(map(book.step, steps)))
    if one.waits_for is not None:
        yield el("p", f"By its end, {one.waits_for.owed_by} owes you {one.waits_for.what}.")


def ladders_page(book: Book) -> Page:
    """Time limits that follow each other, such as the stages of a disagreement, as ladders."""
    ladders: dict[str, list[tuple[int, Deadline]]] = {}
    for one in book.rule_set.deadlines.values():
        rung = _RUNG.fullmatch(one.id)
        if rung:
            ladders.setdefault(rung[1], []).append((int(rung[2]), one))
    body = [_ladder(book, name, sorted(rungs, key=_height)) for name, rungs in ladders.items() if len(rungs) > 1]
    note = "When the time of a rung is up, go to the next. If the child is not safe, do not wait for it: go up at once."
    return Page("ladders.html", "Ladders", (el("p", note), *body) if body else (el("p", "There is no ladder."),))


def _height(rung: tuple[int, Deadline]) -> int:
    return rung[0]


def _ladder(book: Book, name: str, rungs: list[tuple[int, Deadline]]) -> Element:
    items = [el("li", _rung(book, one)) for _, one in rungs]
    steps = [step for _, one in rungs for step in book.uses(Kind.DEADLINE, one.id, Kind.STEP)]
    topic = f"{book.rule_set.topics[book.rule_set.steps[steps[0]].topic]}: " if steps else ""
    return el("section", el("h2", f"{topic}{name.replace('-', ' ')}"), el("ol", items, start=str(rungs[0][0])))


def _rung(book: Book, one: Deadline) -> Iterator[Part]:
    steps = book.uses(Kind.DEADLINE, one.id, Kind.STEP)
    rules = dict.fromkeys(rule for step in steps for rule in book.uses(Kind.STEP, step, Kind.RULE))
    yield el("p", book.deadline(one.id), f" ({limit_words(one)}), counted from when {one.starts}.")
    yield facts(
        names_of("What is done", [book.step(step) for step in steps]),
        ("Whose time it is", one.owner),
        ("When it is up", book.slots.fill(one.if_late)),
        names_of("Rules", [book.rule(rule) for rule in rules]),
        names_of("Rests on", [book.passage(anchor) for anchor in one.because]),
    )


def words_page(book: Book) -> Page:
    """Old words and what is said today, and the words in steps that depend on who is asking."""
    body: list[Node] = []
    if book.rule_set.terms:
        heads = [el("th", head, scope="col") for head in ("Old word", "Today", "What changed", "Rests on")]
        rows = [_term(book, number, term) for number, term in enumerate(book.rule_set.terms, 1)]
        table = el("table", el("caption", "Old words"), el("thead", el("tr", heads)), el("tbody", rows))
        body.append(el("section", el("h2", "Old words"), table))
    if book.rule_set.words:
        slots = [_slot(book, word) for word in book.rule_set.words.values()]
        note = "Steps are told here as for someone whose role is not known. In a plan these words fit the person."
        body.append(el("section", el("h2", "Words that depend on who you are"), el("p", note), slots))
    return Page("words.html", "Words", tuple(body) or (el("p", "There are none."),))


def _term(book: Book, number: int, term: Term) -> Element:
    also = ", ".join((*term.variants, *term.typed))
    return el(
        "tr",
        el("th", term.old, el("p", f"also: {also}") if also else None, scope="row"),
        el("td", term.now, data_label="Today"),
        el("td", f"{term.changed} Since {term.since}.", data_label="What changed"),
        el("td", listed(map(book.passage, term.because)), data_label="Rests on"),
        id=f"term-{number}",
    )


def _slot(book: Book, word: Word) -> Element:
    question = book.rule_set.questions[word.question]
    rows = [(question.label(value), words) for value, words in word.by_answer.items()]
    steps = book.uses(Kind.SLOT, word.slot, Kind.STEP)
    return el(
        "article",
        el("h3", word.slot.replace("_", " ")),
        el("p", "Depends on: ", book.question(word.question)),
        facts(*rows, ("Anyone else", word.otherwise)),
        facts(names_of("Used in", [book.step(step) for step in steps])),
        id=f"slot-{word.slot}",
    )
