"""Opens the person's own editor at a line, in this terminal, and comes back when it is closed."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from textual.app import SuspendNotSupported

from triage.policy.workbench.editor import NOT_FOUND, at_line, editor_words
from triage.rules.model import Place
from triage.ui.guide import Door

SEALED = "These rules are an installed release, which must not be changed. Edit the folder it was made from."
Suspend = Callable[[], AbstractContextManager[None]]


def open_editor(door: Door, place: Place, suspend: Suspend) -> str:
    """Open the file at its line and wait until the editor is closed. Gives nothing, or in words why it could not be.

    ``suspend`` gives the terminal away for as long as the editor has it.
    """
    if door.sealed():
        return SEALED
    file = (door.folder() / place.file).resolve()
    if not file.is_file():
        return f"{place.file} is not there any more."
    editor = editor_words(door.environment, platform.system(), shutil.which)
    if not editor:
        return NOT_FOUND
    command = at_line((shutil.which(editor[0]) or editor[0], *editor[1:]), file, place.line, place.column)
    try:
        code = door.run(command) if door.run is not None else _in_terminal(command, suspend)
    except SuspendNotSupported:
        return f"An editor cannot be opened from here. Open {place} yourself; a change is seen as soon as it is saved."
    except OSError as trouble:
        return f"{editor[0]} could not be started: {trouble.strerror or 'the system refused'}. Check VISUAL or EDITOR."
    return f"{editor[0]} ended with an error ({code})." if code else ""


def _in_terminal(command: Sequence[str], suspend: Suspend) -> int:
    with suspend():
        # The person's own editor, from their own settings, as a list: no shell reads it.
        return subprocess.call(list(command))  # noqa: S603
