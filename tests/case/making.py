"""Cases for tests: made by hand over the small rule set of ``tests/cli/small``, and a store that only remembers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from plain.talking import guide
from triage.case.chain import Case, Receipt, new_case
from triage.case.events import Event, event, started
from triage.case.keeping import CannotSaveError, ChangedElsewhereError, NoSuchCaseError
from triage.case.replay import replay
from triage.case.schema import Handover, Help, Meeting, Rung, What, Why
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 20, 16, 0, tzinfo=LONDON)
"""Four o'clock on a Friday."""
HASH = "ab" * 32
RULES = {"version": "England 1.0", "hash": HASH}


def later(minutes: int = 1, days: int = 0) -> datetime:
    return AT + timedelta(minutes=minutes, days=days)


def first(reference: str = "7-blue", at: datetime = AT) -> Event:
    return started(at, "c" * 32, reference, guide().rule_set, "triage 1.0.0")


def a_case(*events: Event, reference: str = "7-blue") -> Case:
    return new_case(first(reference)).add(*events)


def line(step: str, urgency: str = "today", by: dict[str, Any] | None = None, do: str = "") -> dict[str, Any]:
    """One step of a recorded plan."""
    plain: dict[str, Any] = {"step": step, "kind": "ring", "urgency": urgency, "do": do or f"Do {step}."}
    return plain | ({"by": by} if by else {})


def limit(name: str = "chase", **limit: Any) -> dict[str, Any]:
    """A time limit as a plan records it: ``limit(hours=24)``, ``limit(working_days=1)``."""
    return {
        "deadline": name,
        "says": "in time",
        "starts": "your phone call ended",
        "owner": "you",
        "if late": "Ring.",
        "limit": {key.replace("_", " "): value for key, value in limit.items()},
    }


def planned(*steps: dict[str, Any], at: datetime = AT, urgency: str = "today") -> Event:
    return event(
        "decided",
        at,
        rules=RULES,
        answers=HASH,
        decision=HASH,
        urgency=urgency,
        send_as="information only",
        steps=list(steps),
    )


ANSWERS: dict[str, Sequence[Answer]] = {
    "danger": [ticked(), ticked("hurt now"), ticked("left alone", rest_not_sure=True), not_sure(), skipped()],
    "danger_check": [chosen("yes"), chosen("no"), not_sure()],
    "age": [number(0), number(17), not_sure(), skipped()],
    "harm_level": [chosen("significant harm"), chosen("needs help"), not_sure()],
    "parents_know": [chosen("yes"), chosen("no"), skipped()],
}
"""Answers to the questions of the small rule set."""

given = st.sampled_from([(question, answer) for question, answers in ANSWERS.items() for answer in answers])

moments = st.datetimes(datetime(2020, 1, 1), datetime(2029, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC).astimezone(LONDON)
)
moment_texts = moments.map(lambda moment: moment.isoformat())
texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=30).filter(
    lambda text: text.isprintable()
)
steps = st.sampled_from(["ring", "write", "tell"])


def _bodies() -> dict[str, st.SearchStrategy[dict[str, Any]]]:
    note = {"note": texts}
    when = {"when": moment_texts}
    return {
        "step done": st.fixed_dictionaries({"step": steps} | when, optional=note),
        "step not possible": st.fixed_dictionaries({"step": steps, "why": texts} | when),
        "step done by another": st.fixed_dictionaries({"step": steps, "who": texts} | when, optional=note),
        "undone": st.fixed_dictionaries({"step": steps}, optional=note),
        "happened": st.fixed_dictionaries(
            {"what": st.sampled_from([str(one) for one in What])} | when,
            optional={"clock": steps, "meeting": texts, "meets": moment_texts, "report due": moment_texts} | note,
        ),
        "owed": st.fixed_dictionaries({"what": texts, "who": texts}, optional={"due": moment_texts} | note),
        "owed settled": st.fixed_dictionaries(
            {"owed": st.integers(0, 12), "how": st.sampled_from(["came", "will not come"])} | when, optional=note
        ),
        "note": st.fixed_dictionaries({"text": texts}),
        "disagreed": st.fixed_dictionaries(
            {
                "about": st.sampled_from(["urgency", "step", "rule"]),
                "direction": st.sampled_from(["safer", "less safe"]),
                "reason": st.sampled_from([str(one) for one in Why]),
                "consulted": st.booleans(),
            }
        ),
        "rung tried": st.fixed_dictionaries(
            {"rung": st.integers(1, 5).map(lambda stage: f"resolve-stage-{stage}")} | when,
            optional={"due": moment_texts} | note,
        ),
        "rung answered": st.fixed_dictionaries(
            {"what": st.sampled_from([str(one) for one in Rung])} | when, optional=note
        ),
        "meeting": st.fixed_dictionaries(
            {"meeting": st.integers(0, 12), "what": st.sampled_from([str(one) for one in Meeting])} | when,
            optional={"who": texts} | note,
        ),
        "early help": st.fixed_dictionaries(
            {"what": st.sampled_from([str(one) for one in Help])} | when,
            optional={"who": texts, "due": moment_texts} | note,
        ),
        "handover": st.fixed_dictionaries(
            {"what": st.sampled_from([str(one) for one in Handover]), "who": texts} | when,
            optional={"due": moment_texts} | note,
        ),
        "retention set": st.fixed_dictionaries({"look again": st.dates().map(lambda day: day.isoformat())}),
        "archived": st.fixed_dictionaries({}, optional=note),
        "reopened": st.fixed_dictionaries({}, optional=note),
        "decided": st.lists(
            st.tuples(steps, st.sampled_from(["days", "today", "now"]), st.booleans()), unique_by=lambda one: one[0]
        ).map(
            lambda lines: dict(
                planned(
                    *(line(name, urgency, limit(hours=24) if timed else None) for name, urgency, timed in lines)
                ).body
            )
        ),
        "renamed": st.fixed_dictionaries({"reference": texts}),
    }


events = st.one_of(
    *(
        st.builds(lambda at, body, kind=kind: Event(kind, at, body), moments, bodies)
        for kind, bodies in _bodies().items()
    )
)
"""Any event but an answer."""


def cases(most: int = 12) -> st.SearchStrategy[Case]:
    return st.lists(events, max_size=most).map(lambda more: a_case(*more))


class Remembered:
    """A store that keeps cases in memory. ``trouble`` is raised by the next append, once."""

    def __init__(self, *cases: Case) -> None:
        self.cases = {replay(case).reference: case for case in cases}
        self.trouble: Exception | None = None
        self.appended = 0

    def create(self, first: Event) -> Case:
        case = new_case(first)
        self.cases[replay(case).reference] = case
        return case

    def append(self, case: Case, events: Sequence[Event]) -> Case:
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble
        reference = next(name for name, kept in self.cases.items() if kept.id == case.id)
        if self.cases[reference].head != case.head:
            raise ChangedElsewhereError("It was changed in another window.")
        self.appended += 1
        self.cases[reference] = case.add(*events)
        return self.cases[reference]

    def load(self, reference: str) -> Case:
        if reference not in self.cases:
            raise NoSuchCaseError("There is none.")
        return self.cases[reference]

    def reload(self, case: Case) -> Case:
        return next(kept for kept in self.cases.values() if kept.id == case.id)

    def all(self) -> Sequence[Case]:
        return tuple(self.cases.values())

    def receipt(self, case: Case) -> Receipt:
        return self.reload(case).receipt

    def delete(self, case: Case) -> None:
        raise CannotSaveError("not here")

    def export_case(self, case: Case, passphrase: str) -> bytes:
        raise CannotSaveError("not here")

    def import_case(self, data: bytes, passphrase: str, at: datetime, reference: str = "") -> Case:
        raise CannotSaveError("not here")
