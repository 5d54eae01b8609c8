"""The differences in words: counted, grouped, and each cause told once with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

from triage.policy.compare.accepted import Accepted
from triage.policy.compare.model import EDITED, Change, Differences, Kind
from triage.policy.prove.vignette import WIDTH, side_by_side
from triage.rules.sign_off import SignOff

NOTHING: Final = "Nothing changed in any case: proved over all answers."
HEADS: Final = ("before", "after")
EXAMPLE: Final = ("For example, whatever else is answered, and the same before and after:", "For example:")
MANY: Final = 4
"""So many things of one sort that are only new or gone are told in one line."""
SHOWS_DETAILS: Final = ("text-changed", "answer-words")
"""Codes of changes that are told by what they are about, line by line."""
_TOGETHER = ("scenario-", "statement-new", "source-", "term-", "word-", "fact-", "step-written", "step-removed")


def differences_text(differences: Differences, accepted: Accepted | None = None) -> str:
    """The whole report on two versions as text, without a newline at the end."""
    return "\n".join(_lines(differences, accepted or Accepted()))


def _lines(differences: Differences, accepted: Accepted) -> Iterator[str]:
    if not differences.changes:
        yield NOTHING
        return
    yield f"{differences.old} -> {differences.new}"
    yield counted(differences)
    for kind in Kind:
        found = differences.of(kind)
        if found:
            yield ""
            yield f"{kind.value.upper()}: {len(found)}"
            for block in blocks(found):
                yield from _block(block, accepted)


def counted(differences: Differences) -> str:
    """How many changes there are of each kind, in one line; of how many causes, for those that make it less safe."""
    parts = [f"{len(differences.of(kind))} {kind.value}" for kind in Kind]
    return ", ".join(parts) + "."


def blocks(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Changes with one cause together; many things of one sort that are only new or gone, too."""
    alike: dict[str, list[Change]] = {}
    for change in changes:
        if change.story is None and change.code.startswith(_TOGETHER):
            alike.setdefault(f"{change.kind} {change.code}", []).append(change)
    many = {change.key for some in alike.values() if len(some) >= MANY for change in some}
    rest = [change for change in changes if change.key not in many]
    for _, same in groupby(rest, key=lambda change: (change.place, change.subject)):
        yield tuple(same)
    yield from (tuple(some) for some in alike.values() if len(some) >= MANY)


def is_list(block: Sequence[Change]) -> bool:
    """Whether the block tells of many things of one sort, and not of one cause."""
    return len({change.subject for change in block}) > 1


def heading(change: Change) -> str:
    """What was edited: ``rule ring-now (gone)``."""
    return change.subject + (f" ({change.state})" if change.state != EDITED else "")


def list_words(block: Sequence[Change]) -> str:
    """Many things of one sort in one line."""
    first = block[0]
    names = [change.subject.split(" ", 1)[-1] for change in block]
    return f"{len(block)} of these: {first.subject.split(' ')[0]} {first.state}. {'; '.join(names)}"


def _block(block: Sequence[Change], accepted: Accepted) -> Iterator[str]:
    first = block[0]
    yield ""
    if is_list(block):
        yield from _wrapped(list_words(block), 2, 4)
        return
    place = f"{first.place.file}:{first.place.line}: " if first.place is not None else ""
    yield f"  {place}{heading(first)}"
    for change in block:
        yield from _change(change, accepted.of(change))
    story = next((change.story for change in block if change.story is not None), None)
    if story is not None:
        yield from (f"  {line}".rstrip() for line in side_by_side(story.before, story.after, HEADS, EXAMPLE))


def _change(change: Change, accepted: SignOff | None) -> Iterator[str]:
    yield from _wrapped(f"- {change.says}", 4, 6)
    if change.code in SHOWS_DETAILS:
        for line in change.details:
            yield from _wrapped(line, 6, 8)
    if accepted is not None:
        yield from _wrapped(f"accepted by {accepted.who} on {accepted.on}: {accepted.why}", 6, 8)
    elif change.kind is Kind.LESS_SAFE:
        yield f"      key: {change.key}"


def idle_lines(idle: Iterable[SignOff]) -> Iterator[str]:
    """Sign-offs for changes that are not there, each with its place."""
    for one in idle:
        yield f"{one.place}: there is no change {one.change} to accept. Remove this, unless it is yet to come."


def _wrapped(text: str, indent: int, hanging: int) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * hanging,
        break_on_hyphens=False,
        break_long_words=False,
    )
