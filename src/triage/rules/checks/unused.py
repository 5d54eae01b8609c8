"""Finds what no rule set uses. Looked at over all packs together: a local pack may use what the national one has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.rules.checks.subject import Subject
from triage.rules.conditions import Condition
from triage.rules.cycles import facts_in, questions_in, switches_in
from triage.rules.documents import Document
from triage.rules.model import Place, RuleSet, Standing
from triage.rules.problems import Collector, quoted

Named = tuple[str, str]
"""A kind and a name."""


def everything_is_used(subjects: Sequence[Subject], out: Collector) -> None:
    """Note every question, fact, step, contact, limit and passage that nothing uses."""
    used: set[Named] = set()
    known: dict[Named, Place] = {}
    for subject in subjects:
        used |= _used(subject.rule_set)
        known |= _known(subject.rule_set)
    for (kind, name), place in known.items():
        if (kind, name) not in used:
            hint = _HINTS.get(kind, "use it, or remove it.")
            out.warning("TR408", place, f"no rule set uses the {kind} {quoted(name)}.", hint)


_HINTS = {
    "contact": "name it in a step, give it a 'group:' to show it on the contacts screen, or remove it.",
    "passage": "cite it in the 'because:' of a rule, or add 'left to judgement:' with the reason.",
    "question": "use it in a condition, or remove it: a question that changes nothing costs time.",
}


def _known(rule_set: RuleSet) -> dict[Named, Place]:
    found: dict[Named, Place] = {}
    for kind, named in (
        ("question", rule_set.questions),
        ("fact", rule_set.facts),
        ("step", rule_set.steps),
        ("deadline", rule_set.deadlines),
        ("switch", rule_set.switches),
    ):
        found.update({(kind, name): part.place for name, part in named.items()})
    found.update({("contact", name): part.place for name, part in rule_set.contacts.items() if not part.group})
    for source in rule_set.sources.values():
        # Background is for reading, and what was superseded is kept for old cases.
        if source.standing in (Standing.IN_FORCE, Standing.NOT_YET):
            for passage in source.passages:
                if not passage.left_to_judgement:
                    found["passage", f"{source.id}#{passage.anchor}"] = passage.place
    return found


def _used(rule_set: RuleSet) -> set[Named]:
    found: set[Named] = set()
    for rule in rule_set.rules.values():
        found |= _in_condition(rule.when) | _named("step", rule.steps) | _named("passage", rule.because)
    for fact in rule_set.facts.values():
        found |= _in_condition(fact.when)
    for question in rule_set.questions.values():
        if question.ask_when is not None:
            found |= _in_condition(question.ask_when)
    for step in rule_set.steps.values():
        found |= _named("contact", step.contacts) | _named("deadline", [step.by])
    for contact in rule_set.contacts.values():
        found |= _named("contact", contact.fallback) | _named("passage", [contact.source])
    for deadline in rule_set.deadlines.values():
        found |= _named("passage", deadline.because)
    for switch in rule_set.switches.values():
        found |= _named("passage", switch.because)
    for term in rule_set.terms:
        found |= _named("passage", term.because)
    found = found.union(*(_in_document(document) for document in rule_set.documents.values()))
    return found | _named("question", (word.question for word in rule_set.words.values()))


def _in_document(document: Document) -> set[Named]:
    conditions = (document.offered_when, *(part.when for part in document.parts))
    used = [_in_condition(condition) for condition in conditions if condition is not None]
    return _named("passage", document.because).union(*used)


def _in_condition(condition: Condition) -> set[Named]:
    return (
        _named("question", questions_in(condition))
        | _named("fact", facts_in(condition))
        | _named("switch", switches_in(condition))
    )


def _named(kind: str, names: Iterable[str]) -> set[Named]:
    return {(kind, name) for name in names if name}
