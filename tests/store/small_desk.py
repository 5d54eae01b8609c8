"""A desk for tests: a folder of its own, a clock that is given, and locks that are quick to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.keeping_cases import LIGHT
from triage.case.chain import Case
from triage.case.keeping import CasesError, CaseStore
from triage.store.opening import change_passphrase
from triage.store.sealing import WeakPassphraseError, check_passphrase


@dataclass
class SmallDesk:
    store: CaseStore
    folder: Path
    clock: Callable[[], datetime]
    trouble: CasesError | None = None
    made_by: str = "triage"

    def chance(self, count: int) -> bytes:
        return bytes(range(count))

    def now(self) -> datetime:
        return self.clock()

    def suggested(self, name: str) -> str:
        return str(self.folder / name)

    def read(self, path: str) -> bytes:
        try:
            return Path(path).read_bytes()
        except OSError:
            raise CasesError("It cannot be read: No such file or directory.", "Type its whole path.") from None

    def write(self, path: str, data: bytes) -> str:
        if self.trouble is not None:
            raise self.trouble
        if Path(path).exists():
            raise CasesError("There is a file of this name already.", "Choose another name.")
        Path(path).write_bytes(data)
        return path

    def weak(self, passphrase: str) -> str:
        try:
            check_passphrase(passphrase)
        except WeakPassphraseError as weak:
            return str(weak)
        return ""

    def change_passphrase(self, old: str, new: str) -> None:
        change_passphrase(self.folder, lambda: old, new, LIGHT)

    def again(self, case: Case) -> tuple[str, ...]:
        return (f"{len(case.entries)} entries were made again.",)
