"""Builds documents: their parts, what the program fills in, and when each is offered."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules import nodes
from triage.rules.conditions import Always, Condition
from triage.rules.conditions_reader import ConditionReader
from triage.rules.documents import Document, DocumentPart, Holds
from triage.rules.entries import Entry
from triage.rules.fields import Fields, one_of
from triage.rules.keys import DOCUMENT_KEYS, PART_KEYS
from triage.rules.names import Names, check_slots

MOST_SPACE = 40
"""Empty lines in one part. A page holds about that many."""

_FILLS = ("says", "holds", "answers", "answers to", "tick", "blanks", "prompts", "columns", "space")


def build_document(entry: Entry, reader: ConditionReader) -> Document:
    """The document of an entry."""
    names = reader.names
    fields = Fields(entry.node, entry.what, DOCUMENT_KEYS, names.out, entry.place)
    for key in ("title", "use", "first line"):
        _check_slots(fields.value(key), names)
    return Document(
        id=entry.key.text,
        topic=entry.topic,
        title=fields.text("title", required=True),
        use=fields.text("use", required=True),
        first_line=fields.text("first line"),
        parts=tuple(_parts(fields, entry.what, reader)),
        place=entry.place,
        offered_when=_condition(fields, "offered when", reader),
        because=names.kept("passage", fields.names("because")),
    )


def _parts(fields: Fields, what: str, reader: ConditionReader) -> Iterator[DocumentPart]:
    value = fields.value("parts", required=True)
    if value is None:
        return
    if not isinstance(value, nodes.Sequence):
        message = f"'parts:' of {what} is a list: each part starts with a dash and its heading."
        fields.out.error("TR203", value.place, message, "write '- heading: ...'.")
        return
    for node in value.items:
        yield _part(Fields(node, f"a part of {what}", PART_KEYS, fields.out, node.place), reader)


def _part(fields: Fields, reader: ConditionReader) -> DocumentPart:
    names = reader.names
    if not any(key in fields for key in _FILLS):
        fields.missing("says", "nor anything else to fill it")
    for key in ("heading", "says", "tick", "blanks", "prompts", "columns"):
        _check_slots(fields.value(key), names)
    space = fields.whole("space") or 0
    if space > MOST_SPACE:
        message = f"{space} empty lines are more than a page holds."
        fields.out.error("TR206", fields.place("space"), message, f"write {MOST_SPACE} or less.")
    return DocumentPart(
        heading=fields.text("heading", required=True),
        says=fields.texts("says"),
        holds=tuple(_holds(fields)),
        answers=names.kept("section", fields.names("answers")),
        answers_to=names.kept("question", fields.names("answers to")),
        only_ticked=fields.yes_no("only ticked"),
        tick=fields.texts("tick"),
        blanks=fields.texts("blanks"),
        prompts=fields.texts("prompts"),
        columns=fields.texts("columns"),
        space=space,
        when=_condition(fields, "when", reader),
    )


def _holds(fields: Fields) -> Iterator[Holds]:
    words = [one.value for one in Holds]
    for name in fields.names("holds"):
        word = one_of(name, "'holds:'", words, fields.out)
        if word:
            yield Holds(word)


def _condition(fields: Fields, key: str, reader: ConditionReader) -> Condition | None:
    node = fields.value(key)
    condition = reader.read(node) if node is not None else None
    return None if isinstance(condition, Always) else condition


def _check_slots(value: nodes.Node | None, names: Names) -> None:
    for item in value.items if isinstance(value, nodes.Sequence) else (value,):
        if isinstance(item, nodes.Scalar):
            check_slots(item.text, item, names, allowed=True)
