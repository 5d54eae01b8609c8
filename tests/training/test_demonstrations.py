"""The shipped demonstrations against the live rules, and what is said when a rule change breaks one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from training.practice import NOW, rules
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.answers import not_sure
from triage.rules.demonstrations import Demonstration, Shows, read_demonstrations
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.training.demonstrations import broken, broken_words
from triage.training.told import demonstration_text


@cache
def shipped() -> tuple[Demonstration, ...]:
    return read_demonstrations(data_folder(), ["england"], rules())


def named(name: str) -> Demonstration:
    return next(one for one in shipped() if one.id == name)


BABY = "bruise-on-a-baby"


def checked(rule_set: RuleSet, *found: Demonstration):
    return broken(rule_set, Decider(rule_set, None), found or shipped())


def test_there_are_the_four_that_every_trainer_needs() -> None:
    topics = [set(one.topics) for one in shipped()]
    assert len(shipped()) >= 4
    for topic in ("bruising-and-babies", "worry", "disagreement", "allegations"):
        assert any(topic in one for one in topics), topic


@pytest.mark.parametrize(
    "name", ["bruise-on-a-baby", "unsure-teacher", "a-decision-you-do-not-accept", "a-worry-about-a-colleague"]
)
def test_each_fits_the_live_rules(name: str) -> None:
    assert checked(rules(), named(name)) == ()


@pytest.mark.parametrize("one", [pytest.param(place, id=str(place)) for place in range(4)])
def test_each_says_what_it_comes_to_and_begins_with_danger(one: int) -> None:
    walk = shipped()[one]
    assert any(beat.shows is not None and beat.shows.steps for beat in walk.beats)
    assert next(beat for beat in walk.beats if beat.answers).answers[0][0] == "danger"
    assert all(beat.say for beat in walk.beats)


def test_the_baby_ends_in_an_emergency_and_the_teacher_in_a_request_for_support() -> None:
    last = [beat.shows for beat in named(BABY).beats if beat.shows is not None][-1]
    assert last.urgency is Urgency.EMERGENCY
    (teacher,) = [beat.shows for beat in named("unsure-teacher").beats if beat.shows is not None]
    assert teacher.send_as is SendAs.SUPPORT_REQUEST
    assert ("worry", not_sure()) in [pair for beat in named("unsure-teacher").beats for pair in beat.answers]


def test_a_rule_that_is_less_urgent_breaks_the_one_that_shows_it() -> None:
    rule = rules().rules["injury-not-mobile-ring-now"]
    changed = {name: one for name, one in rules().rules.items() if name != rule.id}
    found = checked(replace(rules(), rules=changed))
    assert [one.demonstration.id for one in found] == [BABY]
    told = "\n".join(broken_words(found[0]))
    assert told.startswith(f"{named(BABY).beats[6].place}: BROKEN {BABY}")
    assert "urgency: it was made for now; the rules say" in told
    assert "step ring-front-door: it is no longer in the plan." in told


def test_a_page_that_comes_earlier_breaks_it_and_is_named() -> None:
    question = rules().questions["injury_about"]
    asked = {**rules().questions, "injury_about": replace(question, ask_when=rules().questions["role"].ask_when)}
    found = checked(replace(rules(), questions=asked), named("a-worry-about-a-colleague"))
    assert len(found) == 1
    assert "and the app asks" in found[0].says[0]


def test_a_step_that_is_not_to_be_there_and_a_line_that_is_not_there_are_told() -> None:
    walk = named(BABY)
    plan = next(beat for beat in walk.beats if beat.do == "plan")
    shows = Shows(Urgency.NOW, None, (), ("ring-front-door",))
    wrong = replace(walk, beats=(*walk.beats[:6], replace(plan, shows=shows)))
    assert checked(rules(), wrong)[0].says == ("step ring-front-door: it is in the plan now.",)
    lost = replace(walk, beats=(*walk.beats[:6], replace(walk.beats[7], to="ring-lado")))
    assert "ring-lado, which the plan does not have here" in checked(rules(), lost)[0].says[0]


def test_it_can_be_told_in_words_for_a_pipe_and_a_screen_reader() -> None:
    text = demonstration_text(rules(), Decider(rules(), None), named(BABY), NOW)
    folded = " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 78
    assert all(" ".join(beat.say.split()) in folded for beat in named(BABY).beats)
    assert "Answered: It is on a baby or child who cannot move about alone" in folded
    assert folded.index("ACT NOW - within the hour") < folded.index("EMERGENCY - ring 999 now")


def test_told_in_words_it_stops_where_it_no_longer_fits() -> None:
    walk = named(BABY)
    early = replace(walk, beats=(walk.beats[0], walk.beats[4], walk.beats[5]))
    text = demonstration_text(rules(), Decider(rules(), None), early, NOW)
    assert "This walk no longer fits the rules here." in text
    assert walk.beats[5].say[:20] not in text
