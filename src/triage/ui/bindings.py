"""Keys for the screens, made from the one list of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from triage.commands import BY_ID, DIGITS, Command, Where, commands_at

_FIRST = ("card", "blank", "close", "continue", "back", "mark", "happened", "why-ask", "line", "case", "why", "help",
          "choose", "done", "edit", "problems", "try", "clear", "another",
          "reveal", "hide", "edition", "differing", "vote", "what-if", "try-again", "next-story", "projector", "lot",
          "topic", "level")  # fmt: skip
"""What the row of keys shows before anything else, the most needed first."""
_AT_A_CASE = ("card", "blank", "close", "pick", "case", "plan", "help", "happened", "forms", "danger", "ladder")
"""The same for the places of a case."""
_KEYS_ENOUGH = (Where.WORKBENCH, Where.STORIES, Where.STORY, Where.PROJECTOR, Where.EDITIONS)
"""Parts with so many keys of their own that contacts and guidance are only told in help."""
SPARE_LETTERS = tuple("efijklmortwxyz")
"""Keys for the tenth and later lines of a page: letters that no command uses while answering (a test holds this)."""


def bindings_for(where: Where) -> list[BindingType]:
    """A binding for each key of each command there, but for keys that lists answer by themselves."""
    made: list[BindingType] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    for command in commands_at(where):
        if not command.widget and command.keys != DIGITS:
            made += [Binding(key, f"command('{command.id}')", command.title, show=False) for key in command.keys]
    return made


def key_of(command_id: str) -> str:
    """The first key of a command, as a person reads it."""
    return BY_ID[command_id].key_labels[0]


def first_key(command_id: str) -> str:
    """The first key of a command, by the name the terminal library gives it."""
    return BY_ID[command_id].keys[0]


def line_keys(count: int) -> tuple[str, ...]:
    """A key for each of ``count`` lines of a page: 1 to 9, then letters, then none."""
    keys = (*DIGITS, *SPARE_LETTERS)
    return tuple(keys[place] if place < len(keys) else "" for place in range(count))


def shown_in_bar(where: Where) -> tuple[Command, ...]:
    """The commands the row of keys shows there, the ones to leave out last first.

    "Not sure" is not among them: it stands on the page with its key.
    """
    first = _AT_A_CASE if where is Where.CASE else _FIRST
    here = [command for command in commands_at(where) if command.listed or command.id in first]
    if where in _KEYS_ENOUGH:
        here = [command for command in here if command.id not in ("contacts", "guidance")]
    if where is not Where.PLAN:  # it works there too, and is told in help
        here = [command for command in here if command.id != "differ"]
    return tuple(sorted((one for one in here if one.id != "not-sure"), key=lambda one: _importance(one, first)))


def _importance(command: Command, first: tuple[str, ...]) -> int:
    return first.index(command.id) if command.id in first else len(first)
