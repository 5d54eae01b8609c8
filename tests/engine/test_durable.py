"""Driving the engine: sessions are reused only when that is safe, always deleted, and every fault is noticed."""

from __future__ import annotations

import sys
import threading
from types import ModuleType
from typing import Any

import pytest

from engine.fake_engine import FakeEngine
from engine.random_rules import make_question, make_rule, make_rule_set
from triage.engine import case as case_module
from triage.engine.compile import compile_rules
from triage.engine.durable import DurableReasoner
from triage.engine.limits import SESSIONS
from triage.engine.requests import Requests
from triage.rules.answers import Answers, chosen, number, ticked
from triage.rules.conditions import All, Includes, InRange, Is
from triage.rules.model import QuestionType

RULE_SET = make_rule_set(
    [
        make_question("hurt"),
        make_question("signs", QuestionType.SEVERAL, ("bruise", "fear"), ask_when=Is("hurt", ("yes",))),
        make_question("weeks", QuestionType.NUMBER, ask_when=Includes("signs", ("bruise",)), highest=100),
        make_question("unused"),
    ],
    [
        make_rule("hurt", Is("hurt", ("yes",))),
        make_rule("bruise", Includes("signs", ("bruise",))),
        make_rule("baby", All((InRange("weeks", under=26), Is("hurt", ("yes",))))),
    ],
)
FULL: Answers = {"hurt": chosen("yes"), "signs": ticked("bruise"), "weeks": number(8)}


class Counting:
    """The real C module, counting what is asked of it."""

    def __init__(self) -> None:
        import durable_rules_engine

        self.real: Any = durable_rules_engine
        self.calls: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.real, name)

        def call(*arguments: Any) -> Any:
            self.calls.append((name, arguments[1:]))
            return function(*arguments)

        return call

    def count(self, name: str) -> int:
        return sum(call == name for call, _ in self.calls)


def using(monkeypatch: pytest.MonkeyPatch, engine: object) -> DurableReasoner:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", engine)
    return DurableReasoner(compile_rules(RULE_SET))


def conclude(reasoner: DurableReasoner, answers: Answers) -> tuple[set[str], str]:
    reply = reasoner.conclude(Requests(RULE_SET).request(answers))
    return set(reply["rules"]), reply["fault"]


def test_one_more_answer_tells_the_engine_only_that_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Counting()
    reasoner = using(monkeypatch, engine)
    conclude(reasoner, {"hurt": chosen("yes")})
    engine.calls.clear()

    assert conclude(reasoner, {"hurt": chosen("yes"), "signs": ticked("bruise")}) == ({"hurt", "bruise"}, "")
    assert engine.count("assert_fact") == 1
    engine.calls.clear()
    assert conclude(reasoner, {"hurt": chosen("yes"), "signs": ticked("bruise")}) == ({"hurt", "bruise"}, "")
    assert engine.calls == []
    reasoner.close()


def test_of_several_sessions_that_fit_the_one_that_knows_most_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Counting()
    reasoner = using(monkeypatch, engine)
    some: Answers = {"hurt": chosen("yes"), "signs": ticked("bruise")}
    for answers in (some, {"hurt": chosen("yes")}):
        conclude(reasoner, answers)
    engine.calls.clear()

    assert conclude(reasoner, FULL) == ({"hurt", "bruise", "baby"}, "")
    assert engine.count("assert_fact") == 1
    reasoner.close()


def test_a_changed_answer_gets_a_fresh_session(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Counting()
    reasoner = using(monkeypatch, engine)
    assert conclude(reasoner, FULL) == ({"hurt", "bruise", "baby"}, "")
    assert conclude(reasoner, {**FULL, "hurt": chosen("no")}) == (set(), "")
    assert conclude(reasoner, {**FULL, "signs": ticked("fear")}) == ({"hurt"}, "")
    assert conclude(reasoner, {**FULL, "weeks": number(40)}) == ({"hurt", "bruise"}, "")
    reasoner.close()

    sessions = {call[1][0].split('"sid":"')[1].split('"')[0] for call in engine.calls if call[0] == "assert_fact"}
    assert len(sessions) == 4


def test_answers_given_before_their_question_applies_count_once_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    reasoner = using(monkeypatch, Counting())

    assert conclude(reasoner, {"weeks": number(8)}) == (set(), "")
    assert conclude(reasoner, {"weeks": number(8), "signs": ticked("bruise")}) == (set(), "")
    assert conclude(reasoner, FULL) == ({"hurt", "bruise", "baby"}, "")
    reasoner.close()


def test_never_more_than_a_handful_of_sessions_and_every_one_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Counting()
    reasoner = using(monkeypatch, engine)
    for weeks in range(30):
        conclude(reasoner, {**FULL, "weeks": number(weeks)})
    started = 30
    assert started - engine.count("delete_state") == len(SESSIONS)
    reasoner.close()

    assert engine.count("delete_state") == started
    assert engine.count("delete_ruleset") == 1
    reasoner.close()
    assert engine.count("delete_ruleset") == 1


def test_a_closed_engine_says_so() -> None:
    reasoner = DurableReasoner(compile_rules(RULE_SET))
    reasoner.close()

    assert conclude(reasoner, FULL) == (set(), "DurableFaultError: the engine is closed")


def test_an_unknown_question_or_value_in_a_request_is_ignored() -> None:
    reasoner = DurableReasoner(compile_rules(RULE_SET))
    reply = reasoner.conclude(
        {
            "answers": [
                {"question": "no such", "cells": [(None, "yes")]},
                {"question": "hurt", "cells": [("no such option", "yes"), (None, "no such value")]},
                {"question": "unused", "cells": [(None, "yes")]},
            ]
        }
    )
    reasoner.close()

    assert reply == {"rules": [], "fault": ""}


@pytest.mark.parametrize("figure", [2**31, 2**63, 10**30, -(2**40)])
def test_a_figure_too_long_for_the_engine_is_still_read_rightly(figure: int) -> None:
    reasoner = DurableReasoner(compile_rules(RULE_SET))
    given = Requests(RULE_SET).request(FULL)
    given["answers"][2]["cells"] = [(None, figure)]
    reply = reasoner.conclude(given)
    reasoner.close()

    assert (set(reply["rules"]), reply["fault"]) == ({"hurt", "bruise"} | ({"baby"} if figure < 26 else set()), "")


@pytest.mark.parametrize(
    ("engine", "fault"),
    [
        (FakeEngine(codes=[1]), "a fact was answered with code 1"),
        (FakeEngine(codes=[0, 2]), "a fact was answered with code 2"),
        (FakeEngine([["r0", "r0"]]), "a rule fired twice, or is not one of ours"),
        (FakeEngine([["start"]]), "the start rule fired twice"),
        (FakeEngine([["somebody-else"]]), "a rule fired twice, or is not one of ours"),
    ],
)
def test_a_fault_is_noticed_and_its_session_never_touched_again(
    engine: FakeEngine, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasoner = using(monkeypatch, engine)

    assert conclude(reasoner, {"hurt": chosen("yes")}) == (set(), f"DurableFaultError: {fault}")
    broken = engine.facts[-1]["sid"]
    engine.facts.clear()
    engine.fires, engine.queue = [["start"]], []
    assert conclude(reasoner, {"hurt": chosen("yes")})[1] == ""
    reasoner.close()
    assert broken not in {fact["sid"] for fact in engine.facts}
    assert broken not in engine.deleted


def test_a_silent_start_rule_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    engine.fires = []
    reasoner = using(monkeypatch, engine)

    assert conclude(reasoner, FULL) == (set(), "DurableFaultError: the start rule did not fire")
    assert len(engine.facts) == 1
    reasoner.close()
    assert engine.deleted == []


def test_when_every_session_has_failed_it_goes_on_saying_so(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(codes=[3] * 50)
    reasoner = using(monkeypatch, engine)
    faults = [conclude(reasoner, FULL)[1] for _ in range(len(SESSIONS) + 2)]

    assert faults[-2:] == ["DurableFaultError: every session has failed"] * 2
    assert len(engine.facts) == len(SESSIONS)


def test_a_rule_text_the_engine_refuses_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    engine.refuse_text = True
    monkeypatch.setitem(sys.modules, "durable_rules_engine", engine)
    program = compile_rules(RULE_SET)
    program["texts"] = program["texts"] * 2

    with pytest.raises(RuntimeError, match="106"):
        DurableReasoner(program)
    assert engine.freed == [7]


def test_where_the_engine_is_not_installed_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)

    with pytest.raises(ImportError):
        DurableReasoner(compile_rules(RULE_SET))


def test_no_module_of_the_engine_imports_durable_rules_when_it_is_imported() -> None:
    assert not isinstance(vars(case_module).get("durable_rules_engine"), ModuleType)
    assert "durable_rules_engine" not in vars(sys.modules["triage.engine.durable"])


def test_calls_from_several_threads_wait_for_each_other() -> None:
    reasoner = DurableReasoner(compile_rules(RULE_SET))
    wrong: list[object] = []

    def work(weeks: int) -> None:
        for _ in range(50):
            expected = {"hurt", "bruise", "baby"} if weeks < 26 else {"hurt", "bruise"}
            found = conclude(reasoner, {**FULL, "weeks": number(weeks)})
            if found != (expected, ""):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(weeks,)) for weeks in (3, 9, 30, 60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reasoner.close()

    assert wrong == []
