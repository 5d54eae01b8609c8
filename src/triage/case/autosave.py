"""Keeps a case as it is being answered: the one thing both front ends call after every change.

What they are told is what is so. An answer is saved before the next question is shown; when it cannot be, that is
said, nothing is lost from the screen, and the next change tries again with all that is still unsaved.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from triage.case.answering import answers_changed
from triage.case.chain import Case
from triage.case.decided import decided
from triage.case.events import Event, answered, rules_noted
from triage.case.keeping import CannotSaveError, CasesError, CaseStore, ChangedElsewhereError
from triage.case.replay import replay
from triage.case.resume import resumed
from triage.case.shelf import out_of_order
from triage.case.state import CaseState
from triage.plan.model import Plan
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.session.session import Session
from triage.session.view import View

MOST_TRIES = 3
"""How often an answer is written again when another window was quicker."""
TAKEN_IN = "This case is open in another window too. What was saved there has been taken in here: check your answers."
BUSY = "The case is being changed in another window all the time."
STILL_HERE = "Your answers are still here, and the next one tries again."


@dataclass(frozen=True)
class Kept:
    """What became of a change: the session to go on with, and a sentence to tell, or nothing."""

    session: Session
    says: str = ""


class Autosave:
    """One case being answered. ``clock`` gives moments that know their time zone.

    ``state`` is where the case stands on the disk. ``saved`` says whether everything the person entered is there.
    """

    def __init__(self, store: CaseStore, case: Case, rule_set: RuleSet, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.case = case
        self.clock = clock
        self.saved = True
        self._rule_set = rule_set
        self._state = replay(case)
        taken_up = resumed(self._state, rule_set)
        says = " ".join(filter(None, (out_of_order(store, case), taken_up.says)))
        self.opening = Kept(taken_up.session, says)
        """The session to start with, and what to tell about it."""

    @property
    def state(self) -> CaseState:
        """Where the case stands as it is saved."""
        return self._state

    @property
    def reference(self) -> str:
        """What the case is called."""
        return self._state.reference

    def changed(self, session: Session, view: View, plan: Callable[[], Plan]) -> Kept:
        """Save what is new in ``session``. ``view`` is what it comes to, ``plan`` makes the plan for it.

        A decision is recorded as soon as there is enough to act, and again whenever it changes. When the session that
        comes back is another one (another window had answers of its own), it is to be looked at, and kept, afresh.
        """
        try:
            return self._save(session, view, plan)
        except CasesError as trouble:
            self.saved = False
            says = f"NOT SAVED: {trouble.says}"
            return Kept(session, " ".join(part for part in (says, trouble.remedy, STILL_HERE) if part))

    def follow(self, session: Session, view: Callable[[Session], View], plan: Callable[[View], Plan]) -> Kept:
        """As :meth:`changed`, and once more when another window had answers of its own: what both of them come to.

        ``view`` gives what a session comes to, ``plan`` the plan for that.
        """
        seen = view(session)
        kept = self.changed(session, seen, lambda: plan(seen))
        if kept.session == session:
            return kept
        both = view(kept.session)
        again = self.changed(kept.session, both, lambda: plan(both))
        return Kept(again.session, again.says or kept.says)

    def write(self, make: Callable[[datetime], Event]) -> None:
        """Write one more event, such as a step that was done. ``make`` gets the moment it is written at.

        Raises CasesError when it cannot be saved.
        """
        for _ in range(MOST_TRIES):
            with suppress(ChangedElsewhereError):
                return self._take(self.store.append(self.case, [make(self.clock())]))
            self._take(self.store.reload(self.case))
        raise CannotSaveError(BUSY, "Close one of the two.")

    def refresh(self) -> None:
        """Take in what was written to the case beside this, such as another reference. Raises CasesError."""
        self._take(self.store.reload(self.case))

    def _save(self, session: Session, view: View, plan: Callable[[], Plan]) -> Kept:
        new = answers_changed(self._state.session, session)
        events = self._answers(new)
        if view.enough:
            events += self._decision(session, view, plan)
        if self._append(events):
            return Kept(session)
        for _ in range(MOST_TRIES):
            # What the other window saved is taken in, and what was answered here is written after it. No decision is
            # recorded: none was shown for the answers of both together.
            self._take(self.store.reload(self.case))
            if self._append(self._answers(new)):
                return Kept(replace(session, entries=resumed(self._state, self._rule_set).session.entries), TAKEN_IN)
        raise CannotSaveError(BUSY, "Close one of the two.")

    def _append(self, events: list[Event]) -> bool:
        """Whether ``events`` could be written; False when the case is not what it was."""
        if events:
            try:
                self._take(self.store.append(self.case, events))
            except ChangedElsewhereError:
                return False
        self.saved = True
        return True

    def _take(self, case: Case) -> None:
        self.case = case
        self._state = replay(case)

    def _answers(self, new: tuple[tuple[str, Answer], ...]) -> list[Event]:
        at = self.clock()
        noted = [rules_noted(at, self._rule_set)] if new and self._state.rules_hash != self._rule_set.hash else []
        return [*noted, *(answered(at, question, answer) for question, answer in new)]

    def _decision(self, session: Session, view: View, plan: Callable[[], Plan]) -> list[Event]:
        """The decision to be recorded, unless it is the one that was recorded last."""
        event = decided(self.clock(), self._rule_set, view.decision, session.answers, plan())
        last = self._state.decision
        same = last is not None and (last.answers, last.decision) == (event.body["answers"], event.body["decision"])
        return [] if same else [event]
