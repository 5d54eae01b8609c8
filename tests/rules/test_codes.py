"""Every code is in the code, in the registry and in the documentation, and the examples there are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.support import GOOD, HEAD, TODAY, good_copy
from triage.rules import codes as registry
from triage.rules.checking import check
from triage.rules.codes import CODES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "triage" / "rules"

PARTS = {
    "rule": "when: { harm_level: needs help }\nurgency: today\nsteps: [ring-front-door]\nwhy: it is a test\nbecause: handbook#danger\n",
    "question": "ask: Is the home warm?\nwhy: To know.\ntype: yes no\nsection: seriousness\nnot sure means: no\n",
    "step": "kind: ring\ndo: Ring now.\ncontact: front-door\nsay: Help.\nif no answer: Ring again.\n",
    "contact": "name: A fund\nuse: a cold home\ngroup: Money\nphone: 01632 960 222\nconfidence: V\nchecked on: 2026-11-20\n",
    "fact": "when: { harm_level: needs help }\nsays: it is a test\n",
    "scenario": "name: A test\nanswers: { danger: hurt now }\nexpect: { urgency: emergency }\n",
}
"""What an example in the page is a part of: its keys take the place of these."""


def blocks(text: str) -> dict[str, str]:
    """The keys of a part with all their lines."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key = line.split(":")[0] if line[:1].strip() else list(found)[-1]
        found[key] = found.get(key, "") + line + "\n"
    return found


def indented(text: str, depth: int) -> str:
    return "".join(" " * depth + line + "\n" for line in text.splitlines())


def part(kind: str, example: str) -> str:
    name, _, only = kind.partition(" ")
    return example if only == "only" else "".join((blocks(PARTS[name]) | blocks(example)).values())


def laid_out(kind: str, example: str, folder: Path) -> Path:
    """The good rule set with an example in it."""
    name = kind.split(" ")[0]
    if name == "file":
        return good_copy(folder, {"rules/england/extra/rules.yaml": example + "\n"})
    if name == "pack":
        text = (GOOD / "rules/fenshire/pack.yaml").read_text(encoding="utf-8")
        return good_copy(folder, {"rules/fenshire/pack.yaml": "".join((blocks(text) | blocks(example)).values())})
    if name == "guidance":
        text = (GOOD / "guidance/handbook.md").read_text(encoding="utf-8")
        return good_copy(folder, {"guidance/handbook.md": f"{text}\n{example}\n"})
    if name == "scenario":
        text = "scenarios:\n  -\n" + indented(part(kind, example), 4)
        return good_copy(folder, {"rules/england/floor/scenarios.yaml": text})
    if kind.startswith("local rule named "):
        body = f"rules:\n  {kind.split(' ')[-1]}:\n" + indented(part("rule", example), 4)
        return good_copy(folder, {"rules/fenshire/extra/rules.yaml": HEAD + body})
    ident = "an_extra_" + name if name in ("question", "fact") else "an-extra-" + name
    body = f"{name}s:\n  {ident}:\n" + indented(part(kind, example), 4)
    return good_copy(folder, {"rules/england/extra/rules.yaml": HEAD + body})


EXAMPLES = [
    (code, kind.strip(), verdict, example)
    for code, entry in re.findall(r"^### (TR\d+) .*\n((?:(?!^##).*\n?)*)", PAGE, re.MULTILINE)
    for kind, verdict, example in re.findall(
        r"^```yaml (.*?)(wrong|right)\n(.*?)\n```$", entry, re.MULTILINE | re.DOTALL
    )
]


@pytest.mark.parametrize(
    ("code", "kind", "verdict", "example"), EXAMPLES, ids=lambda value: str(value).split("\n")[0][:30]
)
def test_the_examples_are_wrong_and_right_as_the_page_says(
    code: str, kind: str, verdict: str, example: str, tmp_path: Path
) -> None:
    told = {problem.code for problem in check(laid_out(kind, example, tmp_path), TODAY)}
    if verdict == "wrong":
        assert code in told
    else:
        assert (
            told <= {"TR208", "TR408", "TR214", "TR201", "TR202"} - {code}
            if kind == "file"
            else told <= {"TR408", "TR214"} - {code}
        )


def test_there_are_many_examples() -> None:
    assert len({code for code, *_ in EXAMPLES}) > 40


def test_the_page_has_every_code_with_its_title_and_reason_in_order() -> None:
    assert re.findall(r"^### (TR\d+) ", PAGE, re.MULTILINE) == list(CODES) == sorted(CODES)
    for code, entry in CODES.items():
        assert f"### {code} {entry.title}\n\n{entry.why}\n" in PAGE


def test_the_registry_has_the_codes_the_program_uses() -> None:
    used = {
        code
        for path in SOURCE.rglob("*.py")
        if path.name != Path(registry.__file__).name
        for code in re.findall(r"\bTR\d{3}\b", path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def test_reasons_are_sentences() -> None:
    for code, entry in CODES.items():
        assert entry.why.endswith("."), code
        assert not entry.title.endswith("."), code
