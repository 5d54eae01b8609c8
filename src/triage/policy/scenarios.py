"""Runs scenarios: every one is walked through the real interview and its plan held against what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from statistics import median

from triage.engine.decision import Decision, Tri
from triage.engine.evaluate import Evaluator
from triage.plan.build import build_plan
from triage.policy.answered import AnswerCoverage
from triage.policy.branches import Branch, BranchCoverage
from triage.policy.calmest import answers_of
from triage.policy.expectations import Failure, Judge
from triage.policy.walk import Walk, Walker
from triage.rules.answers import Answers
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.scenarios import Scenario
from triage.session.interview import Decides


@dataclass(frozen=True)
class ScenarioResult:
    """How one scenario went.

    ``pages`` were shown before there was enough to act. ``urgency`` is that of the final plan. ``warnings`` do not
    fail it: answers nobody asked for, or a check that could not run. ``steps`` are those of the final plan, each with
    how soon it is.
    """

    scenario: Scenario
    pages: tuple[str, ...]
    urgency: Urgency
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    fired: tuple[str, ...]
    send_as: SendAs = SendAs.INFORMATION_ONLY
    steps: Mapping[str, Urgency] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing differed."""
        return not self.failures


@dataclass(frozen=True)
class Coverage:
    """What scenarios reach, counted as they are run."""

    branches: BranchCoverage
    answers: AnswerCoverage

    def add(self, answers: Answers) -> None:
        """Count what one scenario reaches with the answers it was asked for."""
        self.branches.add(answers)
        self.answers.add(answers)


@dataclass(frozen=True)
class ScenarioReport:
    """How all scenarios went.

    ``fired``, ``never_fired`` and ``cannot_fire`` are all rules, in the order of the files; the last are those that
    no answers could make hold, such as ones that wait for a law. ``reached`` and ``missed`` are the ways in which
    rules and facts can hold. ``given`` and ``never_given`` are the answers, each option and *not sure*.
    """

    results: tuple[ScenarioResult, ...]
    fired: tuple[str, ...]
    never_fired: tuple[str, ...]
    cannot_fire: tuple[str, ...] = ()
    reached: tuple[Branch, ...] = ()
    missed: tuple[Branch, ...] = ()
    given: tuple[Branch, ...] = ()
    never_given: tuple[Branch, ...] = ()

    @property
    def failed(self) -> tuple[ScenarioResult, ...]:
        """The scenarios that did not come out as expected."""
        return tuple(result for result in self.results if not result.passed)

    def traps(self, sort: str) -> int:
        """How many scenarios are traps of this sort, ``over-cautious`` or ``under-cautious``."""
        return sum(result.scenario.trap == sort for result in self.results)

    @property
    def median_pages(self) -> float | None:
        """The median number of pages to enough to act; None without scenarios."""
        counts = [len(result.pages) for result in self.results]
        return median(counts) if counts else None

    @property
    def most_pages_to_emergency(self) -> int | None:
        """The most pages any emergency needed before there was enough to act; None without emergencies."""
        counts = [len(result.pages) for result in self.results if result.urgency is Urgency.EMERGENCY]
        return max(counts, default=None)


def run_scenarios(rule_set: RuleSet, decider: Decides, scenarios: Sequence[Scenario], now: datetime) -> ScenarioReport:
    """Run each scenario. ``now`` is the moment their plans are made at."""
    walker, evaluator = Walker(rule_set, decider), Evaluator(rule_set)
    judge = Judge(rule_set, evaluator)
    coverage = Coverage(BranchCoverage(rule_set), AnswerCoverage(rule_set))
    results = tuple(_run(rule_set, walker, judge, coverage, scenario, now) for scenario in scenarios)
    seen = {rule for result in results for rule in result.fired}
    never = {rule for rule, truth in evaluator.evaluate({}).rules.items() if truth is Tri.FALSE}
    return ScenarioReport(
        results=results,
        fired=tuple(rule for rule in rule_set.rules if rule in seen),
        never_fired=tuple(rule for rule in rule_set.rules if rule not in seen | never),
        cannot_fire=tuple(rule for rule in rule_set.rules if rule in never - seen),
        reached=coverage.branches.reached,
        missed=coverage.branches.missed,
        given=coverage.answers.given,
        never_given=coverage.answers.never,
    )


def reaching(rule_set: RuleSet, decider: Decides, scenarios: Iterable[Scenario], rule: str) -> tuple[Scenario, ...]:
    """The scenarios in whose final plan ``rule`` holds.

    Only those are walked that make it hold when every page is answered: no walk reaches a rule that does not hold then.
    """
    alone = Evaluator(replace(rule_set, rules={rule: rule_set.rules[rule]}))
    walker = Walker(rule_set, decider)
    return tuple(
        scenario
        for scenario in scenarios
        if alone.evaluate(answers_of(rule_set, scenario)).true_rules
        and rule in _fired(walker.walk(scenario).at_end.decision)
    )


def _run(
    rule_set: RuleSet, walker: Walker, judge: Judge, coverage: Coverage, scenario: Scenario, now: datetime
) -> ScenarioResult:
    walk = walker.walk(scenario)
    coverage.add(walk.at_end.answers)
    decision = walk.at_end.decision
    return ScenarioResult(
        scenario=scenario,
        pages=walk.pages,
        urgency=decision.urgency,
        failures=_failures(rule_set, walk, judge, scenario, now),
        warnings=tuple(_warnings(walk)),
        fired=_fired(decision),
        send_as=decision.send_as,
        steps={step.step: step.urgency for step in decision.steps},
    )


def failures_of(
    rule_set: RuleSet, walker: Walker, judge: Judge, scenario: Scenario, now: datetime
) -> tuple[Failure, ...]:
    """Walk one scenario through the interview and say everything that differs from what it expects."""
    return _failures(rule_set, walker.walk(scenario), judge, scenario, now)


def _failures(rule_set: RuleSet, walk: Walk, judge: Judge, scenario: Scenario, now: datetime) -> tuple[Failure, ...]:
    view = walk.at_end
    plan = build_plan(rule_set, view.decision, view.answers, now)
    return (
        *_stuck(rule_set, walk),
        *_moved(walk),
        *_disagreed(view.decision),
        *_asked(rule_set, scenario, walk),
        *judge.failures(scenario.expect, view.decision, view.answers, plan),
    )


def _stuck(rule_set: RuleSet, walk: Walk) -> Iterator[Failure]:
    """A page that comes before enough to act, and that the scenario says nothing about."""
    if walk.stuck_at:
        ask = rule_set.questions[walk.stuck_at].ask
        hint = "answer it, or add otherwise: not sure, skipped or calmest."
        yield Failure(f"an answer to {walk.stuck_at} ({ask})", "the scenario has none", (hint,))


def _moved(walk: Walk) -> Iterator[Failure]:
    """Enough to act must be true to its name. In an emergency what to call the message may settle later."""
    first, last = walk.at_enough.decision, walk.at_end.decision
    if first.urgency is not last.urgency:
        yield Failure(f"urgency {first.urgency.word} to stand once there was enough to act", last.urgency.word)
    if first.send_as is not last.send_as and first.urgency is not Urgency.EMERGENCY:
        yield Failure(f'"{first.send_as.word}" to stand once there was enough to act', f'"{last.send_as.word}"')


def _asked(rule_set: RuleSet, scenario: Scenario, walk: Walk) -> Iterator[Failure]:
    """Pages that were to come before there was enough to act and did not, or that came and were not to."""
    for name in scenario.expect.asked:
        if name not in walk.pages:
            ask = rule_set.questions[name].ask
            got = "it comes later" if name in walk.asked else "it never comes"
            yield Failure(f"the page {name} ({ask}) before there is enough to act", got)
    for name in scenario.expect.not_asked:
        if name in walk.asked:
            yield Failure(f"the page {name} ({rule_set.questions[name].ask}) never to come", "it comes")


def _disagreed(decision: Decision) -> Iterator[Failure]:
    """A fault although both checks ran means they disagree, or that no rule holds: neither may pass a test."""
    if decision.fault and len(decision.methods) != 1:
        yield Failure("no fault", decision.fault)


def _warnings(walk: Walk) -> Iterator[str]:
    if not walk.stuck_at:
        yield from (f"never asked: {question}" for question in walk.never_asked)
    decision = walk.at_end.decision
    if decision.fault and len(decision.methods) == 1:
        yield decision.fault


def _fired(decision: Decision) -> tuple[str, ...]:
    return tuple(fired.rule for fired in decision.fired)
