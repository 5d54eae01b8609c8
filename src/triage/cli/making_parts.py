"""Asks for the words of each kind of new thing, and has it made."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from triage.cli.errors import Stop, unknown
from triage.cli.words_asked import Form
from triage.policy.scaffold import make, parts
from triage.rules.build import SEND_AS, URGENCIES
from triage.rules.model import Confidence, Contact, RuleSet, Standing, StepKind
from triage.rules.scenarios import read_scenarios

REVIEW_PACK = timedelta(days=90)
REVIEW_SOURCE = timedelta(days=180)
LICENCE = "Publisher copyright; in our own words"


@dataclass(frozen=True)
class Making:
    """What is being made: its name, the words for it, the rules it goes into and the day."""

    name: str
    form: Form
    folder: Path
    rule_set: RuleSet
    today: date

    @property
    def pack(self) -> str:
        """The pack it goes into: the area asked for, else the national one."""
        return self.rule_set.packs[-1].id

    @property
    def passages(self) -> tuple[str, ...]:
        """Every passage there is."""
        sources = self.rule_set.sources.values()
        return tuple(f"{source.id}#{passage.anchor}" for source in sources for passage in source.passages)


def topic(making: Making) -> make.Made:
    """A topic."""
    form = making.form
    sections = [section.id for section in making.rule_set.sections]
    new = parts.NewTopic(
        making.name,
        form.text("--title", "What is the topic called, as people read it?"),
        form.one_of("--section", "Which part of the interview do its questions belong to?", sections),
    )
    form.complete("a topic")
    return make.make_topic(making.folder, making.pack, new, making.today)


def rule(making: Making) -> make.Made:
    """A rule, with what is new about it."""
    form, rule_set = making.form, making.rule_set
    if making.name in rule_set.rules:
        raise Stop(f'There is a rule called "{making.name}" already, at {rule_set.rules[making.name].place}.')
    where = form.one_of("--topic", "Which topic does it belong to?", _topics(making))
    question = _question(making)
    when = f"{{ {question.id}: yes }}" if question is not None else _condition(form.text("--when", _WHEN))
    urgency = form.one_of("--urgency", "How urgent is it?", tuple(URGENCIES))
    send_as = form.one_of("--send-as", "What is a message to another agency called?", tuple(SEND_AS), "")
    steps, step = _steps(making)
    why = form.text("--why", 'Why? Complete the sentence "because ...".')
    because = form.several("--because", "Which passages does it rest on? Such as kcsie#speaking-up", making.passages)
    case = form.text("--case", "A made-up case in which it holds, in one line, no real people:")
    form.complete("a rule")
    new = parts.NewRule(making.name, when, urgency, steps, why.rstrip("."), because, send_as)
    return make.make_rule(
        making.folder, making.pack, where, new, case=case, today=making.today, step=step, question=question
    )


_WHEN = 'When does it hold? Such as "harm_level: needs help", or "always"'


def source(making: Making) -> make.Made:
    """A guidance file with its first passage."""
    form, later = making.form, making.today + REVIEW_SOURCE
    title = form.text("--title", "What is the document called?")
    publisher = form.text("--publisher", "Who published it?")
    edition = form.text("--edition", "Which edition is it, as printed there?")
    address = form.text("--address", "Where can it be found?")
    licence = form.text("--licence", "Under which terms may it be used?", LICENCE)
    status = form.one_of("--status", "What is its standing?", [one.value for one in Standing], Standing.IN_FORCE.value)
    confidence = form.one_of("--confidence", "How was it read? (V at the publisher)", [one.value for one in Confidence])
    review_by = form.day("--review-by", "By which day must it be read again?", later)
    read = form.text("--read", "Which edition did you read, and how?")
    about = form.text("--about", "What is it about, in a sentence?")
    passage = form.text("--passage", "What is its first passage about? A short heading:")
    text = form.text("--text", "What does the passage say, in your own words?")
    judgement = form.text("--left-to-judgement", "If no rule is to use the passage, why not?", "")
    form.complete("a source")
    new = parts.NewSource(
        making.name, title, publisher, edition, address, licence, status, confidence, making.today, review_by, read,
        about, _anchor(passage), passage, text, judgement,
    )  # fmt: skip
    return make.make_source(making.folder, new, making.today)


def pack(making: Making) -> make.Made:
    """A local pack, with the numbers that are known for it."""
    form = making.form
    national = [one.id for one in making.rule_set.packs if not one.extends]
    title = form.text("--title", "Which area is it for?")
    owner = form.text("--owner", "Who owns it? A role, never a person:")
    extends = form.one_of("--extends", "Which pack is it laid over?", national, national[0])
    start = form.day("--in-force-from", "From which day may it be used?", making.today)
    review_by = form.day("--review-by", "By which day must it be looked at again?", making.today + REVIEW_PACK)
    contacts = _contacts(making)
    form.complete("a pack")
    new = parts.NewPack(making.name, title, owner, extends, start, review_by, contacts)
    scenarios = read_scenarios(making.folder, [extends], making.rule_set)
    made = make.make_pack(making.folder, new, make.example_for(making.rule_set, scenarios), making.today)
    filled = {contact.id for contact in contacts}
    left = (contact.id for contact in local_contacts(making.rule_set) if contact.id not in filled)
    return replace(made, still_national=tuple(left))


def _topics(making: Making) -> Collection[str]:
    return [one for one in making.rule_set.topics if (making.folder / make.topic_path(making.pack, one)).is_file()]


def _question(making: Making) -> parts.NewQuestion | None:
    """The new question, when one was given, or when a person would rather ask one than name a condition."""
    form = making.form
    if form.given("--when"):
        return None
    prompt = "A new yes or no question that it depends on? Type it, or nothing, to name a condition"
    ask = form.text("--ask", prompt, "")
    if not ask:
        return None
    why = form.text("--ask-why", "Why is the question asked?")
    when = form.text("--ask-when", 'When is it asked? Such as "worry: { includes: neglect }"', "")
    return parts.NewQuestion(making.name.replace("-", "_"), ask, why, _condition(when) if when else "")


def _steps(making: Making) -> tuple[tuple[str, ...], parts.NewStep | None]:
    """The steps the rule brings, and the one of them that is new."""
    form, known = making.form, making.rule_set.steps
    wants_new = bool(form.given("--do"))
    prompt = "Which steps does it bring? Names with commas between, or nothing for a new one"
    steps = form.several("--step", prompt, known, needed=False) if not wants_new or form.given_at_all("--step") else ()
    if steps and not wants_new:
        return steps, None
    if making.name in known:
        remedy = f"Use it (--step {making.name}), or give the rule another name."
        raise Stop(f'There is a step called "{making.name}" already.', remedy=remedy)
    return (*steps, making.name), _step(making)


def _step(making: Making) -> parts.NewStep:
    form = making.form
    do = form.text("--do", "What is to be done?" if form.asking else "What is to be done? Or name a --step there is.")
    kind = form.one_of("--kind", "What sort of step is it?", [one.value for one in StepKind])
    needed = kind == StepKind.RING.value
    contacts = form.several("--contact", "Who is to be rung?", making.rule_set.contacts, needed=needed)
    say = no_answer = ""
    if contacts:
        say = form.text("--say", "What is to be said?")
        no_answer = form.text("--if-no-answer", "What is to be done when nobody answers?")
    write = form.text("--write", "What is to be written down?")
    return parts.NewStep(making.name, kind, do, write, contacts, say, no_answer)


def _condition(words: str) -> str:
    """A condition as it stands in a file: in braces, unless it is ``always`` or has them."""
    return words if not words or words == "always" or words.startswith("{") else f"{{ {words} }}"


def _anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "passage"


def _contacts(making: Making) -> tuple[parts.NewContact, ...]:
    """The national contacts whose number in this area was given, or is typed."""
    form = making.form
    local = {contact.id: contact for contact in local_contacts(making.rule_set)}
    numbers = _numbers_given(making, local) or _numbers_typed(making, local)
    known = [*making.rule_set.sources, *making.passages]
    asked = "Which guidance file or passage gives the numbers?"
    source = form.one_of("--source", asked, known) if numbers else ""
    return tuple(
        parts.NewContact(one.id, one.name, one.use, one.group, numbers[one.id], one.fallback, source, one.roles)
        for one in local.values()
        if one.id in numbers
    )


def local_contacts(rule_set: RuleSet) -> tuple[Contact, ...]:
    """The contacts that a local pack is expected to fill in."""
    return tuple(contact for contact in rule_set.contacts.values() if contact.local)


def _numbers_given(making: Making, local: Collection[str]) -> dict[str, str]:
    numbers = {}
    for text in making.form.lines("--phone"):
        contact, _, number = text.partition("=")
        if contact.strip() not in local:
            raise unknown("contact that a local pack fills in", contact.strip(), local, place="--phone")
        numbers[contact.strip()] = number.strip()
    return numbers


def _numbers_typed(making: Making, local: Mapping[str, Contact]) -> dict[str, str]:
    asked = {name: making.form.typed(f"The number there of: {one.name} (or nothing)") for name, one in local.items()}
    return {name: number for name, number in asked.items() if number}
