"""The codes of a paper: read as people type them, and refused, in words, wherever there are two ways to read them."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.training.codes import Code, CodeError, Line, read_line
from triage.training.model import Part

SIZES = [{Part.URGENCY: 6, Part.FIRST_STEP: 6, Part.CONTACT: 7, Part.PARENTS: 4}] * 5
FULL = Code(("B", "A", "C", "D"), 70)


@pytest.mark.parametrize(
    "typed",
    [
        "7 BACD70",
        "7 bacd70",
        "7: 1BACD70",
        "  07  1bacd 70 ",
        "7. bacd70%",
        "#7, 1-B-A-C-D-70",
        "7 1 - b - a - c - d - 70",
        "7 1–B–A–C–D–70",
        "7\t1.b.a.c.d.70",
        "7 1/B/A/C/D/70",
        "7 b a c d 70",
        "7 1 b a c d 70",
        "7) 1BACD-70",
        "7 1-BACD-70",
        "7; BACD70;",
    ],
)
def test_one_code_in_all_the_ways_people_type_it(typed: str) -> None:
    assert read_line(typed, SIZES) == Line("7", {1: FULL})


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("7 BACD70 AACB80", {1: "BACD70", 2: "AACB80"}),
        ("7 BACD 70 AACB 80", {1: "BACD70", 2: "AACB80"}),
        ("7 3BACD70 1AACB80", {3: "BACD70", 1: "AACB80"}),
        ("7 3BACD70 AACB80", {3: "BACD70", 4: "AACB80"}),
        ("7 3BACD 4AACB80", {3: "BACD", 4: "AACB80"}),
        ("7 3 b a c d 70 4 a a c b 80", {3: "BACD70", 4: "AACB80"}),
        ("7 3 BACD 4", {3: "BACD4"}),
        ("7 BACD", {1: "BACD"}),
        ("7 BACD0 BACD100", {1: "BACD0", 2: "BACD100"}),
        ("7 B?CD70", {1: "B?CD70"}),
        ("7 b_cx70", {1: "B?C?70"}),
        ("7 3-B--C-D-70", {3: "B?CD70"}),
        ("7 1--A-C-D-70", {1: "?ACD70"}),
        ("7 3-B-A-C-D-", {3: "BACD"}),
        ("7 BACD?", {1: "BACD"}),
        ("7 BACD70 ? AACB80", {1: "BACD70", 3: "AACB80"}),
        ("7 BACD70,,AACB80", {1: "BACD70", 3: "AACB80"}),
        ("7,,BACD70", {2: "BACD70"}),
        ("7;BACD70; ;AACB80;;", {1: "BACD70", 3: "AACB80"}),
        ("7 ????", {1: "????"}),
    ],
)
def test_stories_are_counted_on_named_or_left_out(typed: str, codes: dict[int, str]) -> None:
    assert {number: code.written() for number, code in read_line(typed, SIZES).codes.items()} == codes


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Start with the learner's number"),
        ("BACD70", "Start with the learner's number"),
        ("7BACD70", "Start with the learner's number"),
        ("0 BACD70", "Start with the learner's number"),
        ("Jane BACD70", "Never type a name"),
        ("7 - BACD70", "Start with the learner's number"),
        ("7", "There is no code after learner 7"),
        ("7 Jenny BACD70", '"Jenny" is not a code'),
        ("7 BACDAACB", "is not a code"),
        ("7 BAC70", "has 3 letters (BAC), and needs 4"),
        ("7 3BAC70", "Story 3 has 3 letters (BAC), and needs 4"),
        ("7 BACD70 70", "cannot be read"),
        ("7 70", "cannot be read"),
        ("7 BACD70 - AACB80", "cannot be read"),
        ("7 BACD 4 AACB80", "4 could be how sure, or a story"),
        ("7 BACG70", 'Story 1, "The parents": there is no G. The letters are A to D.'),
        ("7 Z?CD70", 'Story 1, "How soon": there is no Z. The letters are A to F.'),
        ("7 BACD101", "101 is more than 100"),
        ("7 6BACD70", "There is no story 6: this sheet has 5"),
        ("7 5BACD70 AACB80", "There is no story 6"),
        ("7 1BACD70 1AACB80", "Story 1 is there twice"),
        ("7 BACD7O", "has 1 letter (O), and needs 4"),
        ("7 BA+D70", "cannot be read"),
    ],
)
def test_what_is_not_clear_is_refused_in_words(typed: str, says: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_line(typed, SIZES)
    assert says in str(refused.value)
    assert len(str(refused.value)) < 160


def letters() -> st.SearchStrategy[tuple[str, ...]]:
    return st.tuples(*(st.sampled_from(["", *ascii_uppercase[:size]]) for size in SIZES[0].values()))


codes = st.builds(Code, letters(), st.none() | st.integers(0, 100))
papers = st.dictionaries(st.integers(1, 5), codes, min_size=1)


@given(st.integers(1, 9999), papers)
def test_what_is_written_is_read_back_whole(learner: int, paper: dict[int, Code]) -> None:
    typed = f"{learner} " + " ".join(f"{number}{code.written()}" for number, code in paper.items())
    assert read_line(typed, SIZES) == Line(str(learner), paper)


@given(st.integers(1, 99), papers, st.randoms(use_true_random=False))
def test_spaces_dashes_and_case_change_nothing(learner: int, paper: dict[int, Code], rng) -> None:
    parts = []
    for number, code in paper.items():
        dash = rng.choice(["-", " - ", "–", "/"])
        sure = "?" if code.sure is None else str(code.sure)
        apart = dash.join([str(number), *(letter or "?" for letter in code.letters), sure])
        parts.append(rng.choice([apart, f"{number}{code.written()}"]))
    typed = f"{learner}: " + rng.choice([" ", "  ", ", "]).join(parts)
    assert read_line(rng.choice([typed, typed.lower()]), SIZES) == Line(str(learner), paper)


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789abcdgxABCDG?_-–,;:./ %#\t", max_size=30))
def test_whatever_is_typed_is_read_or_refused_and_a_letter_is_never_made_up(typed: str) -> None:
    try:
        line = read_line(typed, SIZES)
    except CodeError:
        return
    given_letters = sorted(letter for code in line.codes.values() for letter in code.letters if letter)
    typed_letters = sorted(letter for letter in typed.upper() if letter in "ABCDG")
    assert given_letters == typed_letters
    numbers = sorted(str(code.sure) for code in line.codes.values() if code.sure is not None)
    assert all(number in typed for number in numbers)
