"""Finds the rules a past case was decided under, among everything on this computer, by the hash the case carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from triage.policy.release.choose import rules_words
from triage.policy.release.shelf import BUILT_IN, Shelf
from triage.rules.files import Found, guidance_files, hash_of, rule_files
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.problems import Collector

MOST_TOGETHER = 2
"""How many local packs are tried together without being named."""


@dataclass(frozen=True)
class PastRules:
    """Rules on this computer: the packs of one release, or of the rules that came with the program.

    ``hash`` is that of the rule set the packs make, as plans and cases carry it. ``release`` is a hash or ``built-in``,
    and ``name`` what people call it.
    """

    hash: str
    folder: Path
    packs: tuple[str, ...]
    release: str
    name: str

    @property
    def words(self) -> str:
        """The rules in words, to stand in a sentence."""
        return rules_words(self.release, self.name)

    def load(self, today: date) -> RuleSet:
        """The rule set. Raises RulesRefused when this program cannot read it any more."""
        return load(self.folder, self.packs, today)


def rule_sets_by_hash(shelf: Shelf, built_in: Path, packs: Sequence[str] = ()) -> Mapping[str, PastRules]:
    """Every rule set that can be made on this computer, by its hash: of each pack, of any two, and of ``packs``.

    Only releases that are as they were signed count; whether they are in date does not matter to a past case. Rules
    that are in two places are taken from the program.
    """
    found: dict[str, PastRules] = {}
    for rules in (*_made_of(built_in, BUILT_IN, BUILT_IN, packs), *_installed(shelf, packs)):
        found.setdefault(rules.hash, rules)
    return found


def _installed(shelf: Shelf, packs: Sequence[str]) -> Iterator[PastRules]:
    for one in shelf.all():
        if one.release is not None:
            yield from _made_of(one.folder, one.hash, one.name, packs)


def _made_of(folder: Path, release: str, name: str, packs: Sequence[str]) -> Iterator[PastRules]:
    """Each rule set that the packs of a folder make."""
    extends = {pack.id: pack.extends for pack in available_packs(folder)}
    files = {pack: rule_files(folder, pack, Collector()) for pack in extends}
    guidance = guidance_files(folder, Collector())
    for wanted in _wanted(extends, packs):
        whole = _with_those_below(wanted, extends)
        together = [*guidance, *_all(files[pack] for pack in whole)]
        yield PastRules(hash_of(together), folder, wanted, release, name)


def _wanted(extends: Mapping[str, str], packs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if packs and all(pack in extends for pack in packs):
        yield tuple(packs)
    yield from ((pack,) for pack in extends)
    local = [pack for pack, below in extends.items() if below]
    yield from combinations(local, MOST_TOGETHER)


def _with_those_below(packs: Iterable[str], extends: Mapping[str, str]) -> set[str]:
    """The packs with all that they are laid over."""
    whole: set[str] = set()
    waiting = list(packs)
    while waiting:
        pack = waiting.pop()
        if pack in extends and pack not in whole:
            whole.add(pack)
            waiting.append(extends[pack])
    return whole


def _all(groups: Iterable[tuple[Found, ...]]) -> Iterator[Found]:
    for group in groups:
        yield from group
