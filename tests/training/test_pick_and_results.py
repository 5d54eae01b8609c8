"""The same seed draws the same stories; results keep first, best and last; a room is the same in any order."""

from __future__ import annotations

import csv
import io
import json
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.practice import choices, trainer
from triage.training.agreement import AgreementMissingError, agreement
from triage.training.collate import collate
from triage.training.collated_words import collated_data, collated_text, results_csv
from triage.training.mark import mark
from triage.training.model import Choice, Part
from triage.training.pick import in_random_order, those
from triage.training.results import Results, ResultsError, results_data, results_from
from triage.training.sheets import rules_choice

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
    assert all(topic in one.topics for one in those(STORIES, topic))
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
ROOMS = st.lists(st.builds(learner, st.sampled_from(["A1", "B2", "C3"]), TRIES), min_size=1, max_size=4)


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


@given(ROOMS, st.randoms())
@FEW
def test_a_room_is_the_same_in_whatever_order_its_files_are_named(room: list[Results], rng: Random) -> None:
    shuffled = room.copy()
    rng.shuffle(shuffled)
    one, other = collate(trainer(), room), collate(trainer(), shuffled)
    assert one == other
    assert json.dumps(collated_data(one)) == json.dumps(collated_data(other))
    for story in one.stories:
        for splits in story.parts.values():
            assert sum(split.first for split in splits) == sum(split.last for split in splits) == story.learners
    assert all(len(line) <= 78 for line in collated_text(one).splitlines())
    assert one.brier.first is not None
    assert 0 <= one.brier.first <= 1


def test_a_room_that_goes_the_rules_way_agrees_in_full_and_one_that_is_sure_of_it_has_no_distance() -> None:
    tries = [(number, rules_choice(trainer(), STORIES[number])) for number in range(4)]
    room = collate(trainer(), [learner(code, tries) for code in ("A1", "B2", "C3")])
    assert {when.first for when in room.agreement.values()} == {1.0}
    assert room.brier.first == 0
    assert room.same_code == ()
    text = collated_text(room)
    assert text.startswith("3 learners, 4 stories.")
    assert "#" * 20 + " 3" in text
    assert "Agreement (Krippendorff's alpha: 1 is all the same, 0 is as by chance)" in text
    assert "\n  All parts     0.00" in text


def test_a_code_used_twice_and_a_story_that_is_gone_are_told() -> None:
    one = learner("A1", [(0, rules_choice(trainer(), STORIES[0]))])
    gone = Results("A1", ("old", "old"), {"gone": one.stories[STORIES[0].id]})
    room = collate(trainer(), [one, gone])
    assert (room.same_code, room.unknown, room.other_rules) == (("A1",), ("gone",), 1)
    assert room.agreement[Part.URGENCY].first is None
    assert "Left out, as these rules have no such story: gone." in collated_text(room)


WORKED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""The worked example of the measure's author: four people, twelve units, nominal 0.743, ordinal 0.815."""


@pytest.mark.parametrize(
    ("rows", "in_order", "alpha"),
    [
        ([[1, 2], [1, 2]], False, 1.0),
        ([[1, 1], [1, 1]], False, 1.0),
        ([[1, None], [None, 1]], False, None),
        ([[1, 2]], True, None),
        ([[0, 1], [1, 0]], False, -0.5),
        (WORKED, False, 0.7434),
        (WORKED, True, 0.8154),
    ],
)
def test_agreement_is_the_published_measure(rows: list[list[int | None]], in_order: bool, alpha: float | None) -> None:
    assert agreement(rows, in_order=in_order) == alpha


def test_without_the_library_it_says_which_one_to_add_and_what_needs_none_is_still_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(AgreementMissingError, match=r"pip install 'triage\[teach\]'"):
        agreement(WORKED, in_order=True)
    assert agreement([[1, 1], [1, 1]], in_order=True) == 1.0
    assert agreement([[1, 2]], in_order=True) is None


def test_no_cell_of_a_spreadsheet_can_be_a_formula() -> None:
    results = learner("=cmd()", [(0, rules_choice(trainer(), STORIES[0]))])
    rows = list(csv.DictReader(io.StringIO(results_csv([results]))))
    assert [row["try"] for row in rows] == ["first", "best", "last"]
    assert {row["learner"] for row in rows} == {"'=cmd()"}
    assert rows[0]["urgency mark"] == "as the rules"


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
