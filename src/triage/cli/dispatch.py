"""From arguments to a command, and from what went wrong in an expected way to words and an exit code.

Heavy libraries are imported only inside the function that needs them.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from triage.cli.choosing import settled
from triage.cli.errors import REMINDER, Stop, rules_refused
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, close_quietly, deliver, prepare_streams
from triage.cli.parser import parse
from triage.cli.settings import Settings, plain_wanted, settings_from
from triage.rules.problems import RulesRefused

Command = Callable[[Namespace, Settings, datetime], Outcome]
"""A command that answers at once: arguments, which rules to use and the time now, to what it has to say."""


def carry_out(argv: Sequence[str]) -> ExitCode:
    """Carry out one command. Everything expected is dealt with here; only faults of the program come out."""
    try:
        return _carry_out(argv)
    except SystemExit as leaving:  # argparse has shown help
        return deliver(Outcome(code=ExitCode.FINE if not leaving.code else ExitCode.USAGE))
    except KeyboardInterrupt:
        return deliver(Outcome(code=ExitCode.INTERRUPTED, message=f"\nStopped. {REMINDER}"))
    except BrokenPipeError:
        close_quietly()
        return ExitCode.FINE
    except OSError as trouble:  # the disk is full, the terminal has gone: nothing a report would help with
        close_quietly()
        reason = trouble.strerror or "no reason given"
        return deliver(Outcome(code=ExitCode.USAGE, message=f"The system would not go on: {reason}. {REMINDER}"))
    except Stop as stop:
        return deliver(Outcome(code=stop.code, message=stop.lines()))
    except RulesRefused as refused:
        return deliver(Outcome(code=ExitCode.RULES_REFUSED, message=rules_refused(refused)))


def _carry_out(argv: Sequence[str]) -> ExitCode:
    prepare_streams()
    arguments = parse(argv)
    settings = settings_from(arguments, os.environ)
    if arguments.command in (None, "ask", "workbench"):
        return _interview(arguments, settings)
    now = datetime.now()
    settings = settled(settings, arguments.command, now.date())
    outcome = _command(arguments.command)(arguments, settings, now)
    if settings.notice:
        outcome = replace(outcome, message=f"{settings.notice}\n{outcome.message}".rstrip())
    return deliver(outcome)


def _interview(arguments: Namespace, settings: Settings) -> ExitCode:
    from triage.cli import interview

    terminals = sys.stdin.isatty() and sys.stdout.isatty()
    if arguments.command == "workbench":
        return interview.workbench(settings, arguments.path, terminals=terminals)
    case = arguments.case or ""
    if arguments.command == "ask" or plain_wanted(arguments, os.environ, terminals=terminals):
        return interview.ask(settings, case)
    return interview.full_screen(settings, watch=arguments.watch, case=case)


HOMES = {
    "today": "today",
    "feedback": "feedback",
    "cases": "cases",
    "decide": "deciding",
    "forms": "forms",
    "write": "forms",
    "questions": "questions",
    "explain": "explaining",
    "uses": "using",
    "graph": "graphing",
    "docs": "documenting",
    "new": "making",
    "check": "checking",
    "test": "testing",
    "mutate": "mutating",
    "prove": "proving",
    "diff": "comparing",
    "watch": "watching",
    "release": "releasing",
    "trust": "trusting",
    "install": "shelving",
    "releases": "shelving",
    "use": "shelving",
    "remove": "shelving",
    "rerun": "rerunning",
    "teach": "teaching",
    "where": "where",
}
"""The module of :mod:`triage.cli` that holds the function of each command, which is called as the command is."""


def _command(name: str) -> Command:
    """The function that carries out ``name``. Only its own module is loaded."""
    command: Command = getattr(import_module(f"triage.cli.{HOMES[name]}"), name)
    return command
