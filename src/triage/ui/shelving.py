"""The way from the app to saved cases: unlocked once, listed, opened and begun. Nothing here is loaded before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage.ui.going import Going

if TYPE_CHECKING:
    from triage.case.asks import Telling
    from triage.case.keeping import CaseStore
    from triage.case.shelf import Desk
    from triage.case.today import Standing
    from triage.plan.model import PlanStep
    from triage.ui.guide import Guide


class Locked(Exception):  # noqa: N818 - it is no error that a passphrase is needed
    """The passphrase has to be asked for."""


class Shelving(Going):
    """The part of the app that knows where saved cases are. ``_store`` is there once they are unlocked."""

    _store: CaseStore | None = None

    @property
    def saves(self) -> bool:
        """Whether cases can be saved here, because somebody asked for it."""
        shelf = self.context.cases
        return shelf is not None and shelf.is_on()

    @property
    def store(self) -> CaseStore | None:
        """The saved cases, once they are unlocked."""
        if self._store is None and self.case is not None and self.case.keeper is not None:
            self._store = self.case.keeper.store
        return self._store

    def unlock(self, then: Callable[[], None]) -> None:
        """Do something that needs the saved cases: now, or once the passphrase was given."""
        from triage.case.keeping import CasesError
        from triage.ui.screens.unlocking import PassphraseScreen

        if not self.saves:
            return
        if self.store is not None:
            then()
            return
        try:
            self.unlock_with(_nobody)
        except Locked:
            self.read(PassphraseScreen(then))
        except CasesError as trouble:
            self.read(PassphraseScreen(then, f"{trouble.says} {trouble.remedy}".strip()))
        else:
            then()

    def unlock_with(self, passphrase: Callable[[], str]) -> None:
        """Open the saved cases. Raises CasesError when they do not open."""
        if self.context.cases is not None:
            self._store = self.context.cases.open(passphrase)

    def standings(self) -> tuple[Standing, ...]:
        """Every saved case in a line, what is overdue first; none while they are locked. Raises CasesError."""
        if self.store is None or self.context.cases is None:
            return ()
        from triage.case.today import standings

        return standings(self.store.all(), self.context.cases.clock())

    def open_cases(self) -> None:
        """Show the saved cases."""
        from triage.ui.screens.cases import CasesScreen

        self.unlock(lambda: self.read(CasesScreen()))

    def open_today(self) -> None:
        """Show what is due in all cases."""
        from triage.ui.screens.cases import TodayScreen

        self.unlock(lambda: self.read(TodayScreen()))

    def open_shelf(self) -> None:
        """Show what can be done with saved cases as a whole."""
        from triage.ui.screens.shelf import ShelfScreen

        self.unlock(lambda: self.read(ShelfScreen()))

    def open_kept(self, reference: str) -> None:
        """Show what can be done with one saved case as a whole."""
        from triage.ui.screens.shelf import KeptScreen

        if self.desk is not None:
            self.read(KeptScreen(self.desk, reference))

    @property
    def desk(self) -> Desk | None:
        """What can be done here with saved cases as a whole, once they are unlocked."""
        shelf = self.context.cases
        if shelf is None or shelf.desk is None or self.store is None:
            return None
        return shelf.desk(self.store)

    def after_shelf_act(self, reference: str, *, gone: bool) -> None:
        """Take in what was done with the case that is being worked on; let go of it when there is none any more."""
        keeper = self.case.keeper if self.case is not None else None
        if keeper is None or keeper.reference != reference:
            return
        if gone:
            self.case = None
            self.open_start()
        else:
            keeper.refresh()

    def open_new_case(self) -> None:
        """Ask what a new case is to be called."""
        from triage.ui.screens.unlocking import NewCaseScreen

        if self.context.cases is not None:
            chance = self.context.cases.chance
            self.unlock(lambda: self.read(NewCaseScreen(chance(6))))

    def start_case(self, reference: str) -> None:
        """Begin a case that is saved from its first answer on. Raises CasesError when it cannot be."""
        from triage.case.events import started

        shelf, guide = self.context.cases, self.guide
        if shelf is None or self.store is None or guide is None:
            return
        name = shelf.chance(16).hex()
        self.store.create(started(shelf.clock(), name, reference, guide.rule_set, shelf.made_by))
        self.open_case(reference)

    def open_case(self, reference: str) -> None:
        """Go on with a saved case, after asking if there are answers to lose."""
        go = partial(self._open_case, reference)
        if self.case is not None and self.case.to_lose:
            self.ask_first(f"Open {reference}?", "Go back to this worry", "Open it, and lose these answers", go)
        else:
            go()

    def _open_case(self, reference: str) -> None:
        if self.guide is None:
            self._wanted = partial(self._open_case, reference)
        elif not self._is_open(reference):
            self._take_out(self.guide, reference)
        else:
            self.go_on()

    def _is_open(self, reference: str) -> bool:
        keeper = self.case.keeper if self.case is not None else None
        return keeper is not None and keeper.reference == reference

    def _take_out(self, guide: Guide, reference: str) -> None:
        from triage.case.autosave import Autosave
        from triage.case.keeping import CasesError
        from triage.ui.screens.unlocking import TroubleScreen

        shelf, store = self.context.cases, self.store
        if shelf is None or store is None:
            return
        try:
            keeper = Autosave(store, store.load(reference), guide.rule_set, shelf.clock)
        except CasesError as trouble:
            self.read(TroubleScreen(trouble))
        else:
            self.resume(guide, keeper)

    def open_mark(self, step: PlanStep) -> None:
        """Say what became of a step of a saved case."""
        from triage.case.asks import about_step
        from triage.case.state import StepState

        if self.case is not None and self.case.keeper is not None:
            known = self.case.keeper.state.steps.get(step.id) or StepState(step.id, step.do, "", "")
            self._tell(step.do, about_step(known))

    def open_happened(self) -> None:
        """Say what happened in a saved case."""
        from triage.case.asks import about_case

        if self.case is not None and self.case.keeper is not None:
            self._tell("Something happened", about_case(self.case.keeper.state, self.case.guide.rule_set))

    def _tell(self, title: str, tellings: Sequence[Telling]) -> None:
        from triage.ui.screens.telling import TellScreen

        if self.case is not None:
            self.read(TellScreen(self.case, title, tellings))


def _nobody() -> str:
    raise Locked
