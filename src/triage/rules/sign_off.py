"""Reads ``sign-off.yaml``: who accepted which change that makes the rules less safe, why and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from triage.rules import nodes
from triage.rules.fields import Fields
from triage.rules.files import Found, sign_off_files
from triage.rules.keys import SIGN_OFF_KEYS
from triage.rules.model import Place
from triage.rules.problems import Collector, quoted
from triage.rules.yaml_reader import read_yaml

CHANGE_KEY: Final = re.compile(r"[a-z][a-z-]*[/:]\S+")
"""How ``triage diff`` names a change."""


@dataclass(frozen=True)
class SignOff:
    """One change that was accepted. ``who`` is a role or initials; ``on`` the day, None where the file has no date."""

    change: str
    who: str
    why: str
    on: date | None
    place: Place


def sign_offs_into(
    folder: Path, packs: Sequence[str], out: Collector, trees: dict[str, nodes.Node] | None = None
) -> tuple[SignOff, ...]:
    """What the packs accept, in the order of the files, with problems added to ``out`` and trees to ``trees``."""
    return read_sign_offs((file for pack in packs for file in sign_off_files(folder, pack, out)), out, trees)


def read_sign_offs(
    files: Iterable[Found], out: Collector, trees: dict[str, nodes.Node] | None = None
) -> tuple[SignOff, ...]:
    """What the files accept. Each change is accepted once."""
    found: dict[str, SignOff] = {}
    for file in files:
        tree = read_yaml(file.data, file.name, out)
        if tree is None:
            continue
        if trees is not None:
            trees[file.name] = tree
        fields = Fields(tree, "a sign-off file", ("accepted",), out, Place(file.name))
        for item in _items(fields):
            one = _sign_off(item, out)
            before = found.setdefault(one.change, one) if one is not None else None
            if one is not None and before is not None and before is not one:
                message = f"{quoted(one.change)} is accepted already, at {before.place}."
                out.error("TR208", one.place, message, "keep one of them.")
    return tuple(found.values())


def _items(fields: Fields) -> tuple[nodes.Node, ...]:
    node = fields.value("accepted", required=True)
    if isinstance(node, nodes.Sequence):
        return node.items
    if node is not None:
        hint = "start each with '  - change: ...', as 'triage diff --sign-off-draft' prints it."
        fields.out.error("TR203", node.place, "'accepted:' takes a list of changes.", hint)
    return ()


def _sign_off(node: nodes.Node, out: Collector) -> SignOff | None:
    fields = Fields(node, "an accepted change", SIGN_OFF_KEYS, out, node.place)
    if fields.node is None:
        return None
    change = fields.text("change", required=True)
    who, why = fields.text("who", required=True), fields.text("why", required=True)
    on = fields.day("on", required=True)
    if change and not CHANGE_KEY.fullmatch(change):
        hint = "copy it from 'triage diff --sign-off-draft'."
        out.error("TR205", fields.place("change"), f"{quoted(change)} is not the key of a change.", hint)
    complete = bool(change and who and why and on is not None)
    return SignOff(change, who, why, on, fields.place("change")) if complete else None
