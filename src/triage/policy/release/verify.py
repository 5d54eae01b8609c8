"""Whether a release is what a trusted key signed: every file, and nothing but those files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.policy.release.archive import LARGEST_MEMBER, MOST_FILES, MOST_FOLDERS
from triage.policy.release.keys import PublicKey
from triage.policy.release.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    content_hash,
    file_notes,
    read_manifest,
    release_hash,
    version_key,
)
from triage.policy.release.refusal import Reason, ReleaseRefusedError
from triage.policy.release.signing import fingerprint, signature_holds

AGAIN = "Ask whoever gave you the release to send it again."
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that systems leave in a folder somebody looked at. They are never read, so they do no harm."""


@dataclass(frozen=True)
class Release:
    """A release that was found to be whole and signed by a trusted key."""

    hash: str
    manifest: Manifest
    key: PublicKey

    @property
    def name(self) -> str:
        """What people call it."""
        return self.manifest.name


def signature_bytes(public: bytes, signature: bytes) -> bytes:
    """The signature file: which key signed, and the signature."""
    data = {"kind": "triage signature", "key": public.hex(), "signature": signature.hex()}
    return (json.dumps(data, sort_keys=True, indent=1) + "\n").encode("ascii")


def verify_members(members: Mapping[str, bytes], trusted: Iterable[PublicKey], program: str) -> Release:
    """The release these files are. Raises ReleaseRefusedError when anything about it is not as it was signed.

    ``program`` is the version of this program.
    """
    for name in (MANIFEST, SIGNATURE):
        if name not in members:
            raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {name} is missing.", AGAIN)
    key = _signer(members[MANIFEST], members[SIGNATURE], trusted)
    manifest = read_manifest(members[MANIFEST])
    _check_program(manifest, program)
    _check_files(manifest, {name: data for name, data in members.items() if name not in (MANIFEST, SIGNATURE)})
    return Release(release_hash(members[MANIFEST]), manifest, key)


def _signer(manifest: bytes, signature: bytes, trusted: Iterable[PublicKey]) -> PublicKey:
    """The trusted key that signed the manifest."""
    public, signed = _read_signature(signature)
    key = next((key for key in trusted if key.public == public), None)
    if key is None:
        says = f"is signed with a key this computer does not trust ({fingerprint(public)})."
        remedy = "If your organisation gave you its key as a file: triage trust FILE. If not, ask them."
        raise ReleaseRefusedError(Reason.UNKNOWN_KEY, says, remedy)
    if not signature_holds(public, manifest, signed):
        says = f"was changed after {key.owner or 'its owner'} signed it."
        raise ReleaseRefusedError(Reason.WRONG_SIGNATURE, says, AGAIN)
    return key


def _read_signature(data: bytes) -> tuple[bytes, bytes]:
    try:
        found = json.loads(data.decode("ascii"))
        public, signature = bytes.fromhex(found["key"]), bytes.fromhex(found["signature"])
        if signature_bytes(public, signature) != data:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {SIGNATURE} cannot be read.", AGAIN) from None
    return public, signature


def _check_program(manifest: Manifest, program: str) -> None:
    if version_key(manifest.needs) > version_key(program):
        says = f"needs triage {manifest.needs} or later; this is {program}."
        raise ReleaseRefusedError(Reason.TOO_NEW, says, "Get the newer triage.")


def _check_files(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    found = file_notes(files)
    for name, note in manifest.files.items():
        if name not in found:
            raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {name} is missing.", AGAIN)
        if found[name] != note:
            raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {name} was changed.", AGAIN)
    extra = sorted(set(found) - set(manifest.files))
    if extra:
        raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {extra[0]} does not belong to it.", AGAIN)
    if content_hash(found) != manifest.content:
        raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {MANIFEST} contradicts itself.", AGAIN)


def verify_folder(folder: Path, trusted: Iterable[PublicKey], program: str) -> Release:
    """The release that lies unpacked in a folder, every file read again. Raises ReleaseRefusedError."""
    return verify_members(read_folder(folder), trusted, program)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its name from there. Raises ReleaseRefusedError for a link or an odd file."""
    members: dict[str, bytes] = {}
    if not folder.is_dir():
        raise ReleaseRefusedError(Reason.MISSING, "is not on this computer.", "Install it again: triage install FILE.")
    try:
        _walk(folder, "", lambda name, data: members.__setitem__(name, data))
    except OSError as trouble:
        says = f"cannot be read: {trouble.strerror or 'the system refused'}."
        raise ReleaseRefusedError(Reason.DAMAGED, says, "Install it again: triage install FILE.") from None
    return members


def _walk(folder: Path, above: str, keep: Callable[[str, bytes], None]) -> None:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    if len(listed) > MOST_FILES or above.count("/") > MOST_FOLDERS:
        raise ReleaseRefusedError(Reason.DAMAGED, "is damaged: there are too many files in it.", AGAIN)
    for entry in listed:
        name = above + entry.name
        if entry.is_symlink():
            raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {name} is a link.", AGAIN)
        if entry.is_dir():
            _walk(Path(entry.path), f"{name}/", keep)
        elif not entry.is_file():
            raise ReleaseRefusedError(Reason.DAMAGED, f"is damaged: {name} is not an ordinary file.", AGAIN)
        elif entry.name not in LITTER:
            # A byte more than there should be shows a file that is too large; asking for far more would be slow.
            size = min(entry.stat().st_size, 3 * LARGEST_MEMBER)
            with Path(entry.path).open("rb") as file:
                keep(name, file.read(size + 1))
