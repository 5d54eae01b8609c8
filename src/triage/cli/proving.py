"""``triage prove``: what must be so in every case, proved over all answers; each failure told as a short case."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from triage.cli.adding import schema_line
from triage.cli.checking import target
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, packs_asked
from triage.policy.prove.keep import CannotKeepError, with_scenarios
from triage.policy.prove.report import report_data, report_text
from triage.policy.prove.run import PackProofs, prove_pack
from triage.policy.prove.solver import Solver, SolverMissingError
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.raw_text import LARGEST_FILE
from triage.rules.statements_reader import read_statements


def prove(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Prove the safety statements of every pack, or of the areas or the one pack asked for, and what is built in.

    Ends in 1 when a proof fails. Raises Stop when the solver is not installed.
    """
    folder, part = target(arguments.path, settings)
    names = packs_asked(folder, settings.areas, part)
    try:
        Solver().close()  # told here, before any other process is begun
        found = _side_by_side(folder, names, now.date()) or _one_by_one(folder, names, now.date())
    except SolverMissingError as missing:
        raise Stop(str(missing)) from missing
    message = _keep(Path(arguments.keep).expanduser(), found) if arguments.keep else ""
    code = ExitCode.PROBLEMS_FOUND if any(one.failed for one in found) else ExitCode.FINE
    return Outcome(json_text(report_data(found)) if arguments.json else report_text(found), code, message)


def _one_by_one(folder: Path, names: Sequence[str], today: date) -> list[PackProofs]:
    rules = cache(lambda pack: load(folder, [pack], today))
    return [_prove(folder, name, rules) for name in names]


def _side_by_side(folder: Path, names: Sequence[str], today: date) -> list[PackProofs]:
    """The packs proved in processes of their own, as many at a time as there are cores. Nothing when that cannot be.

    Whatever goes wrong there is told by doing it again here, where it can be told in full.
    """
    if len(names) < 2 or (os.cpu_count() or 1) < 2:
        return []
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
            return [proofs for (proofs,) in pool.map(partial(_alone, folder, today), names)]
    except Exception:
        return []


def _alone(folder: Path, today: date, name: str) -> list[PackProofs]:
    return _one_by_one(folder, [name], today)


def _prove(folder: Path, name: str, rules: Callable[[str], RuleSet]) -> PackProofs:
    rule_set = rules(name)
    below = next((pack.extends for pack in rule_set.packs if pack.id == name), "")
    statements = read_statements(folder, [pack.id for pack in rule_set.packs], rule_set)
    return prove_pack(rule_set, statements, rules(below) if below else None)


def _keep(path: Path, found: Sequence[PackProofs]) -> str:
    """Add the cases of what failed to a scenario file. Raises Stop when that cannot be done."""
    if path.exists() and (not path.is_file() or path.stat().st_size > LARGEST_FILE):
        raise Stop("This is not a scenario file.", place=str(path))
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        failed = {proof.name: proof for one in found for proof in one.failed}
        whole, added = with_scenarios(text, list(failed.values()), schema_line(path))
    except (CannotKeepError, UnicodeDecodeError) as error:
        reason = str(error) if isinstance(error, CannotKeepError) else "This is not a scenario file."
        raise Stop(reason, place=str(path)) from error
    if added:
        path.write_text(whole, encoding="utf-8")
    return f"{added} case{'' if added == 1 else 's'} added to {path}."
