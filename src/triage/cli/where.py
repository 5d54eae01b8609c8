"""``triage where``: every folder and file the program uses, and the rules found there."""

from __future__ import annotations

import platform
from argparse import Namespace
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

from triage import __version__
from triage.cli.bugs import LOG_NAME
from triage.cli.choosing import open_shelf
from triage.cli.folders import key_lists, releases_folder
from triage.cli.output import Outcome
from triage.cli.settings import Settings, require_folder
from triage.locate import GUIDANCE, RULES


def where(_arguments: Namespace, settings: Settings, _now: datetime) -> Outcome:
    """Show the folders, the packs in them and the files that may ever be written. Reads; writes nothing."""
    from triage.rules.load import available_packs, law_switches

    require_folder(settings.folder, settings.chosen_by)
    rows = [
        ("program", f"triage {__version__}, Python {platform.python_version()}"),
        ("rules", f"{settings.folder / RULES} ({settings.chosen_by})"),
        ("guidance", f"{settings.folder / GUIDANCE}"),
        ("releases", _releases()),
        ("engine", "durable-rules and the second evaluator" if _engine_found() else "the evaluator alone"),
        ("faults", f"{log_folder() / LOG_NAME} (written only after a fault; holds no answers)"),
        ("cases", _cases()),
    ]
    for pack in available_packs(settings.folder):
        over = f", laid over {pack.extends}" if pack.extends else ""
        rows.append(("pack", f"{pack.id}: {pack.title} {pack.version}{over}, review by {_day(pack.review_by)}"))
    for switch in law_switches(settings.folder):
        standing = "in force" if switch.on else "not in force"
        title = switch.title.removesuffix(" is in force")
        rows.append(("law", f"{standing}: {title} ({switch.id}, checked on {_day(switch.checked_on)})"))
    return Outcome("\n".join(f"{name:<10}{text}" for name, text in rows))


def _cases() -> str:
    """Whether answers are kept anywhere, and where."""
    from triage.cli.case_place import cases_folder
    from triage.store.opening import is_on

    if is_on(cases_folder()):
        return f"{cases_folder()} (encrypted; only cases you start with: triage cases new)"
    return "off: answers are kept nowhere (to save cases: triage cases on)"


def _releases() -> str:
    """Where releases are installed, how many, and which lists of trusted keys there are."""
    installed = len(open_shelf().hashes())
    lists = ", ".join(str(path) for path in key_lists() if path.is_file()) or "none yet"
    return f"{releases_folder()} ({installed} installed; lists of trusted keys: {lists})"


def _engine_found() -> bool:
    return find_spec("durable_rules_engine") is not None


def _day(day: date) -> str:
    return f"{day:%d %B %Y}".lstrip("0")


def log_folder() -> Path:
    """Where the log of faults goes on this machine."""
    from platformdirs import user_log_path

    return user_log_path("triage", appauthor=False)
