"""Two versions compared: the first things a policy owner wants to know."""

from __future__ import annotations

from dataclasses import replace

from engine.random_rules import HERE, make_question, make_rule, make_rule_set
from triage.policy.compare.model import Kind
from triage.policy.compare.run import compare
from triage.policy.compare.words import differences_text
from triage.rules.answers import chosen
from triage.rules.conditions import All, FactHolds, Is, NoneOf
from triage.rules.model import Fact, Urgency

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


def _unless(condition: All) -> NoneOf:
    return NoneOf((condition,))


def test_a_page_that_no_rule_rests_on_any_more_is_never_asked() -> None:
    rules = {name: rule for name, rule in OLD.rules.items() if name != "alone-today"}
    found = compare(OLD, replace(OLD, rules=rules))
    assert [(change.subject, change.code) for change in found.of(Kind.DIFFERENT)] == [("question alone", "never-asked")]
    back = compare(replace(OLD, rules=rules), OLD)
    assert [(change.subject, change.code) for change in back.of(Kind.DIFFERENT)] == [("question alone", "asked-again")]
    must = replace(OLD.questions["alone"], always_ask=True)
    old = replace(OLD, questions={**OLD.questions, "alone": must})
    assert compare(old, replace(old, rules=rules)).of(Kind.DIFFERENT) == (), "it must be asked whatever rests on it"


def test_a_rule_and_the_fact_it_rests_on_are_told_under_the_one_that_makes_the_difference() -> None:
    old = replace(
        OLD,
        facts={"harm": Fact("harm", "", Is("hurt", ("yes",)), "", HERE)},
        rules={"hurt-now": replace(OLD.rules["hurt-now"], when=FactHolds("harm"))},
    )
    fact = replace(old.facts["harm"], when=Is("alone", ("yes",)))
    rule = replace(old.rules["hurt-now"], when=All((FactHolds("harm"),)))
    found = compare(old, replace(old, facts={"harm": fact}, rules={"hurt-now": rule}))
    assert {change.subject for change in found.of(Kind.LESS_SAFE)} == {"fact harm"}
    (quiet,) = [change for change in found.changes if change.subject == "rule hurt-now"]
    assert quiet.says == "It counts otherwise because of another edit, and is told there."


def test_forty_rules_behind_one_fact_are_told_once() -> None:
    rules = {f"rule-{place}": make_rule(f"rule-{place}", FactHolds("harm"), Urgency.NOW) for place in range(40)}
    old = replace(OLD, facts={"harm": Fact("harm", "", Is("hurt", ("yes",)), "", HERE)}, rules=rules)
    fact = replace(old.facts["harm"], when=All((Is("hurt", ("yes",)), Is("alone", ("no",)))))
    found = compare(old, replace(old, facts={"harm": fact}))
    assert {change.code for change in found.of(Kind.LESS_SAFE)} == {"urgency-lowered", "step-gone"}
    assert {change.subject for change in found.of(Kind.LESS_SAFE)} == {"fact harm"}
    assert differences_text(found).count("For example") == 1


def test_the_key_stays_with_the_logic_and_not_with_the_words() -> None:
    rule = OLD.rules["hurt-now"]
    lower = replace(rule, urgency=Urgency.TODAY)
    one, other, further = (
        compare(OLD, replace(OLD, rules={**OLD.rules, "hurt-now": new}))
        for new in (lower, replace(lower, why="in other words"), replace(rule, urgency=Urgency.DAYS))
    )
    keys = [{change.key for change in found.of(Kind.LESS_SAFE)} for found in (one, other, further)]
    assert keys[0] == keys[1]
    assert not keys[0] & keys[2]
