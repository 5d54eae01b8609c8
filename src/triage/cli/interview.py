"""``triage`` and ``triage ask``: the two front ends over the same pages."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli.choosing import load_first, settled
from triage.cli.errors import rules_refused
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, deliver
from triage.cli.settings import Settings, load_opening_rules
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.rules.model import RuleSet


def ask(settings: Settings) -> ExitCode:
    """Hold the conversation on standard input and output. Leaving early is a fine way to end."""
    from triage.engine.decide import build_decider
    from triage.plain.conversation import converse
    from triage.plain.guide import make_guide
    from triage.plain.lines import Lines

    settings, rule_set = load_first(settings, "ask", datetime.now().date())
    decider = build_decider(rule_set)
    try:
        lines = Lines(sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
        converse(make_guide(rule_set, decider, datetime.now), lines, areas_sentence(settings), settings.notice)
    finally:
        decider.close()
    return ExitCode.FINE


def full_screen(settings: Settings) -> ExitCode:
    """Open the full-screen app. Rules that cannot be loaded are told again after it, where they can be copied."""
    from triage.ui.app import AppContext, run_app

    refusals: list[RulesRefused] = []
    used = [settings]

    def opening() -> RuleSet | None:
        used[0] = settled(settings, None, datetime.now().date())
        return load_opening_rules(used[0])

    def load() -> RuleSet:
        try:
            used[0], rules = load_first(settings, None, datetime.now().date())
        except RulesRefused as refused:
            refusals.append(refused)
            raise
        return rules

    context = AppContext(
        load=load,
        now=datetime.now,
        areas=lambda: areas_sentence(used[0]),
        opening=opening,
        notice=lambda: used[0].notice,
    )
    code = ExitCode(run_app(context))
    if refusals:
        return deliver(Outcome(code=ExitCode.RULES_REFUSED, message=rules_refused(refusals[0])))
    return code


def areas_sentence(settings: Settings) -> str:
    """A sentence naming the local packs that could be added, or nothing when one was asked for or there is none."""
    from triage.rules.load import available_packs

    local = [pack for pack in available_packs(settings.folder) if pack.extends]
    if settings.areas or not local:
        return ""
    named = ", ".join(f"{pack.area or pack.title} (--area {pack.id})" for pack in local)
    return f"Local numbers and limits can be added for: {named}."
