"""Where saved cases are on this machine, how they are opened from the command line, and which clock they go by."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.case_passphrase import CASES, TRIES, passphrases
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from triage.store.cases import SavedCases

FOLDER = "TRIAGE_CASES"
PROMPT = "Passphrase for your saved cases: "


def cases_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for saved cases: the one named in TRIAGE_CASES, or the place where this system keeps such things."""
    named = environment.get(FOLDER, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("triage", appauthor=False) / "cases"


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what goes wrong with saved cases into one clear line and its exit code."""
    from triage.case.keeping import CasesError
    from triage.store.sealing import WeakPassphraseError

    try:
        yield
    except CasesError as trouble:
        raise Stop(trouble.says, remedy=trouble.remedy, code=ExitCode.CASE_STORE) from None
    except WeakPassphraseError as weak:
        raise Stop(str(weak), code=ExitCode.CASE_STORE) from None


@contextmanager
def opened() -> Iterator[SavedCases]:
    """The saved cases, opened with the passphrase, and closed at the end. Raises Stop for what stands against it."""
    with in_words():
        store = _open(cases_folder())
        try:
            yield store
        finally:
            store.close()


def _open(folder: Path) -> SavedCases:
    from triage.case.keeping import WrongPassphraseError
    from triage.store.opening import open_cases

    no_memory_on_disk()
    source = passphrases()
    given = source.given(CASES)
    tries = TRIES if given is None else 1
    while True:
        tries -= 1
        try:
            return open_cases(folder, lambda: source.typed(PROMPT) if given is None else given)
        except WrongPassphraseError as wrong:
            if not tries:
                raise
            sys.stderr.write(f"{wrong.says} {wrong.remedy}\n")


def no_memory_on_disk() -> None:
    """Where the system allows it: when the program dies, what it had in memory is not written to a file."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def zone() -> tzinfo | None:
    """The time zone of England; None where this machine has no list of time zones, for its own."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return None


def case_time(moment: datetime) -> datetime:
    """``moment``, as the clock of this machine has it, in the time zone of cases."""
    return moment.astimezone(zone())


def read_time(given: str | None, now: datetime, option: str) -> datetime | None:
    """The moment given with an option: a day and a time, a time today, or a day. Raises Stop for anything else."""
    if not given:
        return None
    text = given.strip()
    try:
        if ":" in text and "-" not in text:
            moment = datetime.combine(now.date(), time.fromisoformat(text))
        elif ":" in text:
            moment = datetime.fromisoformat(text)
        else:
            moment = datetime.combine(date.fromisoformat(text), time(12))
    except ValueError:
        says = f'"{given[:40]}" is not a time.'
        raise Stop(says, place=option, remedy="Write it as 2026-11-20T16:20, or 16:20 for today.") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)


def read_past(given: str | None, now: datetime) -> datetime | None:
    """A time that has been. Raises Stop for one still to come: it would start a clock too late."""
    when = read_time(given, now, "--on")
    if when is not None and when > now:
        raise Stop("That is still to come.", place="--on", remedy="Say it once it has happened. Nothing was written.")
    return when


def read_date(given: str, option: str) -> date:
    """The day given with an option. Raises Stop for anything else."""
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise Stop(f'"{given[:40]}" is not a day.', place=option, remedy="Write it as 2027-11-20.") from None
