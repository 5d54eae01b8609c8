"""From everything gathered to one frozen rule set: names are known first, then each part is built and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from triage.rules import nodes
from triage.rules.build_deadlines import build_deadline, laid_over
from triage.rules.build_disagreeing import build_disagreeing
from triage.rules.build_documents import build_document
from triage.rules.build_pack import PackFile, build_sections, build_switches, build_words
from triage.rules.build_questions import build_question
from triage.rules.build_steps import ROLE_QUESTION, build_contact, build_step
from triage.rules.build_terms import build_terms
from triage.rules.conditions import Always, Condition
from triage.rules.conditions_reader import ConditionReader
from triage.rules.cycles import refuse_cycles
from triage.rules.entries import Entry, Gathered
from triage.rules.fields import Fields
from triage.rules.keys import FACT_KEYS, RULE_KEYS
from triage.rules.layers import check_contact, check_deadline
from triage.rules.model import Deadline, Fact, Question, Rule, RuleSet, SendAs, Source, Standing, Urgency
from triage.rules.names import Names, check_slots
from triage.rules.problems import Collector, quoted

URGENCIES = [level.word for level in sorted(Urgency, reverse=True)]
SEND_AS = [level.word for level in sorted(SendAs, reverse=True)]


def urgency_of(word: str) -> Urgency:
    """The urgency a word names; the highest when the word was missing or wrong, which is an error of its own."""
    return next((level for level in Urgency if level.word == word), Urgency.EMERGENCY)


def send_as_of(word: str) -> SendAs | None:
    """The kind of message a word names, or None."""
    return next((kind for kind in SendAs if kind.word == word), None)


@dataclass(frozen=True)
class Material:
    """All that a rule set is built from: the packs from the national one up, and what their files hold."""

    packs: tuple[PackFile, ...]
    gathered: Gathered
    sources: Mapping[str, Source]
    hash: str
    partial: bool = False
    """Whether a file could not be read, so that names from it are missing."""
    terms: tuple[nodes.Node, ...] = ()


def build(material: Material, out: Collector) -> RuleSet:
    """The rule set. What is wrong goes to ``out``; the result may only be used when that holds no error."""
    gathered, sources = material.gathered, material.sources
    national = [file for file in material.packs if not file.pack.extends]
    sections = tuple(section for file in national for section in build_sections(file))
    names = Names(out, {kind: gathered.of(kind) for kind in gathered.by_kind}, material.partial)
    names.known["section"] = [section.id for section in sections]
    names.known["source"] = sources
    names.known["passage"] = {
        f"{source.id}#{passage.anchor}" for source in sources.values() for passage in source.passages
    }
    for kind, key in (("switch", "switches"), ("word slot", "words")):
        names.known[kind] = [name.text for file in national for name, _ in file.fields.mapping(key)]
    questions = _questions(gathered.of("question").values(), [section.id for section in sections], names)
    names.known["role"] = questions[ROLE_QUESTION].option_names if ROLE_QUESTION in questions else ()
    reader = ConditionReader(questions, names, out)
    facts = {entry.key.text: _fact(entry, reader) for entry in gathered.of("fact").values()}
    refuse_cycles(questions, facts, out)
    switches, words = {}, {}
    for file in national:
        switches.update(build_switches(file, names))
        words.update(build_words(file, questions, names))
    rules = {entry.key.text: _rule(entry, reader) for entry in gathered.of("rule").values()}
    _check_sources(sources, names)
    rule_set = RuleSet(
        packs=tuple(file.pack for file in material.packs),
        sections=sections,
        questions=questions,
        facts=facts,
        rules=rules,
        steps={entry.key.text: build_step(entry, names) for entry in gathered.of("step").values()},
        contacts={entry.key.text: build_contact(entry, names) for entry in gathered.of("contact").values()},
        deadlines=_deadlines(gathered, names),
        sources=dict(sources),
        switches=switches,
        words=words,
        topics=gathered.topics,
        hash=material.hash,
        terms=build_terms(material.terms, names),
        documents={entry.key.text: build_document(entry, reader) for entry in gathered.of("document").values()},
        disagreeing=next((found for file in national if (found := build_disagreeing(file, names))), None),
    )
    _check_replaced(gathered, rule_set, out)
    return rule_set


def _deadlines(gathered: Gathered, names: Names) -> dict[str, Deadline]:
    """Every time limit; one of a local pack keeps what started the clock of the one it replaces."""
    built = {entry.key.text: build_deadline(entry, names) for entry in gathered.of("deadline").values()}
    for before, after in gathered.replaced:
        if after.kind == "deadline":
            built[after.key.text] = laid_over(before, built[after.key.text], names)
    return built


def _questions(entries: Iterable[Entry], sections: list[str], names: Names) -> dict[str, Question]:
    """Every question, in the order of the interview: by section, then as the files have them."""
    built = [build_question(entry, names) for entry in entries]
    shells = {question.id: question for question, _ in built}
    reader = ConditionReader(shells, names, names.out)
    whole = [question if node is None else replace(question, ask_when=_asked(node, reader)) for question, node in built]
    rank = {section: number for number, section in enumerate(sections)}
    whole.sort(key=lambda question: rank.get(question.section, len(rank)))
    return {question.id: question for question in whole}


def _asked(node: nodes.Node, reader: ConditionReader) -> Condition | None:
    condition = reader.read(node)
    return None if isinstance(condition, Always) else condition


def _when(fields: Fields, reader: ConditionReader) -> Condition:
    """The condition after ``when``; one that is wrong was noted, and "always" stands in for it."""
    node = fields.value("when", required=True)
    return (reader.read(node) if node is not None else None) or Always()


def _fact(entry: Entry, reader: ConditionReader) -> Fact:
    fields = Fields(entry.node, entry.what, FACT_KEYS, reader.out, entry.place)
    says = _sentence(fields, "says", reader.names)
    return Fact(entry.key.text, entry.topic, _when(fields, reader), says, entry.place)


def _rule(entry: Entry, reader: ConditionReader) -> Rule:
    fields = Fields(entry.node, entry.what, RULE_KEYS, reader.out, entry.place)
    urgency = fields.word("urgency", URGENCIES, required=True)
    send_as = fields.word("send as", SEND_AS)
    return Rule(
        id=entry.key.text,
        topic=entry.topic,
        when=_when(fields, reader),
        urgency=urgency_of(urgency),
        steps=reader.names.kept("step", fields.names("steps", required=True)),
        why=_sentence(fields, "why", reader.names),
        because=reader.names.kept("passage", fields.names("because", required=True)),
        place=entry.place,
        send_as=send_as_of(send_as),
        pack=entry.pack,
    )


def _sentence(fields: Fields, key: str, names: Names) -> str:
    """A sentence that completes "because ...": without the word itself and without a full stop."""
    text = fields.text(key, required=True)
    value = fields.value(key)
    check_slots(text, value if isinstance(value, nodes.Scalar) else None, names, allowed=False)
    if text.lower().startswith("because "):
        message = f"'{key}:' completes \"because ...\", so it does not start with the word."
        fields.out.error("TR212", fields.place(key), message, f"write {quoted(text[8:])}.")
    return text.removesuffix(".")


def _check_replaced(gathered: Gathered, rule_set: RuleSet, out: Collector) -> None:
    """Compare each contact and deadline of a local pack with the one it replaces."""
    quiet = Names(Collector())
    for before, after in gathered.replaced:
        name = after.key.text
        if after.kind == "deadline" and name in rule_set.deadlines:
            check_deadline(build_deadline(before, quiet), build_deadline(after, quiet), after.place, out)
        elif after.kind == "contact" and name in rule_set.contacts:
            check_contact(build_contact(before, quiet), build_contact(after, quiet), after.place, out)


def _check_sources(sources: Mapping[str, Source], names: Names) -> None:
    for source in sources.values():
        later = source.superseded_by
        if later:
            names.check("source", nodes.Scalar(later, source.place.file, source.place.line, source.place.column))
        if later and source.standing is not Standing.SUPERSEDED:
            message = f"it says what it is superseded by, but its status is '{source.standing}'."
            names.out.error("TR507", source.place, message, "write 'status: superseded', or remove 'superseded by:'.")
