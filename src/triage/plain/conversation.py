"""The interview line by line: the same pages as the full screen, one after the other, until the plan.

Nothing typed can be wrong in a way that loses anything: a line that cannot be understood gets one line of help.
When the input ends, what is known so far is written out and the conversation is over.
"""

from __future__ import annotations

from collections.abc import Callable

from triage.case.autosave import Autosave
from triage.case.shelf import Desk
from triage.documents.kept import Keep, nowhere
from triage.emergency import card_text
from triage.plain.acts import obey
from triage.plain.asking import ask_question
from triage.plain.guide import Guide
from triage.plain.keeping import keep, welcome_back
from triage.plain.lines import Lines
from triage.plain.menu import welcome
from triage.plain.places import write_owed
from triage.plain.planning import at_plan, command_at_plan, write_plan, write_plan_so_far
from triage.plain.talk import Talk
from triage.session.view import View


def converse(
    guide: Guide,
    lines: Lines,
    areas: str = "",
    notice: str = "",
    keeper: Autosave | None = None,
    keep_file: Keep = nowhere,
    desk: Callable[[], Desk | None] | None = None,
) -> None:
    """Ask until there is a plan, then answer questions about it. Returns when the person leaves or the input ends.

    ``areas`` is a sentence about the local packs there are, ``notice`` what the person must be told about the rules;
    either may be empty. ``keeper`` is the saved case to go on with, which is then saved after every answer;
    ``keep_file`` writes a form to a file, ``desk`` opens the shelf of saved cases. Raises nothing of its own; what the
    streams raise (the reader of a pipe has left, Ctrl+C) comes through.
    """
    talk = Talk(guide, lines, keeper=keeper, keep=keep_file, desk=desk)
    for line in welcome(guide.rule_set, areas, notice):
        talk.say(line)
    welcome_back(talk)
    write_owed(talk)
    while not talk.over:
        before = talk.session
        _turn(talk, talk.view)
        keep(talk, before)
    lines.flush()


def _turn(talk: Talk, view: View) -> None:
    """One thing written, one line read, one thing done."""
    if view.page is not None:
        ask_question(talk, view, view.page)
        if talk.over and talk.lines.ended:
            _input_ended(talk, talk.view)
        return
    at_plan(talk, view)
    found = command_at_plan(talk)
    if found is not None:
        obey(talk, found[0], found[1], view)
    if talk.over and talk.lines.ended and talk.told != talk.read_out:
        write_plan(talk, talk.plan(talk.view))


def _input_ended(talk: Talk, view: View) -> None:
    """The input ended at a question: write the plan so far and what it does not rest on."""
    if view.enough:
        write_plan(talk, talk.plan(view))
        return
    talk.say("The answers end here.")
    write_plan_so_far(talk, view)
    talk.say()
    talk.say(card_text())
