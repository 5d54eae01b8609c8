"""``triage check``: every problem in the rule files at once, for a person, a program or a code host."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome
from triage.cli.settings import Settings, require_folder
from triage.locate import GUIDANCE, RULES
from triage.rules.codes import CODES, page_of
from triage.rules.problems import Problem, errors_in, render


def check(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """List every problem in the rules, or in the one file or folder named. Warnings alone still end in 0.

    With ``--list`` or ``--explain`` it looks at no rules, and tells about the codes instead.
    """
    if arguments.list or arguments.explain is not None:
        from triage.cli.explaining_codes import about_codes

        return about_codes(arguments.explain, as_data=arguments.format == "json")
    from triage.policy.checks.run import check_everything

    folder, part = target(arguments.path, settings)
    found = check_everything(folder, now.date())
    problems = [problem for problem in found.problems if within(problem.place.file, part)]
    result = _FORMATS[arguments.format](problems)
    accepted = sum(within(one.place.file, part) for one in found.accepted)
    message = "\n".join(
        line
        for line in (
            _summary(problems, len(found.problems) - len(problems), part),
            f"{_count(accepted, 'finding').capitalize()} accepted beside the rules." if accepted else "",
            found.left_out,
        )
        if line
    )
    code = ExitCode.PROBLEMS_FOUND if errors_in(problems) else ExitCode.FINE
    if arguments.format == "text" and not problems:
        return Outcome(message, code)
    return Outcome(result, code, message)


def target(path: str | None, settings: Settings) -> tuple[Path, str]:
    """The folder that holds the rules meant by ``path``, and the part of it meant ("" for all), as files are named.

    A file or folder inside a rules folder means that part of it. Raises Stop when there is no such thing.
    """
    if path is None:
        require_folder(settings.folder, settings.chosen_by)
        return settings.folder, ""
    named = Path(path).expanduser()
    if not named.exists():
        raise Stop("There is no such file or folder.", place=path)
    whole = named.resolve()
    if (whole / RULES).is_dir():
        return named, ""
    for folder in whole.parents:
        part = whole.relative_to(folder).as_posix()
        if (folder / RULES).is_dir() and part.split("/")[0] in (RULES, GUIDANCE):
            return folder, "" if part == RULES else part
    raise Stop(
        f"There is no folder called {RULES} in it or above it.",
        place=path,
        remedy="Name the folder that holds both rules and guidance, or something inside them.",
    )


def within(file: str, part: str) -> bool:
    """Whether ``file`` is ``part`` or stands in it. Everything stands in the empty part."""
    return not part or file == part or file.startswith(f"{part}/")


def _summary(problems: Sequence[Problem], elsewhere: int, part: str) -> str:
    errors = len(errors_in(problems))
    others = f" ({_count(elsewhere, 'more')} outside {part})" if elsewhere else ""
    if not problems:
        return f"No problems found{others}."
    return f"{_count(errors, 'problem').capitalize()} and {_count(len(problems) - errors, 'warning')} found{others}."


def _count(number: int, word: str) -> str:
    plural = "" if number == 1 or word == "more" else "s"
    return f"{number or 'no'} {word}{plural}"


def _as_text(problems: Iterable[Problem]) -> str:
    return "\n\n".join(f"{render(problem)}\nPage: {page_of(problem.code)}" for problem in problems)


def _as_json(problems: Iterable[Problem]) -> str:
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "severity": problem.severity,
            "title": CODES[problem.code].title,
            "message": problem.message,
            "suggestion": problem.suggestion,
            "page": page_of(problem.code),
        }
        for problem in problems
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_github(problems: Iterable[Problem]) -> str:
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    """The problem as a line that a code host shows beside the line of the file."""
    place = problem.place
    title = f"{problem.code} {CODES[problem.code].title}"
    words = " ".join(filter(None, (problem.message, problem.suggestion, f"See {page_of(problem.code)}")))
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(title)}"
    return f"::{problem.severity} {where}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
}
