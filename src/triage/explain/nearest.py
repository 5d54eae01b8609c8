"""Why not: for a rule that does not hold, what it lacks, and which of the more urgent rules came nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.explain.wanted import wanted_words
from triage.explain.ways import Road, Ways
from triage.rules.answers import Answer, Answers
from triage.rules.model import RuleSet, Urgency


@dataclass(frozen=True)
class NearMiss:
    """A rule that does not hold, and the least that is missing.

    ``lacking`` pairs each question with the answer wanted, in words; ``answers`` are answers that would do, checked.
    ``why`` completes "because ...". Nothing is lacking for a rule that holds.
    """

    rule: str
    why: str
    lacking: tuple[tuple[str, str], ...]
    urgency: Urgency
    answers: tuple[tuple[str, Answer], ...] = ()


def nearest(rule_set: RuleSet, evaluator: Evaluator, answers: Answers, above: Urgency) -> tuple[NearMiss, ...]:
    """The rules more urgent than ``above`` that do not hold, fewest answers away first.

    Of those equally near, the first for each set of questions come first, so that a page with many ticks does not
    hide the rest; then the most urgent. Leaves out rules that no answers could make hold. ``answers`` are those that
    count.
    """
    ways = Ways(rule_set, answers)
    truth = evaluator.evaluate(answers).rules
    rules = [name for name, rule in rule_set.rules.items() if rule.urgency > above and truth[name] is not Tri.TRUE]
    misses = [miss for name in rules if (miss := _miss(rule_set, evaluator, answers, ways, name)) is not None]
    return tuple(_in_turn(sorted(misses, key=lambda miss: (len(miss.lacking), -miss.urgency))))


def _in_turn(misses: Sequence[NearMiss]) -> Iterator[NearMiss]:
    """Near misses already in order, those that lack answers to other questions moved up among the equally near."""
    turns: Counter[tuple[str, ...]] = Counter()
    ranked = []
    for miss in misses:
        through = tuple(question for question, _ in miss.lacking)
        ranked.append((len(through), turns[through], miss))
        turns[through] += 1
    ranked.sort(key=lambda row: row[:2])
    return (miss for _, _, miss in ranked)


def nearest_to(rule_set: RuleSet, evaluator: Evaluator, answers: Answers, rule: str) -> NearMiss | None:
    """What one rule lacks, whatever its urgency; None when no answers could make it hold.

    Raises KeyError for an unknown rule.
    """
    found = rule_set.rules[rule]
    if evaluator.evaluate(answers).rules[rule] is Tri.TRUE:
        return NearMiss(rule, found.why, (), found.urgency)
    return _miss(rule_set, evaluator, answers, Ways(rule_set, answers), rule)


def _miss(rule_set: RuleSet, evaluator: Evaluator, answers: Answers, ways: Ways, name: str) -> NearMiss | None:
    rule = rule_set.rules[name]
    for road in ways.roads(rule.when):
        if evaluator.evaluate({**answers, **dict(road.answers)}).rules[name] is Tri.TRUE:
            return NearMiss(name, rule.why, _lacking(rule_set, road), rule.urgency, road.answers)
    return None


def _lacking(rule_set: RuleSet, road: Road) -> tuple[tuple[str, str], ...]:
    """The questions in the order of the files, each with what is wanted of it."""
    missing = {question for question, _ in road.answers}
    return tuple(
        (question, wanted_words(rule_set.questions[question], road.way[question]))
        for question in rule_set.questions
        if question in missing
    )
