"""Rules that hold in the very same cases and say different things about them."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.checks.looking import Looking
from triage.rules.model import Rule
from triage.rules.problems import listed, quoted


def rules_agree(looking: Looking) -> None:
    """No two rules hold in the same cases and give one step two urgencies, or a message two labels."""
    for group in _side_by_side(looking):
        for place, rule in enumerate(group):
            if not looking.own("rule", rule.id):
                continue
            for other in group[:place]:
                words = _difference(other, rule)
                if words and _same_cases(looking, rule, other):
                    message = f"the rules {quoted(other.id)} and {quoted(rule.id)} hold in the same cases, but {words}."
                    at = looking.subject.gathered.of("rule")[rule.id].place
                    hint = "make them agree, or say in the condition what differs."
                    looking.out.warning("TR422", at, message, hint, beside=other.place)


def _side_by_side(looking: Looking) -> Iterator[list[Rule]]:
    """Rules that share a step and that no sample tells apart, in groups."""
    groups: dict[tuple[str, int, int], dict[str, Rule]] = {}
    for rule in looking.rule_set.rules.values():
        home = looking.ground.home(("rule", rule.id))
        if home is None:
            continue
        bits = home.bits(looking.ground.rule(rule.id))
        for step in rule.steps:
            groups.setdefault((step, id(home), bits), {})[rule.id] = rule
    told: set[tuple[str, ...]] = set()
    for group in groups.values():
        key = tuple(group)
        if len(group) > 1 and key not in told:
            told.add(key)
            yield list(group.values())


def _difference(one: Rule, other: Rule) -> str:
    """How two rules for the same cases contradict each other, if they do."""
    shared = [step for step in one.steps if step in other.steps]
    if one.urgency is not other.urgency:
        return f"say '{one.urgency.word}' and '{other.urgency.word}' for {listed(map(quoted, shared), 'and')}"
    if one.send_as is not None and other.send_as is not None and one.send_as is not other.send_as:
        return f"call a message '{one.send_as.word}' and '{other.send_as.word}'"
    return ""


def _same_cases(looking: Looking, one: Rule, other: Rule) -> bool:
    ground = looking.ground
    differ = ground.formulas.differ(ground.rule(one.id), ground.rule(other.id))
    return not ground.possible(differ, ("rule", one.id))
