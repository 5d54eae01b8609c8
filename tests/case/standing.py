"""A saved case about a disagreement, answered to its end and decided under the shipped rules of England."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from case.making import AT, Remembered
from documents.shipped import RULE_SET, plan_of, view_of
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.chain import Case, new_case
from triage.case.decided import decided
from triage.case.events import Event
from triage.case.replay import replay
from triage.export.places.opening import Kept, Seen, seen
from triage.rules.answers import Answer, chosen, not_sure, ticked

BEGUN: Mapping[str, Answer] = {
    "danger": ticked(),
    "situation": chosen("disagree"),
    "role": chosen("school staff"),
    "worry": ticked("neglect"),
    "harm_level": chosen("needs help"),
}
CALM = {"dispute_stage": ticked("own organisation")}
"""No rung was tried, as far as the answers say, and nobody is unsafe."""
UNSAFE = {"dispute_stage": ticked("child unsafe")}


@cache
def _to_the_end(more: tuple[tuple[str, Answer], ...]) -> tuple[tuple[str, Answer], ...]:
    """All the answers until there is enough to act: what is not given is not sure, the calm way round."""
    given = dict(BEGUN) | dict(more)
    while (page := view_of(given).page) is not None:
        given[page.question] = CALMEST.get(page.question, not_sure())
    return tuple(given.items())


CALMEST = {"safe_to_tell": chosen("safe")}


def the_case(*more: Event, answers: Mapping[str, Answer] = CALM, reference: str = "7-blue") -> Case:
    given = dict(_to_the_end(tuple(answers.items())))
    view = view_of(given)
    return new_case(events.started(AT, "c" * 32, reference, RULE_SET, "triage")).add(
        *(events.answered(AT, question, answer) for question, answer in given.items()),
        decided(AT, RULE_SET, view.decision, view.answers, plan_of(view)),
        *more,
    )


def the_store(*more: Event, answers: Mapping[str, Answer] = CALM) -> Remembered:
    return Remembered(the_case(*more, answers=answers))


def the_place(*more: Event, answers: Mapping[str, Answer] = CALM, now: datetime = AT) -> Seen:
    """What the places of this case are drawn from."""
    case = the_case(*more, answers=answers)
    state = replay(case)
    plan = plan_of(view_of(dict(state.session.answers)))
    return seen(state.session, plan, RULE_SET, now, state, lambda: Kept(case, case.receipt, lambda _hash: None))


def keeper_of(store: Remembered, now: datetime = AT) -> Autosave:
    return Autosave(store, store.load("7-blue"), RULE_SET, lambda: now)
