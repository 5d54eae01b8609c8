"""References that name a child are refused or questioned; those that name nobody are taken as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.case.reference import LONGEST, judge_reference


@pytest.mark.parametrize(
    "text", ["7", "A-17", "26-K7QD", "case 12", "Year 4 no. 3", "2026/44", "x_1.b", "Blue 7", "SW-9"]
)
def test_what_names_nobody_is_taken(text: str) -> None:
    judged = judge_reference(f"  {text} ")
    assert (judged.reference, judged.refused, judged.doubt) == (text, "", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("943 476 5919", "NHS number"),
        ("943-476-5919", "NHS number"),
        ("ref 9434765919", "NHS number"),
        ("A123456789012", "pupil number"),
        ("a12345678901b", "pupil number"),
        ("AB 12 34 56 C", "National Insurance"),
        ("QQ123456C", "National Insurance"),
        ("01452 614194", "telephone"),
        ("case 07700900123", "telephone"),
        ("", "from 1 to 40"),
        ("x" * (LONGEST + 1), "from 1 to 40"),
        ("-7", "starts with"),
        ("a@b", "only"),
        ("caf\u00e9", "only"),
        ("7\x1b[31m", "only"),
    ],
)
def test_what_names_a_person_or_cannot_be_typed_is_refused(text: str, says: str) -> None:
    assert says in judge_reference(text).refused


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Jayden", '"Jayden" could be a name'),
        ("7 jayden", "could be a name"),
        ("KTS 4", "could be a name"),
        ("2019-03-04", "date of birth"),
        ("4.3.19", "date of birth"),
        ("04/03/2019", "date of birth"),
        ("04032019", "date of birth"),
        ("20190304", "date of birth"),
        ("mar 2019", "date of birth"),
        ("GL50 1AB", "postcode"),
    ],
)
def test_what_may_name_a_child_is_questioned(text: str, says: str) -> None:
    judged = judge_reference(text)
    assert judged.refused == ""
    assert says in judged.doubt
    assert "only you can place" in judged.doubt


@pytest.mark.parametrize("text", ["9434765918", "1234567890"])
def test_ten_figures_that_are_no_health_number_are_taken(text: str) -> None:
    assert judge_reference(text).refused == ""


@given(st.integers(100_000_000, 999_999_999), st.sampled_from(["", " ", "-"]))
def test_every_health_number_is_refused_however_it_is_spaced(nine: int, gap: str) -> None:
    check = (11 - sum(int(figure) * (10 - place) for place, figure in enumerate(str(nine))) % 11) % 11
    if check < 10:
        figures = f"{nine}{check}"
        assert judge_reference(gap.join((figures[:3], figures[3:6], figures[6:]))).refused


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_it(text: str) -> None:
    judged = judge_reference(text)
    if not judged.refused:
        assert judge_reference(judged.reference) == judged
