"""A room holds its papers, survives a file, and means by a letter what its sheets said. Files of papers are read whole."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.practice import trainer
from training.rooms import STORIES
from triage.training.choosing import choice_of
from triage.training.codes import Code, Line
from triage.training.model import Part, Round
from triage.training.offer import offer
from triage.training.papers import Papers, read_papers
from triage.training.results import ResultsError
from triage.training.room import Room, given_on_paper, make_room, room_data, room_from

ROOM = make_room(trainer(), STORIES)
BEFORE, AFTER = Round
FEW = settings(max_examples=30, deadline=None)


@st.composite
def codes(draw: st.DrawFn, number: int) -> Code:
    letters = [draw(st.sampled_from(["", *"ABCDEFG"[:size]])) for size in ROOM.sizes[number - 1].values()]
    return Code(tuple(letters), draw(st.none() | st.integers(0, 100)))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    numbers = draw(st.sets(st.integers(1, len(STORIES)), min_size=1))
    return Line(str(draw(st.integers(1, 30))), {number: draw(codes(number)) for number in sorted(numbers)})


papers = st.lists(
    st.tuples(lines(), st.sampled_from(list(Round))), max_size=8, unique_by=lambda one: (one[0].learner, one[1])
)


def filled(found: list[tuple[Line, Round]]) -> Room:
    room = ROOM
    for line, when in found:
        room = room.with_paper(line, when)
    return room


@FEW
@given(papers)
def test_a_room_survives_its_file(found: list[tuple[Line, Round]]) -> None:
    room = filled(found)
    assert room_from(json.loads(json.dumps(room_data(room)))) == room
    assert [len(room.of(when)) for when in Round] == [sum(one is when for _, one in found) for when in Round]


@FEW
@given(papers)
def test_every_letter_stands_for_what_the_sheet_offers(found: list[tuple[Line, Round]]) -> None:
    given_back = {one.place: one for one in given_on_paper(filled(found))}
    for line, when in found:
        for number, code in line.codes.items():
            story = STORIES[number - 1]
            one = given_back.pop((line.learner, when, story.id), None)
            assert (one is None) == code.blank
            if one is not None:
                offered = offer(trainer(), story)
                letters = zip(Part, code.letters, strict=True)
                assert one.chosen == {
                    part: offered.values(part)["ABCDEFG".index(letter)] for part, letter in letters if letter
                }
                assert one.confidence == code.sure
    assert given_back == {}


@FEW
@given(papers)
def test_what_is_added_can_be_taken_back_and_nobody_hands_in_twice(found: list[tuple[Line, Round]]) -> None:
    room = filled(found)
    for line, when in found:
        with pytest.raises(ValueError, match=line.learner):
            room.with_paper(line, when)
        paper = room.paper(line.learner, when)
        assert paper is not None
        assert room.without(paper).with_paper(line, when).paper(line.learner, when) == paper
        assert room.without(paper).paper(line.learner, when) is None


def test_a_room_means_what_its_sheets_said_when_the_rules_offer_something_else_now() -> None:
    first = ROOM.stories[0]
    turned = replace(first, key={part: tuple(reversed(values)) for part, values in first.key.items()})
    room = replace(ROOM, stories=(turned, *ROOM.stories[1:]))
    line = Line("1", {1: Code(("A", "A", "A", "A"), 50)})
    now, then = (next(given_on_paper(one.with_paper(line, BEFORE))).chosen for one in (ROOM, room))
    assert now != then
    assert then == {part: values[-1] for part, values in first.key.items()}
    assert choice_of(then, 50).confidence == 50


@pytest.mark.parametrize("data", [None, [], {}, {"sort": "triage teaching results"}, {"sort": "triage teaching room"}])
def test_what_is_no_room_is_refused(data: object) -> None:
    with pytest.raises(ResultsError):
        room_from(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("stories", 0, "letters", "urgency"), ["soon"]),
        (("stories", 0, "letters", "parents"), ["perhaps"]),
        (("stories", 0, "letters", "contact"), []),
        (("stories", 0, "letters"), {}),
        (("papers", 0, "codes"), {"9": "BACD70"}),
        (("papers", 0, "codes"), {"1": "ZZZZ"}),
        (("papers", 0, "codes"), ["BACD70"]),
        (("papers", 0, "round"), "during"),
        (("papers", 0), None),
        (("rules",), None),
    ],
)
def test_a_room_that_was_changed_by_hand_is_refused(path: tuple[object, ...], value: object) -> None:
    data = json.loads(json.dumps(room_data(ROOM.with_paper(Line("1", {1: Code(("A", "A", "A", "A"), 50)}), BEFORE))))
    at = data
    for key in path[:-1]:
        at = at[key]  # type: ignore[index]
    at[path[-1]] = value  # type: ignore[index]
    with pytest.raises(ResultsError, match="changed"):
        room_from(data)


def taken(text: str, when: Round = BEFORE) -> Papers:
    return read_papers(text, ROOM, when)


def held(found: Papers) -> dict[tuple[str, str], dict[int, str]]:
    assert found.problems == ()
    return {
        (one.learner, one.round.value): {number: code.written() for number, code in one.codes.items()}
        for one in found.room.papers
    }


def test_a_text_file_of_papers() -> None:
    text = (
        "\ufeff# Friday\n1 ABAA70 BBAA60\n\n2: AB?A\nAfter:\n1 ABAA90\n3 4-A-B-A-A-10\nbefore the discussion\n9 AAAA1\n"
    )
    assert held(taken(text)) == {
        ("1", "before"): {1: "ABAA70", 2: "BBAA60"},
        ("2", "before"): {1: "AB?A"},
        ("1", "after"): {1: "ABAA90"},
        ("3", "after"): {4: "ABAA10"},
        ("9", "before"): {1: "AAAA1"},
    }


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_spreadsheet_of_papers(mark: str, end: str) -> None:
    rows = [
        ["Learner", "Round", "1", "2", "3", "4"],
        ["1", "before", "ABAA70", "", "BBAA60", ""],
        ["2", "", "", "-", "A-B--A-3", "1-A-B-A-A-5"],
        ["", "", "", "", "", ""],
        ["01", "After", "abaa 90", "", "", ""],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=mark, lineterminator=end).writerows(rows)
    assert held(taken(file.getvalue())) == {
        ("1", "before"): {1: "ABAA70", 3: "BBAA60"},
        ("2", "before"): {3: "AB?A3", 1: "ABAA5"},
        ("1", "after"): {1: "ABAA90"},
    }


def test_a_spreadsheet_without_a_first_line_is_in_the_order_of_the_sheet() -> None:
    assert held(taken("1,ABAA70,,BBAA60\n2,,ABAA1,\n", AFTER)) == {
        ("1", "after"): {1: "ABAA70", 3: "BBAA60"},
        ("2", "after"): {2: "ABAA1"},
    }


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("1 ABAA70\n2 ABA70\n", 2, "has 3 letters"),
        ("1 ABAA70\n\n1 ABAA80\n", 3, "Learner 1 has a paper for this round (before) already."),
        ("1 ABAA70\nSome words\n", 2, "Never type a name"),
        ("learner,1\nJo,ABAA70\n", 2, "Never write a name"),
        ("learner,round,1\n1,during,ABAA70\n", 2, '"during" is no round'),
        ("learner,1,2\n1,2ABAA70,ABAA70\n", 2, "Story 2 is there twice"),
        ("learner,1\n1,\n", 2, "There is no code after learner 1"),
        ("1,A,B,C,D,E,F\n", 1, "has 1 letter"),
        ("1,,,,,,ABAA70\n", 1, "There is no story 6"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, says: str) -> None:
    found = taken(text)
    assert [number for number, _ in found.problems] == [line]
    assert says in found.problems[0][1]


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    assert [number for number, _ in taken("1 ZAAA\n2 AAAA5\n3 AAA\n2 AAAA5\n").problems] == [1, 3, 4]


@FEW
@given(papers)
def test_a_file_of_papers_and_typing_them_come_to_the_same(found: list[tuple[Line, Round]]) -> None:
    text = "".join(
        f"{when.value}\n{line.learner} {' '.join(f'{number}{code.written()}' for number, code in line.codes.items())}\n"
        for line, when in found
    )
    assert taken(text) == Papers(filled(found), ())


@FEW
@given(st.text(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(text: str) -> None:
    found = taken(text)
    lines = text.count("\n") + text.count("\r") + len(text) + 1
    assert all(1 <= number <= lines and says for number, says in found.problems)
