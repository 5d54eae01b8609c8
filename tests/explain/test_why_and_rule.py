"""Why a step is in the plan, and a rule told in full."""

from __future__ import annotations

import pytest

from session.small_england import small_england
from triage.engine.decide import Decider
from triage.engine.decision import Evidence
from triage.explain.rule import tell_rule
from triage.explain.why import why_rule, why_step
from triage.rules.answers import chosen, not_sure, ticked

RULES = small_england()
ANSWERS = {
    "danger": ticked("left alone"),
    "situation": chosen("worried"),
    "worry": ticked("physical"),
    "baby": not_sure(),
    "level": chosen("help"),
}
DECISION = Decider(RULES, None).decide(ANSWERS)


def test_a_rule_leads_back_to_the_answers_that_made_it_hold():
    because = why_rule(RULES, DECISION, "bruised-baby")
    assert because.rule is RULES.rules["bruised-baby"]
    assert because.evidence == (
        ("worry", (Evidence("worry", "physical", "yes"),)),
        ("baby", (Evidence("baby", None, "yes", assumed=True),)),
        ("situation", (Evidence("situation", None, "worried"),)),
    )


def test_a_rule_leads_on_to_its_passages():
    [(anchor, source, passage)] = why_rule(RULES, DECISION, "left-alone").passages
    assert (anchor, source.id, passage.title) == ("source#share", "source", "Share early")


def test_a_rule_that_does_not_hold_has_no_why():
    assert why_rule(RULES, DECISION, "harm") is None
    with pytest.raises(KeyError):
        why_rule(RULES, DECISION, "gone")


def test_a_step_names_every_rule_that_brought_it_most_urgent_first():
    assert [because.rule.id for because in why_step(RULES, DECISION, "ring")] == ["left-alone", "bruised-baby"]
    assert why_step(RULES, DECISION, "chase") == ()


def test_a_rule_told_in_full():
    told = tell_rule(RULES, "bruised-baby")
    assert (told.rule.id, told.topic) == ("bruised-baby", "A topic")
    assert told.when == (
        "- all of these:",
        "  - worry includes physical",
        "  - baby is yes (not sure counts)",
    )
    assert [step.id for step in told.steps] == ["ring"]
    assert [anchor for anchor, _, _ in told.passages] == ["source#share"]


def test_a_rule_tells_when_the_questions_it_looks_at_are_asked():
    asked = dict(tell_rule(RULES, "ring-999").asked)
    assert asked == {"danger": (), "danger_check": ("- danger is not sure",)}
    with pytest.raises(KeyError):
        tell_rule(RULES, "gone")
