"""``triage teach``: stories to practise on, marked by the live rules. Nothing is kept unless a file is asked for."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from random import Random

from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.cli.teaching_files import read_results, read_room, write_whole
from triage.engine.decide import build_decider
from triage.export.layout import Sheet
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.vignettes import Bank, Vignette, read_bank
from triage.training.model import Marked, Round
from triage.training.path import Trainer
from triage.training.pick import in_random_order, those
from triage.training.results import Results, results_data

MOST_SEEDS = 10_000


@dataclass(frozen=True)
class Lesson:
    """The rules, the stories there are and those chosen, in order; and what was said about the choosing."""

    rule_set: RuleSet
    bank: Bank
    chosen: tuple[Vignette, ...]
    note: str


def teach(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Do what is asked with the stories; without a word, go through them line by line."""
    act = arguments.act or "start"
    if act == "start":
        return _start(arguments, settings, now)
    if act == "list":
        return _list(arguments, settings, now)
    home = import_module("triage.cli.teaching_room" if act == "room" else "triage.cli.teaching_sheets")
    outcome: Outcome = getattr(home, act)(arguments, settings, now)
    return outcome


def lesson(arguments: Namespace, settings: Settings, now: datetime, *, draw: bool, chosen: bool = True) -> Lesson:
    """The stories asked for: by name as they are named, otherwise by lot where ``draw``. Raises Stop for none.

    Without ``chosen`` it has all of them, whatever was asked for.
    """
    rule_set = load_rules(settings, now.date())
    try:
        bank = read_bank(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        raise Stop(f"{problems}\n\nThe stories cannot be used.", code=ExitCode.PROBLEMS_FOUND) from None
    if not chosen:
        return Lesson(rule_set, bank, bank.vignettes, "")
    found, note = _chosen(arguments, rule_set, bank, now, draw=draw)
    most = getattr(arguments, "count", None)
    return Lesson(rule_set, bank, found if most is None else found[: max(1, most)], note)


def _chosen(
    arguments: Namespace, rule_set: RuleSet, bank: Bank, now: datetime, *, draw: bool
) -> tuple[tuple[Vignette, ...], str]:
    named, room = getattr(arguments, "story", None), getattr(arguments, "room", None)
    if room:
        return _of_room(bank, room), ""
    if named:
        by_id = {one.id: one for one in bank.vignettes}
        for name in named:
            if name not in by_id:
                raise unknown("story", name, list(by_id))
        return tuple(by_id[name] for name in named), ""
    topic, difficulty = getattr(arguments, "topic", ""), getattr(arguments, "difficulty", "")
    if topic and topic not in rule_set.topics:
        raise unknown("topic", topic, list(rule_set.topics))
    found = those(bank.vignettes, topic, difficulty)
    if not found:
        raise Stop("There is no such story.", remedy="To see what there is: triage teach list")
    seed = getattr(arguments, "seed", None)
    if not draw and seed is None:
        return found, ""
    if seed is None:
        seed = now.microsecond % MOST_SEEDS
    # By lot, for practice: nothing secret hangs on it.
    drawn = in_random_order(found, Random(seed))  # noqa: S311
    return drawn, f"Drawn by lot. For the same again: --seed {seed}"


def _of_room(bank: Bank, file: str) -> tuple[Vignette, ...]:
    """The stories of a room, as they stand on its sheets."""
    by_id = {one.id: one for one in bank.vignettes}
    stories = [one.story for one in read_room(file).stories]
    if gone := [name for name in stories if name not in by_id]:
        raise Stop(
            f"These rules have no story {', '.join(gone)} any more.",
            place=file,
            remedy="Make a new room for new sheets.",
        )
    return tuple(by_id[name] for name in stories)


@contextmanager
def trainer_for(found: Lesson, now: datetime) -> Iterator[Trainer]:
    """The rules of a lesson ready to mark, with both checks."""
    decider = build_decider(found.rule_set)
    try:
        yield Trainer(found.rule_set, decider, found.bank, now)
    finally:
        decider.close()


def _start(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.plain import teaching
    from triage.plain.lines import Lines

    found = lesson(arguments, settings, now, draw=True)
    keeper = _keeper(arguments, found.rule_set)
    with trainer_for(found, now) as trainer:
        lines = Lines(sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
        if found.note:
            lines.say(found.note)
        teaching.teach(lines, trainer, found.chosen, keeper.add, debrief=keeper.round is not Round.BEFORE)
    return Outcome(message=keeper.said())


class _Keeper:
    """Keeps every try in the file asked for, as soon as it is made; keeps nothing when none was."""

    def __init__(self, path: Path | None, results: Results) -> None:
        self._path = path
        self._results = results
        self._kept = 0

    def add(self, marked: Marked) -> None:
        """Keep one try."""
        self._results = self._results.with_try(marked)
        if self._path is not None:
            write_whole(self._path, results_data(self._results))
            self._kept += 1

    @property
    def round(self) -> Round | None:
        """The round that the results belong to."""
        return self._results.round

    def said(self) -> str:
        """What was kept, for the end."""
        if self._path is None:
            return "Nothing was kept."
        return f"Kept in {self._path}: the first, best and last try at each story." if self._kept else ""


def _keeper(arguments: Namespace, rule_set: RuleSet) -> _Keeper:
    """A keeper for the file asked for, which goes on with what the same learner has in it."""
    named, learner = getattr(arguments, "results", None), getattr(arguments, "learner", "")
    when = Round(arguments.round) if getattr(arguments, "round", None) else None
    fresh = Results(learner or "learner", (rule_set.version, rule_set.hash), round=when)
    if named is None:
        return _Keeper(None, fresh)
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
        write_whole(
            path, results_data(fresh)
        )  # so that a folder that cannot be written is told before the first story, not after it
    return _Keeper(path, fresh)


def _list(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    found = lesson(arguments, settings, now, draw=False)
    if arguments.table:
        from triage.documents.writers.text import as_text
        from triage.training.bank_table import bank_data, bank_table

        made = bank_table(found.rule_set, found.chosen)
        return Outcome(json_text(bank_data(found.rule_set, found.chosen)) if arguments.json else as_text(made))
    if arguments.json:
        return Outcome(json_text([_data(one) for one in found.chosen]))
    return Outcome(_listed(found.chosen))


def _data(one: Vignette) -> dict[str, object]:
    return {"id": one.id, "title": one.title, "difficulty": one.difficulty, "topics": list(one.topics)}


def _listed(stories: Sequence[Vignette]) -> str:
    sheet = Sheet()
    for one in stories:
        sheet.item(f"{one.id}: ", f"{one.title} ({one.difficulty}; {', '.join(one.topics)})")
    return sheet.written()
