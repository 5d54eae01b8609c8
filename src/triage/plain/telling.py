"""Telling something about a saved case, line by line: what became of a step, or what happened. Saved at once."""

from __future__ import annotations

from collections.abc import Sequence

from triage.case.asks import Telling, about_case, about_step, taken
from triage.case.autosave import Autosave
from triage.case.keeping import CasesError
from triage.case.standing_words import what_began
from triage.case.state import StepState
from triage.plain.planning import chosen_step
from triage.plain.talk import Talk
from triage.session.view import View

UNSAVED = "This conversation is not saved, so nothing is noted. To save a case: triage cases new, then triage ask REF."
NOTHING = "Nothing was written."


def mark(talk: Talk, view: View, rest: str) -> None:
    """Say what became of one line of the plan."""
    if talk.keeper is None:
        talk.say(UNSAVED)
        return
    step = chosen_step(talk, view, rest, "m")
    if step is not None:
        known = talk.keeper.state.steps.get(step.id) or StepState(step.id, step.do, "", "")
        talk.say(f"Line {step.number}: {step.do}")
        _tell(talk, talk.keeper, about_step(known), "")


def happened(talk: Talk, _view: View, rest: str) -> None:
    """Say what happened, write a note, or what somebody owes."""
    if talk.keeper is None:
        talk.say(UNSAVED)
    else:
        _tell(talk, talk.keeper, about_case(talk.keeper.state, talk.guide.rule_set), rest)


def _tell(talk: Talk, keeper: Autosave, tellings: Sequence[Telling], rest: str) -> None:
    telling = _chosen(talk, tellings, rest)
    if telling is not None:
        tell(talk, keeper, telling)


def tell(talk: Talk, keeper: Autosave, telling: Telling) -> None:
    """Ask what has to be known for one thing, a line each, and write it into the case at once."""
    said: dict[str, str] = {}
    for ask in telling.asks:
        for number, ready in enumerate(ask.ready, start=1):
            talk.lines.listed(str(number), ready)
        text = taken(ask, talk.read(f"{ask.prompt} "))
        problem = NOTHING if talk.over else ask.problem(text, keeper.clock())
        if problem:
            talk.say(problem if problem == NOTHING else f"{problem} {NOTHING}")
            return
        said[ask.name] = text
    before = keeper.state
    try:
        keeper.write(lambda at: telling.make(at, said))
    except CasesError as trouble:
        talk.say(f"NOT SAVED: {trouble.says} {trouble.remedy}".strip())
    except ValueError as wrong:
        talk.say(f"{wrong} {NOTHING}")
    else:
        began = what_began(before, keeper.state, keeper.clock())
        talk.say(f"Saved: {telling.title}. {began}".rstrip())


def _chosen(talk: Talk, tellings: Sequence[Telling], rest: str) -> Telling | None:
    """The one named by ``rest``, or by what is typed: its number, or its words. None when there is none."""
    if not rest:
        for number, one in enumerate(tellings, start=1):
            talk.lines.listed(str(number), one.title)
        rest = talk.read("Which? A number, or Enter to go on: ").lower()
    if not rest:
        return None
    for number, one in enumerate(tellings, start=1):
        if rest in (str(number), one.id, one.title.lower()):
            return one
    talk.say(f"They are numbered from 1 to {len(tellings)}. {NOTHING}")
    return None
