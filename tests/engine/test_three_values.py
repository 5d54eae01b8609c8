"""What is settled stays settled, what is said to be irrelevant is, and the evidence shown is enough by itself."""

from __future__ import annotations

from random import Random

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set, random_answer, random_answers, random_rule_set
from triage.engine.decision import Evidence, Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.relevance import relevant
from triage.explain.mentions import mentioned
from triage.rules.answers import Answer, Answers, chosen, not_sure, skipped, ticked
from triage.rules.conditions import All, AnyOf, FactHolds, Includes, Is, NoneOf
from triage.rules.model import QuestionType, Rule, RuleSet

SEEDS = range(150)


def completed(random: Random, rule_set: RuleSet, answers: Answers) -> dict[str, Answer]:
    """The answers, and a random answer to every other question."""
    every = {question.id: random_answer(random, question) for question in rule_set.questions.values()}
    return {**every, **answers}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_settled_changes_and_nothing_stays_open_once_all_is_answered(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 20)
    evaluator = Evaluator(rule_set)
    for _ in range(6):
        answers = random_answers(random, rule_set)
        before = evaluator.evaluate(answers)
        for _ in range(4):
            after = evaluator.evaluate(completed(random, rule_set, answers))
            for earlier, later in (
                (before.rules, after.rules),
                (before.facts, after.facts),
                (before.applies, after.applies),
            ):
                assert Tri.OPEN not in later.values()
                changed = {
                    name for name, value in earlier.items() if value is not Tri.OPEN and later[name] is not value
                }
                assert not changed


@pytest.mark.parametrize("seed", SEEDS)
def test_an_irrelevant_question_never_changes_which_rules_come_to_hold(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 15)
    evaluator = Evaluator(rule_set)
    for _ in range(6):
        answers = random_answers(random, rule_set)
        evaluation = evaluator.evaluate(answers)
        rules = random.sample(list(rule_set.rules), random.randint(1, len(rule_set.rules)))
        asked = relevant(evaluator, evaluation, answers, rules)
        assert not set(asked) & set(answers)
        idle = [name for name in rule_set.questions if name not in answers and name not in asked]
        for name in idle:
            for _ in range(3):
                one = completed(random, rule_set, answers)
                other = {**one, name: random_answer(random, rule_set.questions[name])}
                first, second = evaluator.evaluate(one), evaluator.evaluate(other)
                assert [first.rules[rule] for rule in rules] == [second.rules[rule] for rule in rules], name


@pytest.mark.parametrize("seed", SEEDS)
def test_a_question_is_only_asked_for_a_rule_that_looks_at_it_or_at_what_makes_one_apply(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 15)
    evaluator = Evaluator(rule_set)
    looked_at = {name: looked_at_by(rule_set, rule) for name, rule in rule_set.rules.items()}
    for _ in range(6):
        answers = random_answers(random, rule_set)
        evaluation = evaluator.evaluate(answers)
        for rule, value in evaluation.rules.items():
            asked = set(relevant(evaluator, evaluation, answers, [rule]))
            assert asked <= looked_at[rule]
            assert asked if value is Tri.OPEN else not asked


def looked_at_by(rule_set: RuleSet, rule: Rule) -> set[str]:
    """The questions in a rule's condition, through facts, and those that decide whether any of these apply."""
    found: set[str] = set()
    left = set(mentioned(rule.when, rule_set.facts))
    while left:
        name = left.pop()
        found.add(name)
        left |= mentioned(rule_set.questions[name].ask_when, rule_set.facts) - found
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_while_a_rule_is_open_there_is_a_question_to_ask_that_applies(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 15)
    evaluator = Evaluator(rule_set)
    for _ in range(10):
        answers = random_answers(random, rule_set)
        evaluation = evaluator.evaluate(answers)
        for rule in evaluation.open_rules:
            asked = relevant(evaluator, evaluation, answers, [rule])
            assert any(evaluation.applies[name] is Tri.TRUE for name in asked)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_evidence_alone_makes_the_rule_hold_and_says_what_was_answered(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 20)
    evaluator = Evaluator(rule_set)
    for _ in range(8):
        answers = random_answers(random, rule_set)
        evaluation = evaluator.evaluate(answers)
        for rule in rule_set.rules:
            evidence = evaluation.evidence(rule)
            named = {item.question for item in evidence}
            alone = evaluator.evaluate({name: answers[name] for name in named})
            if evaluation.rules[rule] is Tri.TRUE:
                assert alone.rules[rule] is Tri.TRUE
                assert len(set(evidence)) == len(evidence)
            else:
                assert evidence == ()


@pytest.mark.parametrize("seed", range(60))
def test_what_is_kept_from_the_last_evaluation_is_what_a_fresh_one_finds(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 20)
    kept = Evaluator(rule_set)
    answers = random_answers(random, rule_set)
    for _ in range(25):
        question = random.choice(list(rule_set.questions.values()))
        answers = {**answers, question.id: random_answer(random, question)}
        if random.random() < 0.3:
            del answers[random.choice(list(answers))]
        fresh = Evaluator(rule_set)
        found, expected = kept.evaluate(answers), fresh.evaluate(answers)
        assert everything(kept, found, answers) == everything(fresh, expected, answers)


def everything(evaluator: Evaluator, evaluation: Evaluation, answers: Answers) -> object:
    rules = evaluator.rule_set.rules
    asked = [relevant(evaluator, evaluation, answers, [rule]) for rule in rules]
    return evaluation.rules, evaluation.facts, evaluation.applies, [evaluation.evidence(rule) for rule in rules], asked


DANGER = make_question("danger", QuestionType.SEVERAL, ("hurt", "near"))
CHECK = make_question("check", means=("yes",), ask_when=Is("danger", ("not sure",)))
PLACE = make_question("place", QuestionType.CHOICE, ("home", "school"))
BABY = make_question("baby")
NEAR = Includes("danger", ("near",))
RULES = make_rule_set(
    [DANGER, CHECK, PLACE, BABY],
    [
        make_rule("emergency", FactHolds("immediate")),
        make_rule("calm", NoneOf((FactHolds("immediate"),))),
        make_rule("at-home", All((Is("place", ("home",)), NEAR))),
        make_rule("either-and-more", All((AnyOf((Is("place", ("home",)), Is("baby", ("yes",)))), NEAR))),
        make_rule("several-ways", AnyOf((FactHolds("immediate"), Is("place", ("home",))))),
    ],
    {"immediate": AnyOf((Includes("danger", ("hurt",)), Is("check", ("yes",))))},
)


def asked_after(rule: str, answers: Answers) -> tuple[str, ...]:
    evaluator = Evaluator(RULES)
    return relevant(evaluator, evaluator.evaluate(answers), answers, [rule])


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        ("emergency", {}, ("danger", "check")),
        ("emergency", {"danger": not_sure()}, ("check",)),
        ("emergency", {"danger": ticked("near")}, ()),
        ("emergency", {"danger": ticked("hurt")}, ()),
        ("calm", {"danger": not_sure()}, ("check",)),
        ("calm", {"danger": ticked()}, ()),
        ("at-home", {}, ("danger", "place")),
        ("at-home", {"place": chosen("school")}, ()),
        ("at-home", {"place": chosen("home")}, ("danger",)),
        ("either-and-more", {}, ("danger", "place", "baby")),
        ("either-and-more", {"place": chosen("home")}, ("danger",)),
        ("either-and-more", {"place": chosen("school"), "danger": ticked("near")}, ("baby",)),
        ("either-and-more", {"danger": ticked()}, ()),
        ("several-ways", {"danger": ticked("hurt")}, ()),
        ("several-ways", {"danger": ticked()}, ("place",)),
    ],
)
def test_what_is_relevant_in_a_small_case(rule: str, answers: dict[str, Answer], expected: tuple[str, ...]) -> None:
    assert asked_after(rule, answers) == expected


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        ("emergency", {"danger": ticked("hurt", "near")}, [Evidence("danger", "hurt", "yes")]),
        (
            "emergency",
            {"danger": not_sure(), "check": skipped()},
            [Evidence("check", None, "yes", assumed=True), Evidence("danger", None, "not sure")],
        ),
        (
            "calm",
            {"danger": not_sure(), "check": chosen("no")},
            [
                Evidence("danger", "hurt", "not sure"),
                Evidence("check", None, "no"),
                Evidence("danger", None, "not sure"),
            ],
        ),
        (
            "several-ways",
            {"danger": not_sure(), "check": chosen("yes"), "place": chosen("home")},
            [Evidence("place", None, "home")],
        ),
        ("at-home", {"danger": ticked("near"), "place": chosen("school")}, []),
    ],
)
def test_the_evidence_of_a_small_case(rule: str, answers: dict[str, Answer], expected: list[Evidence]) -> None:
    assert list(Evaluator(RULES).evaluate(answers).evidence(rule)) == expected


def test_an_answer_to_a_question_that_does_not_apply_is_ignored() -> None:
    evaluation = Evaluator(RULES).evaluate({"danger": ticked(), "check": chosen("yes")})

    assert evaluation.applies["check"] is Tri.FALSE
    assert evaluation.rules["emergency"] is Tri.FALSE


def test_earlier_evaluations_stay_as_they_were() -> None:
    evaluator = Evaluator(RULES)
    first = evaluator.evaluate({"danger": ticked("hurt")})
    evaluator.evaluate({})

    assert first.rules["emergency"] is Tri.TRUE
    assert first.evidence("emergency") == (Evidence("danger", "hurt", "yes"),)
