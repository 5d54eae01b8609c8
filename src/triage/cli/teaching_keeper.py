"""What is kept of a learner's tries: in the file they named, as soon as each is made; nowhere where they named none."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.teaching_files import read_results, write_whole
from triage.rules.model import RuleSet
from triage.training.model import Marked, Round
from triage.training.results import Results, Tries, results_data


class Keeper:
    """Keeps every try in the file asked for, as soon as it is made; keeps nothing when none was."""

    def __init__(self, path: Path | None, results: Results) -> None:
        self._path = path
        self._results = results
        self._kept = 0

    def add(self, marked: Marked) -> Tries:
        """Keep one try. Gives the first, best and last at that story."""
        self._results = self._results.with_try(marked)
        if self._path is not None:
            write_whole(self._path, results_data(self._results))
            self._kept += 1
        return self._results.stories[marked.vignette]

    @property
    def where(self) -> str:
        """Where tries are kept, for the screen; empty when they are not."""
        return "" if self._path is None else f"Each try is kept in {self._path.name}."

    @property
    def round(self) -> Round | None:
        """The round that the results belong to."""
        return self._results.round

    def said(self) -> str:
        """What was kept, for the end."""
        if self._path is None:
            return "Nothing was kept."
        return f"Kept in {self._path}: the first, best and last try at each story." if self._kept else ""


def keeper_for(arguments: Namespace, rule_set: RuleSet) -> Keeper:
    """A keeper for the file asked for, which goes on with what the same learner has in it."""
    named, learner = getattr(arguments, "results", None), getattr(arguments, "learner", "")
    when = Round(arguments.round) if getattr(arguments, "round", None) else None
    fresh = Results(learner or "learner", (rule_set.version, rule_set.hash), round=when)
    if named is None:
        return Keeper(None, fresh)
    path = Path(named).expanduser()
    if path.exists():
        before = read_results(named)
        if learner and before.learner != learner:
            raise Stop(
                f"It holds the results of {before.learner}.", place=named, remedy="Name another file, or that learner."
            )
        if before.round is not when:
            held = f"the round {before.round.value}" if before.round else "no round of a room"
            raise Stop(f"What it holds belongs to {held}.", place=named, remedy="Name another file for this round.")
        fresh = replace(fresh, learner=before.learner, stories=before.stories)
    else:
        fresh = replace(fresh, learner=learner or path.stem)
        write_whole(path, results_data(fresh))  # a folder that cannot be written is told before the first story
    return Keeper(path, fresh)
