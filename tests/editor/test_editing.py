"""What a policy owner's editor does with the rule files, shown by a real language server at work on the real files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from editor.language_server import Editor, server_command
from triage.locate import data_folder

ROOT = data_folder()
COMMAND = server_command()
FILES = sorted(ROOT.glob("rules/**/*.yaml"))
TOPIC = ROOT / "rules" / "england" / "threshold" / "rules.yaml"
PICKED = [
    ROOT / "rules" / "england" / name
    for name in ("pack.yaml", "contacts.yaml", "deadlines.yaml", "terms.yaml", "safety.yaml", "threshold/rules.yaml",
                 "threshold/scenarios.yaml")
]  # fmt: skip

NUMBERS = count(1)

pytestmark = pytest.mark.skipif(
    COMMAND is None,
    reason="yaml-language-server is not installed here; python scripts/language_server.py installs it",
)


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    assert COMMAND is not None
    one = Editor(COMMAND, ROOT)
    yield one
    assert one.leave() == 0


def place(text: str, words: str, after: bool = False) -> tuple[int, int]:
    """The line and column of the first place where ``words`` stand, or where they end."""
    start = text.index(words) + (len(words) if after else 0)
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1


def new_topic(body: str) -> str:
    head = "# yaml-language-server: $schema=../../rule-set.schema.json\ntopic: damp-home\ntitle: A damp home\n"
    return head + body


@pytest.fixture
def shown(editor: Editor) -> Iterator[Any]:
    """Opens a text beside a file, or what the file holds, under a name of its own; closes it again afterwards."""
    opened: list[str] = []

    def show(path: Path, text: str | None = None) -> tuple[str, str]:
        words = path.read_text(encoding="utf-8") if text is None else text
        opened.append(editor.open(path.with_name(f"{next(NUMBERS)}-{path.name}"), words))
        return opened[-1], words

    yield show
    for uri in opened:
        editor.close(uri)


def test_nothing_is_marked_in_the_files_as_they_are(editor: Editor, shown: Any) -> None:
    opened = {path: shown(path)[0] for path in FILES}
    assert len(opened) > 60
    marked = {path.name: found for path, uri in opened.items() if (found := editor.problems(uri))}
    assert marked == {}


def test_every_file_finds_its_schema_by_its_first_line_and_a_file_without_one_does_not(
    editor: Editor, shown: Any
) -> None:
    for path in FILES:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=((?:\.\./)+[a-z-]+\.schema\.json)", first)
        assert schema is not None
        assert (path.parent / schema[1]).is_file()
    text = TOPIC.read_text(encoding="utf-8").partition("\n")[2]
    uri, _ = shown(TOPIC.with_name("without.yaml"), text)
    assert editor.hover(uri, *place(text, "urgency:")) == ""


def test_the_urgencies_are_offered_in_their_order_each_with_what_it_means(editor: Editor, shown: Any) -> None:
    uri, text = shown(TOPIC)
    offered = editor.offered(uri, *place(text, "urgency: ", after=True))
    assert list(offered) == ["emergency", "now", "today", "days", "planned", "information"]
    assert offered["emergency"] == "Ring 999 now."
    assert all(words.endswith(".") for words in offered.values())


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("", {"questions", "facts", "steps", "rules", "contacts", "deadlines", "section"}),
        ("rules:\n  damp:\n    when: always\n    ", {"urgency", "send as", "steps", "why", "because"}),
        ("steps:\n  look:\n    do: Look.\n    ", {"kind", "how", "contact", "say", "write", "if no answer", "do not"}),
        ("questions:\n  damp:\n    ask: Is it damp?\n    ", {"type", "options", "not sure means", "ask when", "why"}),
        ("questions:\n  damp:\n    type: ", {"yes no", "choice", "several", "number"}),
        ("steps:\n  look:\n    kind: ", {"safety", "ring", "talk", "follow up", "support"}),
        ("rules:\n  damp:\n    send as: ", {"child protection referral", "request for support", "advice"}),
    ],
)
def test_keys_and_words_are_offered_as_one_types(editor: Editor, shown: Any, body: str, wanted: set[str]) -> None:
    uri, text = shown(TOPIC.parents[1] / "damp-home" / "rules.yaml", new_topic(body))
    offered = editor.offered(uri, *place(text, body, after=True) if body else (text.count("\n"), 0))
    assert wanted <= set(offered)


def test_the_words_of_a_scenario_and_of_a_safety_statement_are_offered(editor: Editor, shown: Any) -> None:
    scenario = "# yaml-language-server: $schema=../../scenarios.schema.json\nscenarios:\n  - name: A\n    otherwise: "
    uri, text = shown(TOPIC.with_name("new-scenarios.yaml"), scenario)
    assert set(editor.offered(uri, *place(text, "otherwise: ", after=True))) == {"not sure", "skipped", "calmest"}
    safety = "# yaml-language-server: $schema=../safety.schema.json\nstatements:\n  a:\n    says: It is so.\n    "
    uri, text = shown(ROOT / "rules" / "england" / "new-safety.yaml", safety)
    assert {"for every case where", "every case has", "never weaker than"} <= set(
        editor.offered(uri, text.count("\n"), 4)
    )


def described(part: Any) -> Iterator[tuple[str, str]]:
    """Every key that a schema describes, anywhere, with its words."""
    if isinstance(part, list):
        for one in part:
            yield from described(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "properties" and isinstance(value, dict):
                yield from ((name, one.get("description", "")) for name, one in value.items())
            yield from described(value)


def plain(words: str) -> str:
    """Without the marks with which Markdown keeps a character as it is."""
    return re.sub(r"\\(.)", r"\1", words).replace("&nbsp;", " ")


@pytest.mark.parametrize("path", PICKED, ids=lambda path: path.relative_to(ROOT / "rules" / "england").as_posix())
def test_resting_on_a_key_shows_what_it_is_for(editor: Editor, shown: Any, path: Path) -> None:
    """Each key says what the schema says of it there, and not what any text or name is."""
    uri, text = shown(path)
    name = re.search(r"([a-z-]+\.schema\.json)", text.splitlines()[0])
    assert name is not None
    schema = json.loads((ROOT / "rules" / name[1]).read_text(encoding="utf-8"))
    known: dict[str, set[str]] = {}
    for key, words in described(schema):
        known.setdefault(key, set()).add(words)
    seen: set[tuple[int, str]] = set()
    for number, line in enumerate(text.splitlines()):
        key_there = re.match(r"( *(?:- )?)([a-z][a-z ]*):", line)
        if key_there is None or key_there[2] not in known or (len(key_there[1]), key_there[2]) in seen:
            continue
        seen.add((len(key_there[1]), key_there[2]))
        says = plain(editor.hover(uri, number, len(key_there[1]) + 1))
        described_here = any(words in says for words in known[key_there[2]])
        a_name = "\n\nSource:" in says and len(key_there[1]) in (2, 6)  # an option or a question of the same name
        assert described_here or a_name, f"line {number + 1}, {key_there[2]}: {says}"
    assert len(seen) >= 5


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("urgency: ", "urgensy: ", "Property urgensy is not allowed"),
        ("urgency: information", "urgency: whenever", "Value is not accepted"),
        ("    why: ", "    # why: ", 'Missing property "why"'),
        ("    kind: ", "    kinds: ", "Property kinds is not allowed"),
        ("    because: [", "    because: [UPPER, ", "does not match the pattern"),
    ],
)
def test_a_mistake_is_marked_where_it_is(editor: Editor, shown: Any, old: str, new: str, marked: str) -> None:
    text = TOPIC.read_text(encoding="utf-8")
    line = place(text, old)[0]
    uri, _ = shown(TOPIC, text.replace(old, new, 1))
    problems = editor.problems(uri)
    assert any(marked in problem["message"] for problem in problems), problems
    assert min(abs(problem["range"]["start"]["line"] - line) for problem in problems) <= 8
