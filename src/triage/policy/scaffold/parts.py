"""The lines of new parts of rule files: what each says comes from the person who owns the rules, never from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triage.policy.yaml_text import names_yaml, text_yaml
from triage.rules.checking import FIRST_LINE


@dataclass(frozen=True)
class NewTopic:
    """A topic: a file that rules can be added to. ``section`` is the part of the interview its questions belong to."""

    id: str
    title: str
    section: str


@dataclass(frozen=True)
class NewQuestion:
    """A yes/no question of which *not sure* counts as yes. ``ask_when`` is a condition, or empty."""

    id: str
    ask: str
    why: str
    ask_when: str = ""


@dataclass(frozen=True)
class NewStep:
    """A step. With ``contacts`` it needs ``say`` and ``if_no_answer``."""

    id: str
    kind: str
    do: str
    write: str = ""
    contacts: tuple[str, ...] = ()
    say: str = ""
    if_no_answer: str = ""


@dataclass(frozen=True)
class NewRule:
    """A rule. ``when`` is a condition as it stands in a file."""

    id: str
    when: str
    urgency: str
    steps: tuple[str, ...]
    why: str
    because: tuple[str, ...]
    send_as: str = ""


@dataclass(frozen=True)
class NewSource:
    """A guidance file with its first passage. ``left_to_judgement``: why no rule is to use it, or empty."""

    id: str
    title: str
    publisher: str
    edition: str
    address: str
    licence: str
    status: str
    confidence: str
    checked_on: date
    review_by: date
    read: str
    about: str
    anchor: str
    passage: str
    text: str
    left_to_judgement: str = ""


@dataclass(frozen=True)
class NewContact:
    """A national contact as a local pack fills it in."""

    id: str
    name: str
    use: str
    group: str
    phone: str
    fallback: tuple[str, ...]
    source: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewPack:
    """A local pack laid over the pack ``extends``."""

    id: str
    title: str
    owner: str
    extends: str
    in_force_from: date
    review_by: date
    contacts: tuple[NewContact, ...] = ()


def first_line(file: str, schema: str) -> str:
    """The line that tells editors the schema of ``file``, which is named from the folder that holds ``rules``."""
    return f"{FIRST_LINE}{'../' * (file.count('/') - 1)}{schema}"


def topic_file(topic: NewTopic, file: str) -> str:
    """A topic file with nothing in it yet."""
    lines = [first_line(file, "rule-set.schema.json"), f"topic: {topic.id}", f"title: {text_yaml(topic.title)}"]
    return _joined([*lines, *([f"section: {topic.section}"] if topic.section else [])])


def question_lines(question: NewQuestion) -> Iterator[str]:
    """A question, below ``questions:``."""
    yield f"  {question.id}:"
    yield f"    ask: {text_yaml(question.ask)}"
    yield f"    why: {text_yaml(question.why)}"
    yield "    type: yes no"
    if question.ask_when:
        yield f"    ask when: {question.ask_when}"
    yield "    not sure means: yes"


def step_lines(step: NewStep) -> Iterator[str]:
    """A step, below ``steps:``."""
    yield f"  {step.id}:"
    yield f"    kind: {step.kind}"
    yield f"    do: {text_yaml(step.do)}"
    if step.contacts:
        yield f"    contact: {names_yaml(step.contacts)}"
    for key, text in (("say", step.say), ("write", step.write), ("if no answer", step.if_no_answer)):
        if text:
            yield f"    {key}: {text_yaml(text)}"


def rule_lines(rule: NewRule) -> Iterator[str]:
    """A rule, below ``rules:``."""
    yield f"  {rule.id}:"
    yield f"    when: {rule.when}"
    yield f"    urgency: {rule.urgency}"
    if rule.send_as:
        yield f"    send as: {rule.send_as}"
    yield f"    steps: {names_yaml(rule.steps)}"
    yield f"    why: {text_yaml(rule.why)}"
    yield f"    because: {names_yaml(rule.because)}"


def source_file(source: NewSource) -> str:
    """A guidance file."""
    # The head is read line by line, not as YAML: a text is its line.
    judgement = [f"left to judgement: {source.left_to_judgement}"] if source.left_to_judgement else []
    lines = [
        "---",
        f"id: {source.id}",
        f"title: {source.title}",
        f"publisher: {source.publisher}",
        f"edition: {source.edition}",
        f"address: {source.address}",
        f"licence: {source.licence}",
        f"status: {source.status}",
        f"confidence: {source.confidence}",
        f"checked on: {source.checked_on.isoformat()}",
        f"review by: {source.review_by.isoformat()}",
        f"read: {source.read}",
        "---",
        source.about,
        "",
        f"## {source.passage} {{#{source.anchor}}}",
        *judgement,
        "",
        source.text,
    ]
    return _joined(lines)


def pack_file(pack: NewPack, file: str) -> str:
    """The pack file of a local pack."""
    lines = [
        first_line(file, "pack.schema.json"),
        f"pack: {pack.id}",
        f"title: {text_yaml(pack.title)}",
        'version: "1.0"',
        f"in force from: {pack.in_force_from.isoformat()}",
        f"review by: {pack.review_by.isoformat()}",
        f"owner: {text_yaml(pack.owner)}",
        f"extends: {pack.extends}",
        f"area: {text_yaml(pack.title)}",
    ]
    return _joined(lines)


def safety_file(pack: NewPack, file: str) -> str:
    """The safety statements of a local pack: that it is never weaker than the one it is laid over."""
    says = f"{pack.title} never makes a case calmer, and never drops a step or someone to ring."
    lines = [
        first_line(file, "safety.schema.json"),
        f"# What must be so in every case in {pack.title}, beside what the national pack says.",
        "statements:",
        "  never-weaker-than-the-nation:",
        f"    says: {text_yaml(says)}",
        f"    never weaker than: {pack.extends}",
    ]
    return _joined(lines)


def contacts_file(pack: NewPack, file: str, checked_on: date) -> str:
    """The contacts that a local pack fills in."""
    lines = [
        first_line(file, "rule-set.schema.json"),
        "topic: contacts",
        f"title: {text_yaml(f'Who to ring in {pack.title}')}",
        "contacts:",
    ]
    for contact in pack.contacts:
        lines += _contact_lines(contact, pack.title, checked_on)
    return _joined(lines)


def _contact_lines(contact: NewContact, area: str, checked_on: date) -> Iterator[str]:
    yield f"  {contact.id}:"
    yield f"    name: {text_yaml(contact.name)}"
    yield f"    use: {text_yaml(contact.use)}"
    if contact.group:
        yield f"    group: {text_yaml(contact.group)}"
    if contact.roles:
        yield f"    roles: {names_yaml(contact.roles)}"
    yield f'    phone: "{contact.phone}"'
    if contact.fallback:
        yield f"    fallback: {names_yaml(contact.fallback)}"
    yield "    confidence: V"
    yield f"    source: {contact.source}"
    yield f"    checked on: {checked_on.isoformat()}"
    yield f"    area: {text_yaml(area)}"


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
