"""The handbook: whole, linked both ways, sound HTML, the same every time, and nothing in it but text from the rules."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib
import pytest

from triage.locate import data_folder
from triage.policy.compare.run import compare
from triage.policy.handbook.book import Book
from triage.policy.handbook.make import BESIDE, make_handbook
from triage.policy.handbook.markup import VOID, el, written
from triage.policy.handbook.words import paragraphs
from triage.rules.load import load
from triage.rules.model import RuleSet, Urgency
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements

SMALL = Path(__file__).parents[2] / "cli" / "small"
DAY = date(2026, 11, 22)


@dataclass
class Read(HTMLParser):
    """What a page has: its ids, links, headings, tags and text."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        elif "href" in given or "src" in given:
            self.fetched.append(str(given.get("href") or given.get("src")))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> Read:
    page = Read()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def book_of(folder: Path, pack: str, **more: Any) -> Book:
    rule_set = load(folder, [pack], DAY)
    packs = [one.id for one in rule_set.packs]
    scenarios, statements = read_scenarios(folder, packs, rule_set), read_statements(folder, packs, rule_set)
    return Book(rule_set, scenarios, statements, DAY, **more)


@cache
def shipped() -> tuple[Book, Mapping[str, str], Mapping[str, Read]]:
    """The shipped rules with a local pack over them: both kinds of page."""
    book = book_of(data_folder(), "gloucestershire")
    files = make_handbook(book)
    return book, files, {name: read(text) for name, text in files.items() if name.endswith(".html")}


@cache
def small() -> tuple[Book, Mapping[str, str]]:
    book = book_of(SMALL, "westshire")
    return book, make_handbook(book)


def pages(files: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


# Sound


def test_every_link_leads_to_a_page_and_a_place_that_are_there() -> None:
    _, files, found = shipped()
    ids = {name: set(page.ids) for name, page in found.items()}
    for name, page in found.items():
        for address in set(page.links):
            if ":" in address:
                continue
            file, _, place = address.partition("#")
            assert (file or name) in files, f"{name} links to {address}"
            assert not place or place in ids[file or name], f"{name} links to {address}"


def test_every_page_can_be_reached_from_the_first() -> None:
    _, _, found = shipped()
    seen, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [address.partition("#")[0] or name for address in found[name].links if ":" not in address]
    assert seen == set(found)


def test_ids_are_unique_headings_go_down_step_by_step_and_landmarks_are_there() -> None:
    for name, page in shipped()[2].items():
        assert len(page.ids) == len(set(page.ids)), name
        assert page.headings[0] == 1, name
        assert page.headings.count(1) == 1, name
        for before, after in zip(page.headings, page.headings[1:], strict=False):
            assert after <= before + 1, name
        for tag in ("header", "nav", "main", "footer", "title"):
            assert tag in page.tags, name
        assert page.links[0] == "#content", name


def test_nothing_is_fetched_from_elsewhere() -> None:
    _, files, found = shipped()
    for name, page in found.items():
        assert set(page.fetched) <= set(BESIDE), name
        assert ("find.js" in page.fetched) == (name == "find.html")
    for name in BESIDE:
        assert not re.search(r"url\(|@import|https?:|fetch|import\(", files[name]), name


@pytest.mark.parametrize("name", sorted(pages(small()[1])))
def test_every_page_of_the_small_rules_is_html_without_a_fault(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(small()[1][name])


@pytest.mark.parametrize(
    "name", ["index.html", "topic-evidence.html", "ladders.html", "safety.html", "source-kcsie.html", "words.html"]
)
def test_shipped_pages_are_html_without_a_fault(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(shipped()[1][name])


def test_the_same_rules_make_the_same_bytes() -> None:
    assert make_handbook(book_of(SMALL, "westshire")) == small()[1]


def test_the_day_shows_only_where_it_is_told() -> None:
    later = make_handbook(replace(small()[0], today=date(2026, 11, 23)))
    for name, text in small()[1].items():
        assert later[name].replace("23 November 2026", "22 November 2026") == text


# Whole


def test_everything_in_the_rules_has_its_place() -> None:
    book, files, found = shipped()
    rules = book.rule_set
    for kind, names, topic in (
        ("question", rules.questions, lambda name: rules.questions[name].topic),
        ("rule", rules.rules, lambda name: rules.rules[name].topic),
        ("step", rules.steps, lambda name: rules.steps[name].topic),
        ("fact", rules.facts, lambda name: rules.facts[name].topic),
    ):
        for name in names:
            assert f"{kind}-{name}" in found[f"topic-{topic(name)}.html"].ids
    assert {f"contact-{name}" for name in rules.contacts} <= set(found["contacts.html"].ids)
    assert {f"deadline-{name}" for name in rules.deadlines} <= set(found["limits.html"].ids)
    assert {f"switch-{name}" for name in rules.switches} <= set(found["index.html"].ids)
    assert {f"slot-{name}" for name in rules.words} <= set(found["words.html"].ids)
    assert {f"statement-{one.id}" for one in book.statements} <= set(found["safety.html"].ids)
    for source in rules.sources.values():
        assert {f"passage-{one.anchor}" for one in source.passages} <= set(found[f"source-{source.id}.html"].ids)
    told = "\n".join(text for name, text in files.items() if name.startswith("examples-"))
    assert all(written(el("h2", one.name)) in told for one in book.scenarios)


def test_passages_rules_and_steps_are_linked_both_ways() -> None:
    book, _, found = shipped()
    for rule in book.rule_set.rules.values():
        here = f"topic-{rule.topic}.html#rule-{rule.id}"
        for anchor in rule.because:
            source, _, passage = anchor.partition("#")
            assert f"source-{source}.html#passage-{passage}" in found[f"topic-{rule.topic}.html"].links
            assert here in found[f"source-{source}.html"].links
            for step in rule.steps:
                there = f"topic-{book.rule_set.steps[step].topic}.html"
                assert f"{there}#step-{step}" in found[f"source-{source}.html"].links
                assert f"source-{source}.html#passage-{passage}" in found[there].links
                assert here in found[there].links


def test_the_index_has_everything_that_can_be_found() -> None:
    book, _, found = shipped()
    links = set(found["find.html"].links)
    rules = book.rule_set
    assert {f"topic-{one.topic}.html#rule-{one.id}" for one in rules.rules.values()} <= links
    assert {f"topic-{one.topic}.html#question-{one.id}" for one in rules.questions.values()} <= links
    passages = [
        f"source-{source.id}.html#passage-{one.anchor}" for source in rules.sources.values() for one in source.passages
    ]
    assert set(passages) <= links


def test_the_index_is_from_a_to_z_and_knows_more_words_than_it_shows() -> None:
    text = small()[1]["find.html"]
    letters = re.findall(r'id="letter-([^"]+)"', text)
    assert letters == sorted(letters)
    (entry,) = [item for item in text.split("</li>") if "#rule-baby-ring-now" in item]
    assert 'data-more="a baby cannot say what happened"' in entry


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bruise baby", ["one"]),
        ("BABIES", ["one", "two"]),
        ("", ["one", "two", "three"]),
        ("zz", []),
        ("ring 999", ["three"]),
    ],
)
def test_the_script_finds_words_whatever_their_endings(typed: str, found: list[str], tmp_path: Path) -> None:
    entries = {"one": "Bruises on babies", "two": "Babies not yet born", "three": "Ring 999 now"}
    stage = tmp_path / "stage.js"
    stage.write_text(
        _STAGE % (json.dumps(entries), json.dumps(typed), json.dumps(small()[1]["find.js"])), encoding="utf-8"
    )
    done = subprocess.run(["node", str(stage)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == found


_STAGE = """
const entries = %s, typed = %s, listeners = {};
const made = () => ({ append() {}, setAttribute() {}, addEventListener(name, act) { listeners[name] = act; }, value: typed });
const items = Object.entries(entries).map(([name, textContent]) => ({ name, textContent, dataset: {}, hidden: false }));
const field = made();
globalThis.document = {
  getElementById: made,
  createElement: (tag) => (tag === "input" ? field : made()),
  querySelectorAll: () => [{ querySelectorAll: () => items, hidden: false }],
  querySelector: () => ({ hidden: false }),
};
eval(%s);
listeners.input();
console.log(JSON.stringify(items.filter((item) => !item.hidden).map((item) => item.name)));
"""


def test_a_question_tells_its_answers_and_what_not_sure_and_not_asked_mean() -> None:
    text = " ".join(read(small()[1]["topic-core.html"]).words)
    assert "It counts as significant harm, and so does a skipped page. Leads to:" in text
    assert "Nothing is concluded from it, either way." in text
    assert "The child has suffered, or is likely to suffer, significant harm" in text


def test_a_rule_is_a_row_with_when_then_and_because() -> None:
    text = small()[1]["topic-core.html"]
    row = text[text.index('<tr id="rule-significant-harm-ring-now"') :].split("</tr>")[0]
    words = " ".join(" ".join(read(f"<table>{row}</tr></table>").words).split())
    assert "harm level is significant harm (not sure counts)" in words
    assert "ACT NOW" in words
    assert "Send as: child protection referral" in words
    assert "Because the child may be suffering significant harm." in words


def test_the_first_page_says_which_rules_it_is_of() -> None:
    words = " ".join(read(small()[1]["index.html"]).words)
    for text in ("England 1.0", "Westshire 1.0", "1 January 2026", "1 January 2036", "22 November 2026"):
        assert text in words
    assert small()[0].rule_set.hash in words


def test_a_ladder_has_its_rungs_in_order() -> None:
    page = shipped()[2]["ladders.html"]
    rungs = [address for address in page.links if address.startswith("limits.html#deadline-resolve-stage-")]
    assert rungs == sorted(rungs)
    assert len(rungs) == 4


def test_guidance_keeps_its_paragraphs_and_points() -> None:
    told = "".join(map(written, paragraphs("One.\n\nTwo.\n- a\n- b\n\nThree.")))
    assert told.replace("\n", "") == "<p>One.</p><p>Two.</p><ul><li>a</li><li>b</li></ul><p>Three.</p>"


# What changed


def test_what_changed_stands_on_a_page_of_its_own_and_only_when_asked_for() -> None:
    book, files = small()
    assert "changes.html" not in files
    rule = book.rule_set.rules["needs-help-tell-lead"]
    calmer = replace(
        book.rule_set, rules={**book.rule_set.rules, rule.id: replace(rule, urgency=Urgency.NOW)}, hash="0"
    )
    told = make_handbook(replace(book, differences=(compare(calmer, book.rule_set),)))
    page = read(told["changes.html"])
    words = " ".join(page.words)
    assert "Less safe" in words
    assert "rule needs-help-tell-lead" in words
    assert "ACT NOW" in words
    assert "changes.html" in read(told["index.html"]).links
    html5lib.HTMLParser(strict=True).parse(told["changes.html"])
    same = make_handbook(replace(book, differences=(compare(book.rule_set, book.rule_set),)))
    assert "Nothing changed: proved over all answers." in " ".join(read(same["changes.html"]).words)


# Nothing but text

HOSTILE = '</p></td><script>alert("x")</script><img src=x onerror=y>&lt;b&gt; <!-- "\' '
NAMES = {"id", "topic", "section", "pack", "extends", "place", "anchor", "slot", "question", "value", "hash", "address", "steps",
         "contacts", "by", "because", "fallback", "source", "not_sure_means", "roles", "covered_by", "superseded_by", "values",
         "options_", "fact", "switch", "test", "unit", "rules", "not_rules", "not_steps", "otherwise_", "trap", "than"}  # fmt: skip


def hostile(thing: Any, name: str = "") -> Any:
    """The same thing with every text in it hostile; names and conditions stay, or nothing would fit together."""
    if isinstance(thing, Enum) or name in NAMES or name in ("when", "ask_when", "answers"):
        return thing
    if isinstance(thing, str):
        return HOSTILE + thing if thing else thing
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{one.name: hostile(getattr(thing, one.name), one.name) for one in fields(thing)})
    if isinstance(thing, tuple):
        return tuple(hostile(one) for one in thing)
    if isinstance(thing, Mapping):
        return {key: hostile(value) for key, value in thing.items()}
    return thing


def hostile_rules(rule_set: RuleSet) -> RuleSet:
    texts = {one.name: getattr(rule_set, one.name) for one in fields(rule_set) if one.name != "hash"}
    return replace(rule_set, **{name: hostile(value) for name, value in texts.items()})


LOOKED_AT = {
    *(f"{name}.html" for name in ("index", "topics", "contacts", "limits", "ladders", "words", "safety", "sources")),
    *(f"{name}.html" for name in ("examples", "find", "topic-core", "examples-core", "source-small-guide")),
    *(f"{name}.html" for name in ("topic-danger", "examples-danger", "source-kcsie", "examples-gloucestershire")),
}
"""A page of each sort."""


@pytest.mark.parametrize("which", ["small", "shipped"])
def test_no_text_of_the_rules_can_become_part_of_a_page(which: str) -> None:
    book = small()[0] if which == "small" else shipped()[0]
    before = pages(small()[1] if which == "small" else shipped()[1])
    scenarios = [replace(one, name=f"{HOSTILE}{one.name}", ref=HOSTILE) for one in book.scenarios]
    statements = [replace(one, says=HOSTILE + one.says) for one in book.statements]
    spoilt = pages(make_handbook(Book(hostile_rules(book.rule_set), scenarios, statements, DAY)))
    assert set(spoilt) == set(before)
    seen = 0
    for name in LOOKED_AT & set(spoilt):
        text = spoilt[name]
        page, was = read(text), read(before[name])
        assert page.tags.count("script") == was.tags.count("script"), name
        assert "img" not in page.tags, name
        assert set(page.tags) <= set(was.tags) | {"ul", "li"}, name
        seen += sum('alert("x")' in word for word in page.words)
    assert seen > 100


# The look


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_pair_of_colours_can_be_read(theme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", small()[1]["handbook.css"], re.DOTALL)[theme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    for ground in ("ground", "soft"):
        for ink in ("ink", "quiet", "link", "alarm", "now", "today"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for mark in ("alarm", "now"):
        assert contrast(colours["on-mark"], colours[mark]) >= 4.5, mark


def test_it_prints_on_a4_without_the_ways_about() -> None:
    css = small()[1]["handbook.css"]
    assert "@page { size: A4;" in css
    printed = css[css.index("@media print") :]
    assert "header nav" in printed
    assert "break-inside: avoid" in printed
    assert "prefers-color-scheme: dark" in css
