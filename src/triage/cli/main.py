"""The ``triage`` command: the first and the last thing that runs, and nothing in between.

What the version needs is all that is loaded before it is known that more is wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from triage import __version__


def run(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code. Never lets an exception, or a value of a case, out."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given == ["--version"]:
        sys.stdout.write(f"triage {__version__}\n")
        return 0
    try:
        from triage.cli.dispatch import carry_out

        return int(carry_out(given))
    except KeyboardInterrupt:  # so early, or so late, that nobody else could take it
        return 130
    except Exception as bug:
        return _fault(bug)


def _fault(bug: Exception) -> int:
    """Say calmly that the program is at fault, with the emergency card, and log where, without any value."""
    from datetime import datetime

    from triage.cli.bugs import bug_message, write_log
    from triage.cli.exit_codes import ExitCode
    from triage.cli.output import Outcome, deliver

    log = None
    with suppress(Exception):  # the words and the card must come, log or no log
        from platformdirs import user_log_path

        log = write_log(bug, user_log_path("triage", appauthor=False), datetime.now())
    return int(deliver(Outcome(code=ExitCode.BUG, message=bug_message(bug, log))))
