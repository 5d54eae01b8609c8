"""The page of the documentation that tells the five days, with what the screen showed in the run it was made from.

``PYTHONPATH=src:tests python tests/story/page.py docs/five-days.md`` writes it afresh.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from story.computer import Computer
from story.five_days import play

HEAD = """# Five days of one worry

A made-up story, played in the app by real keys over the shipped rules, with the clock moved on between the sittings. What
stands in the boxes is what the screen showed. A test plays it again and holds this page to it
(`tests/story/test_five_days.py`); `python scripts/five_days.py FOLDER` draws every screen and writes every paper of it.
"""

PARTS: tuple[tuple[str, str, tuple[tuple[str, int, int], ...]], ...] = (
    (
        "Friday, ten to four, before a bank holiday",
        (
            "A nursery worker starts a saved case and answers six questions. The plan says to ring now. The call is at ten past "
            "four; marking it as done is all that is told. What begins with that call begins by itself."
        ),
        (("1-plan-after-the-call", 0, 8), ("1-case", 0, 7)),
    ),
    (
        "Tuesday, twenty past five",
        (
            "The next working day is over, and nobody has said that they have the referral. It stands first in Today. The line "
            "is busy; then somebody confirms it, and that settles what was owed."
        ),
        (("2-today", 0, 8), ("2-acknowledged", 0, 5)),
    ),
    (
        "Wednesday, ten o'clock",
        (
            "No further action. The case asks what that means for the person, and they say that they disagree. Telling the "
            "person who decided takes them onto the ladder; their lead ringing the other manager, onto its second rung."
        ),
        (("3-case", 0, 6), ("3-case-after", 0, 7)),
    ),
    (
        "Thursday, five past five",
        (
            "The child may not be safe, so nothing waits for a clock: the next rung is now. A letter is filled from the case. "
            "Then a conference is called for next Wednesday, and the day the report has to be in is worked out."
        ),
        (("4-ladder", 0, 8), ("4-case-after", 0, 9)),
    ),
    (
        "Friday, nine o'clock",
        (
            "They cannot go to the conference. A colleague is briefed, the report goes in time, and the case is handed over: "
            "it is theirs until somebody has accepted it."
        ),
        (("5-meeting", 0, 3), ("5-offered", 0, 3), ("5-accepted", 0, 6), ("5-end", 0, 4)),
    ),
)


def body(screen: str, first: int, last: int) -> str:
    """The lines between the two bars of a screen, without empty ones at either end."""
    lines = screen.splitlines()[2:]
    end = next((place for place, line in enumerate(lines) if line.startswith("───")), len(lines))
    kept = [line.rstrip() for line in lines[:end] if line.strip()][first:last]
    return "\n".join(kept)


def page(screens: Mapping[str, str], papers: tuple[str, ...]) -> str:
    """The page, from what the screens showed and the papers that were saved."""
    parts = [HEAD]
    for title, text, shown in PARTS:
        parts.append(f"## {title}\n\n{_wrapped(text)}\n")
        parts.extend(f"```text\n{body(screens[name], first, last)}\n```\n" for name, first, last in shown)
    parts.append("## What was written\n")
    parts.append("\n".join(f"- {name}" for name in papers) + "\n")
    return "\n".join(parts)


def _wrapped(text: str) -> str:
    import textwrap

    return textwrap.fill(text, 118, break_on_hyphens=False)


def papers(computer: Computer) -> tuple[str, ...]:
    """What was saved, each form once, in the order it was."""
    stems = (name.rpartition(".")[0][16:].replace("-", " ") for name in computer.written)
    return tuple(dict.fromkeys(f"{stem[:1].upper()}{stem[1:]}" for stem in stems))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        computer = Computer(Path(folder) / "cases")
        asyncio.run(play(computer))
    Path(sys.argv[1]).write_text(page(computer.text, papers(computer)), encoding="utf-8")


if __name__ == "__main__":
    main()
