"""Reads a release file named on the command line."""

from __future__ import annotations

from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.folders import key_lists
from triage.policy.release.archive import LARGEST_ARCHIVE, unpack
from triage.policy.release.keys import trusted_keys
from triage.policy.release.manifest import program_version
from triage.policy.release.verify import Release, verify_members


def release_bytes(path: Path) -> bytes:
    """The bytes of a file, no more than a release can have. Raises Stop when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_ARCHIVE + 1)
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=str(path)) from None


def read_release_file(path: Path) -> tuple[Release, dict[str, bytes]]:
    """The release in a file, verified, with its files. Raises ReleaseRefusedError, Stop."""
    members = unpack(release_bytes(path))
    return verify_members(members, trusted_keys(key_lists()), program_version()), members
