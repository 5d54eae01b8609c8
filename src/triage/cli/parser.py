"""The command line: which commands there are, what they take, and help for a mistyped one.

Standard library only: nothing here may slow ``triage --version`` down.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from triage import __version__
from triage.cli.errors import Stop, unknown
from triage.cli.making_options import add_options

PROGRAM = "triage"
FORMATS = ("text", "json", "github")

_DESCRIPTION = """\
What to do next when you are worried about a child.

  triage                         answer a few questions and get a plan (full screen)
  triage ask                     the same, line by line; works with a screen reader and through a pipe
  triage decide answers.yaml     the plan for a file of answers
  triage explain RULE            one rule: when it holds, what it brings, and the guidance behind it

If a child is in danger now, ring 999 first."""

_EPILOG = "Exit codes, environment variables and keys are listed in docs/commands.md."

COMMANDS: dict[str, str] = {
    "ask": "Ask the questions line by line and give the plan. No redraw, no colour.",
    "decide": "Give the plan for a file of answers.",
    "questions": "List every question with its answers and what not sure means.",
    "explain": "Show one rule: when it holds, what it brings, and the guidance behind it.",
    "uses": "Show everything that uses a question, an answer, a fact, a step or another named part.",
    "new": "Write a new topic, rule, source or pack from your own words, checked before it is kept.",
    "check": "List every problem in the rule files, with its place and what to do.",
    "test": "Run the scenarios that stand beside the rules.",
    "prove": "Prove what must be so in every case, over all answers, and tell each failure as a case.",
    "watch": "Check the rules at every save, run the scenarios it touches, prove the rest, and say what is wrong.",
    "workbench": "Look at the rules, try answers on them, and see what is wrong while you edit (full screen).",
    "where": "Show the folders and rule packs that are used.",
}
"""Every command with its one line of help, in the order of the documentation."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are plain sentences with a suggestion, raised as :class:`Stop`."""

    def error(self, message: str) -> NoReturn:
        """Raise the complaint instead of printing usage and leaving."""
        option = message.removeprefix("unrecognized arguments: ").split(" ")[0]
        if message.startswith("unrecognized arguments: "):
            raise unknown("option" if option.startswith("-") else "extra argument", option, self._options())
        raise Stop(message[:1].upper() + message[1:] + ".", remedy=f"See: {self.prog} --help")

    def _options(self) -> list[str]:
        """Every option of this parser and of its commands: the complaint comes from the outermost one."""
        options = {text for action in self._actions for text in action.option_strings if text.startswith("--")}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
                options.update(*(command._options() for command in action.choices.values()))  # noqa: SLF001
        return sorted(options)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a command or a choice that does not exist, naming the nearest one that does."""
        if action.choices is not None and value not in action.choices:
            what = str(action.metavar).lower() if isinstance(action, argparse._SubParsersAction) else _name(action)  # noqa: SLF001
            raise unknown(what, str(value), [str(choice) for choice in action.choices])


def _name(action: argparse.Action) -> str:
    return action.option_strings[-1].lstrip("-") if action.option_strings else action.dest


def build_parser() -> Parser:
    """The whole command line. Options that every command shares may stand before or after the command."""
    parser = Parser(
        prog=PROGRAM,
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"triage {__version__}", help="Show the version.")
    _add_shared(parser, default=None)
    parser.add_argument("--plain", action="store_true", help="Ask line by line even where the full screen would work.")
    parser.add_argument("--watch", action="store_true", help="Take up changes of the rule files while the app is open.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        _add_shared(command, default=argparse.SUPPRESS)
        _ARGUMENTS.get(name, lambda _: None)(command)
    return parser


def _add_shared(parser: argparse.ArgumentParser, default: Any) -> None:
    parser.add_argument(
        "--area",
        "--pack",
        dest="areas",
        metavar="AREA",
        action="append",
        default=default,
        help="Lay a local pack over the national rules, such as gloucestershire.",
    )
    parser.add_argument(
        "--rules",
        metavar="FOLDER",
        default=default,
        help="Use the rules and guidance folders found in FOLDER.",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


def _decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", metavar="ANSWERS", help="A YAML file of question: answer lines, or - for input.")
    parser.add_argument("--at", metavar="TIME", help="Count time limits from TIME (2026-11-20T17:00), not from now.")
    _add_json(parser)


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="The name of a rule, or an old term such as CAF.")
    _add_json(parser)


def _uses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="A name from the rule files, or question=answer for one answer.")
    _add_json(parser)


def _new(parser: argparse.ArgumentParser) -> None:
    add_options(parser, Parser, lambda made: _add_shared(made, default=argparse.SUPPRESS))


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or one file in it.")
    parser.add_argument("--format", choices=FORMATS, default="text", help="How to list the problems.")


def _test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or a part of it to test alone.")


def _prove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or one pack in it.")
    parser.add_argument("--keep", metavar="FILE", help="Add the case of each failed proof to FILE as a scenario.")
    _add_json(parser)


def _watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or a part of it to watch alone.")
    parser.add_argument("--once", action="store_true", help="Go over the rules once and end, for scripts.")
    parser.add_argument("--json", action="store_true", help="Give one line of JSON for each round.")


def _workbench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or one file in it to begin at.")


_ARGUMENTS = {
    "decide": _decide,
    "questions": _add_json,
    "explain": _explain,
    "uses": _uses,
    "new": _new,
    "check": _check,
    "test": _test,
    "prove": _prove,
    "watch": _watch,
    "workbench": _workbench,
}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as given. Raises Stop for any that cannot be understood, SystemExit for help and version."""
    return build_parser().parse_args(list(argv))
