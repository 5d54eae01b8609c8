"""The tables of ``docs/commands.md``, made from the lists the program itself uses.

``python -m triage.cli.reference docs/commands.md`` writes them afresh. A test fails when the file is out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from triage.cli.exit_codes import MEANINGS
from triage.cli.parser import COMMANDS, build_parser
from triage.cli.settings import ENVIRONMENT
from triage.commands import COMMANDS as ACTIONS
from triage.commands import EVERYWHERE, Command, Where

_PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """``text`` with every part between ``<!-- made: name -->`` and ``<!-- end -->`` made afresh.

    Raises KeyError for a part of an unknown name.
    """
    return _PART.sub(lambda part: f"{part[1]}\n{TABLES[part[2]]()}\n\n{part[3]}", text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def commands_table() -> str:
    """Every command with what it takes."""
    rows = [("`triage`", "Open the full screen, or ask line by line where that cannot work.")]
    rows += [(f"`{_usage(name, parser)}`", text) for name, parser, text in _with_kinds()]
    return table(("Command", "What it does"), rows)


def options_table() -> str:
    """Every option, with the commands that take it."""
    root = build_parser()
    shared = {option for action in _options(root) for option in action.option_strings}
    rows = [_option_row(action, "`triage`" if action.dest in _ALONE else "every command") for action in _options(root)]
    own: dict[tuple[str, str], list[str]] = {}
    for name, parser, _ in _with_kinds():
        for action in _options(parser):
            if not shared & set(action.option_strings):
                text, meaning, _ = _option_row(action, "")
                own.setdefault((text, meaning), []).append(f"`{name}`")
    rows += [(text, meaning, ", ".join(names)) for (text, meaning), names in own.items()]
    return table(("Option", "Meaning", "With"), rows)


_ALONE = {"case", "plain", "version", "watch"}
"""Options of ``triage`` that no command takes."""


def _parsers() -> Mapping[str, argparse.ArgumentParser]:
    return _below(build_parser())


def _below(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    actions = parser._actions  # noqa: SLF001 - argparse has no public way to list its parts
    found = (action.choices for action in actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    return next(found, {})


def _with_kinds() -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Every command with its help; for a command that has kinds, each of them."""
    for name, parser in _parsers().items():
        kinds = _below(parser)
        if not kinds:
            yield name, parser, COMMANDS[name]
        for kind, below in kinds.items():
            yield f"{name} {kind}", below, below.description or ""


def _options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if action.option_strings]  # noqa: SLF001


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    plain = [action for action in parser._actions if not action.option_strings]  # noqa: SLF001
    taken = [f"[{action.metavar}]" if action.nargs == "?" else str(action.metavar) for action in plain]
    return " ".join(["triage", name, *taken])


def _option_row(action: argparse.Action, commands: str) -> tuple[str, str, str]:
    value = f" {action.metavar}" if action.metavar else ""
    value = f" {'/'.join(action.choices)}" if action.choices else value
    text = ", ".join(f"`{option}{value}`" for option in action.option_strings)
    meaning = (action.help or "").strip().rstrip(".")
    return text, f"{meaning[:1].upper()}{meaning[1:]}.", commands


def environment_table() -> str:
    """Every environment variable that is looked at."""
    return table(("Variable", "Meaning"), [(f"`{name}`", meaning) for name, meaning in ENVIRONMENT.items()])


def exit_codes_table() -> str:
    """Every exit code."""
    return table(("Code", "Meaning"), [(str(int(code)), meaning) for code, meaning in MEANINGS.items()])


def keys_table() -> str:
    """Everything a person can do in the app, by key and by word."""
    return table(("Key", "Typed line by line", "What it does", "Where"), [_action_row(action) for action in ACTIONS])


def _action_row(action: Command) -> tuple[str, str, str, str]:
    words = ", ".join(f"`{word}`" for word in action.words)
    words += f" and {action.takes}" if action.takes and words else ""
    if action.id == "choose":
        words = "the number"
    keys = ", ".join(f"`{key}`" for key in action.key_labels) if action.keys_shown != "1-9" else "`1` to `9`"
    return keys, words, f"**{action.title}.** {action.help}", _where(action)


def _where(action: Command) -> str:
    return "everywhere" if action.where == EVERYWHERE else ", ".join(one.value for one in Where if one in action.where)


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": commands_table,
    "options": options_table,
    "environment": environment_table,
    "exit_codes": exit_codes_table,
    "keys": keys_table,
}
"""The parts of the document by name."""


def main(paths: Sequence[str]) -> None:
    """Write the parts of each file afresh. Raises OSError when a file cannot be read or written."""
    for path in map(Path, paths):
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
