"""What every page of the handbook has around it: the way to the content, the way to other pages, and what it is of."""

from __future__ import annotations

from triage.emergency import EMERGENCY_CARD
from triage.plan.times import date_words
from triage.policy.handbook.book import TITLE, Book, Page
from triage.policy.handbook.markup import Element, document, el, link

GENERATOR = "triage docs"
_PLACES = (
    ("index.html", "Start"),
    ("topics.html", "Topics"),
    ("contacts.html", "Contacts"),
    ("limits.html", "Time limits"),
    ("ladders.html", "Ladders"),
    ("sources.html", "Sources"),
    ("safety.html", "Safety statements"),
    ("examples.html", "Worked examples"),
    ("words.html", "Words"),
    ("changes.html", "What changed"),
    ("find.html", "Find"),
)


def html(book: Book, page: Page) -> str:
    """A page as a whole HTML file."""
    return document(el("html", _head(page), _body(book, page), lang="en-GB"))


def _head(page: Page) -> Element:
    title = TITLE if page.title == TITLE else f"{page.title} - {TITLE}"
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("title", title),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="generator", content=GENERATOR),
        el("link", rel="stylesheet", href="handbook.css"),
        el("script", src="find.js", defer=True) if page.file == "find.html" else None,
    )


def _body(book: Book, page: Page) -> Element:
    return el(
        "body",
        link("#content", "Skip to the content", class_="skip"),
        el("header", el("p", link("index.html", TITLE), class_="brand"), _danger(), _places(book, page)),
        el("main", el("h1", page.title), page.body, id="content", tabindex="-1"),
        el("footer", _about(book)),
    )


def _danger() -> Element:
    return el("p", el("strong", "Is a child in danger now?"), " ", EMERGENCY_CARD.lines[0], class_="danger")


def _places(book: Book, page: Page) -> Element:
    shown = [place for place in _PLACES if place[0] != "changes.html" or book.differences is not None]
    here = _section_of(page.file)
    items = [el("li", link(file, name, aria_current="page" if file == here else None)) for file, name in shown]
    return el("nav", el("ul", items), aria_label="Handbook")


def _section_of(file: str) -> str:
    """The place in the navigation that a page belongs to."""
    kind = file.partition("-")[0]
    return {"topic": "topics.html", "source": "sources.html", "examples": "examples.html"}.get(kind, file)


def _about(book: Book) -> list[Element]:
    rule_set = book.rule_set
    owners = dict.fromkeys(pack.owner for pack in rule_set.packs)
    return [
        el("p", f"{rule_set.version}. Made from the rules on {date_words(book.today)}. Owner: {', '.join(owners)}."),
        el("p", "Rules identified by ", el("code", rule_set.hash[:16]), ". This is guidance, not legal advice."),
    ]
