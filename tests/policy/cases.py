"""Scenarios over a small rule set, made in Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from session.small_rules import choice, rule, rule_set, several, whole, yes_no
from triage.engine.decide import Decider
from triage.engine.decision import Decision
from triage.rules.answers import Answer, Answers
from triage.rules.conditions import All, Always, Includes, InRange, Is, SwitchOn
from triage.rules.model import Contact, Deadline, Place, SendAs, Urgency
from triage.rules.scenarios import Expect, Scenario

HERE = Place("rules/test/topic/scenarios.yaml", 3, 5)
QUESTIONS = (
    several("danger", "hurt", "alone", means=("hurt", "alone"), section="danger", always=True),
    choice("harm", "severe", "mild", always=True),
    yes_no("phoned", "no", section="after"),
    whole("days", 0, 30, section="after", when=Is("phoned", ("yes",))),
    yes_no("idle", section="after"),
)
REFERRAL, ADVICE = SendAs.CHILD_PROTECTION_REFERRAL, SendAs.ADVICE
RULES = (
    rule("danger-now", Includes("danger", ("hurt",)), Urgency.EMERGENCY, "ring-999", send_as=REFERRAL),
    rule("severe", Is("harm", ("severe",)), Urgency.NOW, "ring", send_as=REFERRAL),
    rule("unsure", Is("harm", ("not sure",)), Urgency.TODAY, "ask", send_as=ADVICE),
    rule("floor", Always(), Urgency.PLANNED, "write"),
    rule("chase", All((Is("phoned", ("yes",)), InRange("days", 2))), Urgency.PLANNED, "chase"),
    rule("one-day", SwitchOn("law"), Urgency.NOW, "ring"),
)

_PLAIN = rule_set(QUESTIONS, RULES, switches={"law": False})
_CONTACTS = {
    "door": Contact("door", "Front door", "new worries", HERE, phone="01452 1", fallback=("police",)),
    "police": Contact("police", "Police", "crime", HERE, phone="101"),
}
_SOON = Deadline("soon", "soon", "now", "you", "tool default", "Do it.", ("source#share",), HERE, hours=24)
RULE_SET = replace(
    _PLAIN,
    contacts=_CONTACTS,
    deadlines={"soon": _SOON, "later": replace(_SOON, id="later")},
    steps={
        **_PLAIN.steps,
        "ring": replace(_PLAIN.steps["ring"], contacts=("door",), say="Hello.", if_no_answer="Ring 999."),
        "write": replace(_PLAIN.steps["write"], by="soon"),
    },
)


def decider() -> Decider:
    """The evaluator alone, which is quick and says so."""
    return Decider(RULE_SET, None)


class Tampered:
    """A decider whose decisions are changed by a function of the answers."""

    def __init__(self, change: object) -> None:
        self._inner = decider()
        self._change = change

    def decide(self, answers: Answers) -> Decision:
        return self._change(self._inner.decide(answers), answers)  # type: ignore[operator,no-any-return]


def scenario(
    answers: Mapping[str, Answer],
    urgency: Urgency = Urgency.PLANNED,
    otherwise: str = "",
    name: str = "A case",
    ref: str = "",
    **expect: object,
) -> Scenario:
    return Scenario(name, ref, answers, otherwise, Expect(urgency, **expect), HERE, "test", "topic")  # type: ignore[arg-type]
