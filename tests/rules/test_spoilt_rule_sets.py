"""However a good rule set is spoilt, loading refuses it in words or loads it, and checking tells problems."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.support import GOOD, TODAY, good_copy
from triage.rules.checking import check
from triage.rules.load import load
from triage.rules.problems import RulesRefused, errors_in, render

FILES = sorted(path for path in GOOD.rglob("*.*") if path.is_file())
WORDS = [
    "yes",
    "not sure",
    "always",
    "[]",
    "{}",
    "3",
    "{ a: b }",
    "[a, b]",
    "harm_level",
    "ring-999",
    "itself",
    "{lead}",
    "{",
    "2026-11-22",
    "x#y",
    "-1",
]


@st.composite
def spoilt_lines(draw: st.DrawFn) -> tuple[Path, str]:
    """A good file with lines taken out, doubled, moved in or out, or given another value."""
    path = draw(st.sampled_from(FILES))
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(1, len(lines) - 1)) if len(lines) > 1 else 0
        change = draw(st.sampled_from(["out", "double", "in", "back", "value", "key", "swap"]))
        line = lines[at]
        head, colon, _ = line.partition(": ")
        lines[at : at + 1] = {
            "out": [],
            "double": [line, line],
            "in": ["  " + line],
            "back": [line.removeprefix("  ")],
            "value": [f"{head}{colon}{draw(st.sampled_from(WORDS))}"],
            "key": [line.replace("e", "a", 1)],
            "swap": [lines[draw(st.integers(0, len(lines) - 1))]],
        }[change]
    return path, "\n".join(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoilt_lines(), st.booleans())
def test_a_spoilt_rule_set_is_refused_in_words_or_loads(spoilt: tuple[Path, str], local: bool) -> None:
    path, text = spoilt
    with tempfile.TemporaryDirectory() as place:
        folder = good_copy(Path(place), {path.relative_to(GOOD).as_posix(): text})
        checked = check(folder, TODAY)
        try:
            load(folder, ["fenshire" if local else "england"], TODAY)
        except RulesRefused as refused:
            problems = set(refused.problems)
        else:
            problems = set()
    assert problems <= set(checked), "checking tells all that loading tells"
    for problem in checked:
        assert problem.message.endswith((".", "?")), problem.message
        assert problem.place.file.startswith(("rules", "guidance"))
        assert render(problem)
    if not errors_in(checked):
        assert not problems
