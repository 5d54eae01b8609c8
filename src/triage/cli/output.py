"""The streams of the process: the one place where commands write, cleaned and in letters the stream can show."""

from __future__ import annotations

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
    with suppress(BrokenPipeError):
        write(sys.stdout, outcome.result)
        write(sys.stderr, outcome.message)
        sys.stdout.flush()
        return outcome.code
    close_quietly()
    return outcome.code


def close_quietly() -> None:
    """After a reader has left: let nothing more be written, so that Python does not complain at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def forgiving_input() -> None:
    """Let a byte that is no letter in the input be shown as one that is, rather than stop a person half way."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        with suppress(OSError, ValueError):
            reconfigure(errors="replace")
