"""What can be done anywhere: move about, look at answers, look things up, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from triage.commands import Where
from triage.emergency import card_text
from triage.explain.search import look_up
from triage.export.places.page import Place
from triage.plain import differing, forms, lookups, places, planning, reasons, shelf, telling
from triage.plain.keeping import leaving
from triage.plain.menu import write_help
from triage.plain.talk import Talk
from triage.session.session import Session
from triage.session.view import RowState, View

Act = Callable[[Talk, View, str], None]
REMINDER = "If a child may be in danger now, ring 999. You need nobody's permission."


def obey(talk: Talk, command: str, rest: str, view: View) -> None:
    """Carry out one command, by its id. ``rest`` is what was typed after its word."""
    ACTS[command](talk, view, rest)


def _continue(talk: Talk, view: View, _rest: str) -> None:
    page = view.page
    if page is None or page.answer is None:
        talk.say("Nothing is answered yet. Type a number, u if you are not sure, or s to skip. h for help.")
    else:
        talk.session = talk.session.forward()


def _skip(talk: Talk, view: View, _rest: str) -> None:
    if view.page is not None:
        talk.session = talk.session.skip(view.page.question)
        talk.say("Skipped. It counts as not sure, and you can come back to it: type a.")


def _back(talk: Talk, view: View, _rest: str) -> None:
    here = view.page.question if view.page is not None else None
    earlier = talk.session.back(here)
    if not talk.session.entries or earlier.at == here:
        talk.say("This is the first question.")
    else:
        talk.session = earlier


def _why_ask(talk: Talk, view: View, _rest: str) -> None:
    if view.page is not None:
        talk.say(f"Why we ask: {view.page.why}")
        if view.page.not_sure_says:
            talk.say(f"If you are not sure: {view.page.not_sure_says}")


def _danger(talk: Talk, _view: View, _rest: str) -> None:
    talk.session = talk.session.change(talk.guide.danger_question)
    talk.written = None


def _answers(talk: Talk, view: View, rest: str) -> None:
    if not view.rows:
        talk.say("There are no answers yet.")
        return
    if not rest:
        _write_answers(talk, view)
        rest = talk.read("Number of the answer to change, or Enter to go on: ")
    if not rest:
        return
    if rest.isdecimal() and 1 <= int(rest) <= len(view.rows):
        talk.session = talk.session.change(view.rows[int(rest) - 1].question)
        talk.written = None
    else:
        talk.say(f"There is no answer {rest[:20]}. They are numbered from 1 to {len(view.rows)}. Nothing has changed.")


def _write_answers(talk: Talk, view: View) -> None:
    talk.say()
    talk.say("Your answers:")
    for number, row in enumerate(view.rows, start=1):
        aside = " (set aside: this question no longer applies)" if row.state is RowState.SET_ASIDE else ""
        talk.lines.listed(str(number), f"{row.ask} {row.answer_words}.{aside}")


def _contacts(talk: Talk, view: View, _rest: str) -> None:
    lookups.write_contacts(talk.lines, talk.guide.rule_set, view, talk.guide.clock().date())


def _guidance(talk: Talk, _view: View, rest: str) -> None:
    rest = rest or talk.read("Words to look for in the guidance, or Enter to go on: ")
    if not rest:
        return
    looked_up = look_up(talk.guide.rule_set, rest)
    found = looked_up.passages
    if not found:
        talk.say(f'Nothing in the guidance has all of the words "{rest[:60]}". Try one shorter word.')
        return
    lookups.write_found(talk.lines, looked_up)
    number = talk.read("Number to read, or Enter to go on: ")
    if number.isdecimal() and 1 <= int(number) <= min(len(found), lookups.MOST_FOUND):
        lookups.write_passage(talk.lines, found[int(number) - 1])
    elif number:
        talk.say("There is no such number in this list.")


def _place(place: Place, talk: Talk, view: View, rest: str) -> None:
    places.go_to(place, talk, view, rest, obey)


def _card(talk: Talk, _view: View, _rest: str) -> None:
    talk.say()
    talk.say(card_text())


def _help(talk: Talk, view: View, _rest: str) -> None:
    write_help(talk.lines, Where.QUESTION if view.page is not None else Where.PLAN)


def _again(talk: Talk, _view: View, _rest: str) -> None:
    talk.written = None


def _new(talk: Talk, _view: View, _rest: str) -> None:
    saved = talk.keeper is not None and talk.keeper.saved
    warning = "This case stays saved; the new worry is not. Type y" if saved else "Every answer is dropped. Type y"
    if _agreed(talk, f"{warning} to start again"):
        talk.keeper = None
        talk.session = Session()
        talk.own = ()
        talk.written = talk.told = talk.read_out = None


def _quit(talk: Talk, view: View, _rest: str) -> None:
    warning = leaving(talk)
    if talk.session.entries and warning and not _agreed(talk, warning):
        return
    talk.over = True
    if not view.enough:
        talk.say(f"You left before there was a plan. {REMINDER}")


def _agreed(talk: Talk, warning: str) -> bool:
    """Ask once more before anything is lost. Only a yes is a yes; the end of the input is not."""
    typed = talk.read(f"{warning}, or Enter to stay: ")
    return typed.lower() in ("y", "yes")


ACTS: Mapping[str, Act] = {
    "continue": _continue,
    "skip": _skip,
    "back": _back,
    "why-ask": _why_ask,
    "danger": _danger,
    "plan": planning.show_plan,
    "answers": _answers,
    **{name: partial(_place, place) for name, place in places.COMMANDS.items()},
    "mark": telling.mark,
    "happened": telling.happened,
    "open": planning.one_line,
    "why": reasons.why,
    "why-not": reasons.why_not,
    "change": reasons.what_would_change,
    "fuller": planning.fuller,
    "forms": forms.forms,
    "differ": differing.differ,
    "shelf": shelf.shelf,
    "contacts": _contacts,
    "guidance": _guidance,
    "card": _card,
    "help": _help,
    "again": _again,
    "new": _new,
    "quit": _quit,
}
"""Every command that plain mode understands, by its id in the registry (answers themselves are read elsewhere)."""
