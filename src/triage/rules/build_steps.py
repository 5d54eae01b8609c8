"""Builds steps and contacts."""

from __future__ import annotations

import re

from triage.rules import nodes
from triage.rules.entries import Entry
from triage.rules.fields import Fields
from triage.rules.keys import CONTACT_KEYS, STEP_KEYS
from triage.rules.model import Confidence, Contact, Step, StepKind
from triage.rules.names import Names, check_slots
from triage.rules.problems import quoted

ROLE_QUESTION = "role"

_PHONE = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9-]*")


def build_step(entry: Entry, names: Names) -> Step:
    """The step of an entry."""
    fields = Fields(entry.node, entry.what, STEP_KEYS, names.out, entry.place)
    contacts = names.kept("contact", fields.names("contact"))
    by, document = fields.name("by"), fields.name("document")
    step = Step(
        id=entry.key.text,
        topic=entry.topic,
        kind=StepKind(fields.word("kind", [kind.value for kind in StepKind], required=True) or StepKind.SAFETY),
        do=fields.text("do", required=True),
        place=entry.place,
        how=fields.texts("how"),
        contacts=contacts,
        say=fields.text("say"),
        write=fields.text("write"),
        tell=fields.text("tell"),
        do_not=fields.texts("do not"),
        by=by.text if by is not None and names.check("deadline", by) else "",
        if_no_answer=fields.text("if no answer"),
        covered_by=names.kept("step", fields.names("covered by")),
        document=document.text if document is not None and names.check("document", document) else "",
    )
    _check_contact_words(fields)
    for key in ("do", "how", "say", "write", "tell", "do not", "if no answer"):
        _check_texts(fields.value(key), names)
    return step


def _check_contact_words(fields: Fields) -> None:
    """A step that names someone to ring says what to say, and what to do when nobody answers."""
    if "contact" not in fields:
        return
    for key, why in (
        ("say", "so the person has no words to ring with"),
        ("if no answer", "so it can end at a dead line"),
    ):
        if key not in fields:
            message = f"{fields.what} has a contact but no '{key}:', {why}."
            fields.out.error("TR403", fields.at, message, f"add a line '{key}: ...'.")


def _check_texts(value: nodes.Node | None, names: Names) -> None:
    for item in value.items if isinstance(value, nodes.Sequence) else (value,):
        if isinstance(item, nodes.Scalar):
            check_slots(item.text, item, names, allowed=True)


def build_contact(entry: Entry, names: Names) -> Contact:
    """The contact of an entry."""
    fields = Fields(entry.node, entry.what, CONTACT_KEYS, names.out, entry.place)
    return Contact(
        id=entry.key.text,
        name=fields.text("name", required=True),
        use=fields.text("use", required=True),
        place=entry.place,
        group=fields.text("group"),
        phone=_phone(fields),
        email=fields.text("email"),
        web=fields.text("web"),
        hours=fields.text("hours"),
        note=fields.text("note"),
        fallback=names.kept("contact", fields.names("fallback")),
        confidence=confidence(fields, required=True),
        source=_source(fields, names),
        checked_on=fields.day("checked on"),
        local=fields.yes_no("local"),
        area=fields.text("area"),
        roles=names.kept("role", fields.names("roles")),
    )


def confidence(fields: Fields, *, required: bool = False, default: Confidence = Confidence.UNVERIFIED) -> Confidence:
    """How a fact was checked; ``default`` when the key is not there or wrong."""
    word = fields.word("confidence", [level.value for level in Confidence], required=required)
    return Confidence(word) if word else default


def _phone(fields: Fields) -> str:
    text = fields.text("phone")
    if text and not (_PHONE.fullmatch(text) and text.isascii()):
        message = f"{quoted(text)} is not a number that can be dialled."
        hint = "write digits and spaces only; put the rest (an option to choose, a text number) in 'note:'."
        fields.out.error("TR206", fields.place("phone"), message, hint)
    return text


def _source(fields: Fields, names: Names) -> str:
    """A passage, a guidance source, or the code of a document outside the guidance folder (``WT-2026``)."""
    name = fields.name("source")
    if name is None or _SOURCE_CODE.fullmatch(name.text):
        return name.text if name is not None else ""
    names.check("passage" if "#" in name.text else "source", name)
    return name.text
