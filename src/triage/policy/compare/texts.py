"""What an edit does to the words people read. Words are not judged; that something protective is not said at all is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from triage.policy.compare.edits import Edit
from triage.policy.compare.model import EDITED, NEW, Change, Kind
from triage.rules.model import Source

PROTECTIVE: Mapping[str, tuple[str, ...]] = {
    "step": ("say", "if_no_answer", "tell", "write", "do_not", "how"),
    "deadline": ("if_late",),
    "contact": ("note",),
}
"""Texts that protect somebody by being there. Lists of lines among them are looked at line by line."""

TOLD_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "rule": frozenset({"when", "urgency", "send_as", "steps"}),
    "fact": frozenset({"when"}),
    "question": frozenset(
        {"ask_when", "not_sure_means", "type", "lowest", "highest", "always_ask", "section", "options"}
    ),
    "step": frozenset({"contacts", "by", "covered_by", "kind"}),
    "contact": frozenset({"phone", "email", "web", "hours", "fallback", "roles", "name", "confidence"}),
    "deadline": frozenset({"at_once", "same_day", "hours", "working_days", "starts", "started_by", "waits_for"}),
    "switch": frozenset({"on"}),
}
"""Fields that are more than words."""

WORDS_ONLY: Final = frozenset({"word", "source", "pack", "section", "term", "fact", "switch", "document"})
"""Kinds of things that come and go without changing any case by themselves."""

_ALIKE = 0.6
"""From here on, two lines are the same line in other words."""

_WEIGHTY = re.compile(
    r"\b(?:not|never|no|nobody|nothing|at once|now|immediately|today|only|without|before|999|101|112)\b"
)
"""Words that can turn a sentence round when they go."""


def text_changes(edit: Edit) -> Iterator[Change]:
    """What the edit does to texts."""
    if edit.state != EDITED:
        if edit.kind in WORDS_ONLY:
            yield edit.change(Kind.WORDING, f"{edit.kind}-{edit.state}", f"It is {edit.state}.", content=_whole(edit))
        return
    protective = PROTECTIVE.get(edit.kind, ())
    changed = [name for name in _fields(edit) if name not in TOLD_ELSEWHERE.get(edit.kind, ())]
    lines = [line for name in changed for line in _lines(edit, name)]
    for name in changed:
        if name in protective:
            yield from _gone_or_come(edit, name)
    if lines:
        what = "What it says of itself" if edit.kind == "pack" else "Its words"
        says = f"{what} changed." if len(lines) == 1 else f"{what} changed in {len(lines)} places."
        yield edit.change(Kind.WORDING, "text-changed", says, details=tuple(lines))


def _fields(edit: Edit) -> list[str]:
    return [name for name in edit.before.__dataclass_fields__ if name in edit.changed]


def _whole(edit: Edit) -> tuple[object, ...]:
    return (edit.after if edit.state == NEW else edit.before,)


def _gone_or_come(edit: Edit, name: str) -> Iterator[Change]:
    """A text that was there and is not, or the other way round; of a list, each line."""
    before, after = (_as_lines(getattr(one, name)) for one in (edit.before, edit.after))
    gone, come, _ = matched(before, after)
    gone = [line for line in gone if not _said_elsewhere(edit.after, line)]
    word, code = name.replace("_", " "), name.replace("_", "-")
    if gone:
        says = f'It no longer says "{word}": {" / ".join(gone)}'
        # A contact with a number of its own needs no note on how to find one.
        needless = edit.kind == "contact" and bool(edit.after.phone)
        yield edit.change(Kind.WORDING if needless else Kind.LESS_SAFE, f"{code}-gone", says, details=tuple(gone))
    if come:
        says = f'It now says "{word}": {" / ".join(come)}'
        yield edit.change(Kind.SAFER, f"{code}-added", says, details=tuple(come))


def _said_elsewhere(thing: Any, line: str) -> bool:
    """Whether the same words stand in another text of the same thing: they were moved."""
    texts = (getattr(thing, name) for name in thing.__dataclass_fields__ if name != "place")
    return any(line in _as_lines(text) for text in texts if isinstance(text, str | tuple))


def _as_lines(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(str(line) for line in value)
    return (str(value),) if value not in ("", None) else ()


def matched(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Lines that are gone, lines that are new, and lines that are the same in other words."""
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    if len(before) == len(after) == 1:
        return [], [], [(gone[0], come[0])] if gone else []
    reworded: list[tuple[str, str]] = []
    for line in list(gone):
        near = max(come, key=lambda other: _alike(line, other), default=None)
        if near is not None and _alike(line, near) >= _ALIKE:
            reworded.append((line, near))
            gone.remove(line)
            come.remove(near)
    return gone, come, reworded


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _lines(edit: Edit, name: str) -> Iterator[str]:
    """What changed in one field, old and new side by side."""
    before, after = getattr(edit.before, name), getattr(edit.after, name)
    label = name.replace("_", " ")
    if edit.kind == "source" and name == "passages":
        yield from _passages(edit.before, edit.after)
    elif isinstance(before, tuple) and all(isinstance(line, str) for line in (*before, *after)):
        gone, come, reworded = matched(before, after)
        if edit.kind not in PROTECTIVE or name not in PROTECTIVE[edit.kind]:
            yield from (f'{label}: "{line}" is gone' for line in gone)
            yield from (f'{label}: "{line}" is new' for line in come)
        yield from (reworded_line(label, *pair) for pair in reworded)
        if not (gone or come or reworded):
            yield f"{label}: in another order"
    elif name not in PROTECTIVE.get(edit.kind, ()) or (before and after):
        yield reworded_line(label, _shown(before), _shown(after))


def reworded_line(label: str, before: str, after: str) -> str:
    """One text in its old words and its new ones; a word that may turn it round, where it went, is pointed out."""
    lost = [word for word in dict.fromkeys(_WEIGHTY.findall(before.casefold())) if word not in after.casefold()]
    note = f" (look twice: {', '.join(lost)} went)" if lost else ""
    return f'{label}: "{before}" -> "{after}"{note}'


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {words}" for name, words in value.items())
    return "" if value is None else str(value)


def _passages(before: Source, after: Source) -> Iterator[str]:
    old, new = ({passage.anchor: passage for passage in one.passages} for one in (before, after))
    yield from (f"passage #{name} is gone" for name in old if name not in new)
    yield from (f"passage #{name} is new" for name in new if name not in old)
    for name in new:
        if name in old and (old[name].text, old[name].title) != (new[name].text, new[name].title):
            yield reworded_line(f"passage #{name}", old[name].text, new[name].text)
        elif name in old and _standing(old[name]) != _standing(new[name]):
            yield f"passage #{name}: what is said about it changed"
    if list(old) != list(new) and set(old) == set(new):
        yield "passages: in another order"


def _standing(passage: Any) -> tuple[object, ...]:
    return passage.confidence, passage.where, passage.left_to_judgement
