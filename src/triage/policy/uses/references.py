"""Who names what: every place in a rule set, its scenarios and its safety statements where one thing names another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.policy.uses.things import Kind, Thing
from triage.rules.conditions import Condition, FactHolds, Includes, InRange, Is, SwitchOn, Test
from triage.rules.cycles import parts_of
from triage.rules.limits import is_limit
from triage.rules.model import Contact, Deadline, Question, Rule, RuleSet, Step
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers, Statement
from triage.rules.waiting import EVENTS

ROLE = "role"
"""The question whose answers contacts name in ``roles``."""
_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Reference:
    """One thing naming another: ``user`` names ``name`` of ``kind`` under ``key``.

    ``test`` is the test on a question that names it; ``values`` are the values of a question that are named
    otherwise than by a test, such as by a scenario.
    """

    user: Thing
    key: str
    kind: Kind
    name: str
    test: Test | None = None
    values: tuple[str, ...] = ()


def references(
    rule_set: RuleSet, scenarios: Sequence[Scenario], statements: Sequence[Statement]
) -> Iterator[Reference]:
    """Every reference, in the order of the files, kind by kind."""
    for rule in rule_set.rules.values():
        yield from _of_rule(rule)
    for fact in rule_set.facts.values():
        yield from _of_condition(Thing(Kind.FACT, fact.id, fact.says, fact.place), "when", fact.when)
    for question in rule_set.questions.values():
        yield from _of_question(question)
    for step in rule_set.steps.values():
        yield from _of_step(step)
    for contact in rule_set.contacts.values():
        yield from _of_contact(contact, ROLE in rule_set.questions)
    for deadline in rule_set.deadlines.values():
        yield from _of_deadline(deadline)
    yield from _of_the_rest(rule_set)
    for statement in statements:
        yield from _of_statement(statement)
    for scenario in scenarios:
        yield from _of_scenario(scenario)


def slots_in(step: Step) -> tuple[str, ...]:
    """The word slots the texts of a step use, each once."""
    texts = (step.do, *step.how, step.say, step.write, step.tell, *step.do_not, step.if_no_answer)
    return tuple(dict.fromkeys(slot.strip() for text in texts for slot in _SLOT.findall(text)))


def _named(user: Thing, key: str, kind: Kind, names: Iterable[str]) -> Iterator[Reference]:
    yield from (Reference(user, key, kind, name) for name in names if name)


def _passages(user: Thing, key: str, names: Iterable[str]) -> Iterator[Reference]:
    """References to passages, or to whole sources where no passage is named."""
    for name in names:
        yield from _named(user, key, Kind.PASSAGE if "#" in name else Kind.SOURCE, [name])


def _of_condition(user: Thing, key: str, condition: Condition) -> Iterator[Reference]:
    # From the back, because the parts come out last first.
    for part in reversed(list(parts_of(condition))):
        match part:
            case Is() | Includes() | InRange():
                yield Reference(user, key, Kind.QUESTION, part.question, test=part)
            case FactHolds():
                yield Reference(user, key, Kind.FACT, part.fact)
            case SwitchOn():
                yield Reference(user, key, Kind.SWITCH, part.switch)
            case _:
                pass


def _of_rule(rule: Rule) -> Iterator[Reference]:
    user = Thing(Kind.RULE, rule.id, rule.why, rule.place)
    yield from _of_condition(user, "when", rule.when)
    yield from _named(user, "steps", Kind.STEP, rule.steps)
    yield from _passages(user, "because", rule.because)


def _of_question(question: Question) -> Iterator[Reference]:
    user = Thing(Kind.QUESTION, question.id, question.ask, question.place)
    if question.ask_when is not None:
        yield from _of_condition(user, "ask when", question.ask_when)


def _of_step(step: Step) -> Iterator[Reference]:
    user = Thing(Kind.STEP, step.id, step.do, step.place)
    yield from _named(user, "contact", Kind.CONTACT, step.contacts)
    yield from _named(user, "by", Kind.DEADLINE, [step.by])
    yield from _named(user, "covered by", Kind.STEP, step.covered_by)
    yield from _named(user, "words", Kind.SLOT, slots_in(step))


def _of_contact(contact: Contact, has_roles: bool) -> Iterator[Reference]:
    user = Thing(Kind.CONTACT, contact.id, contact.name, contact.place)
    yield from _named(user, "fallback", Kind.CONTACT, contact.fallback)
    yield from _passages(user, "source", [contact.source] if contact.source else [])
    if contact.roles and has_roles:
        yield Reference(user, "roles", Kind.QUESTION, ROLE, values=contact.roles)


def _of_deadline(deadline: Deadline) -> Iterator[Reference]:
    user = Thing(Kind.DEADLINE, deadline.id, deadline.says, deadline.place)
    yield from _named(user, "started by", Kind.STEP, (one for one in deadline.started_by if one not in EVENTS))
    yield from _passages(user, "because", deadline.because)


def _of_the_rest(rule_set: RuleSet) -> Iterator[Reference]:
    for word in rule_set.words.values():
        user = Thing(Kind.SLOT, word.slot, word.otherwise, word.place)
        yield Reference(user, "question", Kind.QUESTION, word.question, values=tuple(word.by_answer))
    for switch in rule_set.switches.values():
        yield from _passages(Thing(Kind.SWITCH, switch.id, switch.title, switch.place), "because", switch.because)
    for term in rule_set.terms:
        yield from _passages(Thing(Kind.TERM, term.old, term.now, term.place), "because", term.because)
    for source in rule_set.sources.values():
        later = Thing(Kind.SOURCE, source.id, source.title, source.place)
        yield from _named(later, "superseded by", Kind.SOURCE, [source.superseded_by])


def _of_statement(statement: Statement) -> Iterator[Reference]:
    user = Thing(Kind.STATEMENT, statement.id, statement.says, statement.place)
    if isinstance(statement, EveryCase):
        yield from _of_condition(user, "for every case where", statement.when)
        for key, names in (("steps", statement.steps), ("one of", statement.one_of), ("never", statement.never)):
            yield from _named(user, key, Kind.STEP, names)
        yield from _named(user, "contacts", Kind.CONTACT, statement.contacts)
    elif isinstance(statement, NeverLowers):
        yield from _named(user, "more serious never lowers urgency", Kind.QUESTION, statement.questions)
        yield from _named(user, "except", Kind.QUESTION, statement.exceptions)


def _of_scenario(scenario: Scenario) -> Iterator[Reference]:
    user = Thing(Kind.SCENARIO, scenario.name, scenario.ref, scenario.place)
    expect = scenario.expect
    for question, answer in scenario.answers.items():
        values = answer.values if answer.number is None else (str(answer.number),)
        unsure = ("not sure",) if answer.unsure or answer.rest_not_sure else ()
        yield Reference(user, "answers", Kind.QUESTION, question, values=(*values, *unsure))
    for key, kind, names in (
        ("steps", Kind.STEP, expect.steps),
        ("not steps", Kind.STEP, expect.not_steps),
        ("rules", Kind.RULE, expect.rules),
        ("not rules", Kind.RULE, expect.not_rules),
        ("contacts", Kind.CONTACT, expect.contacts),
        ("by", Kind.STEP, expect.by),
        ("by", Kind.DEADLINE, [one for one in expect.by.values() if not is_limit(one)]),
        ("soon", Kind.STEP, expect.soon),
        ("says", Kind.STEP, expect.says),
        ("rings", Kind.STEP, expect.rings),
        ("rings", Kind.CONTACT, [one for rung in expect.rings.values() for one in rung]),
        ("asked", Kind.QUESTION, expect.asked),
        ("not asked", Kind.QUESTION, expect.not_asked),
    ):
        yield from _named(user, key, kind, names)
