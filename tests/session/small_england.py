"""A few questions and rules in the shape of the shipped ones, to tell the interview's story on."""

from __future__ import annotations

from dataclasses import replace

from session.small_rules import choice, fact, rule, rule_set, several, yes_no
from triage.rules.conditions import All, Always, AnyOf, FactHolds, Includes, Is
from triage.rules.model import RuleSet, SendAs, Urgency

DANGER = several("danger", "hurt now", "left alone", section="danger", always=True)
CHECK = yes_no("danger_check", "yes", section="danger", always=True, when=Is("danger", ("not sure",)))
SITUATION = choice("situation", "worried", "routine", means="worried", section="worry", always=True)
WORRY = several("worry", "physical", "neglect", section="worry", always=True, when=Is("situation", ("worried",)))
BABY = yes_no("baby", "yes", section="worry", when=Includes("worry", ("physical",)))
LEVEL = choice("level", "harm", "help", section="worry", always=True, when=Is("situation", ("worried",)))
TOLD = yes_no("told", "no", section="after", when=Is("situation", ("worried",)))
REPLY = yes_no("reply", "no", section="after", when=Is("told", ("yes",)))

DANGER_NOW = AnyOf((Includes("danger", ("hurt now",)), Is("danger_check", ("yes",))))


def small_england() -> RuleSet:
    """Eight questions in three sections, with a rule for each thing that matters."""
    rules = [
        rule("ring-999", FactHolds("immediate_danger"), Urgency.EMERGENCY, "ring-999"),
        rule("left-alone", Includes("danger", ("left alone",)), Urgency.NOW, "ring", send_as=SendAs.ADVICE),
        rule(
            "bruised-baby",
            All((Includes("worry", ("physical",)), Is("baby", ("yes",)))),
            Urgency.NOW,
            "ring",
            send_as=SendAs.CHILD_PROTECTION_REFERRAL,
        ),
        rule("harm", Is("level", ("harm",)), Urgency.NOW, "ring", send_as=SendAs.CHILD_PROTECTION_REFERRAL),
        rule("unsure", Is("level", ("not sure",)), Urgency.TODAY, "advice", send_as=SendAs.ADVICE),
        rule("worried", Is("situation", ("worried",)), Urgency.TODAY, "talk"),
        rule("tell-lead", Is("told", ("no",)), Urgency.TODAY, "tell-lead"),
        rule("chase", Is("reply", ("no",)), Urgency.DAYS, "chase"),
        rule("floor", Always(), Urgency.INFORMATION, "write"),
    ]
    made = rule_set(
        [SITUATION, WORRY, BABY, LEVEL, TOLD, REPLY, DANGER, CHECK], rules, [fact("immediate_danger", DANGER_NOW)]
    )
    return replace(made, topics={"topic": "A topic"})
