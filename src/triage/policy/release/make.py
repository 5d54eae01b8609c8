"""Makes a release out of files that passed every gate: the notes, the manifest, the signature, and the one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from triage.policy.compare.model import Kind
from triage.policy.release.archive import pack
from triage.policy.release.before import Before
from triage.policy.release.gates import Gate
from triage.policy.release.manifest import (
    LONGEST_TEXT,
    MANIFEST,
    NOTES,
    SIGNATURE,
    Checked,
    Manifest,
    PackNote,
    content_hash,
    file_notes,
    manifest_bytes,
    program_version,
)
from triage.policy.release.notes import release_notes
from triage.policy.release.signing import public_of, sign
from triage.policy.release.verify import signature_bytes
from triage.text import clean_line


@dataclass(frozen=True)
class Label:
    """What the policy owner says about a release. ``needs`` is the oldest program that may use it."""

    name: str
    approved_by: tuple[str, ...]
    made_on: date
    needs: str


@dataclass(frozen=True)
class Draft:
    """A release but for its signature."""

    manifest: Manifest
    members: Mapping[str, bytes]

    @property
    def notes(self) -> str:
        """The release notes."""
        return self.members[NOTES].decode("utf-8")


def draft(
    files: Mapping[str, bytes],
    label: Label,
    packs: Sequence[PackNote],
    gates: Sequence[Gate],
    before: Before | None = None,
) -> Draft:
    """The release of these files, which passed the gates. ``before`` is the release before, if there was one."""
    changes = before.changes if before is not None else ()
    counted = {kind.value: sum(change.kind is kind for change in changes) for kind in Kind}
    counts = {gate.name: gate for gate in gates}
    manifest = Manifest(
        name=label.name,
        made_on=label.made_on,
        made_with=program_version(),
        needs=label.needs,
        approved_by=tuple(_short(one) for one in label.approved_by),
        accepted=tuple(_short(one) for one in before.signed_words()) if before is not None else (),
        since=(before.name, before.hash) if before is not None else ("", ""),
        packs=tuple(packs),
        checked=Checked(counts["check"].warnings, counts["test"].count, counts["prove"].count, counted),
        files={},
        content="",
    )
    whole = {**files, NOTES: release_notes(manifest, before).encode("utf-8")}
    notes = file_notes(whole)
    finished = replace(manifest, files=notes, content=content_hash(notes))
    return Draft(finished, {**whole, MANIFEST: manifest_bytes(finished)})


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 3].rstrip() + "..."


def signed(made: Draft, secret: bytes) -> bytes:
    """The release as the file to hand out. The same draft and key always give the same bytes."""
    signature = signature_bytes(public_of(secret), sign(secret, made.members[MANIFEST]))
    return pack({**made.members, SIGNATURE: signature})
