"""Checks that each text fits where it is shown, on the smallest screen: 80 columns and 24 rows."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from triage.rules.checks.subject import Subject
from triage.rules.problems import Collector

LINE: Final = 74
"""In characters: 80 columns without the frame and the margin."""
MOST_LINES: Final[dict[tuple[str, str], int]] = {
    ("question", "ask"): 2,
    ("question", "hint"): 3,
    ("question", "why"): 2,
    ("question", "not sure says"): 3,
    ("question", "options"): 2,
    ("fact", "says"): 2,
    ("contact", "name"): 2,
    ("contact", "use"): 2,
    ("contact", "hours"): 2,
    ("contact", "note"): 3,
    ("deadline", "says"): 2,
    ("deadline", "starts"): 1,
    ("deadline", "waits for"): 1,
    ("deadline", "owner"): 1,
    ("deadline", "if late"): 2,
    ("step", "do"): 2,
    ("step", "how"): 2,
    ("step", "say"): 2,
    ("step", "write"): 2,
    ("step", "tell"): 2,
    ("step", "do not"): 2,
    ("step", "if no answer"): 2,
    ("rule", "why"): 2,
    ("document", "title"): 1,
    ("document", "use"): 3,
    ("document", "first line"): 1,
    ("document", "parts"): 2,
}
"""By kind and key: how many lines of the screen a text may take. Of a list, each item is a text."""
MOST_ITEMS: Final = 6
"""How many lines ``how:`` or ``do not:`` may have. A longer list is not taken in; another step is."""


def texts_fit_the_screen(subject: Subject, out: Collector) -> None:
    """No text takes more lines of a small screen than its kind may, and no step has too many lines."""
    counts: dict[tuple[str, str], int] = {}
    for text in subject.texts():
        most = MOST_LINES[text.kind, text.key]
        if len(text.text) > LINE * most and len(lines := wrap(text.text, LINE)) > most:
            message = (
                f"this text takes {len(lines)} lines of a small screen; '{text.key}:' of a {text.kind} has {most}."
            )
            out.warning("TR428", text.place, message, f"shorten it to {LINE * most} characters.")
        if text.key in ("how", "do not"):
            key = (text.name, text.key)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] == MOST_ITEMS + 1:
                message = f"'{text.key}:' has more than {MOST_ITEMS} lines."
                out.warning("TR428", text.place, message, "move some of them to a step of their own.")
