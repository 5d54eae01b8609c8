"""Holds a plan against what a scenario expects of it, and says every difference in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine.decision import Decision, Tri
from triage.engine.evaluate import Evaluator
from triage.explain.nearest import nearest_to
from triage.plan.model import Plan, PlanStep
from triage.plan.reasons import evidence_words
from triage.rules.answers import Answers
from triage.rules.limits import limit_words
from triage.rules.model import RuleSet
from triage.rules.scenarios import Expect

_MOST_REASONS = 2


@dataclass(frozen=True)
class Failure:
    """One difference: what was expected, what came instead, and the nearest reasons, each a line in plain words.

    ``about`` names what it is about where that is one thing of the plan: ``urgency``, ``send as``, ``step ring``,
    ``not step ring``.
    """

    expected: str
    got: str
    reasons: tuple[str, ...] = ()
    about: str = ""


class Judge:
    """Holds decisions and plans against expectations, over one rule set."""

    def __init__(self, rule_set: RuleSet, evaluator: Evaluator) -> None:
        self._rule_set = rule_set
        self._evaluator = evaluator

    def failures(self, expect: Expect, decision: Decision, answers: Answers, plan: Plan) -> tuple[Failure, ...]:
        """Every difference between what is expected and the ``plan`` made from ``decision`` and ``answers``."""
        case = _Case(self._rule_set, self._evaluator, decision, answers)
        return (
            *case.urgency(expect),
            *case.send_as(expect),
            *case.rules(expect),
            *case.steps(expect),
            *named(self._rule_set, expect, plan),
            *case.limits(expect),
            *said(expect, plan),
        )


def named(rule_set: RuleSet, expect: Expect, plan: Plan) -> Iterator[Failure]:
    """The contacts that a plan does not name, though they are expected in it."""
    shown = {one.id for step in plan.steps for one in step.contacts} & rule_set.contacts.keys()
    for contact in expect.contacts:
        if contact not in shown:
            got = f"only {', '.join(sorted(shown))}" if shown else "none of the rule set's contacts"
            yield Failure(f"contact {contact} in the plan", got)


def has_limit(rule_set: RuleSet, step: str, wanted: str) -> bool:
    """Whether the step has the deadline of this name, or one with this limit (``24 hours``)."""
    by = rule_set.steps[step].by
    return bool(by) and wanted in (by, limit_words(rule_set.deadlines[by]))


def said(expect: Expect, plan: Plan) -> Iterator[Failure]:
    """What the lines of a plan do not say, or whom they do not name, though they are expected to."""
    lines = {line.id: line for line in plan.steps}
    for step, texts in expect.says.items():
        for text in texts:
            if step not in lines:
                yield Failure(f"step {step} to say “{text}”", "the step is not a line of the plan")
            elif _plain(text) not in _plain(line_text(lines[step])):
                yield Failure(f"step {step} to say “{text}”", "it does not")
    for step, contacts in expect.rings.items():
        for contact in contacts:
            if step not in lines:
                yield Failure(f"step {step} to name {contact}", "the step is not a line of the plan")
            elif contact not in [one.id for one in lines[step].contacts if not one.fallback]:
                named = ", ".join(one.id for one in lines[step].contacts if not one.fallback)
                yield Failure(f"step {step} to name {contact}", f"it names {named}" if named else "it names nobody")


def line_text(line: PlanStep) -> str:
    """Everything that one line of a plan says, its contacts with their numbers included."""
    contacts = (f"{one.name} {one.phone} {one.note}" for one in line.contacts)
    texts = (line.do, *line.how, line.say, line.write, line.tell, *line.do_not, line.if_no_answer, *contacts)
    return "\n".join(texts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


class _Case:
    """One decision being judged."""

    def __init__(self, rule_set: RuleSet, evaluator: Evaluator, decision: Decision, answers: Answers) -> None:
        self._rule_set = rule_set
        self._evaluator = evaluator
        self._decision = decision
        self._answers = answers
        self._fired = {fired.rule: fired.evidence for fired in decision.fired}
        self._planned = [step.step for step in decision.steps]

    def urgency(self, expect: Expect) -> Iterator[Failure]:
        got = self._decision.urgency
        if got is expect.urgency:
            return
        if got > expect.urgency:
            reasons = [self._why(rule) for rule in self._fired if self._rule_set.rules[rule].urgency is got]
        else:
            rules = self._rule_set.rules.values()
            reasons = self._nearest(rule.id for rule in rules if rule.urgency is expect.urgency)
        yield Failure(f"urgency {expect.urgency.word}", got.word, _few(reasons), "urgency")

    def send_as(self, expect: Expect) -> Iterator[Failure]:
        got = self._decision.send_as
        if expect.send_as is None or got is expect.send_as:
            return
        if got > expect.send_as:
            reasons = [self._why(rule) for rule in self._fired if self._rule_set.rules[rule].send_as is got]
        else:
            rules = self._rule_set.rules.values()
            reasons = self._nearest(rule.id for rule in rules if rule.send_as is expect.send_as)
        yield Failure(f'sent as "{expect.send_as.word}"', f'"{got.word}"', _few(reasons), "send as")

    def rules(self, expect: Expect) -> Iterator[Failure]:
        for rule in expect.rules:
            if rule not in self._fired:
                yield Failure(f"rule {rule} to hold", "it does not", _few(self._nearest([rule])))
        for rule in expect.not_rules:
            if rule in self._fired:
                yield Failure(f"rule {rule} not to hold", "it does", (self._why(rule),))

    def steps(self, expect: Expect) -> Iterator[Failure]:
        for step in expect.steps:
            if step not in self._planned:
                bringing = [rule.id for rule in self._rule_set.rules.values() if step in rule.steps]
                got = "it is not there" if bringing else "no rule brings it"
                yield Failure(f"step {step} in the plan", got, _few(self._nearest(bringing)), f"step {step}")
        for decided in self._decision.steps:
            if decided.step in expect.not_steps:
                reasons = [self._why(rule) for rule in decided.rules]
                about = f"not step {decided.step}"
                yield Failure(f"no step {decided.step} in the plan", "it is there", _few(reasons), about)

    def limits(self, expect: Expect) -> Iterator[Failure]:
        urgencies = {step.step: step.urgency for step in self._decision.steps}
        for step, wanted in expect.by.items():
            if step not in self._planned:
                yield Failure(f"step {step} by {wanted}", "the step is not in the plan")
            elif not has_limit(self._rule_set, step, wanted):
                yield Failure(f"step {step} by {wanted}", self._limit_words(step))
        for step, urgency in expect.soon.items():
            if step not in urgencies:
                yield Failure(f"step {step} {urgency.word}", "the step is not in the plan")
            elif urgencies[step] is not urgency:
                reasons = [self._why(rule) for one in self._decision.steps if one.step == step for rule in one.rules]
                yield Failure(f"step {step} {urgency.word}", urgencies[step].word, _few(reasons))

    def _limit_words(self, step: str) -> str:
        by = self._rule_set.steps[step].by
        return f"by {by}, {limit_words(self._rule_set.deadlines[by])}" if by else "it has no limit of its own"

    def _why(self, rule: str) -> str:
        pairs = evidence_words(self._rule_set, self._answers, self._fired.get(rule, ()))
        told = "; ".join(f"{asked} {answer}" for asked, answer in pairs) or "it always holds"
        return f"{rule} holds: {told}"

    def _nearest(self, rules: Iterable[str]) -> list[str]:
        """What the rules that came nearest to holding lack, nearest first."""
        misses = [
            miss
            for rule in rules
            if rule in self._rule_set.rules
            and rule not in self._fired
            and (miss := nearest_to(self._rule_set, self._evaluator, self._answers, rule)) is not None
        ]
        misses.sort(key=lambda miss: len(miss.lacking))
        return [f"{miss.rule} lacks: {self._lacking(miss.lacking)}" for miss in misses]

    def _lacking(self, lacking: Iterable[tuple[str, str]]) -> str:
        return "; ".join(f"{self._asked(question)} {wanted}" for question, wanted in lacking)

    def _asked(self, question: str) -> str:
        applies = self._decision.applies.get(question) is not Tri.FALSE
        return f"{question} =" if applies else f"{question} (does not apply) ="


def _few(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(reasons)[:_MOST_REASONS]
