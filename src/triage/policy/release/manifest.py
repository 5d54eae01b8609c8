"""What a release says about itself: the part that is signed. It names every file with its hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from triage import __version__
from triage.policy.release.archive import LARGEST_MEMBER, MOST_FILES, safe_name
from triage.policy.release.refusal import Reason, ReleaseRefusedError

FORMAT = 1
KIND = "triage rules release"
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
NOTES = "notes.md"
LONGEST_TEXT = 1_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


@dataclass(frozen=True)
class PackNote:
    """One pack of a release. ``hash`` is that of its rule set, with the packs it is laid over, as plans carry it."""

    id: str
    title: str
    version: str
    extends: str
    in_force_from: date
    review_by: date
    owner: str
    area: str
    hash: str


@dataclass(frozen=True)
class FileNote:
    """One file of a release: its size in bytes and its SHA-256."""

    size: int
    hash: str


@dataclass(frozen=True)
class Checked:
    """What was found when the release was made. ``changes`` counts changes since the release before, by kind."""

    warnings: int
    scenarios: int
    proofs: int
    changes: Mapping[str, int]


@dataclass(frozen=True)
class Manifest:
    """What was released, by whom, and with what inside.

    ``name`` is what people call it ("1.1"). ``approved_by`` are roles or initials. ``accepted`` are the less safe
    changes that were signed off, each in a sentence. ``since`` is the name and hash of the release before, or empty.
    ``needs`` is the oldest program that may use it. ``content`` is one hash over all files.
    """

    name: str
    made_on: date
    made_with: str
    needs: str
    approved_by: tuple[str, ...]
    accepted: tuple[str, ...]
    since: tuple[str, str]
    packs: tuple[PackNote, ...]
    checked: Checked
    files: Mapping[str, FileNote]
    content: str


def file_notes(files: Mapping[str, bytes]) -> dict[str, FileNote]:
    """The note of every file."""
    return {name: FileNote(len(data), hashlib.sha256(data).hexdigest()) for name, data in sorted(files.items())}


def content_hash(notes: Mapping[str, FileNote]) -> str:
    """One hash over the names and hashes of all files."""
    lines = "".join(f"{note.hash} {name}\n" for name, note in sorted(notes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def release_hash(manifest: bytes) -> str:
    """The hash a release is known by: over its manifest, which holds the hash of everything else."""
    return hashlib.sha256(manifest).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is signed and stored: the same manifest always gives the same bytes."""
    return (json.dumps(_data(manifest), ensure_ascii=True, sort_keys=True, indent=1) + "\n").encode("ascii")


def _data(manifest: Manifest) -> dict[str, Any]:
    return {
        "kind": KIND,
        "format": FORMAT,
        "name": manifest.name,
        "made on": manifest.made_on.isoformat(),
        "made with": manifest.made_with,
        "needs": manifest.needs,
        "approved by": list(manifest.approved_by),
        "accepted": list(manifest.accepted),
        "since": list(manifest.since),
        "packs": [pack_data(pack) for pack in manifest.packs],
        "checked": {
            "warnings": manifest.checked.warnings,
            "scenarios": manifest.checked.scenarios,
            "proofs": manifest.checked.proofs,
            "changes": dict(manifest.checked.changes),
        },
        "files": {name: [note.size, note.hash] for name, note in manifest.files.items()},
        "content": manifest.content,
    }


def pack_data(pack: PackNote) -> dict[str, str]:
    """One pack as plain data."""
    return {
        "pack": pack.id,
        "title": pack.title,
        "version": pack.version,
        "extends": pack.extends,
        "in force from": pack.in_force_from.isoformat(),
        "review by": pack.review_by.isoformat(),
        "owner": pack.owner,
        "area": pack.area,
        "hash": pack.hash,
    }


def read_manifest(data: bytes) -> Manifest:
    """The manifest in these bytes. Raises ReleaseRefusedError unless it is just what :func:`manifest_bytes` writes."""
    try:
        found = json.loads(data.decode("ascii"))
        if found["kind"] != KIND:
            raise ValueError
        if found["format"] != FORMAT:
            remedy = "Get the newest triage, or ask for a release made for this one."
            raise ReleaseRefusedError(Reason.TOO_NEW, "was made for another triage than this one.", remedy)
        manifest = _manifest(found)
        if manifest_bytes(manifest) != data:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        remedy = "Ask whoever gave you the release to send it again."
        raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: its {MANIFEST} cannot be read.", remedy) from None
    return manifest


def _manifest(data: Mapping[str, Any]) -> Manifest:
    checked = data["checked"]
    files = {name: FileNote(_count(size, 3 * LARGEST_MEMBER), _fit(_HASH, hash_))
             for name, (size, hash_) in data["files"].items()}  # fmt: skip
    since = tuple(_text(one) for one in data["since"])
    if len(files) > MOST_FILES or not all(map(safe_name, files)) or len(since) != 2:
        raise ValueError
    return Manifest(
        name=_fit(_NAME, data["name"]),
        made_on=date.fromisoformat(data["made on"]),
        made_with=_fit(_VERSION, data["made with"]),
        needs=_fit(_VERSION, data["needs"]),
        approved_by=tuple(_text(one) for one in data["approved by"]),
        accepted=tuple(_text(one) for one in data["accepted"]),
        since=(since[0], since[1]),
        packs=tuple(_pack(one) for one in data["packs"]),
        checked=Checked(
            _count(checked["warnings"]),
            _count(checked["scenarios"]),
            _count(checked["proofs"]),
            {_text(kind): _count(number) for kind, number in checked["changes"].items()},
        ),
        files=files,
        content=_fit(_HASH, data["content"]),
    )


def _pack(data: Mapping[str, Any]) -> PackNote:
    return PackNote(
        id=_text(data["pack"]),
        title=_text(data["title"]),
        version=_text(data["version"]),
        extends=_text(data["extends"]),
        in_force_from=date.fromisoformat(data["in force from"]),
        review_by=date.fromisoformat(data["review by"]),
        owner=_text(data["owner"]),
        area=_text(data["area"]),
        hash=_fit(_HASH, data["hash"]),
    )


def name_fits(name: str) -> bool:
    """Whether a release may be called this."""
    return bool(_NAME.fullmatch(name)) and name != "built-in"


def version_fits(version: str) -> bool:
    """Whether this is a version of the program: numbers with dots between them."""
    return bool(_VERSION.fullmatch(version))


def program_version() -> str:
    """The version of this program, as numbers only."""
    found = _VERSION.match(__version__)
    return found[0] if found is not None else "0"


def version_key(version: str) -> tuple[int, ...]:
    """A version to compare: ``1.10.0`` is later than ``1.9``."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _fit(pattern: re.Pattern[str], text: Any) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError
    return text


def _text(text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise ValueError
    return text


def _count(number: Any, most: int = 10_000_000) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
        raise ValueError
    return number
