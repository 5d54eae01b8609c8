"""Which editor to open a file in, and how to tell it the line: worked out from the settings of the person's system."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PureWindowsPath

_VI = ("vi", "vim", "nvim", "view", "gvim", "ex")
_EMACS = ("emacs", "emacsclient", "mg", "jed")
_OTHERS = ("nano", "pico", "micro", "kak", "joe", "ne", "gedit", "kate", "mcedit", "less")
PLUS_LINE = frozenset((*_VI, *_EMACS, *_OTHERS))
"""Editors that take ``+LINE`` before the file."""
GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
"""Editors that take ``--goto FILE:LINE:COLUMN`` and, to be waited for, ``--wait``."""
COLON = frozenset({"hx", "helix", "subl", "sublime_text", "zed", "atom"})
"""Editors that take ``FILE:LINE:COLUMN``."""
WAITS = frozenset({"subl", "sublime_text", "zed", "atom"})
NOT_FOUND = "No editor is set. Set VISUAL or EDITOR to the one you use, for example: export EDITOR=nano"
_USUAL = ("nano", "vim", "vi", "micro", "emacs")


def editor_words(environment: Mapping[str, str], system: str, found: Callable[[str], object]) -> tuple[str, ...]:
    """The command of the person's editor with its options; empty when there is none.

    ``VISUAL`` counts for more than ``EDITOR``. ``system`` is what ``platform.system()`` says; ``found`` tells whether a
    program is there. Without a setting: Notepad on Windows, elsewhere the first usual editor there is.
    """
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            return _split(environment[name], windows=system == "Windows")
    if system == "Windows":
        return ("notepad.exe",)
    return next(((name,) for name in _USUAL if found(name)), ("open", "-W", "-t") if system == "Darwin" else ())


def _split(setting: str, *, windows: bool) -> tuple[str, ...]:
    """The words of a setting. On Windows a path with spaces may stand without quotes, and a backslash is no escape."""
    if windows:
        whole = setting.strip().strip('"')
        if Path(whole).is_file() or whole.lower().endswith(".exe"):
            return (whole,)
        return tuple(word.strip('"') for word in shlex.split(setting, posix=False))
    try:
        return tuple(shlex.split(setting))
    except ValueError:  # a quote that is not closed
        return tuple(setting.split())


def at_line(editor: tuple[str, ...], file: Path, line: int, column: int = 1) -> tuple[str, ...]:
    """The command that opens ``file`` at a line. An editor we do not know is given the file alone."""
    name = _name(editor[0])
    if name in PLUS_LINE:
        return (*editor, f"+{line}", str(file))
    if name in GOTO:
        wait = () if {"--wait", "-w"} & set(editor) else ("--wait",)
        return (*editor, *wait, "--goto", f"{file}:{line}:{column}")
    if name in COLON:
        wait = ("--wait",) if name in WAITS and not {"--wait", "-w"} & set(editor) else ()
        return (*editor, *wait, f"{file}:{line}:{column}")
    if name == "notepad++":
        return (*editor, f"-n{line}", str(file))
    return (*editor, str(file))


def _name(program: str) -> str:
    """The name of a program without its folder and ending."""
    last = PureWindowsPath(program).name if "\\" in program else PurePath(program).name
    return last.lower().removesuffix(".exe").removesuffix(".cmd")
