"""A release held against the one before it: what changed for a case, what was signed off, and what was not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage.policy.compare.model import Change, Kind, in_order
from triage.policy.compare.run import compare
from triage.policy.release.gates import Gate, Rules
from triage.rules.files import SAFETY_FILE, SCENARIOS_FILE

PACK_GONE = "pack-gone"
PACK_NEW = "pack-new"


@dataclass(frozen=True)
class Earlier:
    """The release before: its name and hash (empty for a plain folder), and its files."""

    name: str
    hash: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Before:
    """The release before, and what changed since, pack by pack."""

    name: str
    hash: str
    files: Mapping[str, bytes]
    changes: tuple[Change, ...]


def held_against(earlier: Earlier, old: Rules, new: Rules) -> Before:
    """Everything that changed since the release before. A change of the national pack is told once.

    Raises RulesRefused when rules cannot be loaded, SolverMissingError where python-sat is not installed.
    """
    found = list(_pack_changes(old, new))
    for pack in new.packs:
        if pack in old.packs:
            found += compare(old.of(pack), new.of(pack)).changes
    return Before(earlier.name, earlier.hash, earlier.files, in_order(found))


def _pack_changes(old: Rules, new: Rules) -> Iterator[Change]:
    """Packs that came and packs that went. Somebody may rely on the numbers of one that went."""
    for name in old.packs:
        if name not in new.packs:
            says = f"The pack {name} is no longer in it."
            yield Change(Kind.LESS_SAFE, PACK_GONE, f"pack {name}", says, None, f"{PACK_GONE}:{name}", None)
    for name in new.packs:
        if name not in old.packs:
            says = f"The pack {name} is new."
            yield Change(Kind.DIFFERENT, PACK_NEW, f"pack {name}", says, None, f"{PACK_NEW}:{name}", None)


def safety_gate(before: Before, accepted: Mapping[str, str]) -> Gate:
    """Nothing less safe that nobody signed off. ``accepted`` has who and why, by the key of the change."""
    unsigned = [change for change in before.changes if change.kind is Kind.LESS_SAFE and change.key not in accepted]
    if unsigned:
        lines = tuple(f"{change.says} ({change.key})" for change in unsigned)
        says = f"{len(unsigned)} less safe than {before.name}, and not signed off."
        remedy = "Put it right; or have each accepted by name, with the reason, in the file given with --sign-off."
        return Gate("diff", passed=False, says=says, lines=lines, remedy=remedy)
    less = sum(change.kind is Kind.LESS_SAFE for change in before.changes)
    says = f"Nothing less safe than {before.name}." if not less else f"{less} less safe, each signed off."
    return Gate("diff", passed=True, says=says, count=len(before.changes))


def version_gate(before: Earlier, files: Mapping[str, bytes], old: Rules, new: Rules) -> Gate:
    """Whatever changed has a new version, so that two different rule sets never go by one name."""
    changed = {
        name
        for name in set(before.files) | set(files)
        if before.files.get(name) != files.get(name) and name.rsplit("/", 1)[-1] not in (SCENARIOS_FILE, SAFETY_FILE)
    }
    was = {note.id: note.version for note in old.notes()}
    lines = tuple(
        f"rules/{note.id}/pack.yaml: {note.title} changed, but its version is still {note.version}."
        for note in new.notes()
        if was.get(note.id) == note.version and _touches(note.id, not note.extends, changed)
    )
    if lines:
        says = "Something changed without a new version."
        return Gate("versions", passed=False, says=says, lines=lines, remedy="Raise version: in each of these files.")
    return Gate("versions", passed=True, says="Whatever changed has a new version.")


def _touches(pack: str, national: bool, changed: Collection[str]) -> bool:
    """Whether a file of the pack changed. The guidance counts as the national pack's."""
    return any(name.startswith(f"rules/{pack}/") or (national and name.startswith("guidance/")) for name in changed)


def accepted_words(changes: Iterable[Change], accepted: Mapping[str, str]) -> tuple[str, ...]:
    """Each less safe change that was signed off, in a sentence with who accepted it and why."""
    return tuple(
        f"{change.says} {accepted[change.key]}"
        for change in changes
        if change.kind is Kind.LESS_SAFE and change.key in accepted
    )
