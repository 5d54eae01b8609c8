"""A release held against the one before it: what changed for a case, what was signed off, and what was not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from triage.policy.release.gates import Gate, Rules
from triage.rules.files import SAFETY_FILE, SCENARIOS_FILE

LESS_SAFE = "less safe"
"""The kind of change that needs a sign-off."""
PACK_GONE = "pack-gone"


@dataclass(frozen=True)
class ChangeNote:
    """One change, as the release notes tell it. ``key`` is the name it is signed off by."""

    kind: str
    says: str
    key: str


@dataclass(frozen=True)
class Before:
    """The release before: its name and hash, its files, and what changed since, pack by pack."""

    name: str
    hash: str
    files: Mapping[str, bytes]
    changes: tuple[ChangeNote, ...]


def pack_changes(old: Rules, new: Rules) -> tuple[ChangeNote, ...]:
    """Packs that came and packs that went. Somebody may rely on the numbers of one that went."""
    went = [
        ChangeNote(LESS_SAFE, f"The pack {name} is no longer in it.", f"{PACK_GONE}:{name}")
        for name in old.packs
        if name not in new.packs
    ]
    came = [
        ChangeNote("different contact or deadline", f"The pack {name} is new.", f"pack-new:{name}")
        for name in new.packs
        if name not in old.packs
    ]
    return (*went, *came)


def safety_gate(before: Before, accepted: Mapping[str, str]) -> Gate:
    """Nothing less safe that nobody signed off. ``accepted`` has who and why, by the key of the change."""
    unsigned = [change for change in before.changes if change.kind == LESS_SAFE and change.key not in accepted]
    if unsigned:
        lines = tuple(f"{change.says} ({change.key})" for change in unsigned)
        says = f"{len(unsigned)} less safe than {before.name}, and not signed off."
        remedy = "Put it right; or have each accepted by name, with the reason, in the file given with --sign-off."
        return Gate("diff", passed=False, says=says, lines=lines, remedy=remedy)
    less = sum(change.kind == LESS_SAFE for change in before.changes)
    says = f"Nothing less safe than {before.name}." if not less else f"{less} less safe, each signed off."
    return Gate("diff", passed=True, says=says, count=len(before.changes))


def version_gate(before: Before, files: Mapping[str, bytes], old: Rules, new: Rules) -> Gate:
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


def accepted_words(changes: Iterable[ChangeNote], accepted: Mapping[str, str]) -> tuple[str, ...]:
    """Each less safe change that was signed off, in a sentence with who accepted it and why."""
    return tuple(
        f"{change.says} {accepted[change.key]}"
        for change in changes
        if change.kind == LESS_SAFE and change.key in accepted
    )
