"""What this computer does for the shelf of saved cases: files outside it, passphrases, and past rules."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triage import __version__
from triage.case.chain import Case
from triage.case.keeping import CannotSaveError, CasesError
from triage.case.rerun import rerun
from triage.cli.case_place import case_time, cases_folder
from triage.cli.errors import Stop
from triage.cli.keeping import FOLDER
from triage.cli.past_rules import finder
from triage.cli.settings import Settings
from triage.rules.problems import RulesRefused
from triage.store.cases import SavedCases
from triage.store.exchange import LARGEST
from triage.store.files import put_in_place
from triage.store.opening import change_passphrase
from triage.store.sealing import USUAL, Cost, WeakPassphraseError, check_passphrase


@dataclass(frozen=True)
class CaseDesk:
    """One person's shelf on this computer. ``settings`` are those of the rules in use."""

    store: SavedCases
    settings: Callable[[], Settings]
    clock: Callable[[], datetime] = lambda: case_time(datetime.now())
    cost: Cost = USUAL

    made_by: str = f"triage {__version__}"

    def chance(self, count: int) -> bytes:
        """Bytes from the system."""
        return os.urandom(count)

    def now(self) -> datetime:
        """This moment, in the time zone of cases."""
        return self.clock()

    def suggested(self, name: str) -> str:
        """A path in the folder for papers in the person's documents."""
        from platformdirs import user_documents_path

        return str(user_documents_path() / FOLDER / name)

    def read(self, path: str) -> bytes:
        """What is in a file. Raises CasesError."""
        try:
            with Path(path.strip()).expanduser().open("rb") as file:
                return file.read(LARGEST + 1)
        except (OSError, ValueError) as trouble:
            raise CasesError(f"It cannot be read: {_reason(trouble)}.", "Type its whole path.") from None

    def write(self, path: str, data: bytes) -> str:
        """Write a new file for this person only. Raises CasesError; nothing that is there is touched."""
        target = Path(path.strip()).expanduser()
        try:
            if target.exists():
                raise CasesError("There is a file of this name already.", "Choose another name.")
            if str(target) == self.suggested(target.name):
                target.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(target, data)
        except (OSError, ValueError) as trouble:
            raise CannotSaveError(f"It cannot be written: {_reason(trouble)}.", "Choose another place.") from None
        return str(target)

    def weak(self, passphrase: str) -> str:
        """Why a passphrase is not worth having, or nothing."""
        try:
            check_passphrase(passphrase)
        except WeakPassphraseError as weak:
            return str(weak)
        return ""

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock all cases with another passphrase. Raises CasesError."""
        change_passphrase(cases_folder(), lambda: old, new, self.cost)

    def again(self, case: Case) -> tuple[str, ...]:
        """Each decision of the case made again under its own rules, a line each."""
        try:
            with finder(self.settings(), self.now().date()) as find:
                return tuple(one.says for one in rerun(case, find.decider))
        except (RulesRefused, Stop):
            return ("The rules on this computer cannot be read, so no decision was made again.",)


def _reason(trouble: Exception) -> str:
    return getattr(trouble, "strerror", None) or "the system refused"
