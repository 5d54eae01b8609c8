"""Texts, names and answers as they are written in a rule file, so that they are read back as they were."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.rules.answers import NOT_SURE, Answer, AnswerKind
from triage.rules.tree_builder import NOTHING
from triage.text import clean_line

_PLAIN = re.compile(r"[A-Za-z0-9](?:[^:#]|:(?=[^\s\]},])|(?<=\S)#)*")
"""Text that reads the same with and without quotes: a sign of its own meaning neither begins it nor stands in it."""


def text_yaml(text: str) -> str:
    """One line of text as a value, in quotes where it could be read as anything else."""
    line = " ".join(clean_line(text).split())
    if _PLAIN.fullmatch(line) and not line.endswith(":") and line not in NOTHING:
        return line
    return '"{}"'.format(line.replace("\\", "\\\\").replace('"', '\\"'))


def names_yaml(names: Sequence[str]) -> str:
    """Names as a list on one line."""
    return f"[{', '.join(names)}]"


def answer_yaml(answer: Answer) -> str:
    """An answer as scenario and answers files have it."""
    if answer.kind is AnswerKind.TICKED:
        ticks = [*answer.values, *([NOT_SURE] if answer.rest_not_sure else [])]
        return names_yaml(ticks) if ticks else "none of these"
    if answer.unsure:
        return NOT_SURE
    return str(answer.number) if answer.number is not None else answer.values[0]
