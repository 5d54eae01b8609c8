"""Every problem code: the one registry. ``docs/problems.md`` is written from it, and a test holds the two together."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from triage.rules.problem_pages import meaning, names, reading, safety, scenarios, shape, sources
from triage.rules.problem_pages.code import Code

PAGE: Final = "docs/problems.md"


class Part(NamedTuple):
    """A part of the page: its heading, what stands under it, and its codes."""

    title: str
    intro: str
    codes: dict[str, Code]


PARTS: Final = (
    Part("Reading the file", reading.INTRO, reading.CODES),
    Part("The shape of the parts", shape.INTRO, shape.CODES),
    Part("Names that point to something", names.INTRO, names.CODES),
    Part("Safety and meaning", safety.INTRO, safety.CODES),
    Part("Meaning over all cases", meaning.INTRO, meaning.CODES),
    Part("Sources and dates", sources.INTRO, sources.CODES),
    Part("Scenarios and answers", scenarios.INTRO, scenarios.CODES),
)
CODES: Final[dict[str, Code]] = {code: entry for part in PARTS for code, entry in part.codes.items()}


def page_of(code: str) -> str:
    """Where the page tells about a code: ``docs/problems.md#tr101-the-file-is-too-large``. Empty for no known code."""
    entry = CODES.get(code)
    return f"{PAGE}#{anchor(f'{code} {entry.title}')}" if entry is not None else ""


def anchor(heading: str) -> str:
    """The anchor that code hosts make of a heading: small letters, hyphens for spaces, other marks left out."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
