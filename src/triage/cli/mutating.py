"""``triage mutate``: the rules spoilt on purpose, one small thing at a time, to see whether anything notices."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from triage.cli.adding import add_drafts
from triage.cli.checking import target
from triage.cli.errors import Stop, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, packs_asked
from triage.policy.mutate.making import mutants
from triage.policy.mutate.model import Mutant
from triage.policy.mutate.report import drafts_of, report_data, report_text, table_markdown
from triage.policy.mutate.run import Fate, Material, Mutated, sampled, try_mutants
from triage.policy.prove.solver import SolverMissingError
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements

_EVERY = 50
"""How many mutants are judged between two looks at the progress."""


def mutate(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Try the mutants of every pack, or of the areas or the one pack asked for.

    Ends in 1 when something goes unnoticed. Raises Stop when the solver is not installed.
    """
    if arguments.sample is not None and arguments.sample < 1:
        raise Stop("A sample has at least one.", place="--sample", remedy="Leave it out to try everything.")
    folder, part = target(arguments.path, settings)
    packs = packs_asked(folder, settings.areas, part)
    rules = cache(lambda pack: load(folder, [pack], now.date()))
    chosen = [(pack, _made(pack, rules)) for pack in packs]
    picked = _picked(chosen, arguments.only or "")
    try:
        found = [_tried(folder, pack, made, rules, arguments, now) for pack, made in picked]
    except SolverMissingError as missing:
        raise Stop(str(missing)) from missing
    message = add_drafts(Path(arguments.keep).expanduser(), drafts_of(found)) if arguments.keep else ""
    code = ExitCode.PROBLEMS_FOUND if any(one.of(Fate.SURVIVED) for one in found) else ExitCode.FINE
    if arguments.json:
        return Outcome(json_text(report_data(found)), code, message)
    return Outcome(table_markdown(found) if arguments.table else report_text(found), code, message)


def _below(pack: str, rules: Callable[[str], RuleSet]) -> RuleSet | None:
    below = next((one.extends for one in rules(pack).packs if one.id == pack), "")
    return rules(below) if below else None


def _made(pack: str, rules: Callable[[str], RuleSet]) -> tuple[Mutant, ...]:
    return mutants(rules(pack), _below(pack, rules))


def _picked(chosen: Sequence[tuple[str, tuple[Mutant, ...]]], only: str) -> list[tuple[str, tuple[Mutant, ...]]]:
    """The mutants of one topic, rule, question or step; all of them when none is named."""
    if not only:
        return list(chosen)
    found = [(pack, tuple(one for one in made if only in (one.topic, one.name))) for pack, made in chosen]
    found = [(pack, made) for pack, made in found if made]
    if not found:
        known = {name for _, made in chosen for one in made for name in (one.topic, one.name) if name}
        raise unknown("topic, rule, question or step", only, sorted(known))
    return found


def _tried(
    folder: Path,
    pack: str,
    made: tuple[Mutant, ...],
    rules: Callable[[str], RuleSet],
    arguments: Namespace,
    now: datetime,
) -> Mutated:
    rule_set = rules(pack)
    material = Material(
        rule_set=rule_set,
        scenarios=read_scenarios(folder, [pack], rule_set),
        statements=read_statements(folder, [one.id for one in rule_set.packs], rule_set),
        now=now,
        below=_below(pack, rules),
    )
    tried = made if arguments.sample is None else sampled(made, arguments.sample, arguments.seed)
    return try_mutants(material, tried, len(made), _progress(rule_set.packs[-1].title))


def _progress(title: str) -> Callable[[int, int], None]:
    """A line on standard error that keeps count, for a person who watches; nothing where nobody does."""

    def shown(done: int, total: int) -> None:
        if done % _EVERY == 0 or done == total:
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r{title}: {done} of {total} weakenings tried{end}")
            sys.stderr.flush()

    def silent(done: int, total: int) -> None:
        del done, total

    watched = sys.stderr is not None and sys.stderr.isatty()
    return shown if watched else silent
