"""The streams of the process: the one place where commands write, cleaned and in letters the stream can show."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TextIO

from triage.cli.exit_codes import ExitCode
from triage.plain.ascii import can_show_all, to_ascii
from triage.text import clean


@dataclass(frozen=True)
class Outcome:
    """What a command has to say: its result for standard output, messages for standard error, and its exit code."""

    result: str = ""
    code: ExitCode = ExitCode.FINE
    message: str = ""


def write(stream: TextIO, text: str) -> None:
    """Write ``text`` cleaned, in ASCII where the stream cannot show more, ending with a line end. Flushes."""
    if not text:
        return
    shown = clean(text)
    if not can_show_all(getattr(stream, "encoding", None)):
        shown = to_ascii(shown)
    stream.write(shown if shown.endswith("\n") else shown + "\n")
    stream.flush()


def json_text(data: Any) -> str:
    """``data`` as JSON for standard output; letters the stream cannot show are escaped, so that nothing is lost."""
    escaped = not can_show_all(getattr(sys.stdout, "encoding", None))
    return json.dumps(data, ensure_ascii=escaped, indent=2)


def deliver(outcome: Outcome) -> ExitCode:
    """Write what a command has to say and return its exit code.

    When whoever reads the output has left (``| head``), the rest is dropped and the code stands.
    """
    try:
        write(sys.stdout, outcome.result)
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
    with suppress(BrokenPipeError):
        write(sys.stderr, outcome.message)
    return outcome.code


def close_quietly() -> None:
    """After a reader has left: let nothing more be written, so that Python does not complain at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def prepare_streams() -> None:
    """Make the three streams fit to use: a closed one is empty, and a byte that is no letter, or a letter the terminal
    cannot show, takes the room of one letter rather than stop a person half way."""
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    for stream in (sys.stdin, sys.stderr):  # the full screen is painted on the latter
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(OSError, ValueError):
                reconfigure(errors="replace")
