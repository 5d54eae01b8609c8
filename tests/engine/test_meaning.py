"""What every construct means in every state of an answer: the table below is the specification, for both checks.

Each line gives the answer, the truth of the condition, and the truth of ``none`` over it. The question under test is
asked only when the door is open (``door: yes``), so that "does not apply" and "may apply" can be said.
"""

from __future__ import annotations

import pytest

from engine.random_rules import make_question, make_rule, make_rule_set
from triage.engine.compile import compile_rules
from triage.engine.decision import Tri
from triage.engine.durable import DurableReasoner
from triage.engine.evaluate import Evaluator
from triage.engine.requests import Requests
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
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
)
from triage.rules.model import QuestionType, RuleSet

DOOR = Is("door", ("yes",))
NOT_SURE = ("not sure",)

QUESTIONS = [
    make_question("door"),
    make_question("colour", QuestionType.CHOICE, ("red", "green", "blue"), ask_when=DOOR),
    make_question("shade", QuestionType.CHOICE, ("light", "dark"), means=("dark",), ask_when=DOOR),
    make_question("safe", means=("no",), ask_when=DOOR),
    make_question("signs", QuestionType.SEVERAL, ("bruise", "fear", "hunger"), ask_when=DOOR),
    make_question("harms", QuestionType.SEVERAL, ("fire", "water"), means=("fire",), ask_when=DOOR),
    make_question("weeks", QuestionType.NUMBER, ask_when=DOOR, highest=40),
    make_question("age", QuestionType.NUMBER, means=("3",), ask_when=DOOR, highest=17),
]

TABLE = """
colour is red                       | red                   | true  | false
colour is red                       | green                 | false | true
colour is red                       | not sure              | false | true
colour is red                       | skipped               | false | true
colour is red                       | not answered          | open  | open
colour is red                       | does not apply        | false | false
colour is red                       | does not apply, red   | false | false
colour is red                       | does not apply, green | false | false
colour is red                       | may apply             | open  | open
colour is red                       | may apply, red        | open  | false
colour is red                       | may apply, green      | false | open
colour is red or green              | green                 | true  | false
colour is red or green              | blue                  | false | true
colour is red or not sure           | not sure              | true  | false
colour is red or not sure           | skipped               | true  | false
colour is red or not sure           | blue                  | false | true
colour is not sure                  | not sure              | true  | false
colour is not sure                  | skipped               | true  | false
colour is not sure                  | red                   | false | true
colour is not sure                  | not answered          | open  | open
colour is not sure                  | does not apply        | false | false
colour is exactly red               | red                   | true  | false
colour is exactly red               | not sure              | false | true

shade is dark (means dark)          | dark                  | true  | false
shade is dark (means dark)          | light                 | false | true
shade is dark (means dark)          | not sure              | true  | false
shade is dark (means dark)          | skipped               | true  | false
shade is light (means dark)         | not sure              | false | true
shade is exactly dark               | not sure              | false | true
shade is exactly dark               | dark                  | true  | false
shade is not sure                   | not sure              | true  | false
shade is not sure                   | dark                  | false | true
shade is exactly not sure           | skipped               | true  | false
shade is light or not sure          | not sure              | true  | false
shade is light or not sure          | dark                  | false | true

safe is yes (means no)              | yes                   | true  | false
safe is yes (means no)              | no                    | false | true
safe is yes (means no)              | not sure              | false | true
safe is no (means no)               | not sure              | true  | false
safe is no (means no)               | may apply, not sure   | open  | false
safe is no (means no)               | does not apply, no    | false | false

signs include bruise                | bruise                | true  | false
signs include bruise                | bruise + fear         | true  | false
signs include bruise                | fear                  | false | true
signs include bruise                | none of these         | false | true
signs include bruise                | not sure              | false | true
signs include bruise                | bruise, rest not sure | true  | false
signs include bruise                | fear, rest not sure   | false | true
signs include bruise                | not answered          | open  | open
signs include bruise                | does not apply        | false | false
signs include bruise or fear        | fear                  | true  | false
signs include bruise or fear        | hunger                | false | true
signs are not sure                  | not sure              | true  | false
signs are not sure                  | skipped               | true  | false
signs are not sure                  | bruise, rest not sure | true  | false
signs are not sure                  | bruise                | false | true
signs are not sure                  | none of these         | false | true
signs are not sure                  | does not apply        | false | false

harms include fire (means fire)     | fire                  | true  | false
harms include fire (means fire)     | none of these         | false | true
harms include fire (means fire)     | not sure              | true  | false
harms include fire (means fire)     | skipped               | true  | false
harms include fire (means fire)     | water, rest not sure  | true  | false
harms include water (means fire)    | not sure              | false | true
harms include water or fire         | not sure              | true  | false
harms include exactly fire          | not sure              | false | true
harms include exactly fire          | fire, rest not sure   | true  | false

weeks at least 6                    | 6                     | true  | false
weeks at least 6                    | 5                     | false | true
weeks at least 6                    | not sure              | false | true
weeks at least 6                    | not answered          | open  | open
weeks at least 6                    | does not apply, 9     | false | false
weeks at least 6                    | may apply, 9          | open  | false
weeks under 6                       | 5                     | true  | false
weeks under 6                       | 6                     | false | true
weeks at least 6, under 9           | 8                     | true  | false
weeks at least 6, under 9           | 9                     | false | true
weeks are not sure                  | skipped               | true  | false
weeks are not sure                  | 7                     | false | true
age under 4 (means 3)               | not sure              | true  | false
age under 4 (means 3)               | 4                     | false | true
age at least 4 (means 3)            | skipped               | false | true
age exactly under 4                 | not sure              | false | true
age exactly under 4                 | 3                     | true  | false

red, as a fact                      | red                   | true  | false
red, as a fact                      | green                 | false | true
red, as a fact                      | does not apply        | false | false
red, as a fact                      | may apply             | open  | open
not red, as a fact                  | red                   | false | true
not red, as a fact                  | green                 | true  | false
not red, as a fact                  | does not apply        | false | false
always                              | not answered          | true  | false
a switch that is on                 | not answered          | true  | false
a switch that is off                | not answered          | false | true
all of nothing                      | not answered          | true  | false
any of nothing                      | not answered          | false | true
none of nothing                     | not answered          | true  | false
red and always                      | red                   | true  | false
red and always                      | not answered          | open  | open
red and never                       | not answered          | false | true
red or always                       | not answered          | true  | false
red or never                        | not answered          | open  | open
red or green                        | blue                  | false | true
none of red                         | red                   | false | true
none of red                         | green                 | true  | false
none of red                         | does not apply        | false | false
none of none of red                 | red                   | true  | false
none of none of red                 | does not apply        | false | false
"""

RED = Is("colour", ("red",))
CONDITIONS: dict[str, Condition] = {
    "colour is red": RED,
    "colour is red or green": Is("colour", ("red", "green")),
    "colour is red or not sure": Is("colour", ("red", "not sure")),
    "colour is not sure": Is("colour", NOT_SURE),
    "colour is exactly red": Is("colour", ("red",), exactly=True),
    "shade is dark (means dark)": Is("shade", ("dark",)),
    "shade is light (means dark)": Is("shade", ("light",)),
    "shade is exactly dark": Is("shade", ("dark",), exactly=True),
    "shade is not sure": Is("shade", NOT_SURE),
    "shade is exactly not sure": Is("shade", NOT_SURE, exactly=True),
    "shade is light or not sure": Is("shade", ("light", "not sure")),
    "safe is yes (means no)": Is("safe", ("yes",)),
    "safe is no (means no)": Is("safe", ("no",)),
    "signs include bruise": Includes("signs", ("bruise",)),
    "signs include bruise or fear": Includes("signs", ("bruise", "fear")),
    "signs are not sure": Is("signs", NOT_SURE),
    "harms include fire (means fire)": Includes("harms", ("fire",)),
    "harms include water (means fire)": Includes("harms", ("water",)),
    "harms include water or fire": Includes("harms", ("water", "fire")),
    "harms include exactly fire": Includes("harms", ("fire",), exactly=True),
    "weeks at least 6": InRange("weeks", at_least=6),
    "weeks under 6": InRange("weeks", under=6),
    "weeks at least 6, under 9": InRange("weeks", 6, 9),
    "weeks are not sure": Is("weeks", NOT_SURE),
    "age under 4 (means 3)": InRange("age", under=4),
    "age at least 4 (means 3)": InRange("age", at_least=4),
    "age exactly under 4": InRange("age", under=4, exactly=True),
    "red, as a fact": FactHolds("red"),
    "not red, as a fact": FactHolds("not_red"),
    "always": Always(),
    "a switch that is on": SwitchOn("on"),
    "a switch that is off": SwitchOn("off"),
    "all of nothing": All(()),
    "any of nothing": AnyOf(()),
    "none of nothing": NoneOf(()),
    "red and always": All((RED, Always())),
    "red and never": All((RED, SwitchOn("off"))),
    "red or always": AnyOf((RED, Always())),
    "red or never": AnyOf((RED, SwitchOn("off"))),
    "red or green": AnyOf((RED, Is("colour", ("green",)))),
    "none of red": NoneOf((RED,)),
    "none of none of red": NoneOf((NoneOf((RED,)),)),
}
FACTS: dict[str, Condition] = {"red": RED, "not_red": NoneOf((RED,))}
DOORS = {"does not apply": chosen("no"), "may apply": None}


def rule_set_of(condition: Condition) -> RuleSet:
    rules = [make_rule("plain", condition), make_rule("none", NoneOf((condition,)))]
    return make_rule_set(QUESTIONS, rules, FACTS, {"on": True, "off": False})


def rows() -> list[tuple[str, str, str, str]]:
    lines = (line for line in TABLE.splitlines() if line)
    return [tuple(part.strip() for part in line.split("|")) for line in lines]  # type: ignore[misc]


def subject_of(condition: str) -> str:
    first = condition.split()[0]
    return first if first in {question.id for question in QUESTIONS} else "colour"


def answer_of(subject: str, words: str) -> Answer | None:
    if words in ("", "not answered"):
        return None
    if words == "not sure":
        return not_sure()
    if words == "skipped":
        return skipped()
    if words.isdecimal():
        return number(int(words))
    if subject in ("signs", "harms"):
        ticks = words.removesuffix(", rest not sure")
        values = () if ticks == "none of these" else tuple(ticks.split(" + "))
        return ticked(*values, rest_not_sure=ticks != words)
    return chosen(words)


def answers_of(condition: str, words: str) -> dict[str, Answer]:
    door: Answer | None = chosen("yes")
    for state, reading in DOORS.items():
        if words.startswith(state):
            door, words = reading, words.removeprefix(state).removeprefix(", ")
    subject = subject_of(condition)
    found = {"door": door, subject: answer_of(subject, words)}
    return {name: answer for name, answer in found.items() if answer is not None}


@pytest.mark.parametrize(("condition", "words", "plain", "none"), rows())
def test_the_evaluator_means_what_the_table_says(condition: str, words: str, plain: str, none: str) -> None:
    evaluation = Evaluator(rule_set_of(CONDITIONS[condition])).evaluate(answers_of(condition, words))

    assert evaluation.rules == {"plain": Tri(plain), "none": Tri(none)}


@pytest.mark.parametrize(("condition", "words", "plain", "none"), rows())
def test_the_engine_means_what_the_table_says(condition: str, words: str, plain: str, none: str) -> None:
    rule_set = rule_set_of(CONDITIONS[condition])
    reasoner = DurableReasoner(compile_rules(rule_set))
    reply = reasoner.conclude(Requests(rule_set).request(answers_of(condition, words)))
    reasoner.close()

    expected = {name for name, word in (("plain", plain), ("none", none)) if word == "true"}
    assert (set(reply["rules"]), reply["fault"]) == (expected, "")


def test_every_condition_of_the_table_is_used() -> None:
    assert {row[0] for row in rows()} == set(CONDITIONS)


def test_no_answer_makes_a_condition_and_its_opposite_both_hold() -> None:
    assert not [row for row in rows() if row[2] == row[3] == "true"]
