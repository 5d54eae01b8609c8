"""What a rule set is compiled to: small examples that can be read, and a size that grows only with the rules."""

from __future__ import annotations

import json
import zlib
from itertools import islice

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set, random_rule_set
from triage.engine import compile as compile_module
from triage.engine.clauses import NOTHING, Body, rewrite
from triage.engine.compile import compile_rules
from triage.engine.limits import SESSIONS, fnv
from triage.engine.literals import Literal, Reader, Value
from triage.engine.program import Program
from triage.rules.conditions import (
    All,
    Always,
    AnyOf,
    Condition,
    FactHolds,
    Includes,
    InRange,
    Is,
    NoneOf,
    SwitchOn,
    Test,
)
from triage.rules.model import QuestionType, RuleSet

QUESTIONS = [
    make_question("hurt"),
    make_question("safe", means=("no",)),
    make_question("colour", QuestionType.CHOICE, ("red", "green", "blue")),
    make_question("signs", QuestionType.SEVERAL, ("bruise", "fear"), means=("fear",)),
    make_question("weeks", QuestionType.NUMBER, means=("3",), highest=40),
]
HURT = Is("hurt", ("yes",))
RED = Is("colour", ("red",))


def rules_of(*whens: Condition, facts: dict[str, Condition] | None = None) -> RuleSet:
    rules = [make_rule(f"r{place}", when) for place, when in enumerate(whens)]
    return make_rule_set(QUESTIONS, rules, facts, {"on": True, "off": False})


def one(question: str, *values: Value, option: str | None = None) -> Literal:
    return Literal((question, option), frozenset(values))


def body(*literals: Literal, marks: tuple[str, ...] = ()) -> Body:
    return Body(frozenset(marks), frozenset(literals))


@pytest.mark.parametrize(
    ("test", "plain", "opposite"),
    [
        (HURT, {"yes"}, {"no", "not sure"}),
        (Is("safe", ("no",)), {"no", "not sure"}, {"yes"}),
        (Is("safe", ("no",), exactly=True), {"no"}, {"yes", "not sure"}),
        (Is("safe", ("not sure",)), {"not sure"}, {"yes", "no"}),
        (Is("colour", ("red", "not sure")), {"red", "not sure"}, {"green", "blue"}),
        (Is("signs", ("not sure",)), {"not sure"}, {"answered"}),
        (Includes("signs", ("bruise",)), {"yes"}, {"no", "not sure"}),
        (Includes("signs", ("fear",)), {"yes", "not sure"}, {"no"}),
        (Includes("signs", ("fear",), exactly=True), {"yes"}, {"no", "not sure"}),
        (InRange("weeks", under=4), {0, "not sure"}, {1, 2, 3}),
        (InRange("weeks", 4, 10), {1}, {0, 2, 3, "not sure"}),
        (InRange("weeks", at_least=4), {1, 2, 3}, {0, "not sure"}),
        (InRange("weeks", under=4, exactly=True), {0}, {1, 2, 3, "not sure"}),
        (InRange("weeks"), {0, 1, 2, 3, "not sure"}, set()),
        (Is("weeks", ("not sure",)), {"not sure"}, {0, 1, 2, 3}),
    ],
)
def test_a_test_is_a_set_of_values_and_its_opposite_all_the_others(
    test: Test, plain: set[Value], opposite: set[Value]
) -> None:
    # The figures 4, 10 and 26 are asked about, so the ranges are under 4, from 4, from 10 and from 26.
    reader = Reader(rules_of(test, InRange("weeks", 4, 10), InRange("weeks", at_least=26)))

    assert [set(literal.values) for literal in reader.alternatives(test, positive=True)] == [plain]
    assert [set(literal.values) for literal in reader.alternatives(test, positive=False)] == [opposite]


def test_the_ranges_of_a_number_are_cut_wherever_any_condition_cuts_it() -> None:
    gated = make_question("gated", ask_when=InRange("weeks", under=12))
    facts = {"young": NoneOf((InRange("weeks", at_least=2),))}
    rule_set = make_rule_set([*QUESTIONS, gated], [make_rule("r", InRange("weeks", 12, 30))], facts)

    assert Reader(rule_set).cuts == {"weeks": (2, 12, 30)}


@pytest.mark.parametrize(
    ("when", "ways"),
    [
        (Always(), (NOTHING,)),
        (SwitchOn("off"), ()),
        (NoneOf((SwitchOn("off"),)), (NOTHING,)),
        (All(()), (NOTHING,)),
        (AnyOf(()), ()),
        (HURT, (body(one("hurt", "yes")),)),
        (All((HURT, RED)), (body(one("hurt", "yes"), one("colour", "red")),)),
        (All((HURT, AnyOf(()))), ()),
        (All((HURT, Is("hurt", ("no",)))), ()),
        (All((Is("colour", ("red", "blue")), Is("colour", ("blue", "green")))), (body(one("colour", "blue")),)),
        (AnyOf((HURT, RED)), (body(one("hurt", "yes")), body(one("colour", "red")))),
        (AnyOf((RED, Is("colour", ("blue",)))), (body(one("colour", "red", "blue")),)),
        (AnyOf((HURT, Always())), (NOTHING,)),
        (NoneOf((HURT, RED)), (body(one("hurt", "no", "not sure"), one("colour", "green", "blue", "not sure")),)),
        (NoneOf((All((HURT, RED)),)), (body(one("hurt", "no", "not sure")), body(one("colour", "green", "blue", "not sure")))),
        (NoneOf((NoneOf((HURT,)),)), (body(one("hurt", "yes")),)),
        (FactHolds("red"), (body(one("colour", "red")),)),
        (NoneOf((FactHolds("red"),)), (body(one("colour", "green", "blue", "not sure")),)),
    ],
)  # fmt: skip
def test_a_condition_is_rewritten_as_the_ways_in_which_it_can_hold(when: Condition, ways: tuple[Body, ...]) -> None:
    assert rewrite(rules_of(when, facts={"red": RED})).rules["r0"] == ways


def test_a_choice_inside_a_rule_and_a_fact_with_several_parts_get_a_mark_each() -> None:
    either = AnyOf((HURT, RED))
    clauses = rewrite(rules_of(All((either, FactHolds("both"))), facts={"both": All((HURT, Is("safe", ("yes",))))}))

    (way,) = clauses.rules["r0"]
    assert not way.cells
    assert way.marks == set(clauses.marks)
    assert len(clauses.marks) == 2


def test_the_same_part_in_several_rules_is_worked_out_once() -> None:
    either = AnyOf((HURT, RED))
    shared = rewrite(rules_of(All((either, Is("safe", ("no",)))), All((either, Includes("signs", ("bruise",))))))

    assert len(shared.marks) == 1
    assert shared.rules["r0"][0].marks == shared.rules["r1"][0].marks


def test_what_decides_whether_a_question_applies_gets_a_mark_unless_it_always_or_never_does() -> None:
    gates: dict[str, Condition] = {"always": Always(), "never": SwitchOn("off"), "sometimes": HURT}
    gated = [make_question(f"q-{name}", ask_when=when) for name, when in gates.items()]
    clauses = rewrite(make_rule_set([*QUESTIONS, *gated], [], None, {"off": False}))

    assert clauses.gates == {"q-never": None, "q-sometimes": "mark 0"}
    assert clauses.marks == {"mark 0": (body(one("hurt", "yes")),)}


def engine_rules(program: Program) -> dict[str, list[list[dict[str, object]]]]:
    found: dict[str, list[list[dict[str, object]]]] = {}
    for text in program["texts"]:
        for name, rule in json.loads(text).items():
            found[name] = [next(iter(item.values()))["$and"] for item in rule["all"]]
    return found


def test_a_small_rule_set_compiled() -> None:
    program = compile_rules(rules_of(All((HURT, InRange("weeks", 4, 10)))))

    assert engine_rules(program) == {
        "start": [[{"q": "b0"}, {"s": "k0"}]],
        "r0": [[{"q": "b0"}, {"s": "k1"}], [{"q": "k2"}, {"$gte": {"n": 4}}, {"$lt": {"n": 10}}]],
    }
    assert program["products"] == {"r0": {"signals": [], "rules": ["r0"]}}
    assert program["questions"]["hurt"]["cells"] == {"": {"yes": "cell hurt.=yes"}}
    assert program["messages"]["cell hurt.=yes"] == [{"text": 0, "fact": '{"id":"k1","sid":"%sid%","q":"b0","s":"k1"}'}]
    assert program["questions"]["weeks"]["numbers"] == [
        {"text": 0, "fact": '{"id":"k2","sid":"%sid%","q":"k2","n":%n%}'}
    ]


def test_rules_with_the_same_condition_share_one_rule_of_the_engine() -> None:
    program = compile_rules(rules_of(All((HURT, RED)), RED, All((RED, HURT)), NoneOf((NoneOf((HURT, RED)),))))

    assert sorted(product["rules"] for product in program["products"].values()) == [["r0", "r2"], ["r1", "r3"], ["r3"]]


def test_the_engine_is_told_nothing_that_no_rule_asks_about() -> None:
    program = compile_rules(rules_of(HURT))

    assert program["questions"]["hurt"]["cells"] == {"": {"yes": "cell hurt.=yes"}}
    assert program["questions"]["signs"]["cells"] == {"": {}, "bruise": {}, "fear": {}}
    assert program["questions"]["weeks"]["numbers"] == []


def test_a_program_is_plain_data_that_survives_json() -> None:
    program = compile_rules(random_rule_set(8, 60))

    assert json.loads(json.dumps(program)) == program


def nested(depth: int) -> Condition:
    """A condition that would have 2 to the power of ``depth`` branches written out."""
    pairs = [AnyOf((Is(f"q{place}", ("yes",)), Is(f"p{place}", ("yes",)))) for place in range(depth)]
    return All(tuple(pairs))


def test_the_program_grows_only_with_the_length_of_the_rules() -> None:
    questions = [make_question(f"{letter}{place}") for letter in "pq" for place in range(40)]
    sizes = [
        len(compile_rules(make_rule_set(questions, [make_rule("r", nested(depth))]))["products"]) for depth in (10, 40)
    ]

    assert sizes[0] <= 2 * 10 + 3
    assert sizes[1] <= 2 * 40 + 6


def test_names_whose_hash_is_taken_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def poor_hash(name: str) -> int:
        return zlib.crc32(name.encode()) % 500

    monkeypatch.setattr(compile_module, "fnv", poor_hash)
    names = list(islice(compile_module._fresh_names(), 300))

    assert len({poor_hash(name) for name in names}) == 300


def test_the_hash_is_the_one_the_engine_uses() -> None:
    assert [fnv(""), fnv("a"), fnv("foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
    assert len({fnv(name) for name in SESSIONS}) == len(SESSIONS)
