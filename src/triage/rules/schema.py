"""Holds files against the schemas that editors use, and tells what does not fit in plain words.

Only our own schemas are used, from the data folder of the program itself, and nothing they might name is fetched.
The library's own words are never shown: each sort of mismatch has a sentence here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from triage.locate import RULES, data_folder
from triage.rules import nodes
from triage.rules.fields import unknown_key
from triage.rules.files import (
    DEMONSTRATIONS_FILE,
    PACK_FILE,
    SAFETY_FILE,
    SCENARIOS_FILE,
    SIGN_OFF_FILE,
    TERMS_FILE,
    VIGNETTES_FILE,
)
from triage.rules.model import Place
from triage.rules.problems import Collector, listed, quoted

RULE_SET = "rule-set.schema.json"
PACK = "pack.schema.json"
SCENARIOS = "scenarios.schema.json"
TERMS = "terms.schema.json"
SAFETY = "safety.schema.json"
SIGN_OFF = "sign-off.schema.json"
VIGNETTES = "vignettes.schema.json"
DEMONSTRATIONS = "demonstrations.schema.json"


def schema_for(file: str) -> str:
    """The name of the schema for a rule file."""
    name = file.rsplit("/", 1)[-1]
    others = {
        SCENARIOS_FILE: SCENARIOS,
        TERMS_FILE: TERMS,
        SAFETY_FILE: SAFETY,
        SIGN_OFF_FILE: SIGN_OFF,
        VIGNETTES_FILE: VIGNETTES,
        DEMONSTRATIONS_FILE: DEMONSTRATIONS,
    }
    return {PACK_FILE: PACK, **others}.get(name, RULE_SET)


def check_shape(tree: nodes.Node, file: str, out: Collector) -> None:
    """Note everything in a file that its schema does not allow.

    What fitted once is not held against its schema again: whoever watches the files has an answer in half the time.
    """
    data = nodes.as_data(tree)
    content = (schema_for(file), hashlib.sha256(json.dumps(data).encode("utf-8", "surrogatepass")).digest())
    if content in _FITTED:
        return
    errors = list(_validator(schema_for(file)).iter_errors(data))
    for error in errors:
        _note(error, tree, out)
    if not errors:
        _FITTED.add(content)


_FITTED: set[tuple[str, bytes]] = set()
"""The schemas and contents that were found to fit in this run of the program."""


@cache
def read_schema(name: str) -> dict[str, Any]:
    """One of the schemas."""
    found: dict[str, Any] = json.loads((data_folder() / RULES / name).read_text(encoding="utf-8"))
    return found


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft7Validator
    from referencing import Registry

    # An empty registry: a reference to a file or an address is an error, and is never followed.
    return Draft7Validator(read_schema(name), registry=Registry())


def _at(tree: nodes.Node, path: Iterable[str | int]) -> tuple[nodes.Node, nodes.Scalar | None]:
    """The node at a path, and the key it stands after."""
    node, named = tree, None
    for step in path:
        if isinstance(node, nodes.Mapping):
            named, node = next((key, value) for key, value in node.entries if key.text == step)
        elif isinstance(node, nodes.Sequence) and isinstance(step, int):
            node = node.items[step]
    return node, named


def _note(error: Any, tree: nodes.Node, out: Collector) -> None:
    node, key = _at(tree, error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(node, nodes.Mapping):
        _note_unknown(node, key, error, out)
    elif "propertyNames" in error.schema_path:
        _note_bad_name(node, error, out)
    elif error.validator == "required" and isinstance(node, nodes.Mapping):
        # Each missing key is an error of its own; its name is the one in the list that is not there.
        for name in error.validator_value:
            if node.get(name) is None and f"'{name}'" in error.message:
                place = key.place if key is not None else Place(tree.file)
                out.error("TR202", place, f"{_what(key)} has no '{name}:'.", f"add a line '{name}: ...'.")
    else:
        message, suggestion = _in_words(error, node, key)
        out.error(_CODES.get(error.validator, "TR213"), node.place, message, suggestion)


_CODES = {"enum": "TR204", "pattern": "TR205", "type": "TR203", "minItems": "TR209", "minProperties": "TR209"}


def _what(key: nodes.Scalar | None) -> str:
    return "this file" if key is None else quoted(key.text)


def _note_unknown(node: nodes.Mapping, key: nodes.Scalar | None, error: Any, out: Collector) -> None:
    known = list(error.schema.get("properties", ()))
    for name, _ in node.entries:
        if name.text not in known:
            unknown_key(name, _what(key), known, out)


def _note_bad_name(node: nodes.Node, error: Any, out: Collector) -> None:
    if isinstance(node, nodes.Mapping):
        for name, _ in node.entries:
            if name.text == error.instance:
                message = f"{quoted(name.text)} cannot be a name here."
                out.error(
                    "TR205", name.place, message, "use lower-case letters and digits, joined as other names here are."
                )


def _in_words(error: Any, node: nodes.Node, key: nodes.Scalar | None) -> tuple[str, str]:
    """What is wrong and what to try, by the sort of mismatch."""
    shown = quoted(node.text) if isinstance(node, nodes.Scalar) else nodes.kind(node)
    # What a kind of value takes stands in a comment: as a description, editors would show it instead of the key's own.
    takes = str(error.schema.get("description") or error.schema.get("$comment", ""))
    hint = f"here goes: {takes[0].lower()}{takes[1:]}" if takes else ""
    if error.validator in ("enum", "const"):
        words = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        return f"{shown} is not a value of {_what(key)}.", f"use {listed([str(word) for word in words])}."
    if error.validator in ("minItems", "minProperties", "maxItems"):
        return f"{_what(key)} holds too few or too many parts.", hint
    if error.validator == "uniqueItems":
        return f"{_what(key)} names the same thing twice.", "keep one of them."
    if error.validator == "pattern":
        return f"{shown} is not written as {_what(key)} needs it.", hint
    return f"{_what(key)} cannot hold {shown}.", hint
