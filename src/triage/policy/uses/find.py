"""Finds what uses a named thing: directly, and through the facts and steps in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.explain.fitting import meets
from triage.policy.uses.references import Reference, references
from triage.policy.uses.things import Kind, Thing, answer_parts, answer_thing, things
from triage.rules.answers import NOT_SURE, not_sure
from triage.rules.conditions import Includes, InRange, Is, Test
from triage.rules.model import Place, RuleSet
from triage.rules.scenarios import Scenario
from triage.rules.statements import Statement

COUNTS = "not sure counts"
"""Said of a use of *not sure* by a test that does not name it but that *not sure* passes."""
_CARRIES = {
    Kind.QUESTION: (Kind.FACT,),
    Kind.ANSWER: (Kind.FACT,),
    Kind.FACT: (Kind.FACT,),
    Kind.SWITCH: (Kind.FACT,),
    Kind.CONTACT: (Kind.STEP,),
    Kind.DEADLINE: (Kind.STEP,),
    Kind.SLOT: (Kind.STEP,),
}
"""Through which kinds of user the use of a thing goes on to others."""
_CARRIED = frozenset({Kind.RULE, Kind.QUESTION, Kind.FACT, Kind.STATEMENT})
"""The kinds of user told of through others. A scenario that names a step says nothing about the step's words."""


@dataclass(frozen=True)
class Use:
    """One use. ``key`` is where in the user it stands: ``when``, ``ask when``, ``steps`` and so on.

    ``through`` are the facts or steps in between, nearest the user first; empty for a direct use.
    """

    user: Thing
    key: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Used:
    """A thing with everything that uses it, direct uses first, each user once for each key."""

    thing: Thing
    uses: tuple[Use, ...]


class Users:
    """Answers who uses what, over one rule set with its scenarios and safety statements."""

    def __init__(self, rule_set: RuleSet, scenarios: Sequence[Scenario], statements: Sequence[Statement]) -> None:
        self._rule_set = rule_set
        self._things = tuple(things(rule_set))
        self._named: dict[str, list[Thing]] = {}
        for thing in self._things:
            if thing.kind is not Kind.ANSWER:
                self._named.setdefault(thing.name, []).append(thing)
        self._by_name: dict[tuple[Kind, str], list[Reference]] = {}
        for reference in references(rule_set, scenarios, statements):
            self._by_name.setdefault((reference.kind, reference.name), []).append(reference)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that can be asked about, each once."""
        return tuple(dict.fromkeys(thing.name for thing in self._things))

    def named(self, name: str) -> tuple[Thing, ...]:
        """The things of that name, or of that title; a slot may stand in its braces. Empty when there is none."""
        wanted = name.strip().removeprefix("{").removesuffix("}")
        if "=" in wanted:
            question, value = answer_parts(wanted)
            found = self._rule_set.questions.get(question)
            answer = answer_thing(found, value) if found is not None else None
            return (answer,) if answer is not None else ()
        return tuple(self._named.get(wanted, ()))

    def of(self, thing: Thing) -> Used:
        """Everything that uses ``thing``."""
        seen: dict[tuple[Kind, str, str], Use] = {}
        for use in self._uses(thing, frozenset()):
            seen.setdefault((use.user.kind, use.user.name, use.key), use)
        return Used(thing, tuple(sorted(seen.values(), key=_direct_first)))

    def _uses(self, thing: Thing, passed: frozenset[tuple[Kind, str]]) -> Iterator[Use]:
        """Direct uses first, then those of the facts or steps among the users."""
        direct = list(self._direct(thing))
        yield from direct
        for use in direct:
            key = (use.user.kind, use.user.name)
            if use.user.kind not in _CARRIES.get(thing.kind, ()) or key in passed:
                continue
            for further in self._uses(use.user, passed | {key}):
                if further.user.kind in _CARRIED and further.key != "covered by":
                    yield Use(further.user, further.key, (*further.through, use.user.name))

    def _direct(self, thing: Thing) -> Iterator[Use]:
        if thing.kind is Kind.ANSWER:
            yield from self._of_answer(thing)
            return
        wanted = [(thing.kind, thing.name)]
        if thing.kind is Kind.SOURCE:
            passages = self._rule_set.sources[thing.name].passages
            wanted += [(Kind.PASSAGE, f"{thing.name}#{passage.anchor}") for passage in passages]
        for key in wanted:
            yield from (Use(one.user, one.key) for one in self._by_name.get(key, ()))

    def _of_answer(self, thing: Thing) -> Iterator[Use]:
        question, value = answer_parts(thing.name)
        for reference in self._by_name.get((Kind.QUESTION, question), ()):
            if value in reference.values or (reference.test is not None and _names(reference.test, value)):
                yield Use(reference.user, reference.key)
            elif value == NOT_SURE and reference.test is not None and self._counts(reference.test):
                yield Use(reference.user, f"{reference.key}, {COUNTS}")

    def _counts(self, test: Test) -> bool:
        return meets(self._rule_set.questions[test.question], not_sure(), [(test, True)])


def _direct_first(use: Use) -> tuple[bool, Place]:
    """Direct uses in the order of the files, then those through others."""
    return bool(use.through), use.user.place or Place("")


def _names(test: Test, value: str) -> bool:
    match test:
        case Is():
            return value in test.values
        case Includes():
            return value in test.options
        case InRange():
            figure = int(value) if value.isdigit() else None
            return figure is not None and (
                (test.at_least is None or figure >= test.at_least) and (test.under is None or figure < test.under)
            )
