"""Moving saved cases: out to an encrypted file, in from one, and away for good."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from triage.cli.case_passphrase import FILE, passphrases
from triage.cli.case_place import opened
from triage.cli.cases import Act, chosen_reference, written
from triage.cli.errors import Stop
from triage.cli.output import Outcome
from triage.cli.settings import Settings


def _export(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case.events import exported
    from triage.store.sealing import check_passphrase

    path = Path(arguments.file).expanduser()
    if path.exists():
        raise Stop("There is a file of this name already.", place=str(path), remedy="Choose another name.")
    with opened() as store:
        case = store.load(arguments.reference)
        passphrase = passphrases().choose(FILE, "A passphrase for this file, to be told by phone, not by e-mail: ")
        check_passphrase(passphrase)
        written(path, store.export_case(case, passphrase))
        store.append(case, [exported(now, "the case", len(case.entries), case.head)])
    return Outcome(f"Written to {path}, encrypted. Receipt: {case.receipt}.")


def _import(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case.replay import replay
    from triage.store.exchange import LARGEST

    path = Path(arguments.file).expanduser()
    reference = chosen_reference(arguments.named, anyway=True) if arguments.named else ""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as trouble:
        says = f"It cannot be read: {trouble.strerror or 'the system refused'}."
        raise Stop(says, place=str(path)) from None
    with opened() as store:
        passphrase = passphrases().ask(FILE, "The passphrase of the file: ")
        case = store.import_case(data, passphrase, now, reference)
    return Outcome(f"Taken in as {replay(case).reference}.")


def _delete(arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    from triage.case.replay import replay

    with opened() as store:
        case = store.load(arguments.reference)
        reference = replay(case).reference
        if not arguments.yes and not _agreed(reference):
            raise Stop("Nothing was deleted.")
        store.delete(case)
    return Outcome(
        f"{reference} is deleted for good.",
        message="Copies you made, such as exported files and backups of this computer, are not touched.",
    )


def _agreed(reference: str) -> bool:
    """Whether the person typed the reference once more. Through a pipe there is nobody to ask."""
    if not sys.stdin.isatty():
        raise Stop("There is nobody to ask whether it may be deleted.", remedy="To delete it without asking: --yes")
    sys.stderr.write(f"All of {reference} will be gone, and nobody can bring it back. Type {reference} to delete it: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == reference.casefold()


ACTS: Mapping[str, Act] = {"export": _export, "import": _import, "delete": _delete}
"""How cases move, by the word for it."""
