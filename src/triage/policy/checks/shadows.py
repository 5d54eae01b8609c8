"""Rules that add nothing: whenever they hold, others bring the same."""

from __future__ import annotations

from collections.abc import Iterable

from triage.policy.checks.looking import Looking
from triage.rules.model import Rule, SendAs
from triage.rules.problems import listed, quoted


def every_rule_adds_something(looking: Looking) -> None:
    """No rule has its urgency, its label and all its steps, as soon as it has them, from others whenever it holds.

    Rules found to add nothing do not count for the others, so that of two alike only the later one is told.
    """
    counting = _Counting(looking.rule_set.rules.values())
    for rule in reversed(list(looking.rule_set.rules.values())):
        owner = ("rule", rule.id)
        if not looking.own(*owner) or looking.ground.home(owner) is None:
            continue
        givers = counting.givers(rule)
        if givers is None:
            continue
        formulas, holds = looking.ground.formulas, looking.ground.rule
        given = formulas.every(formulas.some(holds(other) for other in others) for others in givers)
        if not looking.ground.possible(formulas.every([holds(rule.id), -given]), owner):
            counting.remove(rule)
            _tell(looking, rule, givers)


class _Counting:
    """Which rules bring what."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._bringing: dict[str, dict[str, Rule]] = {}
        self._labelling: dict[str, Rule] = {}
        for rule in rules:
            for step in rule.steps:
                self._bringing.setdefault(step, {})[rule.id] = rule
            if rule.send_as is not None and rule.send_as is not SendAs.INFORMATION_ONLY:
                self._labelling[rule.id] = rule

    def givers(self, rule: Rule) -> list[list[str]] | None:
        """For each thing a rule brings, the other rules that bring it as soon; None when nobody does."""
        found = [
            [other.id for other in self._bringing[step].values() if other is not rule and other.urgency >= rule.urgency]
            for step in rule.steps
        ]
        label = rule.send_as
        if label is not None and label is not SendAs.INFORMATION_ONLY and all(found):
            found.append(
                [
                    other.id
                    for other in self._labelling.values()
                    if other is not rule and other.send_as is not None and other.send_as >= label
                ]
            )
        return found if found and all(found) else None

    def remove(self, rule: Rule) -> None:
        """Count a rule no longer."""
        for step in rule.steps:
            del self._bringing[step][rule.id]
        self._labelling.pop(rule.id, None)


def _tell(looking: Looking, rule: Rule, givers: list[list[str]]) -> None:
    twin = next((other for other in _alike(looking, rule)), None)
    place = looking.subject.gathered.of("rule")[rule.id].place
    if twin is not None:
        message = f"the rule {quoted(rule.id)} holds in the same cases as {quoted(twin.id)} and brings the same."
        hint = "keep one of them, with the passages of both."
        looking.out.warning("TR421", place, message, hint, beside=twin.place)
        return
    names = sorted({name for others in givers for name in others if _always_with(looking, rule.id, name)})
    who = f"{listed(map(quoted, names), 'and')} already" if names else "others always"
    message = (
        f"the rule {quoted(rule.id)} adds nothing: whenever it holds, {who} bring{'s' * (len(names) == 1)} the same."
    )
    looking.out.warning("TR420", place, message, "remove it, or give it the step that it was to add.")


def _alike(looking: Looking, rule: Rule) -> Iterable[Rule]:
    """Other rules with the same outcome that hold in the same cases."""
    formulas, holds = looking.ground.formulas, looking.ground.rule
    for other in looking.rule_set.rules.values():
        if other is rule or set(other.steps) != set(rule.steps):
            continue
        if (other.urgency, other.send_as) != (rule.urgency, rule.send_as):
            continue
        if not looking.ground.possible(formulas.differ(holds(rule.id), holds(other.id)), ("rule", rule.id)):
            yield other


def _always_with(looking: Looking, rule: str, other: str) -> bool:
    """Whether the other rule holds whenever the rule does."""
    holds = looking.ground.rule
    return not looking.ground.possible(looking.ground.formulas.every([holds(rule), -holds(other)]), ("rule", rule))
