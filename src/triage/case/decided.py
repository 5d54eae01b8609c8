"""A decision as it is recorded in a case, and as bytes that come out the same when it is made again."""

from __future__ import annotations

from datetime import datetime

from triage.case.answering import answer_plain
from triage.case.canonical import Plain, canonical_bytes, digest
from triage.case.events import Event, event
from triage.case.rungs import stage_number
from triage.engine.decision import Decision
from triage.plan.model import Plan
from triage.rules.answers import Answers
from triage.rules.model import Deadline, RuleSet
from triage.text import clean, clean_line


def decision_plain(decision: Decision) -> dict[str, Plain]:
    """What was decided, as plain data. By which methods is left out: both come to the same, and one may be absent."""
    return {
        "version": decision.version,
        "hash": decision.hash,
        "urgency": decision.urgency.word,
        "send as": decision.send_as.word,
        "rules": [
            {
                "rule": fired.rule,
                "evidence": [[one.question, one.option, one.value, one.assumed] for one in fired.evidence],
            }
            for fired in decision.fired
        ],
        "steps": [[step.step, step.urgency.word, list(step.rules)] for step in decision.steps],
        "open": list(decision.open),
    }


def decision_bytes(decision: Decision) -> bytes:
    """The canonical bytes of a decision."""
    return canonical_bytes(decision_plain(decision))


def answers_digest(answers: Answers) -> str:
    """The fingerprint of a set of answers, whatever order they were given in."""
    return digest({question: answer_plain(answer) for question, answer in answers.items()})


def decided(at: datetime, rule_set: RuleSet, decision: Decision, answers: Answers, plan: Plan) -> Event:
    """The record of one decision and of the steps of its plan, so that a case can be read without its rules.

    ``answers`` are all that the decision was made from, those set aside included.
    """
    return event(
        "decided",
        at,
        rules={"version": clean_line(decision.version), "hash": decision.hash},
        answers=answers_digest(answers),
        decision=digest(decision_plain(decision)),
        urgency=decision.urgency.word,
        send_as=decision.send_as.word,
        steps=[
            {"step": step.id, "kind": step.kind.value, "urgency": step.urgency.word, "do": clean(step.do)}
            | _by(rule_set, step.id, step.if_late)
            | _begins(rule_set, step.id)
            for step in plan.steps
        ],
    )


def _by(rule_set: RuleSet, step: str, if_late: str) -> dict[str, Plain]:
    """The time limit of a step that has one of its own."""
    known = rule_set.steps.get(step)
    deadline = rule_set.deadlines.get(known.by) if known is not None else None
    return {"by": _plain(deadline, if_late)} if deadline is not None else {}


def _begins(rule_set: RuleSet, step: str) -> dict[str, Plain]:
    """The stages of a disagreement that doing the step begins, so that their end is known whatever the plan holds."""
    begun = [one for one in rule_set.deadlines.values() if stage_number(one.id) and step in one.started_by]
    return {"begins": [_plain(one, "") for one in begun]} if begun else {}


def _plain(deadline: Deadline, if_late: str) -> dict[str, Plain]:
    plain: dict[str, Plain] = {
        "deadline": deadline.id,
        "says": clean(deadline.says),
        "starts": clean(deadline.starts),
        "owner": clean(deadline.owner),
        "limit": _limit(deadline),
    }
    if deadline.started_by:
        plain["started by"] = list(deadline.started_by)
    if deadline.waits_for is not None:
        waits = deadline.waits_for
        plain["waits for"] = {"what": clean(waits.what), "from": clean(waits.owed_by), "until": waits.until}
    return plain | ({"if late": clean(if_late)} if if_late else {})


def _limit(deadline: Deadline) -> dict[str, Plain]:
    if deadline.hours is not None:
        return {"hours": deadline.hours}
    if deadline.working_days is not None:
        return {"working days": deadline.working_days}
    return {"same day": True} if deadline.same_day else {"at once": True}
