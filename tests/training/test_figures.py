"""The figures are the published ones, worked out by hand here; blanks and the order of people change none of them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.training.agreement import Agreement, AgreementMissingError, Unmeasured, agreement
from triage.training.figures_words import two_places
from triage.training.sureness import BANDS, Said, bands, brier, gap

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""The worked example of the measure's author: four people, twelve units; nominal 0.743, ordinal 0.815."""


@pytest.mark.parametrize(
    ("rows", "in_order", "alpha"),
    [
        ([[1, 2], [1, 2]], False, 1.0),
        # Two people, two stories, never the same: observed 1; expected 2 pairs of 3; alpha 1 - 1 / (2/3).
        ([[0, 1], [1, 0]], False, -0.5),
        # Three of four pairs the same: 8 values, five 0 and three 1. Observed 2/8; expected 30/56; alpha 1 - 0.25 / 0.5357.
        ([[0, 0, 1, 0], [0, 0, 1, 1]], False, 0.5333),
        (KRIPPENDORFF, False, 0.7434),
        (KRIPPENDORFF, True, 0.8154),
    ],
)
def test_agreement_is_the_published_measure(rows: list[list[int | None]], in_order: bool, alpha: float) -> None:
    assert agreement(rows, in_order=in_order).alpha == pytest.approx(alpha, abs=0.0006)


@pytest.mark.parametrize(
    ("rows", "why_not"),
    [
        ([], Unmeasured.FEW),
        ([[1, 2]], Unmeasured.FEW),
        ([[1, None], [None, 1]], Unmeasured.FEW),
        ([[None, None], [None, None]], Unmeasured.FEW),
        ([[1, 1], [1, 1]], Unmeasured.SAME),
        ([[1, 2], [1, None]], Unmeasured.SAME),
    ],
)
def test_where_nothing_can_be_measured_it_says_why(rows: list[list[int | None]], why_not: Unmeasured) -> None:
    assert agreement(rows, in_order=False) == Agreement(None, why_not=why_not)


def test_leaving_one_person_out_gives_the_range() -> None:
    rows = [[0, 0, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]]
    found = agreement(rows, in_order=False)
    without = [agreement([*rows[:at], *rows[at + 1 :]], in_order=False).alpha for at in range(3)]
    assert (found.low, found.high) == (min(without), max(without)) == (pytest.approx(0.5333, abs=1e-4), 1.0)
    assert agreement([[0, 1], [1, 0]], in_order=False).low is None


cells = st.none() | st.integers(0, 3)
tables = st.integers(1, 4).flatmap(
    lambda stories: st.lists(st.lists(cells, min_size=stories, max_size=stories), min_size=1, max_size=5)
)


@settings(max_examples=30, deadline=None)
@given(tables, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_stories_makes_no_difference(rows, in_order: bool, rng) -> None:
    people, stories = rows.copy(), list(range(len(rows[0])))
    rng.shuffle(people)
    rng.shuffle(stories)
    turned = [[row[at] for at in stories] for row in people]
    one, other = agreement(rows, in_order=in_order), agreement(turned, in_order=in_order)
    assert (one.why_not, one.alpha, one.low, one.high) == (
        other.why_not,
        *(None if each is None else pytest.approx(each, abs=2e-4) for each in (other.alpha, other.low, other.high)),
    )


@settings(max_examples=20, deadline=None)
@given(tables, st.booleans())
def test_somebody_who_hands_in_nothing_changes_no_agreement(rows, in_order: bool) -> None:
    blank = [None] * len(rows[0])
    assert agreement([*rows, blank], in_order=in_order).alpha == agreement(rows, in_order=in_order).alpha


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(AgreementMissingError, match="pip install"):
        agreement([[1, 2], [2, 2]], in_order=False)


@pytest.mark.parametrize(
    ("answers", "score", "over"),
    [
        ([(100, True)], 0.0, 0.0),
        ([(100, False)], 1.0, 100.0),
        ([(0, False)], 0.0, 0.0),
        ([(50, True), (50, False)], 0.25, 0.0),
        # (0.9 - 1)² + (0.7 - 0)² + (0.3 - 1)² is 0.01 + 0.49 + 0.49; a third of it is 0.33.
        ([(90, True), (70, False), (30, True)], 0.33, -3.3),
        ([(80, True), (80, True), (80, False), (80, True), (80, True)], 0.16, 0.0),
        ([], None, None),
    ],
)
def test_the_brier_score_worked_out_by_hand(
    answers: list[tuple[int, bool]], score: float | None, over: float | None
) -> None:
    said = [Said(sure, right) for sure, right in answers]
    assert brier(said) == score
    assert gap(said) == over


said = st.lists(st.builds(Said, st.integers(0, 100), st.booleans()), max_size=12)
blanks = st.lists(
    st.one_of(st.builds(Said, st.none(), st.none() | st.booleans()), st.builds(Said, st.integers(0, 100), st.none())),
    max_size=4,
)


@given(said, blanks, st.randoms(use_true_random=False))
def test_a_blank_and_the_order_never_change_a_figure(answers: list[Said], more: list[Said], rng) -> None:
    mixed = [*answers, *more]
    rng.shuffle(mixed)
    assert (brier(mixed), gap(mixed), bands(mixed)) == (brier(answers), gap(answers), bands(answers))


@given(said)
def test_scores_stay_between_best_and_worst_and_every_answer_is_in_one_band(answers: list[Said]) -> None:
    score, table = brier(answers), bands(answers)
    assert (score is None) == (not answers)
    assert score is None or 0 <= score <= 1
    assert sum(one.answers for one in table) == len(answers)
    assert sum(one.right for one in table) == sum(bool(one.right) for one in answers)
    for one in table:
        assert one.right <= one.answers
        assert (one.sure is None) == (one.answers == 0)
        assert one.sure is None or one.low <= one.sure <= one.high


def test_the_bands_leave_out_no_number() -> None:
    assert [number for low, high in BANDS for number in range(low, high + 1)] == list(range(101))


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_saying_fifty_to_everything_scores_a_quarter_whatever_is_right(right: list[bool]) -> None:
    assert brier(Said(50, one) for one in right) == 0.25


@given(st.floats(-5, 5))
def test_a_figure_as_good_as_nothing_has_no_minus(value: float) -> None:
    words = two_places(value)
    assert words != "-0.00"
    assert abs(float(words) - value) <= 0.0051
