"""What would change it: the fewest answers that would make the case more urgent, and the fewest that would calm it.

More urgent: the nearest of the more urgent rules. Less urgent: every rule that holds the case up has to stop
holding, and it can only stop if an answer in its evidence changes, so only those are tried, again and again,
until nothing holds the case up. Within the budget that search leaves no possibility out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import Protocol, TypeAlias

from triage.engine.decision import Decision, Evidence
from triage.engine.evaluate import Evaluation, Evaluator
from triage.explain.alternatives import alternatives
from triage.explain.difference import Difference, difference
from triage.explain.mentions import checks_by_question
from triage.explain.nearest import NearMiss, nearest
from triage.rules.answers import Answer, Answers, not_sure
from triage.rules.model import RuleSet, Urgency

MOST_ANSWERS = 2
"""A change of more answers than this is another case, not a near one."""
MOST_TRIES = 1500
"""How many sets of answers are evaluated before the search gives up."""
MOST_RISES = 5


Changed: TypeAlias = Mapping[str, Answer]


class Decides(Protocol):
    """Whatever decides for a set of answers."""

    def decide(self, answers: Answers) -> Decision:
        """The decision for ``answers``."""
        ...


@dataclass(frozen=True)
class Change:
    """A smallest change of answers and the urgency it leads to.

    ``answers`` are (question id, option or None for the whole answer, the new answer in words); ``given`` are the
    answers themselves. A calmer urgency is the one reached if everything not answered is *not sure*; ``settled`` is
    False where an answer still to come could raise it again.
    """

    answers: tuple[Difference, ...]
    urgency: Urgency
    given: tuple[tuple[str, Answer], ...] = ()
    settled: bool = True


@dataclass(frozen=True)
class Changes:
    """The smallest changes either way, of one or two answers; None where there is none.

    ``rises`` are further changes of equal size or a little more, each through another question, the first being
    ``up``. ``certain`` is False when the search for a calmer result was given up before every possibility was tried.
    """

    up: Change | None
    down: Change | None
    rises: tuple[Change, ...] = ()
    certain: bool = True


def what_would_change(rule_set: RuleSet, judge: Decides | Evaluator, answers: Answers) -> Changes:
    """The fewest new or changed answers that would raise the urgency, and that would lower it, each checked."""
    search = _Search(rule_set, judge, answers)
    rises = tuple(search.rises())
    down = search.calmer()
    return Changes(next(iter(rises), None), down, rises, search.tries > 0)


class _Search:
    def __init__(self, rule_set: RuleSet, judge: Decides | Evaluator, answers: Answers) -> None:
        self._rule_set = rule_set
        self._judge = judge
        own = judge if isinstance(judge, Evaluator) else getattr(judge, "evaluator", None)
        self._evaluator = own or Evaluator(rule_set)
        self._answers = dict(answers)
        self._doubtful = {**dict.fromkeys(rule_set.questions, not_sure()), **answers}
        self._tests = checks_by_question(rule_set)
        self.tries = MOST_TRIES
        self._now = self._urgency(answers)

    def rises(self) -> Iterator[Change]:
        """Changes that raise the urgency, smallest first, each through other questions than those before it."""
        used: set[frozenset[str]] = set()
        for miss in nearest(self._rule_set, self._evaluator, self._answers, self._now):
            through = frozenset(question for question, _ in miss.answers)
            if len(through) > MOST_ANSWERS or len(used) == MOST_RISES:
                return
            change = self._checked(miss)
            if change is not None and through not in used:
                used.add(through)
                yield change

    def _checked(self, miss: NearMiss) -> Change | None:
        changed = dict(miss.answers)
        change = self._change(changed, {**self._answers, **changed})
        return replace(change, settled=True) if change.urgency > self._now else None

    def calmer(self) -> Change | None:
        """The fewest changed answers that lower the urgency: one, then two.

        Of equally few, one that questions still to be asked could undo comes last.
        """
        unsettled: Change | None = None
        order = count()
        waiting: list[tuple[int, int, Changed]] = [(0, next(order), {})]
        seen: set[frozenset[tuple[str, Answer]]] = set()
        while waiting and self.tries > 0:
            size, _, changed = heappop(waiting)
            if unsettled is not None and size > len(unsettled.given):
                break
            self.tries -= 1
            change, others = self._try(changed)
            if change is not None and change.settled:
                return change
            unsettled = unsettled or change
            for other in others:
                if len(other) <= MOST_ANSWERS and frozenset(other.items()) not in seen:
                    seen.add(frozenset(other.items()))
                    heappush(waiting, (len(other), next(order), other))
        return unsettled

    def _try(self, changed: Changed) -> tuple[Change | None, list[Changed]]:
        """The change, if it lowers the urgency; otherwise what to try next, to undo one rule that holds the case up.

        A question without an answer counts as *not sure* here: a case is not calmer for what has not been asked.
        """
        answers = {**self._doubtful, **changed}
        evaluation = self._evaluator.evaluate(answers)
        holding = self._holding(evaluation)
        if holding is None:
            change = self._change(changed, answers)
            return (change if change.urgency < self._now else None), []
        return None, [
            {**changed, item.question: answer}
            for item in evaluation.evidence(holding)
            for answer in self._alternatives(answers[item.question], item)
        ]

    def _alternatives(self, given: Answer, item: Evidence) -> Iterator[Answer]:
        question = self._rule_set.questions[item.question]
        every = alternatives(question, given, item, self._tests[item.question])
        return (answer for answer in every if answer != self._doubtful[item.question])

    def _holding(self, evaluation: Evaluation) -> str | None:
        """One rule that keeps the case as urgent as it is now; None when no rule does."""
        rules = self._rule_set.rules
        return next((name for name in evaluation.true_rules if rules[name].urgency >= self._now), None)

    def _change(self, changed: Changed, answers: Answers) -> Change:
        """The change in words, with the urgency that ``answers`` lead to."""
        words = tuple(
            part
            for name, question in self._rule_set.questions.items()
            if name in changed
            for part in difference(question, self._answers.get(name), changed[name])
        )
        rules = self._rule_set.rules
        left = self._evaluator.evaluate({**self._answers, **changed}).open_rules
        settled = not any(rules[name].urgency >= self._now for name in left)
        return Change(words, self._urgency(answers), tuple(changed.items()), settled)

    def _urgency(self, answers: Answers) -> Urgency:
        if not isinstance(self._judge, Evaluator):
            return self._judge.decide(answers).urgency
        rules = self._rule_set.rules
        held = self._evaluator.evaluate(answers).true_rules
        return max((rules[name].urgency for name in held), default=Urgency.INFORMATION)
