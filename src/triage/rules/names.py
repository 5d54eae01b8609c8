"""Names: how each sort is written, which are known, and who uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from triage.rules import nodes
from triage.rules.problems import Collector, closest, did_you_mean, listed, quoted

RESERVED = frozenset({"not sure", "skipped", "not asked", "none of these", "always", "itself", "every option"})
CONDITION_WORDS = ("all", "any", "none", "exactly", "fact", "switch")

_UNDERSCORE = re.compile(r"[a-z][a-z0-9_]*")
_HYPHEN = re.compile(r"[a-z][a-z0-9-]*")
_ANCHOR = re.compile(r"[a-z0-9][a-z0-9-]*")
_OPTION = re.compile(r"[a-z0-9][a-z0-9 '-]*")
_UNDERSCORED = frozenset({"question", "fact", "word slot"})
_SLOT = re.compile(r"\{([^{}]*)\}")

PLURALS = {"switch": "switches"}
CODES = {
    "question": "TR301",
    "option": "TR302",
    "fact": "TR303",
    "step": "TR304",
    "contact": "TR305",
    "deadline": "TR306",
    "passage": "TR307",
    "source": "TR307",
    "role": "TR302",
    "section": "TR308",
    "switch": "TR309",
    "word slot": "TR310",
    "rule": "TR311",
    "document": "TR316",
    "topic": "TR605",
}


def plural(kind: str) -> str:
    """``questions`` for ``question``."""
    return PLURALS.get(kind, kind + "s")


def check_name(key: nodes.Scalar, kind: str, out: Collector) -> bool:
    """Whether a name is well formed for its kind; if not, it is noted with a form that would be."""
    text = key.text
    if kind == "option":
        if text in RESERVED:
            out.error(
                "TR205",
                key.place,
                f"{quoted(text)} has a fixed meaning and cannot be an option.",
                "choose another word.",
            )
            return False
        if _OPTION.fullmatch(text) and text == text.strip() and text.isascii():
            return True
        shape, fixed = "lower-case letters, digits, spaces, hyphens and apostrophes", _fixed(text, " ")
    elif kind in _UNDERSCORED:
        if text in CONDITION_WORDS or text in RESERVED:
            out.error(
                "TR205",
                key.place,
                f"{quoted(text)} has a fixed meaning in conditions.",
                f"call the {kind} something else.",
            )
            return False
        if _UNDERSCORE.fullmatch(text) and text.isascii():
            return True
        shape, fixed = "lower-case letters, digits and _", _fixed(text, "_")
    else:
        if (_ANCHOR if kind == "anchor" else _HYPHEN).fullmatch(text) and text.isascii():
            return True
        shape, fixed = "lower-case letters, digits and hyphens", _fixed(text, "-")
    hint = f"write '{fixed}'." if fixed else ""
    out.error("TR205", key.place, f"{quoted(text)} cannot be the name of {_a(kind)}: use {shape}.", hint)
    return False


def _fixed(text: str, joint: str) -> str:
    """The name with what does not fit replaced; nothing when little would be left."""
    fixed = re.sub(r"[^a-z0-9]+", joint, text.lower()).strip(joint)
    return fixed if fixed and (joint == " " or fixed[0].isalpha()) else ""


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


@dataclass
class Names:
    """The names known of each kind. ``partial`` says that some file could not be read, so that a name may be in it."""

    out: Collector
    known: dict[str, Collection[str]] = field(default_factory=dict)
    partial: bool = False

    def check(self, kind: str, name: nodes.Scalar) -> bool:
        """Whether ``name`` is a known name of its kind; if not, it is noted with a suggestion."""
        names = self.known.get(kind, ())
        if name.text in names:
            return True
        if self.partial:
            return False
        message = f"there is no {kind} called {quoted(name.text)}."
        self.out.error(CODES[kind], name.place, message, self._suggestion(kind, name.text, names))
        return False

    def kept(self, kind: str, names: Iterable[nodes.Scalar]) -> tuple[str, ...]:
        """Those of ``names`` that are known; the others are noted."""
        return tuple(name.text for name in names if self.check(kind, name))

    def _suggestion(self, kind: str, name: str, names: Collection[str]) -> str:
        if kind == "passage":
            return self._passage_suggestion(name, names)
        if kind == "source":
            return did_you_mean(name, names) or f"there is no file guidance/{name}.md."
        if closest(name, names):
            return did_you_mean(name, names)
        for other, others in self.known.items():
            if other != kind and name in others:
                return f"'{name}' is {_a(other)}, not {_a(kind)}."
        if kind == "role":
            return f"use answers of the question 'role': {listed(names, most=30)}."
        return did_you_mean(name, names, plural(kind)) or f"add it under '{plural(kind)}:'."

    def _passage_suggestion(self, name: str, names: Collection[str]) -> str:
        source, _, _ = name.partition("#")
        anchors = sorted(known.partition("#")[2] for known in names if known.startswith(f"{source}#"))
        near = closest(name, [known for known in names if known.startswith(f"{source}#")] if anchors else names)
        if near and "#" in name:
            return f"did you mean '{near}'?"
        if anchors:
            return f"guidance/{source}.md has {listed((f'#{anchor}' for anchor in anchors), 'and', 30)}."
        return "write the name of a guidance file, # and the anchor of a passage: working-together#refer-at-once."


def check_slots(text: str, place: nodes.Scalar | None, names: Names, *, allowed: bool) -> None:
    """Note every ``{slot}`` in a text that is not known, or not allowed there, and every lone bracket."""
    if place is None or ("{" not in text and "}" not in text):
        return
    for slot in _SLOT.findall(text):
        found = nodes.Scalar(slot, place.file, place.line, place.column)
        if not allowed:
            message = f"{{{slot}}} is only filled in inside steps; here it would be shown as it is."
            names.out.error("TR310", place.place, message, "write the words out.")
        else:
            names.check("word slot", found)
    if re.search(r"[{}]", _SLOT.sub("", text)):
        names.out.error(
            "TR310",
            place.place,
            "a { or } in this text has no partner.",
            "write {lead} for a slot, or leave the brackets out.",
        )
