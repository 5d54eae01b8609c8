"""Holds whole conversations for tests, over the small rule set in ``tests/cli/small``, at a fixed time.

``python tests/plain/talking.py`` writes the kept transcripts afresh; read the difference before keeping it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from triage.engine.decide import build_decider
from triage.plain.conversation import converse
from triage.plain.guide import Guide, make_guide
from triage.plain.lines import Lines
from triage.rules.load import load

SMALL = Path(__file__).parents[1] / "cli" / "small"
TRANSCRIPTS = Path(__file__).parent / "transcripts"
NOW = datetime(2026, 11, 20, 17, 0)
"""Five o'clock on a Friday."""


class Written(io.StringIO):
    """A text stream that says which encoding it has."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


@cache
def guide(pack: str = "england") -> Guide:
    """The small rule set, ready to be asked."""
    rule_set = load(SMALL, [pack], NOW.date())
    return make_guide(rule_set, build_decider(rule_set), lambda: NOW)


def conversation(
    typed: Iterable[str], *, pack: str = "england", encoding: str = "utf-8", to_the_end: bool = True
) -> str:
    """Everything written when these lines are typed and the input then ends.

    ``to_the_end`` checks that the person did not leave before the last line.
    """
    reader = io.StringIO("".join(f"{line}\n" for line in typed))
    writer = Written(encoding)
    converse(guide(pack), Lines(reader, writer, echo=True), "Local packs can be added.")
    assert not (to_the_end and reader.read()), "the conversation ended before the input did"
    return writer.getvalue()


def cases() -> list[Path]:
    """The files of what is typed; the transcript of each has the same name without ``typed``."""
    return sorted(TRANSCRIPTS.glob("*.typed.txt"))


def transcript_of(case: Path) -> str:
    """The conversation one file of typed lines leads to. A first line ``# westshire ascii`` sets pack and encoding."""
    lines = case.read_text(encoding="utf-8").splitlines()
    settings = lines.pop(0).removeprefix("#").split() if lines and lines[0].startswith("#") else []
    return conversation(
        lines,
        pack=settings[0] if settings else "england",
        encoding=settings[1] if len(settings) > 1 else "utf-8",
    )


def kept(case: Path) -> Path:
    """Where the transcript of a case is kept."""
    return case.with_name(case.name.replace(".typed", ""))


if __name__ == "__main__":
    for one in cases():
        kept(one).write_text(transcript_of(one), encoding="utf-8")
