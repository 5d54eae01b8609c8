"""A small rule set, scenarios about it, and every mutant judged the slow and certain way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from policy.cases import RULE_SET, scenario
from prove.brute import possible_answers
from triage.engine.decide import Decider
from triage.policy.mutate.model import Mutant
from triage.policy.mutate.run import Judged, Material, try_mutants
from triage.policy.scenarios import run_scenarios
from triage.rules.answers import chosen, number, ticked
from triage.rules.model import RuleSet, Urgency
from triage.rules.scenarios import Expect, Scenario
from triage.rules.statements import Statement

NOW = datetime(2026, 11, 20, 17, 0)
RULES = replace(RULE_SET, steps={**RULE_SET.steps, "ring": replace(RULE_SET.steps["ring"], do_not=("Do not wait.",))})
SCENARIOS = (
    scenario({"danger": ticked("hurt")}, Urgency.EMERGENCY, "calmest", "Hurt", steps=("ring-999",)),
    scenario(
        {"harm": chosen("severe")},
        Urgency.NOW,
        "calmest",
        "Severe",
        steps=("ring",),
        contacts=("door",),
        says={"ring": ("do not wait",)},
        soon={"ring": Urgency.NOW},
        not_asked=("idle",),
    ),
    scenario({}, Urgency.PLANNED, "calmest", "Calm", by={"write": "24 hours"}, asked=("danger",)),
    scenario({"phoned": chosen("yes"), "days": number(3)}, otherwise="calmest", name="Waiting", rules=("chase",)),
)


def quiet(done: int, total: int) -> None:
    """Nobody watches."""
    assert 0 < done <= total


def judged(
    rule_set: RuleSet,
    scenarios: Sequence[Scenario],
    mutants: Sequence[Mutant],
    statements: Sequence[Statement] = (),
    below: RuleSet | None = None,
) -> tuple[Judged, ...]:
    material = Material(rule_set, scenarios, statements, NOW, below)
    return try_mutants(material, mutants, len(mutants), quiet).judged


def failing(weakened: RuleSet, scenarios: Sequence[Scenario]) -> dict[str, list[str]]:
    """The scenarios that really fail, walked through the interview one by one, with what was expected of each."""
    report = run_scenarios(weakened, Decider(weakened, None), scenarios, NOW)
    return {result.scenario.name: [one.expected for one in result.failures] for result in report.failed}


def random_scenarios(rule_set: RuleSet, random: Random, count: int) -> list[Scenario]:
    """Cases of a random rule set that pass, each expecting a little of what comes of it."""
    found = []
    for place in range(count):
        answers = {
            name: random.choice(list(possible_answers(question)))
            for name, question in rule_set.questions.items()
            if random.random() < 0.6
        }
        otherwise = random.choice(["calmest", "not sure", "skipped"])
        case = scenario(answers, otherwise=otherwise, name=f"Case {place}")
        found.append(replace(case, expect=_some_of(rule_set, case, random)))
    return found


def _some_of(rule_set: RuleSet, case: Scenario, random: Random) -> Expect:
    from triage.policy.walk import Walker

    decision = Walker(rule_set, Decider(rule_set, None)).walk(case).at_end.decision
    steps = {step.step: step.urgency for step in decision.steps}
    fired = [one.rule for one in decision.fired]

    def some(names: list[str]) -> tuple[str, ...]:
        return tuple(name for name in names if random.random() < 0.4)

    return Expect(
        decision.urgency,
        random.choice([None, decision.send_as]),
        steps=some(list(steps)),
        not_steps=some([name for name in rule_set.steps if name not in steps]),
        rules=some(fired),
        not_rules=some([name for name in rule_set.rules if name not in fired]),
        soon={name: steps[name] for name in some(list(steps))},
    )
