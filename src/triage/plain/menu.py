"""Words for what can be done next: at a question, at the plan, and in help."""

from __future__ import annotations

from triage.commands import Command, Where, commands_at
from triage.plain.lines import Lines
from triage.rules.model import RuleSet
from triage.session.view import SectionState, View

_TITLES = {Where.QUESTION: "At a question you can type:", Where.PLAN: "At the plan you can type:"}


def write_help(lines: Lines, where: Where) -> None:
    """Everything that can be typed there, one line each."""
    lines.say()
    lines.say(_TITLES[where])
    if where is Where.QUESTION:
        lines.listed("1 2 3", "The number of an answer. Where more than one may be so, several: 1 3.", room=8)
    for command in commands_at(where):
        if command.words:
            lines.listed(_mark(command), f"{command.title}. {command.help}", room=8)
    if where is Where.QUESTION:
        lines.say("Nothing you have answered is lost by any of these.")


def fuller_parts(view: View) -> tuple[SectionState, ...]:
    """The parts with questions left that could add to the plan, numbered from 1 in this order."""
    return tuple(section for section in view.sections if section.open_questions)


def write_menu(lines: Lines, view: View, *, brief: bool) -> None:
    """What can be done at the plan; when it has been told before, only ``brief``."""
    lines.say()
    if brief:
        more = " f = make it fuller," if fuller_parts(view) else ""
        lines.say(f"What next? p = all of the plan, o 1 = line 1 in full, w 1 = why line 1,{more} h = help, q = quit.")
        return
    lines.say("What next? Type a letter and press Enter.")
    for command in commands_at(Where.PLAN):
        if command.words and command.id in _ON_MENU and not (command.id == "fuller" and not fuller_parts(view)):
            lines.listed(_MENU_MARKS.get(command.id, command.words[0]), _menu_title(command), room=8)
            if command.id == "fuller":
                _write_parts(lines, view)


def _write_parts(lines: Lines, view: View) -> None:
    for number, part in enumerate(fuller_parts(view), start=1):
        lines.listed(f"f {number}", f"{part.title}: settles {part.settles}.", indent=10, room=5)


_ON_MENU = {
    *("plan", "open", "why", "why-not", "change", "fuller", "differ"),
    *("answers", "contacts", "guidance", "card", "help", "quit"),
}
_MENU_TITLES = {
    "plan": "All of the plan, with the guidance behind it",
    "open": "Line 1 in full",
    "why": "Why line 1 is there",
}
_MENU_MARKS = {"open": "o 1", "why": "w 1", "guidance": "g word"}
_EXAMPLES = _MENU_MARKS | {"fuller": "f 1", "answers": "a 1"}


def _menu_title(command: Command) -> str:
    return _MENU_TITLES.get(command.id, command.title)


def _mark(command: Command) -> str:
    """What to type for a command: an example where something follows its letter."""
    return _EXAMPLES.get(command.id, command.words[0])


def welcome(rule_set: RuleSet, areas: str, notice: str = "") -> tuple[str, ...]:
    """What is said once, before the first question.

    ``areas`` is a sentence about local packs, ``notice`` one about rules that could not be used; either may be empty.
    """
    opening = (
        "Worried about a child? This asks a few questions, one at a time, and then gives you a plan: what to do, who "
        "to ring, by when, what to say and what to write down."
    )
    return (
        opening,
        "If a child is in danger now, ring 999 first.",
        "It is guidance, and it never replaces your own lead. Nothing you type is kept. Type no names.",
        f"Rules: {rule_set.version}. {areas}".rstrip(),
        *((f"Take care. {notice}",) if notice else ()),
    )
