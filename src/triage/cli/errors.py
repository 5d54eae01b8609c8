"""Things that go wrong in ways we expect: one clear line, the place, and what to do. No traceback, no blame."""

from __future__ import annotations

from collections.abc import Iterable

from triage.cli.exit_codes import ExitCode
from triage.emergency import card_text
from triage.rules.problems import RulesRefused, closest, listed, render

REMINDER = "If a child may be in danger now, ring 999. Do not wait for this program."

MOST_NAMED = 40
"""No more names than this are listed for one that does not exist; there are fewer commands."""


class Stop(Exception):  # noqa: N818 - it is not a fault, and its name is read only here
    """The command cannot go on, for a reason the person can mend.

    ``says`` is one sentence on what is wrong, ``place`` a file or option (or empty), ``remedy`` what to do.
    """

    def __init__(self, says: str, *, remedy: str = "", place: str = "", code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy
        self.place = place
        self.code = code

    def lines(self) -> str:
        """The words for standard error."""
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.says}" + (f"\n{self.remedy}" if self.remedy else "")


def unknown(what: str, name: str, known: Iterable[str], *, place: str = "") -> Stop:
    """The error for a name that does not exist: what there is that is most like it."""
    names = list(known)
    near = closest(name, names)
    if near:
        remedy = f'Did you mean "{near}"?'
    elif len(names) <= MOST_NAMED:
        remedy = f"There is: {listed(names, 'and', MOST_NAMED)}." if names else "There is none."
    else:
        remedy = f"There are {len(names)}."
    return Stop(f'There is no {what} called "{name[:60]}".', remedy=remedy, place=place)


def problems_told(refused: RulesRefused) -> str:
    """Every problem that was found, each with its place and what to do."""
    return "\n\n".join(render(problem) for problem in refused.problems)


def rules_refused(refused: RulesRefused) -> str:
    """What to say when the rules cannot be loaded: every problem in its place, and the emergency card."""
    problems = problems_told(refused)
    count = len(refused.problems)
    return (
        f"{problems}\n\nThe rules cannot be used until {'this is' if count == 1 else f'these {count} are'} put right."
        f" They give no advice until then.\n\n{card_text()}"
    )
