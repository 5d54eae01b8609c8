"""What a safety statement about every case, or about every plan, comes to as something to prove."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.prove.case import Case
from triage.policy.prove.proof import Check, Goal, Wanted, Wrong
from triage.policy.prove.replay import Outcome
from triage.policy.prove.ringing import can_be_rung
from triage.rules.model import Urgency
from triage.rules.statements import DEADLINE, NEXT_STEP, EveryCase, WaysOn


def every_case(case: Case, statement: EveryCase) -> Goal:
    """Wherever its condition holds, everything it asks for is so."""
    violated = case.formulas.every([case.condition(statement.when), -_demanded(case, statement)])
    return Goal(statement.id, statement.says, violated, (case,), _every_case_check(statement), statement.place)


def _demanded(case: Case, statement: EveryCase) -> int:
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
        lacking = list(_lacking(statement, outcome)) if statement.id in outcome.holds else []
        if not lacking:
            return None
        urgency = max(outcome.urgency or Urgency.INFORMATION, statement.urgency or Urgency.INFORMATION)
        label = statement.send_as if statement.send_as is not None and outcome.send_as < statement.send_as else None
        # Which of several steps is to come is for the policy owner to say: the first one is put down.
        steps = (*statement.steps, *statement.one_of[:1])
        return Wrong("; ".join(lacking), Wanted(urgency, label, steps, statement.never, contacts=statement.contacts))

    return check


def _lacking(statement: EveryCase, outcome: Outcome) -> Iterator[str]:
    if statement.urgency is not None and not outcome.at_least(statement.urgency):
        yield f"the urgency is {outcome.urgency_word}, not at least {statement.urgency.word}"
    if statement.send_as is not None and outcome.send_as < statement.send_as:
        yield f'a message is called "{outcome.send_as.word}", not at least "{statement.send_as.word}"'
    yield from _steps_lacking(statement, outcome)
    yield from (f"no step names the contact {name}" for name in statement.contacts if name not in outcome.contacts)
    yield from (f"the plan has no {wanted}" for wanted in statement.has if not _has_in(outcome, wanted))


def _steps_lacking(statement: EveryCase, outcome: Outcome) -> Iterator[str]:
    yield from (f"the step {step} is not in the plan" for step in statement.steps if step not in outcome.steps)
    if statement.one_of and not set(statement.one_of) & set(outcome.steps):
        yield f"none of the steps {', '.join(statement.one_of)} is in the plan"
    yield from (f"the step {step} is in the plan" for step in statement.never if step in outcome.steps)


def ways_on(case: Case, statement: WaysOn) -> Iterator[Goal]:
    """Every plan has a next step, someone who can be rung now, a time limit: one goal for each that is asked for."""
    for wanted in statement.has:
        has = _has(case, wanted)
        name = f"{statement.id} ({wanted})"
        yield Goal(name, statement.says, -has, (case,), _ways_on_check(wanted), statement.place)


def _has(case: Case, wanted: str) -> int:
    rule_set = case.rule_set
    if wanted == NEXT_STEP:
        return case.steps(rule_set.steps.keys())
    if wanted == DEADLINE:
        return case.steps([step.id for step in rule_set.steps.values() if step.by])
    return case.formulas.some(case.contact(name) for name in rule_set.contacts if can_be_rung(rule_set, name))


def _ways_on_check(wanted: str) -> Check:
    def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
        (outcome,) = outcomes
        return None if _has_in(outcome, wanted) else Wrong(f"the plan has no {wanted}")

    return check


def _has_in(outcome: Outcome, wanted: str) -> bool:
    rule_set = outcome.rule_set
    if wanted == NEXT_STEP:
        return bool(outcome.steps)
    if wanted == DEADLINE:
        return any(rule_set.steps[step].by for step in outcome.steps)
    return any(can_be_rung(rule_set, contact) for contact in outcome.contacts)
