"""Every code stands once in the registry, its page is written from there, and the examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.support import GOOD, HEAD, TODAY, good_copy, read
from triage.policy.checks.run import check_everything
from triage.rules import codes as registry
from triage.rules.codes import CODES, PARTS, page_of
from triage.rules.problem_pages.code import Example
from triage.rules.problem_pages.page import page_text
from triage.rules.problem_pages.words import explained, listed_codes
from triage.rules.problems import ERROR, WARNING, Collector
from triage.rules.schema import check_shape

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "triage"

PARTS_OF_FILES = {
    "rule": "when: { harm_level: needs help }\nurgency: today\nsteps: [ring-front-door]\nwhy: it is a test\nbecause: handbook#danger\n",
    "question": "ask: Is the home warm?\nwhy: To know.\ntype: yes no\nsection: seriousness\nnot sure means: no\n",
    "step": "kind: ring\ndo: Ring now.\ncontact: front-door\nsay: Help.\nif no answer: Ring again.\n",
    "contact": "name: A fund\nuse: a cold home\ngroup: Money\nphone: 01632 960 222\nconfidence: V\nchecked on: 2026-11-20\n",
    "fact": "when: { harm_level: needs help }\nsays: it is a test\n",
    "scenario": "name: A test\nanswers: { danger: hurt now }\nexpect: { urgency: emergency }\n",
    "vignette": "id: a-test\ntitle: A test\ndifficulty: easy\ntopics: [referral]\nsetting: A test\nstory: A test.\n"
    "answers: { danger: hurt now }\notherwise: calmest\nexpect: { urgency: emergency }\n"
    "points: [{ says: A test., because: handbook#danger }]\n",
}
"""What an example is a part of: its keys take the place of these."""
SIDE_ISSUES = {"TR408", "TR214"}
"""What an example may be told for besides: an extra part that nothing uses, a file without its first line."""


def blocks(text: str) -> dict[str, str]:
    """The keys of a part with all their lines."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key = line.split(":")[0] if line[:1].strip() else list(found)[-1]
        found[key] = found.get(key, "") + line + "\n"
    return found


def indented(text: str, depth: int) -> str:
    return "".join(" " * depth + line + "\n" for line in text.splitlines())


def in_place(text: str, example: str) -> str:
    """A text in which the keys of the example take the place of those there."""
    return "".join((blocks(text) | blocks(example)).values())


def part(kind: str, example: str) -> str:
    name, _, only = kind.partition(" ")
    return example if only == "only" else in_place(PARTS_OF_FILES[name], example)


def laid_out(example: Example, folder: Path) -> Path:
    """The good rule set with an example in it."""
    made = good_copy(folder, _files(example))
    if example.encoding != "utf-8":
        (folder / "rules/england/extra/rules.yaml").write_bytes(example.text.encode(example.encoding))
    return made


def _files(example: Example) -> dict[str, str]:
    kind, text = example.part, example.text
    whole = WHOLE_FILES.get(kind)
    if whole is not None:
        name, start = whole
        return {name: start + (text.rstrip("\n") + "\n") * example.times}
    if kind.startswith("file called "):
        return {f"rules/england/{kind.removeprefix('file called ')}": text + "\n"}
    if kind.startswith("local rule named "):
        body = f"rules:\n  {kind.split(' ')[-1]}:\n" + indented(part("rule", text), 4)
        return {"rules/fenshire/extra/rules.yaml": HEAD + body}
    if kind == "vignette":
        head = "# yaml-language-server: $schema=../../vignettes.schema.json\nvignettes:\n  -\n"
        return {"rules/england/floor/vignettes.yaml": head + indented(part(kind, text), 4)}
    if kind in ("pack", "floor rule", "scenario"):
        return _changed(kind, text)
    if kind.startswith("guidance"):
        guidance = {"guidance/handbook.md": f"{_good('guidance/handbook.md')}\n{text}\n"}
        cited = Example("rule", "because: handbook#an-anchor\n")
        return guidance if kind == "guidance" else guidance | _files(cited)
    name = kind.split(" ")[0]
    ident = "an_extra_" + name if name in ("question", "fact") else "an-extra-" + name
    body = f"{name}s:\n  {ident}:\n" + indented(part(kind, text), 4)
    return {"rules/england/extra/rules.yaml": HEAD + body}


WHOLE_FILES = {
    "file": ("rules/england/extra/rules.yaml", ""),
    "topic": ("rules/england/extra/rules.yaml", HEAD),
    "local topic": ("rules/fenshire/extra/rules.yaml", HEAD),
    "scenarios": (
        "rules/england/floor/scenarios.yaml",
        "# yaml-language-server: $schema=../../scenarios.schema.json\n",
    ),
    "statements": ("rules/england/safety.yaml", "# yaml-language-server: $schema=../safety.schema.json\n"),
}
"""Where an example goes that is a file, and what comes before it."""


def _changed(kind: str, text: str) -> dict[str, str]:
    """A file of the good rule set with the example in it."""
    if kind == "pack":
        return {"rules/fenshire/pack.yaml": in_place(_good("rules/fenshire/pack.yaml"), text)}
    if kind == "floor rule":
        return {"rules/england/floor/rules.yaml": _good("rules/england/floor/rules.yaml").replace("when: always", text)}
    return {"rules/england/floor/scenarios.yaml": "scenarios:\n  -\n" + indented(part(kind, text), 4)}


def _good(name: str) -> str:
    return (GOOD / name).read_text(encoding="utf-8")


def told_of(example: Example, folder: Path) -> set[str]:
    """The codes told about an example, apart from what is told of the good rule set without it."""
    if example.part == "step as an editor sees it":
        text = HEAD + "steps:\n  an-extra-step:\n" + indented(part("step", example.text), 4)
        tree, _ = read(text)
        assert tree is not None
        out = Collector()
        check_shape(tree, "rules/england/extra/rules.yaml", out)
        return {problem.code for problem in out.all()}
    found = check_everything(laid_out(example, folder), TODAY).problems
    return {problem.code for problem in found if (problem.code, problem.message) not in _without_it()}


def _without_it() -> set[tuple[str, str]]:
    if not _BASELINE:
        _BASELINE.update((problem.code, problem.message) for problem in check_everything(GOOD, TODAY).problems)
    return _BASELINE


_BASELINE: set[tuple[str, str]] = set()


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_told_and_the_right_one_is_not(code: str, tmp_path: Path) -> None:
    entry = CODES[code]
    assert code in told_of(entry.wrong, tmp_path / "wrong")
    assert told_of(entry.right, tmp_path / "right") <= SIDE_ISSUES - {code}


def test_the_page_is_written_from_the_registry() -> None:
    assert page_text() == PAGE, "run: python -m triage.rules.problem_pages.page docs/problems.md"


def test_every_code_stands_once_and_in_order() -> None:
    names = [code for part in PARTS for code in part.codes]
    assert names == list(CODES) == sorted(set(names))


@pytest.mark.parametrize("code", CODES)
def test_the_address_of_each_code_is_a_heading_of_the_page(code: str) -> None:
    """As code hosts make anchors: small letters, hyphens for spaces, no other marks."""
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    }
    file, _, found = page_of(code).partition("#")
    assert (ROOT / file).is_file()
    assert found in anchors
    assert found.startswith(code.lower())


def test_no_code_has_no_address() -> None:
    assert page_of("TR999") == ""


def test_the_registry_has_the_codes_the_program_uses() -> None:
    used = {
        code
        for path in SOURCE.rglob("*.py")
        if path.name != Path(registry.__file__).name and path.parent.name != "problem_pages"
        for code in re.findall(r"\"(TR\d{3})\"", path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_entry_is_whole(code: str) -> None:
    entry = CODES[code]
    assert entry.why.endswith(".")
    assert "\n" not in entry.why
    assert not entry.title.endswith(".")
    assert set(entry.severities) <= {ERROR, WARNING}
    assert entry.severities
    assert entry.wrong.text.strip() != entry.right.text.strip() or entry.wrong != entry.right
    assert not (entry.acceptable and ERROR in entry.severities), "what keeps rules from being used cannot be accepted"


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_whole(code: str) -> None:
    entry = CODES[code]
    text = explained(code, entry, page_of(code))
    words = " ".join(text.split())
    for piece in (code, entry.title, entry.why, entry.wrong.lines, entry.right.lines, page_of(code)):
        assert " ".join(piece.split()) in words
    assert not set(text) & {"\t", "\u200b"}
    assert f"{code}  " in listed_codes(CODES)


@pytest.mark.parametrize("severity", [ERROR, WARNING])
def test_problems_are_as_severe_as_the_registry_says(severity: str) -> None:
    """Whatever the code of the checks tells by name, it tells with a severity the registry knows."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for code in re.findall(rf"\.{severity}\(\s*\"(TR\d+)\"", text):
            assert severity in CODES[code].severities, f"{code} in {path.name}"
