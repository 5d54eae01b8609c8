"""The way from the app to the places of a case, which are only loaded when somebody goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.ui.shelving import Shelving

if TYPE_CHECKING:
    from triage.case.autosave import Autosave
    from triage.export.places.page import Place
    from triage.ui.guide import Guide
    from triage.ui.screens.place import PlaceScreen


class Placing(Shelving):
    """The part of the app that knows the places of a case. One place takes the other's place; Esc leads to the whole
    case, and from there to where the person was."""

    def resume(self, guide: Guide, keeper: Autosave) -> None:
        """Go on with a saved case where it was left; where something of it is owed, that is shown first."""
        from triage.export.places.home import something_owed
        from triage.export.places.page import Place

        super().resume(guide, keeper)
        case = self.case
        if case is not None and case.view.page is None and something_owed(keeper.state, keeper.clock()):
            self.open_place(Place.HOME)

    def open_place(self, place: Place, which: str = "") -> None:
        """Open a place of the worry being worked on."""
        self.with_guide(lambda _: self._open_place(place, which))

    def _open_place(self, place: Place, which: str) -> None:
        from triage.ui.screens.place import PlaceScreen

        if self.case is None:
            return
        while isinstance(self.screen, PlaceScreen) and _gives_way(self.screen, place):
            self.pop_screen()
        self.push_screen(PlaceScreen(self.case, place, which))

    def open_form(self, document: str) -> None:
        """Show one form, filled."""
        from triage.ui.screens.forms import FormScreen

        if self.case is not None:
            self.push_screen(FormScreen(self.case, document))

    def open_step(self, step: str) -> None:
        """Say what became of a step; the plan, when it has no such step now."""
        found = next((one for one in self.case.plan.steps if one.id == step), None) if self.case is not None else None
        if found is not None:
            self.open_mark(found)
        else:
            self.open_plan()

    def ask_again(self, question: str) -> None:
        """Ask a question again; the one about danger, where that one does not apply."""
        from triage.engine.decision import Tri

        if self.case is None:
            return
        applies = self.case.view.decision.applies.get(question)
        if applies in (None, Tri.FALSE):
            self.ask_danger()
        else:
            self.case.look_at(question)
            self.open_question()

    def open_keep(self) -> None:
        """Keep the worry on the screen as a saved case."""
        from triage.ui.screens.unlocking import KeepScreen, NotSetUpScreen, SetUpScreen

        shelf = self.context.cases
        if shelf is not None and self.saves:
            self.unlock(lambda: self.read(KeepScreen(shelf.chance(6))))
        elif shelf is not None and shelf.set_up is not None:
            self.read(SetUpScreen(self.open_keep))
        else:
            self.read(NotSetUpScreen())

    def set_up_with(self, passphrase: str) -> None:
        """Make the place for saved cases, and open it. Raises CasesError when that cannot be done."""
        if self.context.cases is not None and self.context.cases.set_up is not None:
            self._store = self.context.cases.set_up(passphrase)

    def keep_case(self, reference: str) -> None:
        """Write the worry on the screen into a new saved case. Raises CasesError when it cannot be."""
        from triage.case.autosave import Autosave
        from triage.case.events import started
        from triage.export.places.page import Place

        shelf, case = self.context.cases, self.case
        if shelf is None or self.store is None or case is None:
            return
        rules = case.guide.rule_set
        name = shelf.chance(16).hex()
        begun = self.store.create(started(shelf.clock(), name, reference, rules, shelf.made_by))
        case.keep_in(Autosave(self.store, begun, rules, shelf.clock))
        self.close_page()
        self.open_place(Place.HOME)


def _gives_way(screen: PlaceScreen, place: Place) -> bool:
    """Whether a place makes room for the one that is opened. The whole case stays under the others, and the list of a
    place under what was chosen from it."""
    if screen.at is place and screen.at != "case":
        return bool(screen.which) or not screen.lists
    return screen.at != "case" or screen.at is place
