"""The worry being worked on: the session, what it leads to, and what only the screen remembers.

Nothing is stored, unless it is a saved case: then every answer and every step that is ticked is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from triage.session.paging import answer_from
from triage.session.session import Session
from triage.session.view import View
from triage.ui.guide import Guide

if TYPE_CHECKING:
    from triage.case.autosave import Autosave
    from triage.case.events import Event
    from triage.case.standing_words import Progress
    from triage.export.places.opening import Seen
    from triage.plan.model import Plan
    from triage.plan.own_view import OwnView


class Case:
    """One worry on the screen.

    ``done`` are the steps ticked, ``news`` those the last answer brought, ``last`` is the question it was given to.
    ``drafts`` are what is picked on pages that were left before Enter. ``keeper`` saves the case, if it is a saved one,
    and ``told`` is what there is to tell of that, or nothing. ``own`` is what the person sees differently.
    """

    def __init__(self, guide: Guide, keeper: Autosave | None = None) -> None:
        self.guide = guide
        self.keeper = keeper
        self.session = keeper.opening.session if keeper is not None else Session()
        self.told = keeper.opening.says if keeper is not None else ""
        self.done: set[str] = _done(keeper) if keeper is not None else set()
        self.own: tuple[OwnView, ...] = _own(keeper) if keeper is not None else ()
        self.news: frozenset[str] = frozenset()
        self.last = ""
        self.began = ""
        """What the last thing that was told has started, in a sentence."""
        self.drafts: dict[str, frozenset[str]] = {}
        self._returning = False
        self._pending: str | None = None
        self._planned: tuple[object, Plan] | None = None

    @property
    def started(self) -> bool:
        """Whether there is any answer."""
        return bool(self.session.entries)

    @property
    def to_lose(self) -> bool:
        """Whether there is any answer that is kept nowhere but here."""
        return self.started and (self.keeper is None or not self.keeper.saved)

    @property
    def saved_words(self) -> str:
        """What the bar at the top says of saving; nothing for a worry that is not saved."""
        if self.keeper is None:
            return ""
        return self.told or f"saved as {self.keeper.reference}"

    @property
    def view(self) -> View:
        """This moment of the interview."""
        return self.guide.view(self.session)

    @property
    def plan(self) -> Plan:
        """The plan so far, made once for each set of answers."""
        made_from = (self.session, self.own)
        if self._planned is None or self._planned[0] != made_from:
            self._planned = (made_from, self._plan_for(self.view))
        return self._planned[1]

    @property
    def settled(self) -> bool:
        """Whether the urgency may be shown as it stands: enough is known, or it is as urgent as it shows anyway."""
        return self._raised or self.view.enough or self.view.decision.urgency.word in ("now", "emergency")

    @property
    def _raised(self) -> bool:
        """Whether the person chose to treat it as more urgent."""
        if not self.own:
            return False
        from triage.plan.own_view import raises

        return raises(self.own)

    def _plan_for(self, view: View) -> Plan:
        return self.guide.plan(view, self.own)

    def differ(self, view: OwnView) -> None:
        """Keep what the person sees differently, in the saved case too if this is one."""
        self.own = (*self.own, view)
        if self.keeper is None:
            return
        from triage.case.differing import keep_view
        from triage.case.keeping import CasesError

        try:
            keep_view(self.keeper, self.guide.rule_set, self.session, self.view, view, self.plan)
        except CasesError as trouble:
            self.told = f"NOT SAVED: {trouble.says}"

    def answer(self, picked: Collection[str]) -> None:
        """Answer the page shown. Raises ValueError, in plain words, when the page cannot take it."""
        page = self.view.page
        if page is None:
            return
        self.last = page.ask
        self._go(self.session.answer(page.question, answer_from(page, picked)))

    def skip(self) -> None:
        """Pass over the page shown."""
        page = self.view.page
        if page is not None:
            self._go(self.session.skip(page.question))

    def _go(self, session: Session) -> None:
        page = self.view.page
        if page is not None:
            self.drafts.pop(page.question, None)
        before = {step.id for step in self.plan.steps} if self.started else set()
        self.session = session
        self._keep()
        self.news = frozenset(step.id for step in self.plan.steps) - before

    def _keep(self) -> None:
        """Save what is new, before anything else is shown."""
        if self.keeper is not None:
            kept = self.keeper.follow(self.session, self.guide.view, self._plan_for)
            self.session, self.told = kept.session, kept.says
            self.done = _done(self.keeper)

    def can_go_back(self) -> bool:
        """Whether an earlier page was asked than the one shown."""
        page = self.view.page
        asked = [question for question, _ in self.session.entries]
        return bool(asked) and not (page is not None and asked[0] == page.question)

    def back(self) -> None:
        """Show the page asked before this one, with its answer."""
        page = self.view.page
        self.news = frozenset()
        self.session = self.session.back(page.question if page is not None else None)

    def look_at(self, question: str, *, then_return: bool = False) -> None:
        """Show one question again. ``then_return`` goes back to the list of answers after it."""
        self.forward()
        page = self.view.page
        self._pending = page.question if page is not None else None
        self._returning = then_return
        self.session = self.session.change(question)

    def forward(self) -> None:
        """Leave a page looked at again as it was."""
        self._returning = False
        self.session = self.session.forward()

    def back_to_list(self) -> bool:
        """Whether a change is finished, so that the list of answers is to be shown. Questions it opened come first."""
        page = self.view.page
        if not self._returning or (page is not None and page.question != self._pending):
            return False
        self._returning = False
        return True

    @property
    def returning(self) -> bool:
        """Whether the list of answers waits for a change to be finished."""
        return self._returning

    def make_fuller(self, section: str) -> None:
        """Ask what is left of one section."""
        self.news = frozenset()
        self.session = self.session.fuller(section)

    def stop_filling(self) -> None:
        """Ask no more of the section that was being made fuller."""
        self.session = self.session.fuller()

    def tick(self, step: str) -> None:
        """Mark a step as done, or as not done after all."""
        if self.keeper is None:
            self.done ^= {step}
            return
        from triage.case.events import step_done, undone

        make = undone if step in self.done else step_done
        self.tell(lambda at: make(at, step))

    def tell(self, make: Callable[[datetime], Event]) -> str:
        """Write something into a saved case, at once. Gives what went wrong, or nothing."""
        from triage.case.keeping import CasesError
        from triage.case.standing_words import what_began

        if self.keeper is None:
            return ""
        before = self.keeper.state
        try:
            self.keeper.write(make)
        except CasesError as trouble:
            self.told = f"NOT SAVED: {trouble.says}"
            return f"{self.told} {trouble.remedy}".strip()
        except ValueError as wrong:
            return str(wrong)
        self.told = ""
        self.done = _done(self.keeper)
        self.began = what_began(before, self.keeper.state, self.keeper.clock())
        return ""

    def moment(self) -> datetime:
        """Now, by the clock of the saved case. Raises LookupError when it is not saved."""
        if self.keeper is None:
            raise LookupError("This worry is not saved.")
        return self.keeper.clock()

    def keep_in(self, keeper: Autosave) -> None:
        """Save this worry in a case from now on, with all there is of it."""
        from triage.case.events import step_done

        done, own = self.done, self.own
        self.keeper, self.own = keeper, ()
        self._keep()
        for step in sorted(done - self.done):
            self.tell(lambda at, step=step: step_done(at, step))  # type: ignore[misc]
        for view in own:
            self.differ(view)

    def seen(self, now: datetime) -> Seen:
        """The worry as the places of a case show it. ``now`` counts for one that is not saved."""
        from triage.export.places.opening import Kept, seen

        keeper, guide = self.keeper, self.guide
        if keeper is None:
            return seen(self.session, self.plan, guide.rule_set, now)

        def kept() -> Kept:
            return Kept(keeper.case, keeper.store.receipt(keeper.case), guide.decides)

        return seen(self.session, self.plan, guide.rule_set, keeper.clock(), keeper.state, kept)

    @property
    def progress(self) -> Progress | None:
        """What a saved case adds to its plan; None for a worry that is not saved."""
        if self.keeper is None:
            return None
        from triage.case.standing_words import progress

        return progress(self.keeper.state, self.keeper.clock())


def _done(keeper: Autosave) -> set[str]:
    """The steps of a saved case that are dealt with."""
    from triage.case.state import Status

    return {step.step for step in keeper.state.steps.values() if step.status is not Status.OPEN}


def _own(keeper: Autosave) -> tuple[OwnView, ...]:
    """What the person has said of a saved case that they see differently."""
    from triage.case.differing import own_views

    return own_views(keeper.state)
