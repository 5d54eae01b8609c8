"""Which rules to use today: the release that was chosen, or, when it must not be used, the next best there is.

Nobody with a worry about a child is left without a plan. A release that is not as it was signed is never used. One past
its review date, or not yet in force, is passed over for rules that are in force and in date: first the releases used
before, the latest first, then the rules that came with the program. Only when nothing at all is in date is the one with
the latest review date used all the same, and says so: rules that were right last month are safer than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from triage.plan.times import date_words
from triage.policy.release.refusal import Reason, ReleaseRefusedError
from triage.policy.release.shelf import BUILT_IN, Shelf
from triage.rules.load import available_packs

NEWER = "Ask whoever looks after your rules for a newer release."


class PackDates(Protocol):
    """What the choice needs to know of a pack, installed or not."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def extends(self) -> str: ...  # noqa: D102
    @property
    def in_force_from(self) -> date: ...  # noqa: D102
    @property
    def review_by(self) -> date: ...  # noqa: D102


@dataclass(frozen=True)
class Choice:
    """Rules that may be used: where they are, what they are called, and what the person must be told.

    ``release`` is a hash or ``built-in``. ``areas`` are those asked for that these rules have. ``notice`` is empty when
    these are the rules that were chosen.
    """

    folder: Path
    release: str
    name: str
    areas: tuple[str, ...]
    notice: str = ""

    @property
    def words(self) -> str:
        """The rules in words, to stand in a sentence."""
        return rules_words(self.release, self.name)


def rules_words(release: str, name: str) -> str:
    """What rules are called in a sentence."""
    return "the rules that came with the program" if release == BUILT_IN else f"release {name}"


@dataclass(frozen=True)
class _Candidate:
    choice: Choice
    starts: date
    review_by: date
    missing: tuple[str, ...]

    def rank(self, today: date) -> tuple[int, int]:
        """Lower is better. What is in date comes first; then what is late, the least late first."""
        if self.starts > today:
            return 3, (self.starts - today).days
        if self.review_by < today:
            return 2, (today - self.review_by).days
        return (1 if self.missing else 0), 0


def choices(
    shelf: Shelf, built_in: Path, wanted: str, areas: Sequence[str], today: date
) -> tuple[tuple[Choice, ...], ReleaseRefusedError | None]:
    """The rules to use: the release ``wanted`` (its hash), or, with why not, what may be used instead, best first.

    There is always at least one, and each has its notice.
    """
    refused: ReleaseRefusedError | None
    found: list[_Candidate] = []
    try:
        found = [_candidate(shelf, built_in, wanted, areas)]
        refused = _dates(found[0], today)
    except ReleaseRefusedError as refusal:
        refused = refusal
    if refused is None:
        return (found[0].choice,), None
    name = found[0].choice.name if found else shelf.take(wanted).name
    ranked = sorted([*found, *_others(shelf, built_in, wanted, areas)], key=lambda one: one.rank(today))
    return tuple(_told(one, wanted, name, refused) for one in ranked), refused


def instead(shelf: Shelf, built_in: Path, wanted: str, areas: Sequence[str], today: date) -> tuple[Choice, ...]:
    """What may be used when the release ``wanted`` is sound but this program cannot read it, best first."""
    ranked = sorted(_others(shelf, built_in, wanted, areas), key=lambda one: one.rank(today))
    return tuple(one.choice for one in ranked)


def _others(shelf: Shelf, built_in: Path, wanted: str, areas: Sequence[str]) -> Iterator[_Candidate]:
    """The releases used before, the latest first, and the built-in rules; none that must not be believed."""
    for name in dict.fromkeys((*shelf.used(), BUILT_IN)):
        if name != wanted:
            with suppress(ReleaseRefusedError):
                yield _candidate(shelf, built_in, name, areas)


def _candidate(shelf: Shelf, built_in: Path, name: str, areas: Sequence[str]) -> _Candidate:
    if name == BUILT_IN:
        return _dated(built_in, BUILT_IN, BUILT_IN, available_packs(built_in), areas)
    taken = shelf.take(name)
    if taken.release is None:
        assert taken.refused is not None  # noqa: S101 - for the type checker; one of the two is always there
        raise taken.refused
    return _dated(taken.folder, name, taken.name, taken.release.manifest.packs, areas)


def _dated(folder: Path, release: str, name: str, packs: Sequence[PackDates], areas: Sequence[str]) -> _Candidate:
    """The candidate with the dates of the packs that would be loaded from it."""
    has = tuple(area for area in areas if _named(area, packs) is not None)
    missing = tuple(area for area in areas if area not in has)
    loaded = list(_loaded(has, packs))
    starts = max((pack.in_force_from for pack in loaded), default=date.min)
    review_by = min((pack.review_by for pack in loaded), default=date.max)
    return _Candidate(Choice(folder, release, name, has), starts, review_by, missing)


def _named(area: str, packs: Iterable[PackDates]) -> PackDates | None:
    wanted = area.lower()
    return next((pack for pack in packs if wanted in (pack.id, pack.title.lower(), pack.area.lower())), None)


def _loaded(areas: Sequence[str], packs: Sequence[PackDates]) -> Iterable[PackDates]:
    """The national packs, and the packs of the areas with those they are laid over."""
    by_id = {pack.id: pack for pack in packs}
    wanted = [pack for pack in packs if not pack.extends]
    wanted += [pack for area in areas if (pack := _named(area, packs)) is not None]
    seen: dict[str, PackDates] = {}
    while wanted:
        pack = wanted.pop()
        if pack.id not in seen:
            seen[pack.id] = pack
            wanted += [by_id[pack.extends]] if pack.extends in by_id else []
    return seen.values()


def _dates(candidate: _Candidate, today: date) -> ReleaseRefusedError | None:
    """Why a sound release is not for today, if it is not."""
    if candidate.starts > today:
        says = f"comes into force on {date_words(candidate.starts)}."
        return ReleaseRefusedError(Reason.NOT_YET, says, "It will be used from that day on.")
    if candidate.review_by < today:
        says = f"was to be reviewed by {date_words(candidate.review_by)}."
        return ReleaseRefusedError(Reason.OUT_OF_DATE, says, NEWER)
    return None


def _told(one: _Candidate, wanted: str, name: str, refused: ReleaseRefusedError | None) -> Choice:
    """The choice with what the person must be told about it."""
    choice = one.choice
    parts: list[str] = []
    if refused is not None:
        parts.append(f"Release {name} {refused.says}")
        if choice.release == wanted:
            parts.append("There is nothing newer here, so it is still used. Check what it says with your safeguarding"
                         " lead or children's social care.")  # fmt: skip
        else:
            until = "Until then" if refused.reason is Reason.NOT_YET else "Meanwhile"
            parts.append(f"{until}, {choice.words} {_are(choice)} used.")
        parts.append(refused.remedy)
    if one.missing and choice.release != wanted:
        named = " and ".join(one.missing)
        parts.append(f"{named} is not in them: for local numbers, ask the council's switchboard.")
    return Choice(choice.folder, choice.release, choice.name, choice.areas, " ".join(parts))


def _are(choice: Choice) -> str:
    return "are" if choice.release == BUILT_IN else "is"
