"""Pages that come before any calm plan even without ``always ask``, told by an argument over the rules.

While such a page waits, some rule that calls for action now is open and rests on it, so the interview asks it: what
could still raise a case is asked first, the earliest page before the others. A page about danger needs a rule that is
an emergency, since nothing else skips it.
"""

from __future__ import annotations

from triage.policy.mutate.solving import Solving
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, NoneOf, SwitchOn
from triage.rules.model import RuleSet, Urgency
from triage.session.agenda import DANGER, interview_order


def always_needed(rule_set: RuleSet, page: str, solving: Solving) -> bool:
    """Whether the page is asked before any calm plan anyway."""
    least = Urgency.EMERGENCY if rule_set.questions[page].section == DANGER else Urgency.NOW
    waiting = _Waiting(rule_set, page, solving)
    return any(rule.urgency >= least and waiting.asks(rule.when) for rule in rule_set.rules.values())


class _Waiting:
    """Conditions while one page applies and has no answer, and no page after it has one either."""

    def __init__(self, rule_set: RuleSet, page: str, solving: Solving) -> None:
        self._rule_set = rule_set
        self._page = page
        self._solving = solving
        order = interview_order(rule_set)
        self._later = frozenset(order[order.index(page) :])

    def asks(self, condition: Condition) -> bool:
        """It holds already, or it is open and rests on the page."""
        if isinstance(condition, FactHolds):
            return self.asks(self._rule_set.facts[condition.fact].when)
        if isinstance(condition, AnyOf):
            return any(self.asks(part) for part in condition.parts)
        return self._rests(condition)

    def _rests(self, condition: Condition) -> bool:
        """It is open, and rests on the page."""
        match condition:
            case Always() | SwitchOn():
                return False
            case FactHolds():
                return self._rests(self._rule_set.facts[condition.fact].when)
            case All() | NoneOf():
                return all(self._rests(part) for part in condition.parts)
            case AnyOf():
                return any(self._rests(part) for part in condition.parts) and all(
                    self._never_yet(part) for part in condition.parts
                )
        gate = self._rule_set.questions[condition.question].ask_when
        return condition.question == self._page or (gate is not None and self._rests(gate))

    def _never_yet(self, condition: Condition, *, positive: bool = True) -> bool:
        """It cannot be known to hold yet (or, with ``positive`` false, its opposite cannot)."""
        match condition:
            case Always():
                return not positive
            case SwitchOn():
                return self._rule_set.switches[condition.switch].on != positive
            case FactHolds():
                return self._never_yet(self._rule_set.facts[condition.fact].when, positive=positive)
            case All() | AnyOf() | NoneOf():
                inside = positive != isinstance(condition, NoneOf)
                parts = [self._never_yet(part, positive=inside) for part in condition.parts]
                together = positive != isinstance(condition, AnyOf)
                return any(parts) if together else all(parts)
        gate = self._rule_set.questions[condition.question].ask_when
        if condition.question in self._later or (gate is not None and self._never_yet(gate)):
            return True
        case = self._solving.case
        holds = case.condition(condition, positive=positive)
        return not self._solving.tells_apart(case.formulas.every([holds, case.applies(self._page)]))
