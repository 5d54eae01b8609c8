"""``triage new topic|rule|source|pack``: writes something new from the owner's own words, checked before it is kept."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import triage
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.making_parts import Making, pack, rule, source, topic
from triage.cli.output import Outcome
from triage.cli.settings import Settings, load_rules
from triage.cli.words_asked import Ask, Form
from triage.plain.lines import Lines
from triage.plan.words import SHORT_WORDS
from triage.policy.scaffold.append import CannotAddError
from triage.policy.scaffold.make import Made, NeverHoldsError, ThereAlreadyError
from triage.policy.scaffold.trial import ChangedMeanwhileError, write
from triage.rules import nodes
from triage.rules.names import check_name
from triage.rules.problems import Collector, render

_MAKERS: dict[str, Callable[[Making], Made]] = {"topic": topic, "rule": rule, "source": source, "pack": pack}


def new(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Make what was asked for. Nothing is written that ``check`` would refuse, or that lacks the owner's words."""
    _refuse_supplied(settings)
    rule_set = load_rules(settings, now.date())
    lines = _terminal()
    form = Form(arguments, _asker(lines) if lines else None, lines.say if lines else None)
    making = Making(arguments.name, form, settings.folder, rule_set, now.date())
    _refuse_name(arguments.making, arguments.name)
    try:
        made = _MAKERS[arguments.making](making)
    except ThereAlreadyError as there:
        raise Stop(
            "This is there already, and is left as it is.", place=str(there), remedy="Choose another name."
        ) from None
    except CannotAddError as cannot:
        raise Stop(f"{cannot} Nothing was written.") from None
    except NeverHoldsError as never:
        remedy = "Look at its condition, and at when the questions in it are asked."
        raise Stop(f'No case was found in which "{never}" holds. Nothing was written.', remedy=remedy) from None
    return _kept(made, settings.folder, arguments)


def _kept(made: Made, folder: Path, arguments: Namespace) -> Outcome:
    kind = arguments.making
    problems = "\n\n".join(render(problem) for problem in made.problems)
    if not made.sound:
        return Outcome("", ExitCode.PROBLEMS_FOUND, f"{problems}\n\nNothing was written.")
    if arguments.show:
        return Outcome("\n".join(f"--- {file}\n{text}" for file, text in made.files.items()), message=problems)
    try:
        write(folder, made.files, made.before)
    except ChangedMeanwhileError as changed:
        raise Stop("This file was changed meanwhile. Nothing was written.", place=str(changed)) from None
    lines = ["Written:", *(f"  {file}{_how(made, file)}" for file in made.files)]
    return Outcome("\n".join([*lines, *_outcome(made, kind), "", *_next(made)]), message=problems)


def _how(made: Made, file: str) -> str:
    return " (new)" if made.before.get(file) is None else " (added to)"


def _outcome(made: Made, kind: str) -> list[str]:
    if made.still_national:
        return ["", f"Still told in the national words: {', '.join(made.still_national)}."]
    if made.reached is None:
        return _WAITS if kind == "rule" else []
    case = made.reached
    pages = "1 page" if case.pages == 1 else f"{case.pages} pages"
    return ["", f"Its case comes to {SHORT_WORDS[case.urgency]} after {pages}. Read it: is that right?"]


_WAITS = ["", "It waits for a law that is switched off, so no case can reach it yet, and it has no scenario."]


def _next(made: Made) -> list[str]:
    folders = sorted({file.rpartition("/")[0] for file in made.files if file.startswith("rules/")})
    lines = ["Next:", "  triage check", *(f"  triage test {folder}" for folder in folders if _tested(made, folder))]
    return [*lines, "  triage prove"] if folders else lines


def _tested(made: Made, folder: str) -> bool:
    return f"{folder}/scenarios.yaml" in made.files


def _refuse_supplied(settings: Settings) -> None:
    """The rules inside the installed program are not a place to write: the next update would take it away."""
    if settings.folder == Path(triage.__file__).resolve().parent / "data":
        says = "These rules came with the program, and an update would overwrite what you write there."
        remedy = "Copy the folders rules and guidance to a folder of your own, and name it with --rules FOLDER."
        raise Stop(says, place=str(settings.folder), remedy=remedy)


def _refuse_name(kind: str, name: str) -> None:
    """A name becomes a file or a folder, so it is looked at before anything else."""
    out = Collector()
    if not check_name(nodes.Scalar(name, "NAME", 1, 1), kind, out):
        (problem,) = out.all()
        raise Stop(
            problem.message[:1].upper() + problem.message[1:],
            remedy=problem.suggestion and f"Try: {problem.suggestion}",
        )


def _terminal() -> Lines | None:
    """The person at the terminal; None when there is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return Lines(sys.stdin, sys.stdout, echo=False)


def _asker(lines: Lines) -> Ask:
    def ask(question: str) -> str | None:
        said, _, prompt = question.rpartition("\n")
        lines.say(said)
        return lines.read(prompt)

    return ask
