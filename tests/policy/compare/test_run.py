"""Two versions compared: the first things a policy owner wants to know."""

from __future__ import annotations

from dataclasses import replace

from engine.random_rules import make_question, make_rule, make_rule_set
from triage.policy.compare.model import Kind
from triage.policy.compare.run import compare
from triage.policy.compare.words import differences_text
from triage.rules.answers import chosen
from triage.rules.conditions import All, Is
from triage.rules.model import Urgency

OLD = make_rule_set(
    [make_question("hurt"), make_question("alone"), make_question("young")],
    [
        make_rule("hurt-now", Is("hurt", ("yes",)), Urgency.NOW, ("step-0", "step-1")),
        make_rule("alone-today", Is("alone", ("yes",)), Urgency.TODAY, ("step-2",)),
    ],
)


def test_nothing_changed_is_one_line() -> None:
    found = compare(OLD, OLD)
    assert found.changes == ()
    assert not found.less_safe
    assert len(differences_text(found).splitlines()) == 1


def test_a_corner_behind_three_conditions_is_found_and_told_with_the_answers_that_show_it() -> None:
    corner = All((Is("hurt", ("yes",)), Is("alone", ("no",)), Is("young", ("no",))))
    rule = make_rule("hurt-now", All((Is("hurt", ("yes",)), _unless(corner))), Urgency.NOW, ("step-0", "step-1"))
    new = replace(OLD, rules={**OLD.rules, "hurt-now": rule})
    found = compare(OLD, new)
    (lowered,) = [change for change in found.changes if change.code == "urgency-lowered"]
    assert lowered.kind is Kind.LESS_SAFE
    assert lowered.subject == "rule hurt-now"
    assert lowered.story is not None
    assert lowered.story.answers == {"hurt": chosen("yes"), "alone": chosen("no"), "young": chosen("no")}
    assert lowered.story.before.outcome.urgency is Urgency.NOW
    assert lowered.story.after.outcome.urgency is None
    assert found.less_safe


def _unless(condition: All) -> All:
    from triage.rules.conditions import NoneOf

    return All((NoneOf((condition,)),))
