"""What a safety statement about every case, or about every plan, comes to as something to prove."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from triage.policy.prove.case import Case
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.proof import Check, Goal, Must, Wanted, Wrong
from triage.policy.prove.replay import Outcome
from triage.policy.prove.ringing import can_be_rung
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.statements import DEADLINE, NEXT_STEP, EveryCase, WaysOn


class Plan(Protocol):
    """What a plan holds, over all sheets at once: of complete cases, or as it stands when only some is answered."""

    formulas: Formulas
    rule_set: RuleSet

    def urgency(self, level: Urgency) -> int:
        """It is at least this urgent."""
        ...

    def send_as(self, label: SendAs) -> int:
        """A message is called this, or more than this."""
        ...

    def steps(self, names: Collection[str]) -> int:
        """It has at least one of these steps."""
        ...

    def contact(self, name: str) -> int:
        """A step names this contact, for the person who asks."""
        ...


def every_case(case: Case, statement: EveryCase) -> Goal:
    """Wherever its condition holds, everything it asks for is so."""
    violated = case.formulas.every([case.condition(statement.when), -demanded(case, statement)])
    return Goal(statement.id, statement.says, violated, (case,), _every_case_check(statement), statement.place)


def demanded(case: Plan, statement: EveryCase) -> int:
    """All that the statement asks for is in the plan."""
    demands = [case.steps([step]) for step in statement.steps]
    demands += [-case.steps([step]) for step in statement.never]
    demands += [case.contact(contact) for contact in statement.contacts]
    demands += [_has(case, wanted) for wanted in statement.has]
    if statement.one_of:
        demands.append(case.steps(statement.one_of))
    if statement.urgency is not None:
        demands.append(case.urgency(statement.urgency))
    if statement.send_as is not None:
        demands.append(case.send_as(statement.send_as))
    return case.formulas.every(demands)


def _every_case_check(statement: EveryCase) -> Check:
    def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
        (outcome,) = outcomes
        missing = lacking(statement, outcome)
        if not missing:
            return None
        urgency = max(outcome.urgency or Urgency.INFORMATION, statement.urgency or Urgency.INFORMATION)
        label = statement.send_as if statement.send_as is not None and outcome.send_as < statement.send_as else None
        # Which of several steps is to come is for the policy owner to say: the first one is put down.
        steps = (*statement.steps, *statement.one_of[:1])
        wanted = Wanted(urgency, label, steps, statement.never, contacts=statement.contacts)
        return Wrong(in_words(missing), wanted, tuple(one.must for one in missing))

    return check


class Lacking(NamedTuple):
    """Something a statement asks for that is not so: told in words, and as a line of the two plans."""

    words: str
    must: Must


def in_words(missing: Iterable[Lacking]) -> str:
    """All of it in one line."""
    return "; ".join(one.words for one in missing)


def lacking(statement: EveryCase, outcome: Outcome) -> list[Lacking]:
    """What the statement asks for and the plan does not have. Empty where its condition does not hold."""
    if statement.id not in outcome.holds:
        return []
    return [*_result_lacking(statement, outcome), *_steps_lacking(statement, outcome), *_more(statement, outcome)]


def _result_lacking(statement: EveryCase, outcome: Outcome) -> Iterator[Lacking]:
    if statement.urgency is not None and not outcome.at_least(statement.urgency):
        now, must = outcome.urgency_word, statement.urgency.word
        yield Lacking(f"the urgency is {now}, not at least {must}", Must("urgency", now, f"at least {must}"))
    if statement.send_as is not None and outcome.send_as < statement.send_as:
        now, must = outcome.send_as.word, statement.send_as.word
        words = f'a message is called "{now}", not at least "{must}"'
        yield Lacking(words, Must("sent as", now, f"at least {must}"))


def _steps_lacking(statement: EveryCase, outcome: Outcome) -> Iterator[Lacking]:
    for step in statement.steps:
        if step not in outcome.steps:
            yield Lacking(f"the step {step} is not in the plan", Must("step", "", step))
    if statement.one_of and not set(statement.one_of) & set(outcome.steps):
        names = ", ".join(statement.one_of)
        yield Lacking(f"none of the steps {names} is in the plan", Must("step", "", f"one of: {names}"))
    for step in statement.never:
        if step in outcome.steps:
            yield Lacking(f"the step {step} is in the plan", Must("step", step, "(not there)"))


def _more(statement: EveryCase, outcome: Outcome) -> Iterator[Lacking]:
    for name in statement.contacts:
        if name not in outcome.contacts:
            yield Lacking(f"no step names the contact {name}", Must("contact", "", name))
    for wanted in statement.has:
        if not _has_in(outcome, wanted):
            yield Lacking(f"the plan has no {wanted}", Must("has", f"no {wanted}", wanted))


def ways_on(case: Case, statement: WaysOn) -> Iterator[Goal]:
    """Every plan has a next step, someone who can be rung now, a time limit: one goal for each that is asked for."""
    for wanted in statement.has:
        has = _has(case, wanted)
        name = f"{statement.id} ({wanted})"
        yield Goal(name, statement.says, -has, (case,), _ways_on_check(wanted), statement.place)


def _has(case: Plan, wanted: str) -> int:
    rule_set = case.rule_set
    if wanted == NEXT_STEP:
        return case.steps(rule_set.steps.keys())
    if wanted == DEADLINE:
        return case.steps([step.id for step in rule_set.steps.values() if step.by])
    return case.formulas.some(case.contact(name) for name in rule_set.contacts if can_be_rung(rule_set, name))


def _ways_on_check(wanted: str) -> Check:
    def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
        (outcome,) = outcomes
        if _has_in(outcome, wanted):
            return None
        return Wrong(f"the plan has no {wanted}", must=(Must("has", f"no {wanted}", wanted),))

    return check


def _has_in(outcome: Outcome, wanted: str) -> bool:
    rule_set = outcome.rule_set
    if wanted == NEXT_STEP:
        return bool(outcome.steps)
    if wanted == DEADLINE:
        return any(rule_set.steps[step].by for step in outcome.steps)
    return any(can_be_rung(rule_set, contact) for contact in outcome.contacts)
