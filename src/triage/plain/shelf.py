"""Saved cases as a whole, line by line: put away, move, look over, delete, and the passphrase."""

from __future__ import annotations

from triage.case.keeping import CasesError
from triage.case.shelf import Desk, ShelfAct, about_kept, about_shelf
from triage.case.today import standings
from triage.plain.talk import Talk
from triage.session.view import View

NO_SHELF = "There are no saved cases here. To set them up once: triage cases on"
NOTHING = "Nothing was done."


def shelf(talk: Talk, _view: View, _rest: str) -> None:
    """List the saved cases, and do something with one of them, or with all."""
    try:
        desk = talk.desk() if talk.desk is not None else None
        if desk is None:
            talk.say(NO_SHELF)
            return
        _choose(talk, desk)
    except CasesError as trouble:
        talk.say(f"{trouble.says} {trouble.remedy} {NOTHING}".replace("  ", " "))


def _choose(talk: Talk, desk: Desk) -> None:
    now = desk.now()
    cases = standings(desk.store.all(), now)
    besides = about_shelf(desk)
    talk.say()
    talk.say("Your saved cases:")
    for number, one in enumerate(cases, start=1):
        talk.lines.listed(str(number), f"{one.reference}: {one.when(now)}")
    talk.say("Or, for all of them:")
    for number, act in enumerate(besides, start=len(cases) + 1):
        talk.lines.listed(str(number), act.title)
    place = _picked(talk, len(cases) + len(besides))
    if place is None:
        return
    if place >= len(cases):
        _do(talk, besides[place - len(cases)], "")
        return
    reference = cases[place].reference
    acts = about_kept(desk, reference)
    talk.say(f"Case {reference}:")
    for number, act in enumerate(acts, start=1):
        talk.lines.listed(str(number), act.title)
    place = _picked(talk, len(acts))
    if place is not None:
        _do(talk, acts[place], reference)


def _picked(talk: Talk, count: int) -> int | None:
    """The place of the line whose number is typed, from 0; None when nothing is chosen."""
    typed = talk.read("Which? A number, or Enter to go on: ")
    if typed.isdecimal() and 1 <= int(typed) <= count:
        return int(typed) - 1
    if typed:
        talk.say(f"They are numbered from 1 to {count}. {NOTHING}")
    return None


def _do(talk: Talk, act: ShelfAct, reference: str) -> None:
    talk.say(act.about)
    typed = _typed(talk, act)
    if typed is None:
        return
    says = act.do(typed)
    for line in says.splitlines():
        talk.say(line)
    _after(talk, act, reference)


def _typed(talk: Talk, act: ShelfAct) -> dict[str, str] | None:
    """What was typed for each thing that is asked; None when one of them would not do, which is said."""
    if not act.asks:
        yes = talk.read("Type y to do it, or Enter to go on: ").lower() in ("y", "yes")
        return {} if yes else None
    typed: dict[str, str] = {}
    for ask in act.asks:
        begin = f" Enter takes {ask.begin}" if ask.begin else ""
        prompt = f"{ask.prompt}{begin} "
        line = talk.read_hidden(prompt) if ask.hidden else talk.read(prompt) or ask.begin
        problem = NOTHING if talk.over else ask.problem(line, typed)
        if problem:
            talk.say(problem if NOTHING in problem or "Nothing was" in problem else f"{problem} {NOTHING}")
            return None
        typed[ask.name] = line
    return typed


def _after(talk: Talk, act: ShelfAct, reference: str) -> None:
    """Take in what was done with the case that is being answered."""
    if talk.keeper is None or talk.keeper.reference != reference:
        return
    if act.ends:
        talk.keeper = None
        talk.say("What you answer from now on is not saved.")
    else:
        talk.keeper.refresh()
