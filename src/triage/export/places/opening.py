"""Opens a place of a case: gathers what its page needs from the case, the rules and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from triage.case.actions import Actions
from triage.case.chain import Case, Receipt
from triage.case.early_help import early_help, handover
from triage.case.ladder import in_danger, position
from triage.case.meetings import kinds_of, meetings_of, to_prepare
from triage.case.rerun import FindRules
from triage.case.rungs import limits_for_all
from triage.case.state import CaseState, Decided
from triage.export.places.early_help import early_help_place
from triage.export.places.handover import handover_place
from triage.export.places.home import Standing, home_place, owed_to_you, unsaved_place
from triage.export.places.ladder import LadderPage, ladder_page, ladder_place
from triage.export.places.meetings import KIND, meetings_place, prepare_place
from triage.export.places.page import Place, PlacePage
from triage.export.places.record import check_case, record_place
from triage.plan.model import Plan
from triage.plan.words import HEADLINES
from triage.rules.model import RuleSet, Urgency
from triage.session.session import Session


@dataclass(frozen=True)
class Kept:
    """What only a case that is kept has: its entries, its receipt, and the rules its decisions were made under."""

    case: Case
    receipt: Receipt
    find: FindRules


@dataclass(frozen=True)
class Seen:
    """A worry as it stands at ``now``, which knows its time zone. ``kept`` is None for one that is not saved."""

    state: CaseState
    rule_set: RuleSet
    now: datetime
    standing: Standing
    kept: Callable[[], Kept] | None = None

    @property
    def reference(self) -> str:
        """What the case is called; empty for a worry that is not saved."""
        return self.state.reference if self.kept is not None else ""

    @property
    def actions(self) -> Actions:
        """The steps of the rules in words for this person."""
        return Actions(self.rule_set, self.state.session.answers, self.now.date())


def seen(
    session: Session,
    plan: Plan,
    rule_set: RuleSet,
    now: datetime,
    state: CaseState | None = None,
    kept: Callable[[], Kept] | None = None,
) -> Seen:
    """The worry on the screen: its answers and its plan as they are there, over what is saved of it.

    An answer that could not be saved counts all the same, and so does a plan that was made more urgent.
    """
    now = now if now.tzinfo is not None else now.astimezone()
    found = replace(state or CaseState(answered=dict.fromkeys(session.answers, 1)), session=session)
    standing = Standing(HEADLINES[plan.urgency], len(plan.steps))
    return Seen(_as_urgent(found, plan, now), rule_set, now, standing, kept)


def _as_urgent(state: CaseState, plan: Plan, now: datetime) -> CaseState:
    """The case with a decision at least as urgent as the plan."""
    urgencies = {one.word: one for one in Urgency}
    decided = state.decision
    if decided is not None and urgencies.get(decided.urgency, Urgency.INFORMATION) >= plan.urgency:
        return state
    if decided is not None:
        return replace(state, decisions=(*state.decisions[:-1], replace(decided, urgency=plan.urgency.word)))
    made = Decided(0, now, plan.version, plan.hash, "", "", plan.urgency.word, "")
    return replace(state, decisions=(made,)) if plan.urgency >= Urgency.NOW else state


def open_place(place: Place, about: Seen, which: str = "") -> PlacePage:
    """The page of a place. ``which`` says which meeting, by its number or ``kind:`` and its kind."""
    state, rules, now, reference = about.state, about.rule_set, about.now, about.reference
    match place:
        case Place.LADDER:
            return ladder_place(open_ladder(state, rules, about.actions, now, reference), now)
        case Place.MEETINGS:
            return _meetings(about, which)
        case Place.EARLY_HELP:
            return early_help_place(
                reference,
                early_help(state, about.actions),
                now,
                danger=in_danger(state, rules),
                owed=owed_to_you(state, now) if about.kept is not None else (),
            )
        case Place.HANDOVER:
            return handover_place(reference, handover(state, rules, about.actions, now), now)
        case Place.RECORD if about.kept is not None:
            return _record(about, about.kept())
        case _:
            if about.kept is None:
                return unsaved_place(about.standing, state, rules)
            return home_place(state, rules, now)


def open_ladder(state: CaseState, rules: RuleSet, actions: Actions, now: datetime, reference: str) -> LadderPage:
    """The ladder of a case, with the stages of the area in use."""
    at = position(state, rules, now)
    local = [one.limit.place.file for one in at.rungs if one.limit.basis == "local"]
    packs = [pack for pack in rules.packs if any(file.startswith(f"rules/{pack.id}/") for file in local)]
    area = packs[0].area or packs[0].title if packs else ""
    return ladder_page(reference, at, actions, area=area, together=tuple(one.says for one in limits_for_all(rules)))


def _meetings(about: Seen, which: str) -> PlacePage:
    state, rules, now = about.state, about.rule_set, about.now
    kinds = kinds_of(rules)
    if which.startswith(KIND):
        kind = which.removeprefix(KIND)
        found, says = to_prepare(state, rules, kind, now)
        return prepare_place(about.reference, dict(kinds).get(kind, kind), found, says)
    found_meetings = meetings_of(state, rules, now)
    return meetings_place(about.reference, found_meetings, now, which, kinds)


def _record(about: Seen, kept: Kept) -> PlacePage:
    steps = {name: step.do for name, step in about.state.steps.items() if step.do}
    checked = check_case(kept.case, [kept.receipt], kept.find)
    return record_place(about.reference, checked, about.rule_set, steps, about.now)
