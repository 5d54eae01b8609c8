"""Compares two folders of rules, pack by pack: each local pack as it lies over the national one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from triage.policy.compare.edits import Edit
from triage.policy.compare.model import Differences, Kind
from triage.policy.compare.opening import Opened
from triage.policy.compare.run import compare_versions
from triage.policy.compare.version import Version
from triage.rules.files import guidance_files, hash_of, pack_names, rule_files, safety_files, scenario_files
from triage.rules.load import available_packs, load
from triage.rules.model import Pack
from triage.rules.problems import Collector, RulesRefused
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements


class SideRefusedError(Exception):
    """One of the two folders cannot be loaded: which, and what is wrong with it."""

    def __init__(self, side: Opened, refused: RulesRefused) -> None:
        super().__init__(str(refused))
        self.side = side
        self.refused = refused


@dataclass(frozen=True)
class PackDifferences:
    """What differs in one pack. What the pack below tells already is not told again."""

    pack: str
    differences: Differences


@dataclass(frozen=True)
class _Side:
    """One folder, with the packs in it."""

    opened: Opened
    packs: dict[str, Pack]
    today: date

    def below(self, pack: str) -> str:
        """The pack it is laid over; empty for a national one, or one that is not here."""
        return self.packs[pack].extends if pack in self.packs else ""

    def chain(self, pack: str) -> list[str]:
        """The pack and those below it, the lowest first."""
        found: list[str] = []
        while pack in self.packs and pack not in found:
            found.insert(0, pack)
            pack = self.below(pack)
        return found

    def version(self, pack: str) -> Version:
        """The pack loaded with everything that watches over it. Raises SideRefusedError."""
        folder = self.opened.folder
        try:
            rules = load(folder, [pack], self.today)
            chain = [one.id for one in rules.packs]
            statements = read_statements(folder, chain, rules)
            # The scenarios of the packs below are compared with those packs.
            return Version(rules, statements, read_scenarios(folder, [pack], rules), self.opened.name)
        except RulesRefused as refused:
            raise SideRefusedError(self.opened, refused) from refused

    def title(self, pack: str) -> str:
        """The pack with its version, and which of the two folders it is in."""
        one = self.packs[pack]
        return f"{one.title} {one.version} ({self.opened.name})"

    def content(self, pack: str) -> str:
        """A hash over every file that counts for the pack."""
        folder, out = self.opened.folder, Collector()
        files = [*guidance_files(folder, out)]
        for name in self.chain(pack):
            for read in (rule_files, safety_files, scenario_files):
                files += read(folder, name, out)
        return hash_of(files)


def compare_folders(old: Opened, new: Opened, wanted: Sequence[str], today: date) -> tuple[PackDifferences, ...]:
    """What differs in each of the packs ``wanted`` (every pack when none is), national ones first.

    ``today`` is the day the rules are loaded for. Raises SideRefusedError where one of the folders cannot be loaded,
    SolverMissingError and ProverError as :func:`triage.policy.compare.run.compare`.
    """
    sides = [_Side(one, {pack.id: pack for pack in available_packs(one.folder)}, today) for one in (old, new)]
    for side in sides:
        for name in pack_names(side.opened.folder):
            if name not in side.packs:
                side.version(name)  # its own file is broken: say how, rather than take the pack for gone
    return tuple(_Packs(*sides).differences(wanted))


class _Packs:
    def __init__(self, old: _Side, new: _Side) -> None:
        self._old = old
        self._new = new
        self._load_old, self._load_new = cache(old.version), cache(new.version)

    def differences(self, wanted: Sequence[str]) -> Iterator[PackDifferences]:
        """Each pack, less what the packs below it told."""
        names = {**self._new.packs, **self._old.packs}
        order = sorted(names, key=lambda name: (bool(names[name].extends), name))
        told: dict[str, Differences] = {}
        for pack in order:
            if not wanted or pack in wanted or any(pack in self._new.chain(one) for one in wanted):
                told[pack] = self._pack(pack)
                below = told.get(self._new.below(pack) or self._old.below(pack))
                known = {change.key for change in below.changes} if below is not None else set()
                own = tuple(change for change in told[pack].changes if change.key not in known)
                yield PackDifferences(pack, replace(told[pack], changes=own))

    def _pack(self, pack: str) -> Differences:
        if pack not in self._new.packs or pack not in self._old.packs:
            return self._one_sided(pack)
        if self._old.content(pack) == self._new.content(pack):
            return Differences(self._old.title(pack), self._new.title(pack), ())
        return compare_versions(self._load_old(pack), self._load_new(pack))

    def _one_sided(self, pack: str) -> Differences:
        """A pack that is new is held against the one it is laid over; one that is gone is told as that."""
        gone = pack not in self._new.packs
        side = self._old if gone else self._new
        edit = Edit("pack", pack, side.packs[pack] if gone else None, None if gone else side.packs[pack])
        below = self._new.below(pack)
        if gone:
            says = "The pack is gone, with everything in it."
            change = replace(edit.change(Kind.LESS_SAFE, "pack-gone", says), key=f"pack-gone:{pack}")
            return Differences(self._old.title(pack), self._new.opened.name, (change,))
        if below not in self._old.packs or below not in self._new.packs:
            says = "The pack is new, with everything in it."
            change = replace(edit.change(Kind.DIFFERENT, "pack-new", says), key=f"pack-new:{pack}")
            return Differences(self._old.opened.name, self._new.title(pack), (change,))
        return compare_versions(replace(self._load_old(below), scenarios=()), self._load_new(pack))
