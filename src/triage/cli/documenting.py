"""``triage docs``: the rule set as a readable, printable HTML handbook."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from triage.cli.errors import Stop, rules_refused
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome
from triage.cli.settings import Settings, load_rules
from triage.policy.compare.model import Differences
from triage.policy.handbook.book import Book
from triage.policy.handbook.keep import NotAHandbookError, keep
from triage.policy.handbook.make import make_handbook
from triage.rules.model import RuleSet
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements


def docs(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Write the handbook of the rules asked for. Raises Stop for a day, a folder or a version that will not do."""
    today = _day(arguments.on) if arguments.on else now.date()
    rule_set = load_rules(settings, today)
    packs = [pack.id for pack in rule_set.packs]
    scenarios = read_scenarios(settings.folder, packs, rule_set)
    statements = read_statements(settings.folder, packs, rule_set)
    differences = _since(arguments.since, rule_set, settings, today) if arguments.since else None
    files = make_handbook(Book(rule_set, scenarios, statements, today, differences))
    folder = Path(arguments.out).expanduser()
    try:
        keep(folder, files)
    except NotAHandbookError as other:
        remedy = "Name a new or empty folder, or one with a handbook in it: --out FOLDER."
        raise Stop("This holds something else, and is left as it is.", place=str(other), remedy=remedy) from None
    pages = sum(name.endswith(".html") for name in files)
    return Outcome(f"{folder / 'index.html'}\n{pages} pages on {rule_set.version}. Open the first one in a browser.")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        says = f'"{words[:40]}" is not a date.'
        raise Stop(says, place="--on", remedy="Write the year, month and day: 2026-11-22.") from None


def _since(name: str, rule_set: RuleSet, settings: Settings, today: date) -> tuple[Differences, ...]:
    """What changed in the packs of the rule set since the version called ``name``, the national one first."""
    from triage.policy.compare.folders import SideRefusedError, compare_folders
    from triage.policy.compare.opening import open_version
    from triage.policy.compare.revisions import NoRevisionError
    from triage.policy.prove.solver import SolverMissingError

    with ExitStack() as stack:
        try:
            old, new = (open_version(one, settings.folder, stack) for one in (name, ""))
            if Path(name).is_dir():  # where a folder lies on this machine is nothing for a page others read
                old = replace(old, name=old.folder.resolve().name)
            found = compare_folders(old, new, [rule_set.packs[-1].id], today)
        except NoRevisionError as error:
            raise Stop(error.says, remedy=error.remedy) from error
        except SolverMissingError as missing:
            raise Stop(str(missing)) from missing
        except SideRefusedError as error:
            says = f"The rules called {error.side.name} cannot be compared.\n\n{rules_refused(error.refused)}"
            raise Stop(says, code=ExitCode.RULES_REFUSED) from error
    return tuple(one.differences for one in found)
