"""An older edition made up for tests: a copy of the shipped rules with a few things otherwise. It is nobody's history."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from triage.locate import data_folder

BRUISING = "rules/england/bruising-and-babies/rules.yaml"
PASSAGE = "guidance/bedfordshire-bruising.md"
REFER = "bedfordshire-bruising#refer-every-time"

LATER = (
    BRUISING,
    "  injury-not-mobile-ring-now:\n    when: { injury_about: { includes: cannot move alone } }\n    urgency: now\n",
    "  injury-not-mobile-ring-now:\n    when: { injury_about: { includes: cannot move alone } }\n    urgency: today\n",
)
"""The rule about marks on babies was less urgent."""
NO_TALK = (BRUISING, "chase-acknowledgement,\n            expect-talk-and-doctor]", "chase-acknowledgement]")
"""It brought one line less."""
OTHER_WORDS = (
    PASSAGE,
    "A bruise or mark on a child who cannot move about alone is referred at once, whatever the story.",
    "A bruise or mark on a child who cannot move about alone is talked over with a manager first.",
)
"""The passage behind it read otherwise."""
NO_DOUBT = (
    BRUISING,
    "      told it is nothing: Someone has looked at it and said that it is nothing\n",
    "",
)
NO_DOUBT_RULE = (BRUISING, "includes: told it is nothing", "includes: birthmark")
"""An answer that the older rules did not have."""
EXTRA = {
    "rules/england/extra/rules.yaml": """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
section: worry
questions:
  dog_at_home:
    ask: Is there a dog at home?
    why: A made-up question.
    type: yes no
    ask when: { situation: worried }
    not sure means: yes
rules:
  dog-at-home:
    when: { dog_at_home: yes }
    urgency: now
    steps: [ring-front-door]
    why: there is a dog at home, which only these made-up rules mind
    because: kcsie#keep-records
"""
}
"""A topic of its own, with a question that no other edition has."""
LONGER = ("rules/england/deadlines.yaml", "    limit: 5 working days\n", "    limit: 10 working days\n")
"""There was more time to look again."""


def edition(folder: Path, *edits: tuple[str, str, str], whole: Mapping[str, str] | None = None) -> Path:
    """The shipped rules in ``folder`` with each text replaced. Raises AssertionError for a text that is not there."""
    if not folder.exists():
        for part in ("rules", "guidance"):
            shutil.copytree(data_folder() / part, folder / part)
    for file, before, after in edits:
        replaced(folder / file, before, after)
    for file, text in (whole or {}).items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def replaced(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} no longer says: {before}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def older(folder: Path, edits: Iterable[tuple[str, str, str]] = (LATER, NO_TALK, OTHER_WORDS, LONGER)) -> Path:
    """The made-up older edition most tests hold against the shipped one."""
    return edition(folder, *edits)
