"""``triage release``: checks rules in every way there is, and packs and signs them for other computers."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from triage.cli.checking import target
from triage.cli.choosing import open_shelf
from triage.cli.comparing import sign_offs
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.folders import private_key_file
from triage.cli.key_passphrase import passphrase
from triage.cli.output import Outcome, json_text
from triage.cli.reading import read_release_file
from triage.cli.settings import Settings
from triage.cli.trusting import new_key, stopping
from triage.locate import RULES
from triage.policy.compare.accepted import Accepted
from triage.policy.release.archive import SUFFIX
from triage.policy.release.before import Before, Earlier, safety_gate, version_gate
from triage.policy.release.contents import Contents, gather, write_files
from triage.policy.release.gates import Gate, Rules, run_gates
from triage.policy.release.keys import PublicKey, open_private
from triage.policy.release.make import Draft, Label, draft, signed
from triage.policy.release.manifest import name_fits, program_version, version_fits
from triage.policy.release.report import Told, refused_data, refused_text, released_data, released_text

NOTHING = "nothing"
"""What --since is given for the very first release."""


def release(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Make a release, or with --new-key a key to sign one with. Ends in 1 when something stands in its way."""
    with stopping():
        if arguments.new_key:
            return new_key(arguments)
        return _release(arguments, settings, now.date())


def _release(arguments: Namespace, settings: Settings, today: date) -> Outcome:
    _require_words(arguments)
    made_on = _day(arguments.made_on, today)
    folder, _ = target(arguments.path, settings)
    contents = gather(folder)
    earlier = _earlier(arguments.since)
    # Asked for first: nobody should wait for every proof to hear that the passphrase was mistyped.
    signer = None if arguments.dry_run else open_private(_key_file(arguments), passphrase(arguments.passphrase_file))
    with tempfile.TemporaryDirectory() as aside:
        # What is checked is what is packed, and nothing that lies beside it can help it through.
        rules = _rules(Path(aside) / "new", contents.files, today)
        old = _rules(Path(aside) / "old", earlier.files, today) if earlier is not None else None
        before, gates = _gates(arguments, contents, rules, earlier, old)
        if not all(gate.passed for gate in gates):
            return _refused(arguments, gates)
        label = _label(arguments, rules, made_on)
        made = draft(contents.files, label, rules.notes(), gates, before)
    return _finish(arguments, gates, made, contents.left_out, signer)


def _require_words(arguments: Namespace) -> None:
    """Raise Stop for what is missing or cannot be understood, before minutes are spent on checking."""
    if not arguments.approved_by:
        remedy = 'Give a role or initials, not a full name: --approved-by "Head of safeguarding (JB)".'
        raise Stop("A release says who approved it.", remedy=remedy, place="--approved-by")
    if not arguments.since:
        remedy = f"Name the release before (--since 1.0, or its file), or say --since {NOTHING} if this is the first."
        raise Stop("A release is held against the one before it.", remedy=remedy, place="--since")
    if arguments.called and not name_fits(arguments.called):
        raise Stop("This cannot be the name of a release.", remedy="Use letters, figures and dots.", place="--called")
    if arguments.needs and not version_fits(arguments.needs):
        raise Stop("This is not a version.", remedy=f"Write it as {program_version()}.", place="--needs")


def _label(arguments: Namespace, rules: Rules, made_on: date) -> Label:
    name = _name(arguments, rules)
    if not name_fits(name):
        raise Stop(f'A release cannot be called "{name[:40]}".', remedy="Give it another name with --called.")
    return Label(name, tuple(arguments.approved_by), made_on, arguments.needs or program_version())


def _name(arguments: Namespace, rules: Rules) -> str:
    """What the release is called: as asked for, or by the version of the national pack."""
    national = next((note for note in rules.notes() if not note.extends), rules.notes()[0])
    return arguments.called or national.version


def _day(given: str | None, today: date) -> date:
    if given is None:
        return today
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Stop(f'"{given[:40]}" is not a day.', place="--made-on", remedy="Write it as 2026-11-20.") from None
    if day > today:
        raise Stop("A release cannot be made on a day to come.", place="--made-on")
    return day


def _rules(folder: Path, files: Mapping[str, bytes], today: date) -> Rules:
    write_files(folder, files)
    return Rules(folder, today)


def _earlier(named: str) -> Earlier | None:
    """The release before: a file, an installed release, or a folder with rules."""
    if named == NOTHING:
        return None
    path = Path(named).expanduser()
    if path.is_file():
        found, members = read_release_file(path)
        return Earlier(found.name, found.hash, {name: data for name, data in members.items() if "/" in name})
    if (path / RULES).is_dir():
        return Earlier(path.resolve().name, "", gather(path).files)
    shelf = open_shelf()
    taken = shelf.take(shelf.find(named))
    if taken.refused is not None:
        raise Stop(f"Release {taken.name} {taken.refused.says}", remedy=taken.refused.remedy, place="--since")
    return Earlier(taken.name, taken.hash, gather(taken.folder).files)


def _gates(
    arguments: Namespace, contents: Contents, rules: Rules, earlier: Earlier | None, old: Rules | None
) -> tuple[Before | None, tuple[Gate, ...]]:
    if earlier is None or old is None:
        return None, run_gates(rules)
    held: list[Before] = []

    def safety() -> Gate:
        accepted = Accepted(sign_offs(arguments.sign_off, rules.folder))
        gate, before = safety_gate(earlier, old, rules, "this release", accepted)
        held.extend([before] if before is not None else [])
        return gate

    def versions() -> Gate:
        return version_gate(earlier, contents.files, old, rules, _name(arguments, rules))

    gates = run_gates(rules, [safety, versions])
    return (held[0] if held else None), gates


def _refused(arguments: Namespace, gates: Sequence[Gate]) -> Outcome:
    failed = ", ".join(gate.name for gate in gates if not gate.passed)
    message = f"Nothing was released. In the way: {failed}."
    result = json_text(refused_data(gates)) if arguments.json else refused_text(gates)
    return Outcome(result, ExitCode.PROBLEMS_FOUND, message)


def _finish(
    arguments: Namespace,
    gates: Sequence[Gate],
    made: Draft,
    left_out: Sequence[str],
    signer: tuple[bytes, PublicKey] | None,
) -> Outcome:
    """Sign and write the release, or show what it would be."""
    file, key = "", None
    if signer is not None:
        secret, key = signer
        file = str(_write(arguments, made.manifest.name, signed(made, secret)))
    told = Told(made, tuple(gates), tuple(left_out), file, key)
    return Outcome(json_text(released_data(told)) if arguments.json else released_text(told))


def _key_file(arguments: Namespace) -> Path:
    return Path(arguments.key).expanduser() if arguments.key else private_key_file()


def _write(arguments: Namespace, name: str, data: bytes) -> Path:
    """Write the file to hand out. Raises Stop rather than write over another release."""
    path = Path(arguments.out).expanduser() if arguments.out else Path(f"rules-{name}{SUFFIX}")
    try:
        if path.exists() and path.read_bytes() != data:
            raise Stop("There is another file already.", place=str(path), remedy="Name another with --out, or move it.")
        fresh = path.with_name(path.name + ".new")
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be written: {reason}.", place=str(path), remedy="Name another with --out.") from None
    return path
