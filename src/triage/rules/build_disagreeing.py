"""Builds what a national pack says about seeing a case differently: safer choices, reasons, and whom to talk to."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules import nodes
from triage.rules.build_pack import PackFile
from triage.rules.disagreeing import About, Consult, Disagreeing, OwnReason, SaferChoice
from triage.rules.fields import Fields
from triage.rules.keys import CONSULT_KEYS, DISAGREEING_KEYS, REASON_KEYS, SAFER_KEYS
from triage.rules.model import SendAs, Urgency
from triage.rules.names import Names, check_name, check_slots
from triage.rules.problems import quoted

DISAGREEING = "seen differently"
_URGENCIES = {level.word: level for level in sorted(Urgency, reverse=True)}
_SEND_AS = {kind.word: kind for kind in sorted(SendAs, reverse=True)}
_ABOUT = {about.value: about for about in About}


def build_disagreeing(file: PackFile, names: Names) -> Disagreeing | None:
    """What the pack says; None when it says nothing. What is wrong is noted in ``names.out``."""
    node = file.fields.value(DISAGREEING)
    if node is None:
        return None
    fields = Fields(node, f"'{DISAGREEING}:'", DISAGREEING_KEYS, names.out, node.place)
    for key in ("more urgent", "reasons"):
        fields.value(key, required=True)
    return Disagreeing(
        says=_text(fields, "says", names),
        safer=tuple(_choices(fields, names)),
        reasons=tuple(_reasons(fields, names)),
        consult=_consult(fields, names),
    )


def _text(fields: Fields, key: str, names: Names, *, slots: bool = False) -> str:
    text = fields.text(key, required=True)
    value = fields.value(key)
    check_slots(text, value if isinstance(value, nodes.Scalar) else None, names, allowed=slots)
    return text


def _choices(above: Fields, names: Names) -> Iterator[SaferChoice]:
    for key, node in above.mapping("more urgent"):
        check_name(key, "choice", names.out)
        fields = Fields(node, f"choice {quoted(key.text)}", SAFER_KEYS, names.out, key.place)
        yield SaferChoice(
            id=key.text,
            says=_text(fields, "says", names).removesuffix("."),
            urgency=_URGENCIES.get(fields.word("urgency", _URGENCIES, required=True), Urgency.EMERGENCY),
            send_as=_SEND_AS.get(fields.word("send as", _SEND_AS)),
            steps=names.kept("step", fields.names("steps", required=True)),
            why=_text(fields, "why", names).removesuffix("."),
            because=names.kept("passage", fields.names("because", required=True)),
            place=key.place,
        )


def _reasons(above: Fields, names: Names) -> Iterator[OwnReason]:
    for key, node in above.mapping("reasons"):
        check_name(key, "reason", names.out)
        fields = Fields(node, f"reason {quoted(key.text)}", REASON_KEYS, names.out, key.place)
        about = _ABOUT.get(fields.word("about", _ABOUT, required=True), About.CHILD)
        says = _text(fields, "says", names).removesuffix(".")
        safer = fields.yes_no("safer")
        if safer and about is About.LESS_URGENT:
            message = "a reason for doing less cannot be safer."
            names.out.error("TR213", fields.place("safer"), message, "leave 'safer:' out here.")
        yield OwnReason(key.text, about, says, safer and about is not About.LESS_URGENT, key.place)


def _consult(above: Fields, names: Names) -> Consult:
    node = above.value("before doing less", required=True)
    if node is None:
        return Consult("", "", "")
    fields = Fields(node, "'before doing less:'", CONSULT_KEYS, names.out, node.place)
    return Consult(
        says=_text(fields, "says", names, slots=True),
        say=_text(fields, "say", names, slots=True),
        write=_text(fields, "write", names, slots=True),
        steps=names.kept("step", fields.names("steps", required=True)),
    )
