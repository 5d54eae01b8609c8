"""Rooms for tests: made-up learners with answers of every kind, blanks too."""

from __future__ import annotations

from hypothesis import strategies as st

from training.practice import choices, trainer
from triage.training.given import Given, given_by
from triage.training.model import Part, Round

STORIES = trainer().bank.vignettes[:4]


@st.composite
def answers(draw: st.DrawFn, learner: str = "") -> Given:
    """An answer of anybody to any of the stories, in either round, with some of it left blank."""
    who = learner or draw(st.sampled_from(["1", "2", "3", "12"]))
    whole = given_by(who, draw(st.sampled_from(list(Round))), draw(st.sampled_from(STORIES)).id, draw(choices()))
    kept = draw(st.sets(st.sampled_from(list(Part)), min_size=1))
    chosen = {part: value for part, value in whole.chosen.items() if part in kept}
    sure = draw(st.none() | st.integers(0, 100))
    return Given(whole.learner, whole.round, whole.story, chosen, sure)


def rooms() -> st.SearchStrategy[list[Given]]:
    """Several answers, each person, round and story at most once."""
    return st.lists(answers(), min_size=1, max_size=10, unique_by=lambda one: one.place)
