"""The same seed draws the same stories; results keep first, best and last."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.practice import choices, trainer
from triage.training.choosing import chosen
from triage.training.given import given_in, rules_choice
from triage.training.mark import mark
from triage.training.model import Choice, Part, Round
from triage.training.pick import in_random_order, those
from triage.training.results import Results, ResultsError, results_data, results_from

STORIES = trainer().bank.vignettes
FEW = settings(max_examples=25, deadline=None)


@given(st.integers(), st.permutations(STORIES))
@FEW
def test_the_same_seed_draws_the_same_in_whatever_order_the_files_were_read(seed: int, shuffled: list[object]) -> None:
    drawn = in_random_order(STORIES, Random(seed))
    assert in_random_order(shuffled, Random(seed)) == drawn  # type: ignore[arg-type]
    assert sorted(one.id for one in drawn) == sorted(one.id for one in STORIES)


def test_seeds_differ_and_topic_and_difficulty_leave_out_the_rest() -> None:
    drawn = {tuple(one.id for one in in_random_order(STORIES, Random(seed))) for seed in range(5)}
    assert len(drawn) > 1
    topic = STORIES[0].topics[0]
    assert those(STORIES, topic) == tuple(one for one in STORIES if topic in one.topics)
    hard = those(STORIES, difficulty="hard")
    assert {one.difficulty for one in hard} == {"hard"}
    assert those(STORIES) == STORIES
    assert those(STORIES, "no-such") == ()


def learner(code: str, tries: list[tuple[int, Choice]]) -> Results:
    results = Results(code, (trainer().rule_set.version, trainer().rule_set.hash))
    for number, choice in tries:
        results = results.with_try(mark(trainer(), STORIES[number], choice))
    return results


TRIES = st.lists(st.tuples(st.integers(0, 3), choices()), min_size=1, max_size=5)


@given(TRIES)
@FEW
def test_first_best_and_last_are_kept_and_survive_a_file(tries: list[tuple[int, Choice]]) -> None:
    results = learner("A1", tries)
    assert results_from(json.loads(json.dumps(results_data(results)))) == results
    for number, story in enumerate(STORIES[:4]):
        made = [choice for at, choice in tries if at == number]
        if not made:
            assert story.id not in results.stories
            continue
        kept = results.stories[story.id]
        assert (kept.count, kept.first.choice, kept.last.choice) == (len(made), made[0], made[-1])
        ranks = [learner("x", [(number, choice)]).stories[story.id].first.rank for choice in made]
        assert kept.best.rank == min(ranks)
        assert kept.best.choice == made[ranks.index(min(ranks))]


@given(TRIES, st.sampled_from([None, *Round]))
@FEW
def test_results_count_for_the_round_they_belong_to(tries: list[tuple[int, Choice]], when: Round | None) -> None:
    results = replace(learner("A1", tries), round=when)
    assert results_from(json.loads(json.dumps(results_data(results)))) == results
    found = {one.place: one for one in given_in(results)}
    for story, kept in results.stories.items():
        first, last = (found.get(("A1", one, story)) for one in Round)
        assert (first is not None) == (when is not Round.AFTER)
        assert (last is not None) == (when is Round.AFTER or (when is None and kept.count > 1))
        assert first is None or (first.chosen, first.confidence) == told(kept.first.choice)
        assert last is None or (last.chosen, last.confidence) == told(kept.last.choice)


def told(choice: Choice) -> tuple[dict[Part, str], int]:
    return {part: chosen(choice, part) for part in Part}, choice.confidence


def test_a_file_of_another_version_says_so() -> None:
    data = results_data(learner("A1", [(0, rules_choice(trainer(), STORIES[0]))]))
    with pytest.raises(ResultsError, match="another version of this program"):
        results_from({**data, "format": data["format"] + 1})


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"sort": "x"},
        {"sort": "triage teaching results"},
        {"sort": "triage teaching results", "format": 1},
    ],
)
def test_what_is_no_results_file_is_refused(data: object) -> None:
    with pytest.raises(ResultsError):
        results_from(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [("urgency", "soon"), ("confidence", 101), ("confidence", "x"), ("parents", ""), ("marks", {"x": 1})],
)
def test_results_that_were_changed_by_hand_are_refused(key: str, value: object) -> None:
    data = results_data(learner("A1", [(0, rules_choice(trainer(), STORIES[0]))]))
    data["stories"][STORIES[0].id]["first"][key] = value
    with pytest.raises(ResultsError):
        results_from(data)
