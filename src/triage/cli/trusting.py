"""Keys: ``triage release --new-key`` makes a pair, ``triage trust`` says whose releases this computer goes by."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from triage.cli.errors import REMINDER, Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.folders import TRUSTED, key_lists, private_key_file, settings_folder
from triage.cli.key_passphrase import passphrase
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings
from triage.policy.release.keys import PublicKey, read_key_file, trusted_keys, write_keys, write_pair
from triage.policy.release.refusal import ReleaseRefusedError, ReleaseStoppedError
from triage.policy.release.signing import new_pair
from triage.text import clean_line


@contextmanager
def stopping() -> Iterator[None]:
    """Tell what cannot be done with a release as the command line tells such things."""
    try:
        yield
    except ReleaseStoppedError as stopped:
        raise Stop(stopped.says, remedy=stopped.remedy, place=stopped.place) from None
    except ReleaseRefusedError as refused:
        says = f"It {refused.says}"
        raise Stop(says, remedy=f"{refused.remedy}\n{REMINDER}", code=ExitCode.RULES_REFUSED) from None


def new_key(arguments: Namespace) -> Outcome:
    """Make a key pair, and trust it on this computer."""
    owner = clean_line(arguments.owner or "").strip()
    if not owner:
        remedy = 'Say whose key it will be, as a role: --owner "Rules owner, Westshire".'
        raise Stop("A key says whose it is.", remedy=remedy, place="--owner")
    path = Path(arguments.key).expanduser() if arguments.key else private_key_file()
    words = passphrase(arguments.passphrase_file, new=True)
    pair = new_pair()
    try:
        public = write_pair(path, pair, owner, words)
        key = PublicKey(pair.public, owner)
        _trust(key)
    except OSError as trouble:
        raise Stop(f"The key cannot be written: {trouble.strerror or 'the system refused'}.", place=str(path)) from None
    lines = [
        f"{'private':<13}{path} (keep it, and a copy in a safe place; nobody can make it again)",
        f"{'public':<13}{public} (give it to everyone who is to use your releases)",
        f"{'fingerprint':<13}{key.fingerprint}",
        "Publish the fingerprint where people know you, so that they can hold it against the file they get.",
    ]
    return Outcome("\n".join(lines))


def trust(arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    """List the trusted keys; with a file, trust the key in it, once its fingerprint was given too."""
    with stopping():
        if arguments.remove:
            return _remove(arguments.remove)
        if not arguments.file:
            return _list(as_json=arguments.json)
        return _add(Path(arguments.file).expanduser(), arguments.fingerprint)


def _list(*, as_json: bool) -> Outcome:
    keys = trusted_keys(key_lists())
    if as_json:
        return Outcome(json_text([{"fingerprint": key.fingerprint, "owner": key.owner} for key in keys]))
    if not keys:
        return Outcome(
            message="No key is trusted yet, so no release can be installed. To trust one: triage trust FILE."
        )
    return Outcome("\n".join(f"{key.fingerprint}  {key.owner}" for key in keys))


def _add(path: Path, given: str | None) -> Outcome:
    keys = read_key_file(path)
    if len(keys) != 1:
        says = "There is no key in this file." if not keys else "There is more than one key in this file."
        raise Stop(says, place=str(path), remedy="Ask for the file that ends in .pub.")
    key = keys[0]
    if given is None:
        lines = [
            f"This is the key of: {key.owner or 'nobody named'}",
            f"Its fingerprint is:  {key.fingerprint}",
            "Hold it against the fingerprint your organisation published, not one that came with the file.",
            f'If they are the same: triage trust {path} --fingerprint "{key.fingerprint}"',
        ]
        return Outcome("\n".join(lines), message="Nothing has been changed yet.")
    if _digits(given) != _digits(key.fingerprint):
        remedy = f"The file has {key.fingerprint}. Do not use it; ask whoever gave it to you."
        raise Stop("The fingerprint is another one. The key is not trusted.", place=str(path), remedy=remedy)
    _trust(key)
    return Outcome(f"Releases signed by {key.owner or 'this key'} are trusted on this computer from now on.")


def _digits(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _trust(key: PublicKey) -> None:
    path = settings_folder() / TRUSTED
    keys = read_key_file(path)
    if key.public not in {known.public for known in keys}:
        _write(path, (*keys, key))


def _remove(given: str) -> Outcome:
    path = settings_folder() / TRUSTED
    keys = read_key_file(path)
    gone = [key for key in keys if _digits(key.fingerprint) == _digits(given)]
    if not gone:
        raise Stop("There is no such key in your own list.", place=str(path), remedy="See which are: triage trust.")
    _write(path, tuple(key for key in keys if key not in gone))
    return Outcome(f"The key of {gone[0].owner or 'nobody named'} is not trusted any more. Its releases are refused.")


def _write(path: Path, keys: tuple[PublicKey, ...]) -> None:
    try:
        write_keys(path, keys)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be written: {reason}.", place=str(path), remedy="Nothing was changed.") from None
