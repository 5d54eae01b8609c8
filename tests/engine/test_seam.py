"""The seam carries plain data only, so the engine can as well run in a child process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.random_rules import random_answers, random_rule_set
from triage.engine.compile import compile_rules
from triage.engine.decide import Decider
from triage.engine.durable import DurableReasoner
from triage.engine.program import Program
from triage.engine.seam import Reasoner, Reply, Request

CHILD = Path(__file__).with_name("child_reasoner.py")


class OverJson:
    """A reasoner that lets only JSON text pass."""

    name = "over json"

    def __init__(self, program: Program) -> None:
        self._inner = DurableReasoner(json.loads(json.dumps(program)))

    def conclude(self, request: Request) -> Reply:
        passed: Request = json.loads(json.dumps(request))
        replied: Reply = json.loads(json.dumps(self._inner.conclude(passed)))
        return replied

    def close(self) -> None:
        self._inner.close()


class InChild:
    """A reasoner in a child process, one line of JSON each way."""

    name = "child process"

    def __init__(self, program: Program) -> None:
        self._child = subprocess.Popen(
            [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._send(program)

    def _send(self, item: object) -> None:
        assert self._child.stdin
        self._child.stdin.write(json.dumps(item) + "\n")
        self._child.stdin.flush()

    def conclude(self, request: Request) -> Reply:
        assert self._child.stdout
        self._send(request)
        reply: Reply = json.loads(self._child.stdout.readline())
        return reply

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()

    def close(self) -> None:
        try:
            self._child.communicate(timeout=10)
        except BrokenPipeError:
            self._child.wait()


@pytest.fixture(params=[OverJson, InChild])
def reasoner(request: pytest.FixtureRequest) -> Iterator[Reasoner]:
    made: Reasoner = request.param(compile_rules(random_rule_set(3, 40)))
    yield made
    made.close()


def test_nothing_is_lost_on_the_way(reasoner: Reasoner) -> None:
    random, rule_set = Random(3), random_rule_set(3, 40)
    decider = Decider(rule_set, reasoner)
    for _ in range(25):
        decision = decider.decide(random_answers(random, rule_set))
        assert "checks" not in decision.fault
        assert decision.methods == (reasoner.name, "evaluator")


def test_a_child_that_dies_takes_nothing_with_it() -> None:
    random, rule_set = Random(3), random_rule_set(3, 40)
    child = InChild(compile_rules(rule_set))
    decider = Decider(rule_set, child)
    answers = random_answers(random, rule_set)
    before = decider.decide(answers)
    child.kill()
    after = decider.decide(answers)
    decider.close()

    assert (after.fired, after.steps, after.urgency) == (before.fired, before.steps, before.urgency)
    assert after.methods == ("evaluator",)
    assert after.fault.startswith("One of our two checks did not finish.")
