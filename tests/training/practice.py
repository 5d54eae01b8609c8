"""Stories for tests: the shipped rules, with stories made from their scenarios, and choices of every kind."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from hypothesis import strategies as st

from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.load import load
from triage.rules.model import RuleSet, Urgency
from triage.rules.scenarios import Scenario, read_scenarios
from triage.rules.vignettes import DIFFICULTIES, Bank, Outcome, Parents, Point, Vignette, read_bank
from triage.training.model import NOBODY, Choice
from triage.training.path import Trainer

NOW = datetime(2026, 11, 20, 17, 0)
EVERY = 23
"""One scenario in so many is made a story: enough to meet every urgency, few enough to be quick."""


@cache
def rules() -> RuleSet:
    return load(data_folder(), ["england"], date(2026, 11, 22))


@cache
def trainer() -> Trainer:
    scenarios = [one for one in read_scenarios(data_folder(), ["england"], rules()) if one.otherwise][::EVERY]
    stories = tuple(_story(one, number) for number, one in enumerate(scenarios))
    parents = read_bank(data_folder(), ["england"], rules()).parents
    return Trainer(rules(), Decider(rules(), None), Bank(stories, parents), NOW)


def _story(scenario: Scenario, number: int) -> Vignette:
    anchors = next(rule.because for rule in rules().rules.values() if rule.topic == scenario.topic)
    return Vignette(
        id=f"story-{number}",
        title=f"Story {number}",
        difficulty=DIFFICULTIES[number % len(DIFFICULTIES)],
        topics=(scenario.topic,),
        setting="Somebody at work",
        story=scenario.name,
        answers=scenario.answers,
        otherwise=scenario.otherwise,
        expect=Outcome(scenario.expect.urgency),
        points=(Point("Something to take home.", anchors[:1], scenario.place),),
        place=scenario.place,
        pack=scenario.pack,
        topic=scenario.topic,
        discuss=("What would you say?",),
        speaker="Let them vote first.",
    )


def choices() -> st.SearchStrategy[Choice]:
    """Any choice at all, of whatever the rules have, offered or not."""
    return st.builds(
        Choice,
        urgency=st.sampled_from(list(Urgency)),
        first_step=st.sampled_from(sorted(rules().steps)),
        contact=st.sampled_from([NOBODY, *sorted(rules().contacts)]),
        parents=st.sampled_from(list(Parents)),
        confidence=st.integers(0, 100),
    )


def stories() -> st.SearchStrategy[Vignette]:
    return st.sampled_from(trainer().bank.vignettes)
