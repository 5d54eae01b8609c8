"""What a person sees differently, as it stands in a saved case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from triage.case.autosave import Autosave
from triage.case.decided import decided
from triage.case.events import Event, disagreed
from triage.case.state import CaseState, Disagreement
from triage.plan.model import Plan
from triage.plan.own_view import TAKEN_BACK, Direction, OwnView, rules_behind
from triage.rules.disagreeing import About
from triage.rules.model import RuleSet, Urgency
from triage.session.session import Session
from triage.session.view import View

_ABOUT: Mapping[About | None, str] = {
    None: "urgency",
    About.LESS_URGENT: "urgency",
    About.STEP: "step",
    About.CHILD: "case",
}
_URGENCIES = {level.word: level for level in Urgency}


def own_event(at: datetime, view: OwnView, rules: tuple[str, ...]) -> Event:
    """One view as an event. ``rules`` are those behind what the tool said."""
    return disagreed(
        at,
        _ABOUT[view.about],
        view.reason,
        view.direction.value,
        named=view.step,
        consulted=view.consulted,
        raised_to=view.urgency.word if view.urgency is not None else "",
        rules=rules,
    )


def own_views(state: CaseState) -> tuple[OwnView, ...]:
    """What the person has said they see differently, in order, with what they have taken back."""
    return tuple(view for one in state.disagreements if (view := _view(one)) is not None)


def _view(one: Disagreement) -> OwnView | None:
    safer = one.direction == Direction.SAFER
    if one.about == "urgency" and (safer or one.reason == TAKEN_BACK):
        return OwnView(one.reason, urgency=_URGENCIES.get(one.raised_to), safer=safer)
    about = About.LESS_URGENT if one.about == "urgency" else About.CHILD if one.about == "case" else About.STEP
    return OwnView(one.reason, about, one.id, consulted=one.consulted, safer=safer)


def keep_view(keeper: Autosave, rule_set: RuleSet, session: Session, seen: View, view: OwnView, plan: Plan) -> None:
    """Write a view into a saved case, and the steps of ``plan`` when they are other ones by it.

    ``seen`` is what the session comes to, ``plan`` the plan as it is with this view. Raises CasesError when it cannot
    be saved.
    """
    rules = rules_behind(plan, seen.decision.urgency, view.step)
    keeper.write(lambda at: own_event(at, view, rules))
    if view.about is None:
        keeper.write(lambda at: decided(at, rule_set, seen.decision, session.answers, plan))
