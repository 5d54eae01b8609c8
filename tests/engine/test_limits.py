"""The engine's traps: what would make it hang, crash or answer wrongly is worked round, or refused before loading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set, random_answers, random_rule_set
from triage.engine import compile as compile_module
from triage.engine.compile import compile_rules
from triage.engine.durable import DurableReasoner
from triage.engine.errors import EngineRefused
from triage.engine.evaluate import Evaluator
from triage.engine.limits import check, check_names, check_text, fnv
from triage.engine.program import Program
from triage.engine.requests import Requests
from triage.rules.answers import Answers, chosen, not_sure, number, ticked
from triage.rules.conditions import All, Always, AnyOf, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.model import QuestionType, RuleSet

TESTS = Path(__file__).parents[1]
START = {"start": {"all": [{"c0": {"$and": [{"q": "b0"}, {"s": "k0"}]}}]}}


def agree(rule_set: RuleSet, cases: list[Answers]) -> None:
    evaluator, requests = Evaluator(rule_set), Requests(rule_set)
    reasoner = DurableReasoner(compile_rules(rule_set))
    for answers in cases:
        reply = reasoner.conclude(requests.request(answers))
        assert reply["fault"] == ""
        assert set(reply["rules"]) == set(evaluator.evaluate(answers).true_rules)
    reasoner.close()


def test_more_rules_than_may_share_a_condition() -> None:
    questions = [make_question("hurt"), *(make_question(f"q{place}") for place in range(30))]
    pairs = [(first, second) for first in range(30) for second in range(first)]
    rules = [
        make_rule(f"r{a}-{b}", All((Is("hurt", ("yes",)), Is(f"q{a}", ("yes",)), Is(f"q{b}", ("yes",)))))
        for a, b in pairs
    ]
    yes = {question.id: chosen("yes") for question in questions}
    rule_set = make_rule_set(questions, rules)

    assert len(compile_rules(rule_set)["products"]) == len(pairs) > 255
    agree(rule_set, [yes, {**yes, "hurt": chosen("no")}, {**yes, "q3": chosen("no")}])


def test_any_number_of_rules_that_always_hold() -> None:
    questions = [make_question(f"q{place}") for place in range(300)]
    rules = [make_rule(f"always{place}", Always()) for place in range(300)]
    rules += [make_rule(f"r{place}", AnyOf((Always(), Is(f"q{place}", ("yes",))))) for place in range(300)]

    agree(make_rule_set(questions, rules), [{}, {"q7": chosen("no")}])


def test_more_different_first_tests_than_the_engine_allows() -> None:
    options = tuple(f"option {place}" for place in range(40))
    questions = [make_question(f"q{place}", QuestionType.SEVERAL, options) for place in range(40)]
    rules = [make_rule(f"r{q.id}-{o}", Includes(q.id, (name,))) for q in questions for o, name in enumerate(options)]
    random, rule_set = Random(4), make_rule_set(questions, rules)

    agree(rule_set, [random_answers(random, rule_set) for _ in range(5)])


def test_more_number_questions_than_the_engine_allows_first_tests_are_refused() -> None:
    questions = [make_question(f"q{place}", QuestionType.NUMBER, highest=9) for place in range(520)]
    rules = [make_rule(f"r{place}", InRange(f"q{place}", at_least=3)) for place in range(520)]

    with pytest.raises(EngineRefused, match="521 different first tests in one text; at most 511"):
        compile_rules(make_rule_set(questions, rules))


def test_more_ranges_than_one_fact_may_meet() -> None:
    question = make_question("days", QuestionType.NUMBER, highest=400)
    rules = [make_rule(f"r{place}", InRange("days", at_least=place)) for place in range(300)]
    rules += [make_rule(f"under{place}", NoneOf((InRange("days", place, place + 9),))) for place in range(100)]

    agree(make_rule_set([question], rules), [{"days": number(value)} for value in (0, 1, 63, 64, 65, 299, 400)])


def test_more_conditions_in_a_rule_than_the_engine_allows() -> None:
    questions = [make_question(f"q{place}") for place in range(60)]
    needed = [Is(question.id, ("yes",)) for question in questions]
    rules = [make_rule(f"r{count}", All(tuple(needed[:count]))) for count in (15, 16, 17, 31, 60)]
    yes = {question.id: chosen("yes") for question in questions}
    cases = [{**yes, f"q{place}": chosen("no")} for place in (0, 14, 15, 16, 30, 45, 59)]

    agree(make_rule_set(questions, rules), [yes, *cases])


def test_more_rules_than_fit_one_text() -> None:
    questions = [make_question(f"q{place}") for place in range(92)]
    pairs = [(first, second) for first in range(92) for second in range(first)]
    rules = [make_rule(f"r{a}-{b}", All((Is(f"q{a}", ("yes",)), Is(f"q{b}", ("yes",))))) for a, b in pairs]
    rule_set = make_rule_set(questions, rules)

    assert len(rules) > 4_096
    assert [len(json.loads(text)) <= 4_096 for text in compile_rules(rule_set)["texts"]] == [True, True]
    agree(rule_set, [{"q7": chosen("yes"), "q90": chosen("yes"), "q91": chosen("yes"), "q3": chosen("no")}])


@pytest.mark.parametrize("seed", range(12))
def test_rules_in_several_texts_hear_of_each_other(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compile_module, "TEXT_RULES", 5)
    random, rule_set = Random(seed), random_rule_set(seed, 40)
    cases = [random_answers(random, rule_set) for _ in range(10)]
    growing = random_answers(random, rule_set, share=0.9)

    assert len(compile_rules(rule_set)["texts"]) > 1
    agree(rule_set, cases)
    agree(rule_set, [dict(list(growing.items())[:count]) for count in range(len(growing) + 1)])


def test_names_that_the_engine_cannot_tell_apart_are_kept_from_it() -> None:
    assert fnv("costarring") == fnv("liquid")
    questions = [make_question("costarring", QuestionType.CHOICE, ("liquid", "costarring")), make_question("liquid")]
    rules = [make_rule("costarring", Is("costarring", ("liquid",))), make_rule("liquid", Is("liquid", ("yes",)))]
    rule_set = make_rule_set(questions, rules)

    cases: list[Answers] = [
        {"costarring": chosen("liquid")},
        {"liquid": chosen("yes")},
        {"costarring": chosen("costarring")},
    ]
    agree(rule_set, cases)
    assert not {"costarring", "liquid"} & set(json.dumps(compile_rules(rule_set)["texts"]).split('"'))


def test_names_that_the_engine_cannot_tell_apart_are_refused() -> None:
    with pytest.raises(EngineRefused, match="cannot tell the names “costarring” and “liquid” apart"):
        check_names(["costarring", "other", "liquid"])
    check_names(["costarring", "other", "costarring"])


def test_a_program_whose_facts_the_engine_cannot_tell_apart_is_refused() -> None:
    facts = [f'{{"id":"{name}","sid":"%sid%","q":"b0","s":"k1"}}' for name in ("costarring", "liquid")]
    program: Program = {
        "texts": [json.dumps(START)],
        "products": {},
        "messages": {"a": [{"text": 0, "fact": facts[0]}]},
        "questions": {},
    }
    check(program)
    program["messages"]["b"] = [{"text": 0, "fact": facts[1]}]
    with pytest.raises(EngineRefused, match="costarring"):
        check(program)


def test_a_name_as_long_as_the_engine_forgets_to_count_is_refused() -> None:
    with pytest.raises(EngineRefused, match="letters in a name"):
        check_names(["abc" + "x" * 65_536])


def test_no_word_of_a_rule_file_reaches_the_engine() -> None:
    program = compile_rules(random_rule_set(11, 40))
    words = " ".join([*program["texts"], *(m["fact"] for several in program["messages"].values() for m in several)])

    assert not any(word in words for word in ("option", "rule-", "yes", "not sure", "q0", "f1"))


def rule(*tests: object) -> dict[str, object]:
    return {"all": [{"c0": {"$and": list(tests)}}]}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"r": {"any": [{"c0": {"$and": [{"q": "a"}]}}]}}, "one list of conditions that are all needed"),
        ({"r": {"all": []}}, "one list of conditions that are all needed"),
        ({"r": {"all": [{"c0": {"$and": [{"q": "a"}]}}], "count": 2}}, "one list of conditions"),
        ({"r": {"all": [{"c0": {"$and": []}}]}}, "one list of tests"),
        ({"r": {"all": [{"c0": {"$or": [{"q": "a"}]}}]}}, "one list of tests"),
        ({"r": {"all": [{"c0": {"q": "a"}}]}}, "one list of tests"),
        ({"r": rule({"s": "a"})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$neq": {"s": "b"}})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$nex": {"s": 1}})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"s": None})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$gte": {"n": 1.5}})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$gte": {"n": True}})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$gte": {"n": 2**31}})}, "outside the safe few"),
        ({"r": rule({"q": "a"}, {"$lt": {"n": {"$m": "b"}}})}, "outside the safe few"),
        ({"r": {"all": [{"c0": {"$and": [{"q": "a"}]}}, {"c1": {"$and": [{"q": "a"}]}}]}}, "asks twice for one fact"),
        ({"r": {"all": [{f"c{n}": {"$and": [{"q": f"a{n}"}]}} for n in range(17)]}}, "17 conditions"),
        ({f"r{n}": rule({"q": "a"}) for n in range(4_096)}, "4,097 rules in one text"),
        ({f"r{n}": rule({"q": "a"}, {"s": "b"}) for n in range(256)}, "256 rules sharing one condition"),
        ({f"r{n}": rule({"q": f"a{n}"}) for n in range(512)}, "different first tests in one text"),
        ({f"r{n}": rule({"q": "a"}, {"s": f"b{n}"}) for n in range(512)}, "different tests after “a”"),
        ({f"r{n}": rule({"q": "a"}, {"$lt": {"n": n}}) for n in range(65)}, "tests that one fact “a” could meet"),
    ],
)
def test_what_the_engine_gets_wrong_is_refused_before_loading(rules: dict[str, object], said: str) -> None:
    with pytest.raises(EngineRefused, match=said):
        check_text(json.dumps({**START, **rules}))


def test_a_text_without_a_start_rule_is_refused() -> None:
    with pytest.raises(EngineRefused, match="no start rule"):
        check_text(json.dumps({"r": rule({"q": "a"})}))


@pytest.mark.parametrize(
    "fact",
    [
        '{"id":"k1","sid":"%sid%","q":"b0","s":null}',
        '{"id":"k1","sid":"%sid%","q":"b0","s":true}',
        '{"id":"k1","sid":"%sid%","q":"b0","s":["k1"]}',
        '{"id":"k1","sid":"%sid%","q":"b0","s":"k1","n":1}',
        '{"id":"k1","sid":"%sid%","q":"b0"}',
    ],
)
def test_a_fact_with_anything_else_in_it_is_refused(fact: str) -> None:
    program: Program = {
        "texts": [json.dumps(START)],
        "products": {},
        "messages": {"start": [{"text": 0, "fact": fact}]},
        "questions": {},
    }
    with pytest.raises(EngineRefused, match="holds more or other"):
        check(program)


YES = Is("hurt", ("yes",))
GATED = make_question("gated", ask_when=FactHolds("missing"))


@pytest.mark.parametrize(
    ("rule_set", "said"),
    [
        (make_rule_set([], [make_rule("r", YES)]), "question “hurt”, which does not exist"),
        (make_rule_set([], [make_rule("r", FactHolds("f"))]), "fact “f”, which does not exist"),
        (make_rule_set([GATED], [make_rule("r", Always())]), "fact “missing”, which does not exist"),
        (make_rule_set([], [make_rule("r", SwitchOn("s"))]), "switch “s”, which does not exist"),
        (make_rule_set([make_question("hurt")], [make_rule("r", Is("hurt", ("perhaps",)))]), "not offer"),
        (
            make_rule_set([], [make_rule("r", FactHolds("f"))], {"f": FactHolds("g"), "g": NoneOf((FactHolds("f"),))}),
            "depend",
        ),
        (make_rule_set([make_question("hurt")], [make_rule("r", InRange("hurt", 3))]), "hurt"),
        (make_rule_set([make_question("hurt")], [make_rule("r", Includes("hurt", ("a",)))]), "hurt"),
    ],
)
def test_rules_that_do_not_hang_together_are_refused_by_both(rule_set: RuleSet, said: str) -> None:
    with pytest.raises(EngineRefused, match=said):
        compile_rules(rule_set)
    with pytest.raises(EngineRefused, match=said):
        Evaluator(rule_set)


@pytest.mark.parametrize(
    ("rule_set", "said"),
    [
        (make_rule_set([make_question("a", ask_when=Is("b", ("yes",))), make_question("b", ask_when=Is("a", ("yes",)))], []), "question a -> question b -> question a"),
        (make_rule_set([make_question("a", means=("maybe",))], []), "“Not sure” of the question “a”"),
        (make_rule_set([make_question("a", QuestionType.NUMBER, means=("few",))], []), "“Not sure” of the question “a”"),
        (make_rule_set([make_question("a", means=("yes", "no"))], []), "“Not sure” of the question “a”"),
    ],
)  # fmt: skip
def test_questions_that_cannot_be_read_are_refused_by_the_evaluator(rule_set: RuleSet, said: str) -> None:
    with pytest.raises(EngineRefused, match=said):
        Evaluator(rule_set)


def test_conditions_that_can_never_hold_and_empty_rule_sets_load() -> None:
    never = NoneOf((Always(),))
    questions = [make_question("a"), make_question("b", ask_when=never), make_question("c", ask_when=Is("b", ("yes",)))]
    both = All((Is("a", ("yes",)), Is("a", ("no",))))
    rules = [make_rule("never", never), make_rule("both", both), make_rule("gated", NoneOf((Is("c", ("yes",)),)))]
    cases: list[Answers] = [{}, {"a": chosen("yes"), "b": chosen("yes"), "c": not_sure()}]

    agree(make_rule_set(questions, rules), cases)
    agree(make_rule_set([], []), [{}])


def test_one_question_tested_twice_in_a_rule_still_fires() -> None:
    several = make_question("signs", QuestionType.SEVERAL, ("a", "b", "c"))
    days = make_question("days", QuestionType.NUMBER, highest=50, means=("3",))
    rules = [
        make_rule("range", All((InRange("days", at_least=10), InRange("days", under=18)))),
        make_rule("gap", All((NoneOf((InRange("days", 10, 18),)), InRange("days", at_least=2)))),
        make_rule("some", All((Includes("signs", ("a", "b")), Includes("signs", ("b", "c"))))),
    ]
    cases: list[Answers] = [{"days": number(value)} for value in (1, 2, 9, 10, 17, 18, 50)]
    cases += [{"signs": ticked(*ticks)} for ticks in ("a", "b", "ac", "c", "")]

    agree(make_rule_set([several, days], rules), [*cases, {"days": not_sure(), "signs": not_sure()}])


def test_the_program_is_the_same_in_every_process() -> None:
    code = (
        f"import json, sys; sys.path.insert(0, {str(TESTS)!r})\n"
        "from engine.random_rules import random_rule_set\n"
        "from triage.engine.compile import compile_rules\n"
        "print(json.dumps(compile_rules(random_rule_set(5, 40))))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
