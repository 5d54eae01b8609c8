"""One kind of problem: what it is called, why it is told, how bad it is, and a wrong and a right example."""

from __future__ import annotations

from dataclasses import dataclass

from triage.rules.problems import ERROR


@dataclass(frozen=True)
class Example:
    """A short piece of a file.

    ``part`` says what it is a piece of: ``rule`` (its keys, in a rule that has the others too), ``rule only`` (all of
    a rule's keys), ``topic`` (parts of a topic file), ``file`` (a whole file) and so on. The text stands ``times``
    over, and the file is saved in this ``encoding``.
    """

    part: str
    text: str
    times: int = 1
    encoding: str = "utf-8"

    @property
    def lines(self) -> str:
        """The text as it can be shown: without the line end, and with what cannot be seen made visible."""
        shown = self.text.rstrip("\n").replace("\t", "<tab>").replace("\u200b", "<hidden character>")
        return f"{shown}\n... {self.times:,} such lines" if self.times > 1 else shown

    @property
    def note(self) -> str:
        """What cannot be seen in the text, in words; nothing as a rule."""
        return "" if self.encoding == "utf-8" else f"saved as {self.encoding}"


@dataclass(frozen=True)
class Code:
    """One kind of problem.

    ``severities`` are those it is told with: an error keeps the rules from being used or published, a warning does
    not. ``more`` is what else there is to know. ``acceptable`` findings can be accepted beside the rule, with a reason.
    ``over_all_cases`` findings need the solver.
    """

    title: str
    why: str
    wrong: Example
    right: Example
    severities: tuple[str, ...] = (ERROR,)
    more: str = ""
    acceptable: bool = False
    over_all_cases: bool = False
