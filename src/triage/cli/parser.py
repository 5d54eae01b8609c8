"""The command line: which commands there are, what they take, and help for a mistyped one.

Standard library only: nothing here may slow ``triage --version`` down.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from triage import __version__
from triage.cli import release_arguments
from triage.cli.cases_options import PAPERS
from triage.cli.cases_options import add_options as add_cases_options
from triage.cli.errors import Stop, unknown
from triage.cli.making_options import add_options
from triage.cli.teaching_options import add_options as add_teaching_options

PROGRAM = "triage"
FORMATS = ("text", "json", "github")
GRAPH_FORMATS = ("tree", "mermaid", "dot", "json")
GRAPHS_OF = ("topic", "question", "rule")

_DESCRIPTION = """\
What to do next when you are worried about a child.

  triage                         answer a few questions and get a plan (full screen)
  triage ask                     the same, line by line; works with a screen reader and through a pipe
  triage ask 7-blue              the same for a saved case, saved after every answer
  triage today                   what is due in your saved cases
  triage decide answers.yaml     the plan for a file of answers
  triage explain RULE            one rule: when it holds, what it brings, and the guidance behind it

If a child is in danger now, ring 999 first."""

_EPILOG = "Exit codes, environment variables and keys are listed in docs/commands.md."

COMMANDS: dict[str, str] = {
    "ask": "Ask the questions line by line and give the plan. No redraw, no colour.",
    "today": "Show what is due in your saved cases, what is overdue first.",
    "cases": "List your saved cases, and do all else with them: start, show, note, export, delete.",
    "decide": "Give the plan for a file of answers.",
    "forms": "List the forms and letters, with those a file of answers calls for.",
    "write": "Fill a form or letter from a file of answers: text, Markdown, HTML or Word.",
    "questions": "List every question with its answers and what not sure means.",
    "explain": "Show one rule: when it holds, what it brings, and the guidance behind it.",
    "uses": "Show everything that uses a question, an answer, a fact, a step or another named part.",
    "graph": "Draw where answers lead: every route with what not sure and not asked lead to.",
    "docs": "Write the rules as a handbook of web pages that can be read, searched and printed.",
    "new": "Write a new topic, rule, source or pack from your own words, checked before it is kept.",
    "check": "List every problem in the rule files, with its place and what to do.",
    "test": "Run the scenarios that stand beside the rules.",
    "mutate": "Weaken the rules on purpose, one small thing at a time, and say what nothing notices.",
    "prove": "Prove what must be so in every case, over all answers, and tell each failure as a case.",
    "watch": "Check the rules at every save, run the scenarios it touches, prove the rest, and say what is wrong.",
    "diff": "Say what one version of the rules changes for any case, held against another, over all answers.",
    "release": "Check the rules in every way, and pack and sign them for other computers.",
    "trust": "Show whose releases this computer goes by, or trust a key.",
    "install": "Verify a release of rules and put it beside the others.",
    "releases": "List the installed releases: dates, key, and which is used.",
    "use": "Choose the rules to go by: an installed release, or built-in.",
    "remove": "Take a release off this computer.",
    "rerun": "Decide a past case again under its own rules, or see what would differ under others.",
    "workbench": "Look at the rules, try answers on them, and see what is wrong while you edit (full screen).",
    "feedback": "Count how often people saw it differently, by rule and reason, for whoever owns the rules.",
    "teach": "Practise on stories: say what you would do, see what the rules say and where you part, and why.",
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
    parser.add_argument("--case", metavar="CASE", help="Go on with a saved case, saved after every answer.")
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
    parser.add_argument(
        "--release",
        metavar="RELEASE",
        default=default,
        help="Use this installed release of the rules, by name or hash, or built-in.",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


def _decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", metavar="ANSWERS", help="A YAML file of question: answer lines, or - for input.")
    parser.add_argument("--at", metavar="TIME", help="Count time limits from TIME (2026-11-20T17:00), not from now.")
    _add_json(parser)


def _ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", nargs="?", help="The saved case to go on with. See: triage cases")


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ics", metavar="FILE", help="Write what is due to FILE for a calendar. It is not encrypted.")
    _add_json(parser)


def _feedback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="Files that --out wrote, to add up. Without: your cases."
    )
    parser.add_argument("--since", metavar="DATE", help="Count only what was said from DATE (2026-11-22) on.")
    parser.add_argument("--exact", action="store_true", help="Give numbers below 5 too. They can point to a case.")
    parser.add_argument("--out", metavar="FILE", help="Write the counts to FILE too, to pass on.")
    _add_json(parser)


def _cases(parser: argparse.ArgumentParser) -> None:
    add_cases_options(parser, Parser, lambda made: _add_shared(made, default=argparse.SUPPRESS))


def _forms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", metavar="ANSWERS", nargs="?", help="A file of answers: its forms come first.")
    _add_json(parser)


def _write(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM", help="The name of a form, as triage forms lists them.")
    parser.add_argument("answers", metavar="ANSWERS", help="A YAML file of question: answer lines, or - for input.")
    parser.add_argument("--as", dest="form_format", choices=PAPERS, default="text", help="What to write it as.")
    parser.add_argument("--out", metavar="FILE", help="Write it to a new file. A file that is there is never changed.")
    parser.add_argument("--at", metavar="TIME", help="Count time limits from TIME (2026-11-20T17:00), not from now.")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="The name of a rule, or an old term such as CAF.")
    _add_json(parser)


def _uses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="A name from the rule files, or question=answer for one answer.")
    _add_json(parser)


def _graph(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="A topic, question or rule; without it, all topics.")
    parser.add_argument("--format", choices=GRAPH_FORMATS, default="tree", help="How to draw it.")
    parser.add_argument("--of", choices=GRAPHS_OF, help="What NAME is, where a topic and a question share it.")


def _docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FOLDER", default="handbook", help="Where to write it; left out, handbook.")
    parser.add_argument("--since", metavar="OLD", help="Tell what changed since OLD: a folder or a git revision.")
    parser.add_argument("--on", metavar="DATE", help="Write it as on DATE (2026-11-22), not as of today.")


def _new(parser: argparse.ArgumentParser) -> None:
    add_options(parser, Parser, lambda made: _add_shared(made, default=argparse.SUPPRESS))


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or one file in it.")
    parser.add_argument("--format", choices=FORMATS, default="text", help="How to list the problems.")
    parser.add_argument("--explain", metavar="CODE", help="Tell what a code such as TR415 is about, with an example.")
    parser.add_argument("--list", action="store_true", help="List every code there is.")


def _test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or a part of it to test alone.")
    parser.add_argument("--new", metavar="ANSWERS", help="Make a scenario of a file of answers, or a decision as JSON.")
    parser.add_argument("--name", metavar="WORDS", help="What the new scenario is called: the case in one line.")
    parser.add_argument("--in", dest="into", metavar="FILE", help="The scenario file it goes to.")
    _add_json(parser)


def _mutate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="A folder of rules, or one pack in it.")
    parser.add_argument("--only", metavar="NAME", help="Try one topic, rule, question or step alone.")
    parser.add_argument("--sample", metavar="N", type=int, help="Try so many, drawn at random.")
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help="Which draw; the same one gives the same again."
    )
    parser.add_argument("--keep", metavar="FILE", help="Add a case for each that goes unnoticed to FILE as a scenario.")
    parser.add_argument("--table", action="store_true", help="Give only the table, for a page of the documentation.")
    _add_json(parser)


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


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "versions",
        metavar="VERSION",
        nargs="*",
        help="The old version, then the new one: a folder, a release or a git revision. "
        "One alone is held against the folder in use; none is the last commit.",
    )
    parser.add_argument("--sign-off", metavar="FILE", help="A file that says who accepted which change, and why.")
    parser.add_argument("--sign-off-draft", action="store_true", help="Give only the lines for such a file.")
    parser.add_argument("--format", choices=(*FORMATS, "markdown"), default="text", help="How to tell the changes.")
    _add_json(parser)


def _teach(parser: argparse.ArgumentParser) -> None:
    add_teaching_options(parser, Parser, lambda made: _add_shared(made, default=argparse.SUPPRESS))


_ARGUMENTS = {
    "ask": _ask,
    "today": _today,
    "feedback": _feedback,
    "cases": _cases,
    "decide": _decide,
    "forms": _forms,
    "write": _write,
    "questions": _add_json,
    "explain": _explain,
    "uses": _uses,
    "graph": _graph,
    "docs": _docs,
    "new": _new,
    "check": _check,
    "test": _test,
    "mutate": _mutate,
    "prove": _prove,
    "diff": _diff,
    "watch": _watch,
    "workbench": _workbench,
    "release": release_arguments.add_release,
    "trust": release_arguments.add_trust,
    "install": release_arguments.add_install,
    "releases": release_arguments.add_releases,
    "use": release_arguments.add_use,
    "remove": release_arguments.add_remove,
    "rerun": release_arguments.add_rerun,
    "teach": _teach,
}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as given. Raises Stop for any that cannot be understood, SystemExit for help and version."""
    return build_parser().parse_args(list(argv))
