"""``triage`` and ``triage ask``: the two front ends over the same pages."""

from __future__ import annotations

import sys
from datetime import date, datetime

from triage.cli.exit_codes import ExitCode
from triage.cli.settings import Settings, load_rules


def ask(settings: Settings) -> ExitCode:
    """Hold the conversation on standard input and output. Leaving early is a fine way to end."""
    from triage.engine.decide import build_decider
    from triage.plain.conversation import converse
    from triage.plain.guide import make_guide
    from triage.plain.lines import Lines

    rule_set = load_rules(settings, datetime.now().date())
    decider = build_decider(rule_set)
    try:
        lines = Lines(sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
        converse(make_guide(rule_set, decider, datetime.now), lines, areas_sentence(settings))
    finally:
        decider.close()
    return ExitCode.FINE


def areas_sentence(settings: Settings) -> str:
    """A sentence naming the local packs that could be added, or nothing when one was asked for or there is none."""
    from triage.rules.load import available_packs

    local = [pack for pack in available_packs(settings.folder) if pack.extends]
    if settings.areas or not local:
        return ""
    named = ", ".join(f"{pack.area or pack.title} (--area {pack.id})" for pack in local)
    return f"Local numbers and limits can be added for: {named}."
