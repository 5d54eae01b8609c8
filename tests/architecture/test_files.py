"""Nothing that only holds on one machine stands in any file of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "rules", "guidance", "tests", "docs", "benchmarks", "scripts", ".ci")
NOT_TEXT = {".png", ".ico", ".pyc", ".whl", ".docx"}

# Written in pieces, so that this file does not contain what it looks for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "crates" + ".io",
    "proxy.golang" + ".org",
    "conda" + ".anaconda",
    "index" + "-url",
]
PATHS = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "C:" + "\\Us" + "ers"]
BANNED = re.compile("|".join(re.escape(text) for text in HOSTS + PATHS))


def project_files() -> Iterator[Path]:
    """Every text file that belongs to the project."""
    for path in ROOT.iterdir():
        if path.is_file() and path.suffix not in NOT_TEXT and path.name != ".git":  # a file, in a second work tree
            yield path
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in NOT_TEXT and "__pycache__" not in path.parts:
                yield path


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_folder_of_one_machine_or_a_package_host() -> None:
    assert [line for path in project_files() for line in lines_with(BANNED, path)] == []


@pytest.mark.parametrize("text", [HOSTS[0], PATHS[0] + "x", PATHS[1] + "someone"])
def test_the_search_finds_what_it_looks_for(text: str, tmp_path: Path) -> None:
    assert BANNED.search(f"a line with {text} in it")


def test_every_text_file_ends_with_a_line_end_and_has_no_tabs_or_windows_line_ends() -> None:
    wrong = []
    for path in project_files():
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".json"}:
            data = path.read_bytes()
            if data and (not data.endswith(b"\n") or b"\r" in data or (b"\t" in data and path.suffix != ".md")):
                wrong.append(path.relative_to(ROOT).as_posix())
    # Fixtures of broken files are wrong on purpose.
    assert [name for name in wrong if not name.startswith("tests/")] == []
