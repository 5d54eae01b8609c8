"""The saved cases as the full screen gets at them: opened when somebody asks for them, closed when it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING, cast

from triage import __version__
from triage.cli.case_passphrase import CASES, passphrases
from triage.cli.case_place import case_time, cases_folder, no_memory_on_disk
from triage.cli.settings import Settings
from triage.ui.guide import Shelf

if TYPE_CHECKING:
    from triage.case.keeping import CaseStore
    from triage.case.shelf import Desk
    from triage.store.cases import SavedCases


def shelf(at_the_end: ExitStack, settings: Callable[[], Settings]) -> Shelf:
    """The way to the saved cases of this machine. What is opened is closed ``at_the_end``.

    ``settings`` gives those of the rules in use.
    """

    def opened(typed: Callable[[], str]) -> SavedCases:
        from triage.store.opening import open_cases

        no_memory_on_disk()
        given = passphrases().given(CASES)
        store = open_cases(cases_folder(), typed if given is None else lambda: given)
        at_the_end.callback(store.close)
        return store

    def desk(store: CaseStore) -> Desk:
        from triage.cli.case_desk import CaseDesk

        return CaseDesk(cast("SavedCases", store), settings)

    def made(passphrase: str) -> SavedCases:
        from triage.case.keeping import CasesError
        from triage.store.opening import set_up
        from triage.store.sealing import WeakPassphraseError

        no_memory_on_disk()
        try:
            store = set_up(cases_folder(), passphrase)
        except WeakPassphraseError as weak:
            raise CasesError(str(weak)) from None
        at_the_end.callback(store.close)
        return store

    made_by = f"triage {__version__}"
    return Shelf(_is_on, opened, lambda: case_time(datetime.now()), os.urandom, made_by, desk, set_up=made)


def _is_on() -> bool:
    """Whether saved cases were set up. Where there is not even a folder, nothing more is loaded to find out."""
    folder = cases_folder()
    try:
        there = folder.is_dir()
    except OSError:
        return False
    if not there:
        return False
    from triage.store.opening import is_on

    return is_on(folder)
