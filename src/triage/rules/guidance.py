"""Reads guidance: Markdown files with a head of ``key: value`` lines and one heading with an anchor a passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from triage.rules import nodes
from triage.rules.build_pack import NEVER
from triage.rules.build_steps import confidence
from triage.rules.fields import Fields
from triage.rules.keys import PASSAGE_KEYS, SOURCE_KEYS
from triage.rules.model import Confidence, Passage, Place, Source, Standing
from triage.rules.names import check_name
from triage.rules.problems import Collector, quoted
from triage.rules.raw_text import read_text

FENCE = "---"

_KEY = re.compile(r"([A-Za-z][A-Za-z ]{0,30}):(?: +(.*))?$")
_HEADING = re.compile(r"## +(.+?) *\{#([^}]*)\} *$")
_SHOWN_RAW = re.compile(r"^(#|\||>|```|~~~|\d+\. |\* |\+ )|\*\*|__|\]\(|<[a-zA-Z/!]|^ {4}")
_PARTIAL_DAY = re.compile(r"\d{4}(-\d{2})?")


@dataclass
class _Section:
    """The lines under one heading."""

    title: nodes.Scalar
    anchor: nodes.Scalar
    lines: list[tuple[int, str]] = field(default_factory=list)


def read_guidance(data: bytes, file: str, out: Collector) -> Source | None:
    """The source a guidance file describes, or None when it cannot be read. Problems are added to ``out``."""
    text = read_text(data, file, out)
    if text is None:
        return None
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if lines[0].rstrip() != FENCE or not end:
        message = "a guidance file starts with its facts between two lines of ---."
        out.error("TR507", Place(file), message, "copy the head of another guidance file.")
        return None
    fields = Fields(_keys(lines[1:end], file, 2, out), "a guidance file", SOURCE_KEYS, out, Place(file))
    return _source(fields, lines[end + 1 :], file, end + 2, out)


def _source(fields: Fields, body: list[str], file: str, first: int, out: Collector) -> Source:
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    name = fields.name("id", required=True)
    if name is not None and check_name(name, "source", out) and name.text != stem:
        out.error(
            "TR211",
            name.place,
            f"the id is {quoted(name.text)}, but the file is called {quoted(stem)}.",
            f"write 'id: {stem}', or rename the file.",
        )
    standing = fields.word("status", [status.value for status in Standing], required=True)
    level = confidence(fields, required=True)
    introduction, passages = _passages(body, file, first, level, out)
    return Source(
        id=stem,
        title=fields.text("title", required=True),
        publisher=fields.text("publisher", required=True),
        edition=fields.text("edition", required=True),
        address=fields.text("address", required=True),
        licence=fields.text("licence", required=True),
        standing=Standing(standing) if standing else Standing.BACKGROUND,
        confidence=level,
        checked_on=fields.day("checked on", required=True) or NEVER,
        review_by=fields.day("review by", required=True) or NEVER,
        passages=passages,
        place=name.place if name is not None else Place(file),
        superseded_by=_superseded(fields, standing),
        read=fields.text("read"),
        introduction=introduction,
        published=_published(fields),
    )


def _superseded(fields: Fields, standing: str) -> str:
    name = fields.name("superseded by")
    if standing == Standing.SUPERSEDED and name is None:
        fields.missing("superseded by", "but its status is superseded")
    return name.text if name is not None else ""


def _published(fields: Fields) -> date | None:
    """The day of publication; none when only the month or year is known, which ``edition`` then says."""
    name = fields.name("published")
    if name is not None and _PARTIAL_DAY.fullmatch(name.text):
        return None
    return fields.day("published")


def _keys(lines: list[str], file: str, first: int, out: Collector) -> nodes.Mapping:
    """``key: value`` lines as a block of keys. The value is all that follows the colon; further in, it goes on."""
    entries: list[tuple[nodes.Scalar, nodes.Scalar]] = []
    for number, line in enumerate(lines, first):
        if not line.strip() or line.startswith("#"):
            continue
        match = _KEY.match(line)
        if match and (match[2] or "").strip():
            key = nodes.Scalar(match[1], file, number, 1)
            _note_twin(key, entries, out)
            entries.append((key, nodes.Scalar(_unquoted(match[2].strip()), file, number, match.start(2) + 1)))
        elif line.startswith("  ") and entries:
            key, value = entries[-1]
            entries[-1] = (key, nodes.Scalar(f"{value.text} {line.strip()}", file, value.line, value.column))
        else:
            message = "this line is not in the form 'key: value'."
            out.error(
                "TR507",
                Place(file, number),
                message,
                "write the key, a colon, a space and the value, or remove the line.",
            )
    return nodes.Mapping(tuple(entries), file, first, 1)


def _note_twin(key: nodes.Scalar, entries: list[tuple[nodes.Scalar, nodes.Scalar]], out: Collector) -> None:
    for before, _ in entries:
        if before.text == key.text:
            message = f"{quoted(key.text)} is written twice, on lines {before.line} and {key.line}."
            out.error("TR106", key.place, message, "keep one of them.")


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _passages(
    body: list[str], file: str, first: int, level: Confidence, out: Collector
) -> tuple[str, tuple[Passage, ...]]:
    """The introduction and the passages of the part below the head."""
    intro: list[tuple[int, str]] = []
    sections: list[_Section] = []
    for number, line in enumerate(body, first):
        match = _HEADING.match(line)
        if match:
            title = nodes.Scalar(match[1], file, number, match.start(1) + 1)
            sections.append(_Section(title, nodes.Scalar(match[2], file, number, match.start(2) + 1)))
        elif line.startswith("#"):
            message = "this heading starts no passage: passages have two # and an anchor."
            out.error("TR507", Place(file, number), message, "write '## The heading {#short-name}'.")
        else:
            (sections[-1].lines if sections else intro).append((number, line))
    if not sections:
        out.error(
            "TR507",
            Place(file, first),
            "there is no passage in this file.",
            "add '## The heading {#short-name}' and its text.",
        )
    return _paragraphs(intro, file, out), _built(sections, file, level, out)


def _built(sections: list[_Section], file: str, level: Confidence, out: Collector) -> tuple[Passage, ...]:
    seen: dict[str, nodes.Scalar] = {}
    found = []
    for section in sections:
        check_name(section.anchor, "anchor", out)
        before = seen.setdefault(section.anchor.text, section.anchor)
        if before is not section.anchor:
            message = f"the anchor {quoted(before.text)} is used on line {before.line} already."
            out.error("TR208", section.anchor.place, message, "give this passage another.")
        found.append(_passage(section, file, level, out))
    return tuple(found)


def _passage(section: _Section, file: str, level: Confidence, out: Collector) -> Passage:
    split = 0
    for _, line in section.lines:
        match = _KEY.match(line)
        if not match or match[1] not in PASSAGE_KEYS:
            break
        split += 1
    head = section.lines[:split]
    what = f"the passage {quoted(section.anchor.text)}"
    keys = _keys([line for _, line in head], file, head[0][0] if head else section.title.line, out)
    fields = Fields(keys, what, PASSAGE_KEYS, out, section.title.place)
    text = _paragraphs(section.lines[split:], file, out)
    if not text:
        out.error("TR507", section.title.place, f"{what} has no text.", "say in your own words what the guidance says.")
    return Passage(
        anchor=section.anchor.text,
        title=section.title.text,
        text=text,
        confidence=confidence(fields, default=level),
        where=fields.text("where"),
        place=section.title.place,
        left_to_judgement=fields.text("left to judgement"),
    )


def _paragraphs(lines: list[tuple[int, str]], file: str, out: Collector) -> str:
    """The text with one line a paragraph or list item, and an empty line between paragraphs."""
    blocks: list[str] = []
    fresh = True
    for number, line in lines:
        bare = line.strip()
        if _SHOWN_RAW.search(line):
            out.warning(
                "TR508",
                Place(file, number),
                "these marks would be shown as they stand.",
                "use plain paragraphs and lists that start with '- '.",
            )
        if not bare:
            fresh = True
        elif bare.startswith("- "):
            blocks.append(("\n" if blocks and fresh and not blocks[-1].lstrip().startswith("- ") else "") + bare)
            fresh = False
        elif fresh or not blocks:
            blocks.append(("\n" if blocks else "") + bare)
            fresh = False
        else:
            blocks[-1] += " " + bare
    return "\n".join(blocks)
