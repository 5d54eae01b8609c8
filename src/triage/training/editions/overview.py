"""What differs between two editions over a whole bank of stories: once what goes through most, then story by story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from triage.export.layout import Sheet
from triage.policy.compare.wording import signed
from triage.training.editions.model import Became, Compared, Line
from triage.training.editions.words import SIGNS, summary

MOST = 0.5
"""From this share of the stories on, a change of a line is told once for all of them."""
FEW = 4
"""With fewer stories than this, nothing is told once for all."""

Key: TypeAlias = tuple[str, Became, tuple[str, ...]]


@dataclass(frozen=True)
class Common:
    """A change of one line of the plan that goes through most stories; ``line`` is how it looks in one of them."""

    line: Line
    stories: int


@dataclass(frozen=True)
class Overview:
    """The stories that differ. ``found`` no longer hold what ``common`` tells; ``only_common`` is how many differ in
    nothing else, and ``total`` how many there are. The sides are those of any one story."""

    found: tuple[Compared, ...]
    common: tuple[Common, ...]
    only_common: int
    total: int

    @property
    def differ(self) -> int:
        """How many stories differ in anything."""
        return len(self.found) + self.only_common


def overview(told: Sequence[Compared]) -> Overview:
    """All of it: stories whose outcome differs first, then those whose plan does, then those with other words only."""
    common = _common(told)
    keys = {_key(one.line) for one in common}
    left = [_without(one, keys) for one in told]
    found = sorted((one for one in left if one.differs), key=_weight)
    only = sum(before.differs and not after.differs for before, after in zip(told, left, strict=True))
    return Overview(tuple(found), tuple(common), only, len(told))


def _common(told: Sequence[Compared]) -> list[Common]:
    if len(told) < FEW:
        return []
    first: dict[Key, Line] = {}
    count: Counter[Key] = Counter()
    for one in told:
        for line in _changed(one.lines):
            first.setdefault(_key(line), line)
            count[_key(line)] += 1
    return [Common(first[key], times) for key, times in count.most_common() if times > MOST * len(told)]


def _changed(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if line.became is not Became.SAME)


def _key(line: Line) -> Key:
    return line.step.id, line.became, tuple(field.label for field in line.fields)


def _without(one: Compared, keys: set[Key]) -> Compared:
    """The case as if the common changes were none."""
    lines = (replace(line, became=Became.SAME, fields=()) if _key(line) in keys else line for line in one.lines)
    return replace(one, lines=tuple(lines))


def _weight(one: Compared) -> tuple[int, int]:
    before, after = one.old.plan, one.new.plan
    if before.urgency is not after.urgency:
        return 0, after.urgency - before.urgency
    if before.send_as is not after.send_as:
        return 1, after.send_as - before.send_as
    return (2 if one.moved else 3), 0


_HEADINGS = ("How soon differs", "What to call it differs", "The plan differs", "Only words behind it differ")


def grouped(found: Overview) -> tuple[tuple[str, tuple[Compared, ...]], ...]:
    """The stories under a heading each, empty headings left out."""
    groups = (
        (heading, tuple(one for one in found.found if _weight(one)[0] == place))
        for place, heading in enumerate(_HEADINGS)
    )
    return tuple((heading, ones) for heading, ones in groups if ones)


def common_words(one: Common, total: int) -> str:
    """A change that goes through most stories, in one sentence."""
    changes = "; ".join(f"{field.label.lower()}: {signed(field.pieces)}" for field in one.line.fields)
    rest = f" {changes}" if changes else f" ({one.line.became.value})"
    return f"In {one.stories} of {total} stories: {one.line.step.do}{rest}"


def overview_text(found: Overview, old: tuple[str, str], new: tuple[str, str]) -> str:
    """The whole of it as text. ``old`` and ``new`` are the name and the version of each edition."""
    sheet = Sheet()
    sheet.item("Older edition: ", f"{old[0]} ({old[1]})")
    sheet.item("Newer edition: ", f"{new[0]} ({new[1]})")
    if not found.differ:
        sheet.title(f"None of the {found.total} stories comes out otherwise or rests on other words.")
        return sheet.written()
    sheet.title(f"{found.differ} of {found.total} stories differ.")
    for one in found.common:
        sheet.item(f"{SIGNS[one.line.became]} ", common_words(one, found.total))
    if found.only_common:
        sheet.text(f"{found.only_common} differ in nothing else.")
    for heading, ones in grouped(found):
        sheet.title(f"{heading} ({len(ones)}):")
        for compared in ones:
            sheet.item("  ", f"{compared.case.id}: {compared.case.title}")
            sheet.item("      ", summary(compared))
    sheet.title("Each in full: triage teach editions STORY, with the same --old and --new.")
    return sheet.written()
