"""Loads and checks rule sets: the way in for every other part."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from triage.rules import nodes
from triage.rules.build import Material, build
from triage.rules.build_pack import NEVER, PackFile, build_switches, pack_file
from triage.rules.entries import Gathered, read_topic
from triage.rules.files import (
    PACK_FILE,
    TERMS_FILE,
    Found,
    guidance_files,
    hash_of,
    pack_folder,
    pack_names,
    rule_files,
)
from triage.rules.guidance import read_guidance
from triage.rules.layers import lay
from triage.rules.model import Pack, Place, RuleSet, Source, Switch
from triage.rules.names import Names
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.yaml_reader import read_yaml


@dataclass(frozen=True)
class Loaded:
    """A rule set with what it was built from, for the checks that look at the files again."""

    rule_set: RuleSet
    material: Material
    files: tuple[Found, ...]
    trees: dict[str, nodes.Node]


def load(folder: Path, packs: Sequence[str], today: date) -> RuleSet:
    """The rule set of ``packs`` (a local pack brings the one it extends) in ``folder``.

    ``today`` is the day the rules are to be used on. Raises :class:`RulesRefused` with every problem if there is
    an error in any file.
    """
    out = Collector()
    with _no_collecting():
        loaded = load_into(folder, packs, today, out)
    problems = out.all()
    if loaded is None or errors_in(problems):
        raise RulesRefused(problems)
    return loaded.rule_set


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave the garbage collector alone: loading makes tens of thousands of small parts and no circles of them.

    Looking for circles again and again would take a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def available_packs(folder: Path) -> tuple[Pack, ...]:
    """The packs in a folder whose pack file can be read, national ones first."""
    found = []
    for name in pack_names(folder):
        out = Collector()
        file = pack_file(rule_files(folder, name, out), name, {}, out)
        if file is not None and not errors_in(out.all()):
            found.append(file.pack)
    return tuple(sorted(found, key=lambda pack: (bool(pack.extends), pack.id)))


def law_switches(folder: Path) -> tuple[Switch, ...]:
    """The switches of the packs in a folder whose pack file can be read, without reading any other file."""
    found: list[Switch] = []
    for name in pack_names(folder):
        out = Collector()
        file = pack_file(rule_files(folder, name, out), name, {}, out)
        if file is not None and not errors_in(out.all()):
            # Without the guidance no passage is known, so the switches come without what they rest on.
            found += build_switches(file, Names(Collector(), partial=True)).values()
    return tuple(found)


def load_into(folder: Path, packs: Sequence[str], today: date, out: Collector) -> Loaded | None:
    """As :func:`load`, with the problems added to ``out``; None when there is nothing to build on."""
    reading = _Reading(folder, out)
    for name in packs:
        reading.pack_with_those_below(name)
    if not packs:
        out.error("TR312", Place("rules"), "no pack was named.", "name at least the national pack.")
    if not reading.packs:
        return None
    _check_one_national(list(reading.packs.values()), out)
    _check_day(list(reading.packs.values()), today, out)
    sources = reading.guidance()
    everything = tuple(reading.files)
    material = Material(
        tuple(reading.packs.values()),
        reading.gathered,
        sources,
        hash_of(everything),
        partial=reading.unread,
        terms=tuple(reading.terms),
    )
    return Loaded(build(material, out), material, everything, reading.trees)


class _Reading:
    """The files read so far for one rule set. ``unread`` says that one of them could not be understood at all."""

    def __init__(self, folder: Path, out: Collector) -> None:
        self.folder = folder
        self.out = out
        self.files: list[Found] = []
        self.trees: dict[str, nodes.Node] = {}
        self.gathered = Gathered()
        self.packs: dict[str, PackFile] = {}
        self.terms: list[nodes.Node] = []
        self.unread = False

    def pack_with_those_below(self, name: str) -> None:
        """Read a pack, after the ones it extends."""
        chain: list[tuple[PackFile, tuple[Found, ...]]] = []
        asked_at: Place | None = None
        if name in self.packs:
            return
        while name not in self.packs:
            found = self._files_of(name, asked_at)
            file = pack_file(found, name, self.trees, self.out)
            if file is None:
                self.unread = True
                break
            chain.insert(0, (file, found))
            name, asked_at = file.pack.extends, file.fields.place("extends")
            if not name:
                break
            if name in [below.pack.id for below, _ in chain]:
                self.out.error("TR312", asked_at, f"the pack {quoted(name)} extends itself.", "name the national pack.")
                break
        for file, found in chain:
            self.packs[file.pack.id] = file
            self.files.extend(found)
            self._topics(file.pack.id, found)

    def guidance(self) -> dict[str, Source]:
        """Every guidance source by its id."""
        files = guidance_files(self.folder, self.out)
        self.files.extend(files)
        read = [read_guidance(file.data, file.name, self.out) for file in files]
        self.unread = self.unread or None in read
        return {source.id: source for source in read if source is not None}

    def _files_of(self, name: str, asked_at: Place | None) -> tuple[Found, ...]:
        unknown = Collector()
        if pack_folder(self.folder, name, unknown) is not None:
            return rule_files(self.folder, name, self.out)
        for problem in unknown.all():
            self.out.error(problem.code, asked_at or problem.place, problem.message, problem.suggestion)
        return ()

    def _topics(self, pack: str, files: Sequence[Found]) -> None:
        for file in files:
            if file.name == f"rules/{pack}/{PACK_FILE}":
                continue
            tree = read_yaml(file.data, file.name, self.out)
            if tree is None:
                self.unread = True
                continue
            self.trees[file.name] = tree
            if file.name.endswith(f"/{TERMS_FILE}"):
                self.terms.append(tree)
                continue
            lay(read_topic(tree, file.name, file.topic, pack, self.gathered, self.out), self.gathered, self.out)


def _check_one_national(files: Sequence[PackFile], out: Collector) -> None:
    national = [file for file in files if not file.pack.extends]
    for file in national[1:]:
        message = f"the packs {quoted(national[0].pack.id)} and {quoted(file.pack.id)} are both national."
        out.error("TR312", file.pack.place, message, "add 'extends:' to the one that is laid over the other.")


def _check_day(files: Sequence[PackFile], today: date, out: Collector) -> None:
    """Say when a pack is used before it is in force or after it should have been looked at again."""
    for file in files:
        pack = file.pack
        if today < pack.in_force_from:
            message = f"{pack.title} {pack.version} is in force from {pack.in_force_from}, not yet on {today}."
            out.warning("TR502", file.fields.place("in force from"), message, "use it for trying out only.")
        if NEVER < pack.review_by < today:
            message = f"{pack.title} {pack.version} was to be reviewed by {pack.review_by}."
            out.warning("TR503", file.fields.place("review by"), message, "review the pack, then move the date.")
