"""The releases installed for one person, side by side, each in a folder named by its hash; and which is used.

A release is verified when it is put on the shelf and again each time it is taken from it: in between, anything may
have happened to the disk.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triage.policy.release.archive import unpack
from triage.policy.release.contents import write_files
from triage.policy.release.keys import PublicKey
from triage.policy.release.manifest import MANIFEST, program_version, read_manifest
from triage.policy.release.refusal import Reason, ReleaseRefusedError, ReleaseStoppedError
from triage.policy.release.verify import Release, verify_folder, verify_members

BUILT_IN = "built-in"
"""What the rules that came with the program are called where a release could be named."""
USED = "used.json"
SHOWN = 12
"""How many letters of a hash are shown. Fewer may be typed."""
FEWEST = 4
MOST_REMEMBERED = 20
LONGEST_NAME = 40
ABANDONED = 24 * 60 * 60
"""Seconds after which half a release is nobody's work in progress."""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class OnShelf:
    """One installed release. ``release`` is None when it must not be used, and ``refused`` then says why.

    ``name`` is what it calls itself, believed only when ``release`` is there.
    """

    hash: str
    folder: Path
    name: str
    release: Release | None
    refused: ReleaseRefusedError | None = None


class Shelf:
    """The installed releases in ``folder``, held against the keys that ``trusted`` gives."""

    def __init__(self, folder: Path, trusted: Callable[[], Sequence[PublicKey]]) -> None:
        self.folder = folder
        self._trusted = trusted

    def hashes(self) -> tuple[str, ...]:
        """The hashes of the releases that are installed, looked into or not."""
        try:
            return tuple(sorted(path.name for path in self.folder.iterdir() if _HASH.fullmatch(path.name)))
        except OSError:
            return ()

    def all(self) -> tuple[OnShelf, ...]:
        """Every installed release, verified, by name."""
        return tuple(sorted(map(self.take, self.hashes()), key=lambda one: (one.name, one.hash)))

    def take(self, release: str) -> OnShelf:
        """One installed release by its hash, verified."""
        folder = self.folder / release
        if not _HASH.fullmatch(release):
            missing = ReleaseRefusedError(Reason.MISSING, "is not installed here.", "Install it: triage install FILE.")
            return OnShelf(release, folder, release[:LONGEST_NAME], None, missing)
        try:
            found = verify_folder(folder, self._trusted(), program_version())
            if found.hash != release:
                says = "is damaged: it is not the release that was installed here."
                raise ReleaseRefusedError(Reason.DAMAGED, says, "Install it again: triage install FILE.")
        except ReleaseRefusedError as refused:
            return OnShelf(release, folder, _claimed(folder), None, refused)
        return OnShelf(release, folder, found.name, found)

    def find(self, named: str) -> str:
        """The hash of the installed release with this name, or with a hash that begins so.

        Raises ReleaseStoppedError when there is none, or more than one.
        """
        hashes = self.hashes()
        fits = [one for one in hashes if _claimed(self.folder / one) == named]
        if not fits and len(named) >= FEWEST:
            fits = [one for one in hashes if one.startswith(named.lower())]
        if len(fits) == 1:
            return fits[0]
        if fits:
            shown = " or ".join(one[:SHOWN] for one in fits)
            raise ReleaseStoppedError(f'There is more than one release "{named}".', f"Name it by its hash: {shown}.")
        raise ReleaseStoppedError(f'No release "{named[:60]}" is installed.', "See which are: triage releases.")

    def install(self, data: bytes) -> OnShelf:
        """Put the release in a file's bytes on the shelf; if it is there and whole already, nothing changes.

        Raises ReleaseRefusedError when it is not as a trusted key signed it, OSError when it cannot be written: then
        nothing is left of it, and whatever was used before still is.
        """
        members = unpack(data)
        release = verify_members(members, self._trusted(), program_version())
        if self.take(release.hash).release is None:
            self._put(release.hash, members)
        return self.take(release.hash)

    def _put(self, release: str, members: dict[str, bytes]) -> None:
        """Write it aside and then give it its name, so that half a release never stands there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".new-{secrets.token_hex(8)}"
        place = self.folder / release
        try:
            aside.mkdir()
            write_files(aside, members)
            if place.exists():
                place.rename(self.folder / f".old-{secrets.token_hex(8)}")
            aside.rename(place)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            self._sweep()

    def _sweep(self) -> None:
        """Take away what was replaced, and what an installation that was cut off more than a day ago left behind."""
        for path in self.folder.glob(".old-*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(".new-*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > ABANDONED:
                    shutil.rmtree(path, ignore_errors=True)

    def remove(self, release: str) -> None:
        """Take a release from the shelf. Raises OSError."""
        aside = self.folder / f".old-{secrets.token_hex(8)}"
        (self.folder / release).rename(aside)
        self._sweep()
        self._write([one for one in self.used() if one != release])

    def used(self) -> tuple[str, ...]:
        """The hashes of the releases chosen, the last choice first; ``built-in`` may be among them."""
        try:
            data = json.loads((self.folder / USED).read_text(encoding="utf-8"))
            return tuple(one for one in data["used"] if one == BUILT_IN or _HASH.fullmatch(one))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return ()

    def use(self, release: str) -> None:
        """Choose a release, or the built-in rules, from now on. Raises OSError."""
        self._write([release, *(one for one in self.used() if one != release)])

    def _write(self, used: Sequence[str]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f"{USED}.new"
        fresh.write_text(json.dumps({"used": list(used)[:MOST_REMEMBERED]}, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self.folder / USED)


def _claimed(folder: Path) -> str:
    """What a release calls itself, for messages only."""
    try:
        return read_manifest((folder / MANIFEST).read_bytes()).name
    except (OSError, ReleaseRefusedError):
        return folder.name[:SHOWN]
