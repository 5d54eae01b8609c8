"""Writes to saved cases in processes of its own, so that they can be killed.

For each line it reads, ``FOLDER WORD`` or ``set-up FOLDER``, it forks a process that writes notes as fast as it can and says
``saved N`` after each, on the same output, until it is killed or has written :data:`MOST`.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from triage.case.events import noted
from triage.case.keeping import ChangedElsewhereError
from triage.store.opening import open_cases, set_up
from triage.store.sealing import Cost

LIGHT = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
SECRET = "SECRETthe-childs-own-wordsSECRET"
MOST = 60


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def write_notes(folder: Path, word: str) -> None:
    """Write notes to the case 7-blue. When another process was quicker, start from what it wrote."""
    store = open_cases(folder, lambda: PASSPHRASE, LIGHT)
    case = store.load("7-blue")
    number = 0
    while number < MOST:
        text = f"{SECRET} {word} {number} " + "words " * (number % 7 * 40)
        try:
            case = store.append(case, [noted(datetime(2026, 11, 20, tzinfo=UTC), text)])
        except ChangedElsewhereError:
            case = store.reload(case)
            continue
        say(f"saved {word} {number}")
        number += 1


def serve() -> None:
    for line in sys.stdin:
        first, second = line.split()
        child = os.fork()
        if child == 0:
            try:
                if first == "set-up":
                    say(f"pid {os.getpid()}")
                    set_up(Path(second), PASSPHRASE, LIGHT)
                    say("saved set-up 0")
                else:
                    say(f"pid {os.getpid()}")
                    write_notes(Path(first), second)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0) if second != "beside" else (0, 0)
        say(f"ended {status}")


if __name__ == "__main__":
    serve()
