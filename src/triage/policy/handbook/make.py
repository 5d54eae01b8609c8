"""The whole handbook: every page as a file, the same bytes for the same rules, day and differences."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from triage.policy.handbook import evidence, finding, front, lookups, topics
from triage.policy.handbook.book import Book, Page
from triage.policy.handbook.shell import html

BESIDE = ("handbook.css", "find.js")
"""The files that stand beside the pages as they are."""


def make_handbook(book: Book) -> dict[str, str]:
    """The text of every file of the handbook by its name."""
    # Pages make no circles, and looking for some among so many parts would take a good part of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        files = {page.file: html(book, page) for page in _pages(book)}
    finally:
        if was_on:
            gc.enable()
    here = Path(__file__).parent
    return files | {name: (here / name).read_text(encoding="utf-8") for name in BESIDE}


def _pages(book: Book) -> Iterator[Page]:
    yield front.start_page(book)
    yield topics.topics_page(book)
    yield from topics.topic_pages(book)
    yield lookups.contacts_page(book)
    yield lookups.limits_page(book)
    yield lookups.ladders_page(book)
    yield lookups.words_page(book)
    yield evidence.sources_page(book)
    yield from evidence.source_pages(book)
    yield evidence.safety_page(book)
    yield evidence.examples_page(book)
    yield from evidence.example_pages(book)
    yield from front.changes_page(book)
    yield finding.find_page(book)
