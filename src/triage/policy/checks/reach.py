"""Conditions that never hold, or always do: rules nobody reaches, pages nobody is asked, facts that say nothing."""

from __future__ import annotations

from triage.policy.checks.ground import Owner
from triage.policy.checks.looking import Looking
from triage.rules.conditions import Always
from triage.rules.problems import quoted


def conditions_can_hold(looking: Looking) -> None:
    """Every rule, page and fact has a case in which its condition holds, whatever law is switched on or off."""
    for owner in looking.ground.owners:
        if not looking.ground.ever(owner) and looking.own(owner.kind, owner.name):
            _never(looking, owner)


def _never(looking: Looking, owner: Owner) -> None:
    place = looking.condition_place(owner.kind, owner.name)
    name = quoted(owner.name)
    if owner.kind == "rule":
        message = f"no answers whatever make the rule {name} hold."
        looking.out.error("TR416", place, message, "look for two parts of its condition that rule each other out.")
    elif owner.kind == "question":
        message = f"no answers whatever lead to the question {name}."
        looking.out.error("TR417", place, message, "correct its 'ask when:', or remove the question.")
    else:
        message = f"the fact {name} never holds, whatever is answered."
        looking.out.warning("TR418", place, message, "correct its condition, or remove it and what rests on it.")


def facts_can_fail(looking: Looking) -> None:
    """No fact holds whatever is answered: it would be a condition that is none."""
    ground = looking.ground
    for name, fact in looking.rule_set.facts.items():
        if isinstance(fact.when, Always) or not looking.own("fact", name):
            continue
        if not ground.possible(-ground.holds["fact", name], ("fact", name)):
            message = f"the fact {quoted(name)} holds in every case, whatever is answered."
            place = looking.condition_place("fact", name)
            looking.out.warning("TR418", place, message, "correct its condition, or leave it out where it is used.")
