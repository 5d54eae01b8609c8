"""What is accepted beside a rule: which findings, for which part of the file, and never more than that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.support import read
from triage.rules.acceptance import Accepted, last_line, settle
from triage.rules.codes import CODES
from triage.rules.model import Place
from triage.rules.problems import ERROR, WARNING, Problem

FILE = "rules/england/a/rules.yaml"
ACCEPTED = Accepted("TR420", "It has a reason of its own.", Place(FILE, 14, 7), "rule 'a'", first=10, last=14)
FOUND = Problem(Place(FILE, 10, 3), "TR420", "it adds nothing.", severity=WARNING)

CODE = st.sampled_from([code for code, entry in CODES.items() if entry.acceptable])
PROBLEM = st.builds(
    Problem,
    place=st.builds(Place, st.sampled_from([FILE, "rules/england/b/rules.yaml"]), st.integers(1, 40)),
    code=CODE,
    message=st.just("so it is."),
    severity=st.sampled_from([ERROR, WARNING]),
    beside=st.none() | st.builds(Place, st.just(FILE), st.integers(1, 40)),
)
ACCEPTANCE = st.builds(
    lambda code, first, size: replace(ACCEPTED, code=code, first=first, last=first + size, place=Place(FILE, first)),
    CODE,
    st.integers(1, 40),
    st.integers(0, 9),
)


@pytest.mark.parametrize(
    ("found", "covered"),
    [
        (FOUND, True),
        (replace(FOUND, place=Place(FILE, 14, 1)), True),
        (replace(FOUND, place=Place(FILE, 9)), False),
        (replace(FOUND, place=Place(FILE, 15)), False),
        (replace(FOUND, place=Place("rules/england/b/rules.yaml", 10)), False),
        (replace(FOUND, code="TR421"), False),
        (replace(FOUND, severity=ERROR), False),
        (replace(FOUND, place=Place(FILE, 40), beside=Place(FILE, 12)), True),
        (replace(FOUND, place=Place(FILE, 40), beside=Place(FILE, 41)), False),
    ],
)
def test_only_the_very_finding_is_accepted(found: Problem, covered: bool) -> None:
    kept, used = settle([found], [ACCEPTED], lambda _: False)
    assert kept == ([] if covered else [found])
    assert used == ([ACCEPTED] if covered else [])


@pytest.mark.parametrize(("looked_for", "told"), [(True, ["TR431"]), (False, [])])
def test_what_no_longer_happens_is_told_if_it_was_looked_for(looked_for: bool, told: list[str]) -> None:
    kept, used = settle([], [ACCEPTED], lambda _: looked_for)
    assert [one.code for one in kept] == told
    assert [one.place for one in kept] == [ACCEPTED.place] * len(told)
    assert used == []


def test_what_cannot_be_accepted_is_never_called_stale() -> None:
    for code in ("TR415", "TR999"):
        assert settle([], [replace(ACCEPTED, code=code)], lambda _: True) == ([], [])


@given(st.lists(PROBLEM, max_size=12), st.lists(ACCEPTANCE, max_size=6, unique_by=lambda one: one.place))
def test_nothing_is_lost_but_warnings_that_are_accepted(problems: list[Problem], accepted: list[Accepted]) -> None:
    kept, used = settle(problems, accepted, lambda _: True)
    stale = [one for one in kept if one.code == "TR431"]
    assert [one for one in kept if one.code != "TR431"] == [
        problem for problem in problems if not any(one.covers(problem) for one in accepted)
    ]
    assert all(problem in kept for problem in problems if problem.severity == ERROR)
    assert {one.place for one in used}.isdisjoint(one.place for one in stale)
    assert {one.place for one in used} | {one.place for one in stale} <= {one.place for one in accepted}


def test_a_part_reaches_to_its_last_line() -> None:
    tree, _ = read("a:\n  b: [1,\n    2]\n  c:\n    d: x\n")
    assert tree is not None
    assert last_line(tree) == 5
