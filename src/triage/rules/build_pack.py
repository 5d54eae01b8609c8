"""Builds a pack: its facts, and for the national pack the sections, switches and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from triage.rules import nodes
from triage.rules.fields import Fields, prose
from triage.rules.files import PACK_FILE, Found
from triage.rules.keys import NATIONAL_KEYS, PACK_KEYS, SECTION_KEYS, SWITCH_KEYS, WORD_KEYS
from triage.rules.model import Pack, Place, Question, QuestionType, Section, Switch, Word
from triage.rules.names import Names, check_name, check_slots
from triage.rules.problems import Collector, closest, listed, quoted
from triage.rules.yaml_reader import read_yaml

NEVER = date(1970, 1, 1)
"""Stands in for a date that is missing, which is an error of its own."""


@dataclass(frozen=True)
class PackFile:
    """One pack file: the pack, and its keys for the parts that are built later."""

    pack: Pack
    fields: Fields


def read_pack(root: nodes.Node, file: str, folder_name: str, out: Collector) -> PackFile:
    """The pack a pack file describes. ``folder_name`` is what it must be called."""
    fields = Fields(root, "a pack file", PACK_KEYS, out, Place(file))
    name = fields.name("pack", required=True)
    if name is not None and name.text != folder_name:
        message = f"the pack is called {quoted(name.text)}, but its folder {quoted(folder_name)}."
        out.error("TR211", name.place, message, f"write 'pack: {folder_name}', or rename the folder.")
    extends = fields.name("extends")
    if extends is not None:
        fields.not_here(NATIONAL_KEYS, "only the national pack has them; a local pack uses its")
    pack = Pack(
        id=folder_name,
        title=fields.text("title", required=True),
        version=fields.text("version", required=True),
        in_force_from=fields.day("in force from", required=True) or NEVER,
        review_by=fields.day("review by", required=True) or NEVER,
        owner=fields.text("owner", required=True),
        place=name.place if name is not None else Place(file),
        extends=extends.text if extends is not None else "",
        area=fields.text("area"),
        nation=fields.text("nation") or "England",
    )
    return PackFile(pack, fields)


def pack_file(found: Sequence[Found], name: str, trees: dict[str, nodes.Node], out: Collector) -> PackFile | None:
    """The pack file among the files of a pack, or None when it cannot be read. Its tree is added to ``trees``."""
    wanted = f"rules/{name}/{PACK_FILE}"
    for file in found:
        if file.name == wanted:
            tree = read_yaml(file.data, file.name, out)
            if tree is None:
                return None
            trees[file.name] = tree
            return read_pack(tree, file.name, name, out)
    return None


def build_sections(file: PackFile) -> tuple[Section, ...]:
    """The sections of a national pack in the order of the interview."""
    found = []
    for key, node in file.fields.mapping("sections"):
        check_name(key, "section", file.fields.out)
        fields = Fields(node, f"section {quoted(key.text)}", SECTION_KEYS, file.fields.out, key.place)
        found.append(Section(key.text, fields.text("title", required=True), fields.text("settles", required=True)))
    return tuple(found)


def build_switches(file: PackFile, names: Names) -> dict[str, Switch]:
    """The switches of a national pack."""
    found = {}
    for key, node in file.fields.mapping("switches"):
        check_name(key, "switch", names.out)
        fields = Fields(node, f"switch {quoted(key.text)}", SWITCH_KEYS, names.out, key.place)
        found[key.text] = Switch(
            id=key.text,
            title=fields.text("title", required=True),
            on=fields.yes_no("on", required=True),
            checked_on=fields.day("checked on", required=True) or NEVER,
            because=names.kept("passage", fields.names("because", required=True)),
            place=key.place,
        )
    return found


def build_words(file: PackFile, questions: Mapping[str, Question], names: Names) -> dict[str, Word]:
    """The word slots of a national pack."""
    found = {}
    for key, node in file.fields.mapping("words"):
        check_name(key, "word slot", names.out)
        fields = Fields(node, f"word slot {quoted(key.text)}", WORD_KEYS, names.out, key.place)
        otherwise = fields.text("otherwise", required=True)
        check_slots(otherwise, key, names, allowed=False)
        question = fields.name("question", required=True)
        name = question.text if question is not None and names.check("question", question) else ""
        found[key.text] = Word(key.text, name, otherwise, _by_answer(fields, questions.get(name), names), key.place)
    return found


def _by_answer(fields: Fields, question: Question | None, names: Names) -> dict[str, str]:
    if "answers" not in fields:
        fields.value("answers", required=True)
    if question is not None and question.type not in (QuestionType.CHOICE, QuestionType.YES_NO):
        message = f"the words cannot depend on {quoted(question.id)}: it has more than one answer, or a number."
        names.out.error("TR310", fields.place("question"), message, "use a question of type choice or yes no.")
        return {}
    found = {}
    for key, value in fields.mapping("answers"):
        if question is not None and key.text not in question.option_names:
            near = closest(key.text, question.option_names)
            hint = f"did you mean '{near}'?" if near else f"use {listed(question.option_names, most=30)}."
            names.out.error("TR302", key.place, f"{quoted(key.text)} is not an answer of '{question.id}'.", hint)
        found[key.text] = prose(value, f"'{key.text}:'", names.out)
        check_slots(found[key.text], key, names, allowed=False)
    return found
