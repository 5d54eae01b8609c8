"""The same five days line by line: what is typed is found by the words on the page, as a person finds it by reading."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from plain.talking import Written
from store.keeping_cases import LIGHT, PASSPHRASE, new_place
from story.computer import ROOT, at, shipped
from story.five_days import FRIDAY, NEXT_WEEK, THURSDAY, TUESDAY, WEDNESDAY
from triage.case.autosave import Autosave
from triage.case.events import started
from triage.cli.case_desk import CaseDesk
from triage.cli.settings import Settings
from triage.engine.decide import build_decider
from triage.plain.conversation import converse
from triage.plain.guide import make_guide
from triage.plain.lines import Lines
from triage.store.opening import open_cases

Typed = Sequence[str]
CASE = "7-blue"
_NUMBERED = re.compile(r"^ *(?:- New, line )?(\d{1,2}|[a-z])[.:]? +(.*)$", re.MULTILINE)


class Typist:
    """Types line after line. ``=words`` types the number that stands before these words, where they were shown last;
    ``m=words`` types a letter and that number. ``@16:20`` moves the clock and types nothing."""

    def __init__(self, typed: Typed, writer: Written, clock: list[datetime]) -> None:
        self._left = list(typed)
        self._writer = writer
        self._clock = clock

    def readline(self, _most: int = -1) -> str:
        while self._left and self._left[0].startswith("@"):
            hours, minutes = self._left.pop(0)[1:].split(":")
            self._clock[0] = self._clock[0].replace(hour=int(hours), minute=int(minutes))
        if not self._left:
            return ""
        letter, found, words = self._left.pop(0).partition("=")
        return f"{letter} {self._number(words)}".strip() + "\n" if found else f"{letter}\n"

    def isatty(self) -> bool:
        return False

    def _number(self, words: str) -> str:
        shown = _NUMBERED.findall(self._writer.getvalue())
        for fits in (str.__eq__, str.startswith):
            for number, text in reversed(shown[-60:]):
                if fits(text, words):
                    return str(number)
        raise AssertionError(f"{words} was not shown: {self._writer.getvalue()[-3000:]}")


SITTINGS: dict[str, Typed] = {
    FRIDAY: (
        "n", "=I am worried about a child", "=Nursery", "=Injury", "n", "=The child has been seriously harmed",
        "@16:20", "m=Ring children's social care", "=Done", "16:10", "The duty worker took it",
        "m=Send the same facts", "=Done", "", "By secure e-mail", "k", "", "q",
    ),
    TUESDAY: (
        "k", "e", "=No reply", "", "The line was busy twice",
        "@17:40", "e", "=They say they have it", "17:35", "", "", "q",
    ),
    WEDNESDAY: (
        "e", "=They told you the outcome", "09:40", "No further action", "a", "=What brings you here?",
        "=I do not agree with what someone", "@11:15", "m=Tell the person who decided", "=Done", "11:00",
        "They will not change it", "m=Ring your setting", "=Done", "11:10", "My lead rang their manager", "q",
    ),
    THURSDAY: (
        "k", "=When you disagree", "=Rung 3 was taken up", "17:00", "Our senior manager has written to theirs", "",
        "@17:30", "e", "=A meeting is called", "03/06/2026 10:00", "=First child protection conference", "", "", "q",
    ),
    NEXT_WEEK: (
        "k", "=Meetings", "=I cannot be there: a colleague", "the deputy lead", "", "I am away that day",
        "=My report has gone", "", "The conference team has it", "", "=Handover", "=I have offered it", "the deputy lead",
        "", "", "@11:00", "=They have accepted it", "the deputy lead", "", "", "", "", "cases", "=7-blue", "=Put it away", "y",
        "q",
    ),
}  # fmt: skip


def play(folder: Path) -> dict[str, str]:
    """What was written at each sitting."""
    new_place(folder).close()
    found: dict[str, str] = {}
    for moment, typed in SITTINGS.items():
        found[moment] = _sitting(folder, moment, typed)
    return found


def _sitting(folder: Path, moment: str, typed: Typed) -> str:
    clock = [at(moment)]
    place = open_cases(folder, lambda: PASSPHRASE, LIGHT)
    rules = shipped()
    if CASE not in place.references():
        place.create(started(clock[0], "c" * 32, CASE, rules, "triage"))
    keeper = Autosave(place, place.load(CASE), rules, lambda: clock[0])
    decider = build_decider(rules)
    guide = make_guide(rules, decider, lambda: clock[0].replace(tzinfo=None))
    desk = CaseDesk(place, lambda: Settings(ROOT, "", ()), lambda: clock[0], LIGHT)
    writer = Written()
    lines = Lines(Typist(typed, writer, clock), writer, echo=True)  # type: ignore[arg-type]
    converse(guide, lines, keeper=keeper, desk=lambda: desk)
    decider.close()
    place.close()
    return writer.getvalue()


def main() -> None:
    """Write the transcript afresh."""
    with tempfile.TemporaryDirectory() as folder:
        found = play(Path(folder) / "cases")
    text = "\n".join(f"##### {moment}\n{text}" for moment, text in found.items())
    Path(__file__).with_name("five-days.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
