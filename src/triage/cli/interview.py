"""``triage`` and ``triage ask``: the two front ends over the same pages."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from triage.cli.choosing import load_first, settled
from triage.cli.errors import REMINDER, Stop, rules_refused
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, deliver
from triage.cli.settings import Settings, load_opening_rules, packs_to_load
from triage.locate import RULES
from triage.rules.files import pack_names
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.case.autosave import Autosave
    from triage.case.chain import Case as SavedCase
    from triage.case.shelf import Desk
    from triage.documents.kept import KeptFile
    from triage.rules.model import RuleSet
    from triage.rules.problems import Problem
    from triage.store.cases import SavedCases
    from triage.ui.guide import Live


def ask(settings: Settings, case: str = "") -> ExitCode:
    """Hold the conversation on standard input and output. Leaving early is a fine way to end.

    ``case`` is the reference of a saved case to go on with, which is saved after every answer.
    """
    settings, rule_set = load_first(settings, "ask", datetime.now().date())
    if case:
        with opened_case(case) as (store, found):
            _converse(settings, rule_set, _keeper(store, found, rule_set), lambda: _desk(store, settings))
    else:
        with ExitStack() as at_the_end:
            _converse(settings, rule_set, None, cache(lambda: _shelf_desk(settings, at_the_end)))
    return ExitCode.FINE


def _desk(store: SavedCases, settings: Settings) -> Desk:
    from triage.cli.case_desk import CaseDesk

    return CaseDesk(store, lambda: settings)


def _shelf_desk(settings: Settings, at_the_end: ExitStack) -> Desk | None:
    """The shelf, opened when it is asked for; None where nothing is saved. Raises CasesError."""
    from triage.case.keeping import CasesError
    from triage.cli.case_place import cases_folder, opened
    from triage.store.opening import is_on

    if not is_on(cases_folder()):
        return None
    try:
        return _desk(at_the_end.enter_context(opened()), settings)
    except Stop as stop:
        raise CasesError(stop.says, stop.remedy) from None


def _converse(settings: Settings, rule_set: RuleSet, keeper: Autosave | None, desk: Callable[[], Desk | None]) -> None:
    from triage.cli.case_passphrase import typed_unseen
    from triage.engine.decide import build_decider
    from triage.plain.conversation import converse
    from triage.plain.guide import make_guide
    from triage.plain.lines import Lines

    decider = build_decider(rule_set)
    try:
        seen = sys.stdin.isatty()
        lines = Lines(sys.stdin, sys.stdout, echo=not seen, unseen=typed_unseen if seen else None)
        guide = make_guide(rule_set, decider, datetime.now, settings.notice)
        converse(guide, lines, areas_sentence(settings), settings.notice, keeper, keep_file, desk)
    finally:
        decider.close()


def _keeper(store: SavedCases, case: SavedCase, rule_set: RuleSet) -> Autosave:
    from triage.case.autosave import Autosave
    from triage.cli.case_place import case_time

    return Autosave(store, case, rule_set, lambda: case_time(datetime.now()))


@contextmanager
def opened_case(reference: str) -> Iterator[tuple[SavedCases, SavedCase]]:
    """A saved case and where it is kept. When it cannot be opened, says how to go on without it."""
    from triage.cli.case_place import opened

    try:
        with opened() as store:
            yield store, store.load(reference)
    except Stop as stop:
        stop.remedy = f"{stop.remedy}\nTo go on now, without saving: triage ask\n{REMINDER}".lstrip()
        raise


def workbench(settings: Settings, path: str | None, *, terminals: bool) -> ExitCode:
    """Open the rules workbench, at a file when ``path`` names one. Raises Stop where there is no full screen."""
    from triage.cli.checking import target

    if not terminals:
        raise Stop(
            "The workbench needs a terminal for its input and its output.",
            remedy="Without one: triage check, triage explain RULE and triage watch say the same line by line.",
        )
    folder, part = target(path, settings)
    pack = part.split("/")[1] if part.startswith(f"{RULES}/") else ""
    areas = settings.areas or ((pack,) if pack in pack_names(folder) else ())
    return full_screen(replace(settings, folder=folder, areas=areas), watch=True, begin=part)


def full_screen(settings: Settings, *, watch: bool = False, begin: str | None = None, case: str = "") -> ExitCode:
    """Open the full-screen app. Rules that cannot be loaded are told again after it, where they can be copied.

    ``watch``: changes of the rule files are taken up while it is open. ``begin``: open the workbench at this file.
    ``case`` is the reference of a saved case to go on with; its passphrase is asked for before the screen is taken.
    """
    if not case:
        return _full_screen(settings, watch, begin, None)
    with opened_case(case) as (store, found):
        return _full_screen(settings, watch, begin, partial(_keeper, store, found))


def _full_screen(
    settings: Settings, watch: bool, begin: str | None, saved: Callable[[RuleSet], Autosave] | None
) -> ExitCode:
    from triage.cli.case_shelf import shelf
    from triage.cli.teaching_screen import lessons_in
    from triage.ui.app import AppContext, run_app
    from triage.ui.guide import Door

    refusals: list[RulesRefused] = []
    used = [settings]
    command = "watch" if watch else None

    def opening() -> RuleSet | None:
        used[0] = settled(settings, command, datetime.now().date())
        return load_opening_rules(used[0])

    def load() -> RuleSet:
        try:
            used[0], rules = load_first(settings, command, datetime.now().date())
        except RulesRefused as refused:
            refusals.append(refused)
            raise
        return rules

    at_the_end = ExitStack()
    context = AppContext(
        load=load,
        now=datetime.now,
        areas=lambda: areas_sentence(used[0]),
        opening=opening if saved is None else lambda: None,
        saved=saved,
        live=(lambda: _live(used[0])) if watch else None,
        notice=lambda: used[0].notice,
        keep=keep_file,
        door=Door(
            folder=lambda: used[0].folder,
            live=lambda: _live(used[0]),
            environment=os.environ,
            sealed=lambda: used[0].folder != settings.folder,
            begin=begin or "",
            first=begin is not None,
        ),
        cases=shelf(at_the_end, lambda: used[0]),
        lessons=lessons_in(lambda: used[0], at_the_end),
    )
    with at_the_end:
        code = ExitCode(run_app(context))
    if refusals and code is ExitCode.RULES_REFUSED:
        return deliver(Outcome(code=ExitCode.RULES_REFUSED, message=rules_refused(refusals[-1])))
    return code


def _live(settings: Settings) -> Live:
    """Follow the rule files. What is wrong in a pack that is not in use does not matter here."""
    from triage.policy.checks.run import check_everything
    from triage.policy.watching import Watcher, stamps
    from triage.rules.load import available_packs
    from triage.ui.guide import Live

    def problems() -> tuple[Problem, ...]:
        packs = available_packs(settings.folder)
        wanted = packs_to_load(settings.folder, packs, settings.areas)
        used = {*wanted, *(pack.extends for pack in packs if pack.id in wanted)}
        others = tuple(f"rules/{name}/" for name in pack_names(settings.folder) if name not in used)
        found = check_everything(settings.folder, datetime.now().date()).problems
        return tuple(problem for problem in found if not problem.place.file.startswith(others))

    return Live(Watcher(lambda: stamps(settings.folder), time.monotonic), problems)


def keep_file(name: str, data: bytes) -> KeptFile:
    """Write a file for the person, and say where it is or why not."""
    from triage.cli.keeping import keep

    return keep(name, data, datetime.now())


def areas_sentence(settings: Settings) -> str:
    """A sentence naming the local packs that could be added, or nothing when one was asked for or there is none."""
    from triage.rules.load import available_packs

    local = [pack for pack in available_packs(settings.folder) if pack.extends]
    if settings.areas or not local:
        return ""
    named = ", ".join(f"{pack.area or pack.title} (--area {pack.id})" for pack in local)
    return f"Local numbers and limits can be added for: {named}."
