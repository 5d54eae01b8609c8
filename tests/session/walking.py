"""Walk an interview from a sheet of answers prepared in advance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from session.random_rules import rule_sets, sheet
from triage.engine.decide import Decider
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.session.interview import Interview
from triage.session.session import Session
from triage.session.view import View

Sheet = Mapping[str, Answer]


def interview(rules: RuleSet) -> Interview:
    return Interview(rules, Decider(rules, None))


def steps(room: Interview, sheet: Sheet, session: Session | None = None) -> Iterator[tuple[Session, View]]:
    """Each moment of the interview, the last one included, answering every page from the sheet.

    Stops with an error when more pages are asked than there are questions: the interview would not end.
    """
    session = session or Session()
    for _ in range(len(room.rule_set.questions) + 1):
        view = room.view(session)
        yield session, view
        if view.page is None:
            return
        session = room.answer(session, view.page.question, sheet[view.page.question])
    raise AssertionError("the interview does not end")


def walk(room: Interview, sheet: Sheet, session: Session | None = None) -> tuple[Session, View]:
    """The last moment: nothing more is asked."""
    return list(steps(room, sheet, session))[-1]


def cases(how_many_sheets: int = 1) -> st.SearchStrategy[tuple[RuleSet, list[dict[str, Answer]]]]:
    """A random rule set with some answer sheets, each with an answer to every question."""

    def with_sheets(rules: RuleSet, seed: int) -> tuple[RuleSet, list[dict[str, Answer]]]:
        return rules, [sheet(seed + place, rules) for place in range(how_many_sheets)]

    return st.builds(with_sheets, rule_sets(), st.integers(0, 2**32))
