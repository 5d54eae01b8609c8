"""Writes scenarios as they stand in a file, and adds them to a file without touching what it holds already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from triage.explain.phrases import NONE_WORDS, NOT_SURE_WORDS, SKIPPED_WORDS, answer_words, mid_sentence
from triage.export.answers_file import answers_text
from triage.rules.answers import Answer
from triage.rules.expecting import Expect
from triage.rules.model import Question
from triage.rules.problems import Collector, errors_in
from triage.rules.yaml_reader import read_yaml

_WIDTH = 110
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ',.()/%+-]*")
_LOOKS_LIKE_MORE = re.compile(r"[,:#\[\]{}]")


class CannotAddError(Exception):
    """The scenario cannot be added to the file. The text says why."""


@dataclass(frozen=True)
class Draft:
    """A scenario that is not in any file yet."""

    name: str
    answers: Mapping[str, Answer]
    otherwise: str
    expect: Expect
    ref: str = ""


def draft_text(draft: Draft) -> str:
    """The scenario as it stands in a file, below ``scenarios:``."""
    lines = [f"  - name: {quoted_text(draft.name)}"]
    if draft.ref:
        lines.append(f"    ref: {quoted_text(draft.ref)}")
    if draft.answers:
        lines += ["    answers:", *(f"      {line}" for line in answers_text(draft.answers).split("\n"))]
    else:
        lines.append("    answers: {}")
    if draft.otherwise:
        lines.append(f"    otherwise: {draft.otherwise}")
    lines += ["    expect:", *(f"      {line}" for line in expect_lines(draft.expect))]
    return "\n".join(lines) + "\n"


def name_of(questions: Mapping[str, Question], answers: Mapping[str, Answer], most: int | None = None) -> str:
    """What a case is called until somebody gives it a better name: what is answered, in words.

    ``most`` is how many of the answers to name, the last ones, which are the most particular.
    """
    told = [answer_words(questions[name], answer) for name, answer in answers.items()]
    if most is not None:
        telling = [words for words in told if words not in (NONE_WORDS, NOT_SURE_WORDS, SKIPPED_WORDS)]
        told = (telling or told)[-most:]
    if not told:
        return "The calmest answer on every page"
    first, *others = told
    return "; ".join([first, *map(mid_sentence, others)])


def expect_lines(expect: Expect) -> Iterator[str]:
    """What is expected, line by line, each as far in as the first."""
    yield f"urgency: {expect.urgency.word}"
    if expect.send_as is not None:
        yield f"send as: {expect.send_as.word}"
    for key, names in (
        ("steps", expect.steps),
        ("not steps", expect.not_steps),
        ("contacts", expect.contacts),
        ("rules", expect.rules),
        ("not rules", expect.not_rules),
        ("asked", expect.asked),
        ("not asked", expect.not_asked),
    ):
        if names:
            yield from list_lines(key, names)
    yield from _block("by", expect.by)
    yield from _block("soon", {step: urgency.word for step, urgency in expect.soon.items()})
    yield from _block("rings", dict(expect.rings))
    yield from _block("says", {step: tuple(map(quoted_text, texts)) for step, texts in expect.says.items()}, apart=True)


def both(one: Expect, other: Expect) -> Expect:
    """Everything that two expectations of the same case ask for."""
    merged: dict[str, Any] = {}
    for field in fields(Expect):
        first, second = getattr(one, field.name), getattr(other, field.name)
        if isinstance(first, tuple):
            merged[field.name] = tuple(dict.fromkeys((*first, *second)))
        elif isinstance(first, Mapping):
            merged[field.name] = {**first, **{step: _joined(first.get(step), one) for step, one in second.items()}}
        else:
            merged[field.name] = second if first is None else first
    return Expect(**merged)


def _joined(one: Any, other: Any) -> Any:
    """Two lists as one, each thing once; anything else is what was said last."""
    return tuple(dict.fromkeys((*one, *other))) if isinstance(one, tuple) else other


def list_lines(key: str, names: Iterable[str]) -> list[str]:
    """``key: [one, two]``, over several lines where it is long."""
    start = f"{key}: ["
    lines, line = [], start
    for name in names:
        if line != start and len(line) + len(name) > _WIDTH:
            lines.append(line.rstrip())
            line = " " * len(start)
        line += f"{name}, "
    return [*lines, f"{line.removesuffix(', ')}]"]


def _block(key: str, entries: Mapping[str, str | Sequence[str]], *, apart: bool = False) -> Iterator[str]:
    """What is expected of steps: on one line where it fits, unless each is to stand ``apart``."""
    texts = {step: one if isinstance(one, str) else f"[{', '.join(one)}]" for step, one in entries.items()}
    short = f"{key}: {{ {', '.join(f'{step}: {text}' for step, text in texts.items())} }}"
    if not texts:
        return
    if len(short) <= _WIDTH and not apart:
        yield short
        return
    yield f"{key}:"
    for step, value in entries.items():
        yield from [f"  {step}: {value}"] if isinstance(value, str) else list_lines(f"  {step}", value)


def quoted_text(text: str) -> str:
    """A text as it may stand in a list: quoted where YAML would read something else into it, as into one word."""
    bare = _BARE.fullmatch(text) and not _LOOKS_LIKE_MORE.search(text) and text == text.strip() and " " in text
    return text if bare else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def with_drafts(text: str, drafts: Collection[Draft], first_line: str) -> str:
    """The text of a scenario file with the scenarios added at its end.

    An empty ``text`` becomes a new file that starts with ``first_line``. Raises CannotAddError when the file is not
    one that a scenario can be added to.
    """
    start = text if text.strip() else f"{first_line}\nscenarios:\n"
    whole = start.rstrip("\n") + "\n" + "".join(map(draft_text, drafts))
    out = Collector()
    read_yaml(whole.encode("utf-8"), "scenarios", out)
    if errors_in(out.all()) or "scenarios:" not in start:
        raise CannotAddError("A scenario cannot be added to this file: it is not a list of scenarios two spaces in.")
    return whole
