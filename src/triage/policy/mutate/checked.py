"""What ``triage check`` would refuse about a mutant. Only errors count: a warning stops nobody."""

from __future__ import annotations

from triage.policy.mutate.model import Mutant, Sort
from triage.rules.conditions import Always
from triage.rules.layers import not_longer
from triage.rules.model import RuleSet, Step, Urgency


def refused(mutant: Mutant, weakened: RuleSet, below: RuleSet | None = None) -> str:
    """The code of the error that ``triage check`` gives; empty when it gives none."""
    if any(step is not None and _mute(step) for step in mutant.patch.steps.values()):
        return "TR403"
    for rule in mutant.patch.rules.values():
        if rule is None:
            continue
        if not rule.steps:
            return "TR209"
        if rule.urgency is Urgency.EMERGENCY and not any(weakened.steps[step].contacts for step in rule.steps):
            return "TR415"
    if mutant.sort is Sort.RULE and not _has_floor(weakened):
        return "TR404"
    return "TR406" if below is not None and _outlasts(mutant, below) else ""


def _mute(step: Step) -> bool:
    """A step that names someone to ring, and has no words to ring with or no way on."""
    return bool(step.contacts) and not (step.say and step.if_no_answer)


def _has_floor(rule_set: RuleSet) -> bool:
    national = {pack.id for pack in rule_set.packs if not pack.extends}
    return any(isinstance(rule.when, Always) and rule.pack in national for rule in rule_set.rules.values())


def _outlasts(mutant: Mutant, below: RuleSet) -> bool:
    """A limit of a local pack that is longer than the one it replaces."""
    pairs = ((below.deadlines.get(name), now) for name, now in mutant.patch.deadlines.items())
    return any(before is not None and now is not None and not not_longer(now, before) for before, now in pairs)
