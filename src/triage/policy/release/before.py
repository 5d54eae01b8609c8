"""A release held against the one before it: what changed for a case, what was signed off, and what was not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from triage.policy.compare.accepted import Accepted
from triage.policy.compare.folders import PackDifferences, SideRefusedError, compare_folders
from triage.policy.compare.model import Change, Kind
from triage.policy.compare.opening import Opened
from triage.policy.prove.solver import SolverMissingError
from triage.policy.release.gates import Gate, Rules
from triage.rules.files import DEMONSTRATIONS_FILE, SAFETY_FILE, SCENARIOS_FILE, SIGN_OFF_FILE, VIGNETTES_FILE
from triage.rules.load import available_packs
from triage.rules.problems import render

BESIDE = (SCENARIOS_FILE, SAFETY_FILE, SIGN_OFF_FILE, VIGNETTES_FILE, DEMONSTRATIONS_FILE)
"""Files that say nothing to a practitioner, so that a change in them alone needs no new version."""


@dataclass(frozen=True)
class Earlier:
    """The release before: its name and hash (empty for a plain folder), and its files."""

    name: str
    hash: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Before:
    """The release before, what changed since in each pack, and what of it was signed off."""

    name: str
    hash: str
    found: tuple[PackDifferences, ...]
    accepted: Accepted = field(default_factory=Accepted)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, each once."""
        return tuple({change.key: change for one in self.found for change in one.differences.changes}.values())

    @property
    def unsigned(self) -> tuple[Change, ...]:
        """What is less safe and was accepted by nobody."""
        return self.accepted.missing([one.differences for one in self.found])

    def signed_words(self) -> tuple[str, ...]:
        """Each less safe change that was accepted, with who did and why."""
        signed = ((change, self.accepted.of(change)) for change in self.changes)
        return tuple(
            f"{change.subject}: {change.says} Accepted by {one.who} on {one.on}: {one.why}"
            for change, one in signed
            if one is not None
        )


def held_against(earlier: Earlier, old: Rules, new: Rules, name: str, accepted: Accepted) -> Before:
    """Everything that changed since the release before. What a national pack tells is told once.

    Raises SideRefusedError when either cannot be loaded, SolverMissingError where python-sat is not installed.
    """
    found = compare_folders(Opened(old.folder, earlier.name), Opened(new.folder, name), (), new.today)
    return Before(earlier.name, earlier.hash, found, accepted)


def safety_gate(earlier: Earlier, old: Rules, new: Rules, name: str, accepted: Accepted) -> tuple[Gate, Before | None]:
    """Nothing less safe that nobody signed off; with what was found on the way."""
    try:
        before = held_against(earlier, old, new, name, accepted)
    except SideRefusedError as refused:
        lines = tuple(render(problem) for problem in refused.refused.problems)
        says = f"The rules of {refused.side.name} cannot be read."
        remedy = "Name another with --since, or say nothing if there is none that can be read."
        return Gate("diff", passed=False, says=says, lines=lines, remedy=remedy), None
    except SolverMissingError as missing:
        says = f"It could not be held against {earlier.name}."
        return Gate("diff", passed=False, says=says, lines=(str(missing),)), None
    return _judged(before), before


def _judged(before: Before) -> Gate:
    changes = before.changes
    if before.unsigned:
        lines = tuple(f"{change.subject}: {change.says} ({change.key})" for change in before.unsigned)
        says = f"{len(before.unsigned)} less safe than {before.name}, and accepted by nobody."
        remedy = (
            "Put it right; or have each accepted, by whom and why, in rules/<pack>/sign-off.yaml. To begin one:"
            " triage diff OLD NEW --sign-off-draft"
        )
        return Gate("diff", passed=False, says=says, lines=lines, remedy=remedy)
    less = sum(change.kind is Kind.LESS_SAFE for change in changes)
    accepted = f"{less} less safe, each accepted by name" if less else "nothing less safe"
    says = f"{len(changes)} changes since {before.name}, {accepted}."
    return Gate("diff", passed=True, says=says, count=len(changes))


def version_gate(earlier: Earlier, files: Mapping[str, bytes], old: Rules, new: Rules, name: str) -> Gate:
    """Whatever changed has a new version, and the release a new name: two rule sets never go by one name."""
    changed = {
        file
        for file in set(earlier.files) | set(files)
        if earlier.files.get(file) != files.get(file) and file.rsplit("/", 1)[-1] not in BESIDE
    }
    was = {pack.id: pack.version for pack in available_packs(old.folder)}
    lines = [
        f"rules/{note.id}/pack.yaml: {note.title} changed, but its version is still {note.version}."
        for note in new.notes()
        if was.get(note.id) == note.version and _touches(note.id, not note.extends, changed)
    ]
    remedy = "Raise version: in each of these files."
    if changed and name == earlier.name and not lines:
        lines.append(f"The release before is called {name} too.")
        remedy = "Give this one another name: --called NAME."
    if lines:
        says = "Something changed without a new version."
        return Gate("versions", passed=False, says=says, lines=tuple(lines), remedy=remedy)
    return Gate("versions", passed=True, says="Whatever changed has a new version.")


def _touches(pack: str, national: bool, changed: Collection[str]) -> bool:
    """Whether a file of the pack changed. The guidance counts as the national pack's."""
    return any(name.startswith(f"rules/{pack}/") or (national and name.startswith("guidance/")) for name in changed)
