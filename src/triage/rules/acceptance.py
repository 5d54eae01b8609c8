"""What a policy owner accepts: ``accepted:`` beside a rule, with the code of the finding and the reason.

Only findings that are a matter of judgement can be accepted; what stops the rules from being used cannot. A finding
that was accepted and no longer happens is itself pointed out, so that old reasons do not hide new mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.rules import nodes
from triage.rules.checks.subject import Subject
from triage.rules.codes import CODES
from triage.rules.entries import Entry
from triage.rules.fields import wrong_kind
from triage.rules.keys import ACCEPTED
from triage.rules.model import Place
from triage.rules.problems import WARNING, Collector, Problem, closest, quoted

FEWEST_WORDS = 3
"""A shorter reason says nothing to whoever reads it next year."""


@dataclass(frozen=True)
class Accepted:
    """One finding accepted in one part of a file: the lines it is about, first and last included."""

    code: str
    reason: str
    place: Place
    what: str
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Whether the problem is the finding that was accepted."""
        if problem.code != self.code or problem.severity != WARNING:
            return False
        places = [place for place in (problem.place, problem.beside) if place is not None]
        return any(place.file == self.place.file and self.first <= place.line <= self.last for place in places)


def accepted_in(subjects: Iterable[Subject]) -> tuple[Accepted, ...]:
    """All that the packs accept in their own files."""
    found: list[Accepted] = []
    for subject in subjects:
        for entry in _own_entries(subject):
            last = last_line(entry.node)
            for code, reason in _given(entry):
                what = f"{entry.kind} {quoted(entry.key.text)}"
                found.append(Accepted(code.text, reason.text, code.place, what, entry.place.line, last))
    return tuple(found)


def check_accepted(subject: Subject, out: Collector) -> None:
    """Note what cannot be accepted, and what is accepted without a reason."""
    for entry in _own_entries(subject):
        node = entry.node.get(ACCEPTED) if isinstance(entry.node, nodes.Mapping) else None
        if node is not None and not isinstance(node, nodes.Mapping):
            wrong_kind(node, f"'{ACCEPTED}:' needs codes below it, each with the reason", out)
        for code, reason in _given(entry):
            if not reason.text:
                continue  # told already: something is empty
            _check_code(code, out)
            if len(reason.text.split()) < FEWEST_WORDS:
                message = f"{quoted(reason.text)} does not say why {code.text} is accepted."
                out.error("TR432", reason.place, message, "give the reason in a short sentence.")


def _check_code(code: nodes.Scalar, out: Collector) -> None:
    known = CODES.get(code.text)
    may = [name for name, entry in CODES.items() if entry.acceptable]
    if known is None:
        near = closest(code.text, may) if re.fullmatch(r"[Tt][Rr]\d+", code.text) else ""
        hint = f"did you mean '{near}'?" if near else "write the code that the check tells, such as TR420."
        out.error("TR432", code.place, f"there is no finding called {quoted(code.text)}.", hint)
    elif not known.acceptable:
        message = f"{code.text} ({known.title[:1].lower()}{known.title[1:]}) cannot be accepted."
        out.error("TR432", code.place, message, "put it right where it is told.")


def settle(
    problems: Iterable[Problem], accepted: Sequence[Accepted], looked_for: Callable[[str], bool]
) -> tuple[list[Problem], list[Accepted]]:
    """The problems that are left, with those about what no longer happens, and what was accepted and does happen.

    ``looked_for`` says of a code whether the checks that tell it were run.
    """
    by_code: dict[str, list[Accepted]] = {}
    for one in accepted:
        by_code.setdefault(one.code, []).append(one)
    kept: list[Problem] = []
    used: dict[Place, Accepted] = {}
    for problem in problems:
        covering = next((one for one in by_code.get(problem.code, ()) if one.covers(problem)), None)
        if covering is None:
            kept.append(problem)
        else:
            used[covering.place] = covering
    for one in accepted:
        if one.place not in used and one.code in CODES and CODES[one.code].acceptable and looked_for(one.code):
            message = f"{one.code} is accepted here, but nothing of the kind is found in the {one.what} any more."
            kept.append(Problem(one.place, "TR431", message, "remove the line.", severity=WARNING))
    return kept, list(used.values())


def _own_entries(subject: Subject) -> Iterator[Entry]:
    for entries in subject.gathered.by_kind.values():
        yield from (entry for entry in entries.values() if entry.pack == subject.pack)


def _given(entry: Entry) -> Iterator[tuple[nodes.Scalar, nodes.Scalar]]:
    """Each code accepted in a part, with its reason."""
    node = entry.node.get(ACCEPTED) if isinstance(entry.node, nodes.Mapping) else None
    if isinstance(node, nodes.Mapping):
        for code, reason in node.entries:
            if isinstance(reason, nodes.Scalar):
                yield code, reason


def last_line(node: nodes.Node) -> int:
    """The last line on which some part of a node starts."""
    if isinstance(node, nodes.Scalar):
        return node.line
    inside = node.items if isinstance(node, nodes.Sequence) else [part for pair in node.entries for part in pair]
    return max([node.line, *map(last_line, inside)])
