"""``triage teach``: stories to practise on, marked by the live rules. Nothing is kept unless a file is asked for."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules, plain_wanted
from triage.engine.decide import build_decider
from triage.export.layout import Sheet
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.vignettes import Bank, Vignette, read_bank
from triage.training.model import Marked
from triage.training.path import Trainer
from triage.training.pick import in_random_order, those
from triage.training.results import Results, ResultsError, Tries, results_data, results_from

MOST_SEEDS = 10_000
LARGEST_FILE = 5_000_000


@dataclass(frozen=True)
class Lesson:
    """The rules, the stories there are and those chosen, in order; and the draw that order is of, if it is of one."""

    rule_set: RuleSet
    bank: Bank
    chosen: tuple[Vignette, ...]
    seed: int | None = None

    @property
    def note(self) -> str:
        """How to have the same draw again."""
        return "" if self.seed is None else f"Drawn by lot. For the same again: --seed {self.seed}"


def teach(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Do what is asked with the stories; without a word, go through them line by line."""
    act = arguments.act or "start"
    if act == "start":
        return _start(arguments, settings, now)
    if act == "list":
        return _list(arguments, settings, now)
    if act == "editions":
        from triage.cli.editions import editions

        return editions(arguments, settings, now)
    from triage.cli.teaching_room import collate, handout

    return (collate if act == "collate" else handout)(arguments, settings, now)


def lesson(arguments: Namespace, settings: Settings, now: datetime, *, draw: bool) -> Lesson:
    """The stories asked for: by name as they are named, otherwise by lot where ``draw``. Raises Stop for none."""
    rule_set = load_rules(settings, now.date())
    try:
        bank = read_bank(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        raise Stop(f"{problems}\n\nThe stories cannot be used.", code=ExitCode.PROBLEMS_FOUND) from None
    chosen, seed = _chosen(arguments, rule_set, bank, now, draw=draw)
    most = getattr(arguments, "count", None)
    return Lesson(rule_set, bank, chosen if most is None else chosen[: max(1, most)], seed)


def _chosen(
    arguments: Namespace, rule_set: RuleSet, bank: Bank, now: datetime, *, draw: bool
) -> tuple[tuple[Vignette, ...], int | None]:
    named = getattr(arguments, "story", None)
    if named:
        by_id = {one.id: one for one in bank.vignettes}
        for name in named:
            if name not in by_id:
                raise unknown("story", name, list(by_id))
        return tuple(by_id[name] for name in named), None
    topic, difficulty = getattr(arguments, "topic", ""), getattr(arguments, "difficulty", "")
    if topic and topic not in rule_set.topics:
        raise unknown("topic", topic, list(rule_set.topics))
    found = those(bank.vignettes, topic, difficulty)
    if not found:
        raise Stop("There is no such story.", remedy="To see what there is: triage teach list")
    seed = getattr(arguments, "seed", None)
    if not draw and seed is None:
        return found, None
    if seed is None:
        seed = draw_number(now)
    # By lot, for practice: nothing secret hangs on it.
    return in_random_order(found, Random(seed)), seed  # noqa: S311


def draw_number(now: datetime) -> int:
    """A number to draw by, short enough to be read out."""
    return now.microsecond % MOST_SEEDS


@contextmanager
def trainer_for(found: Lesson, now: datetime) -> Iterator[Trainer]:
    """The rules of a lesson ready to mark, with both checks."""
    decider = build_decider(found.rule_set)
    try:
        yield Trainer(found.rule_set, decider, found.bank, now)
    finally:
        decider.close()


def _start(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    projector = bool(getattr(arguments, "projector", False))
    terminals = sys.stdin.isatty() and sys.stdout.isatty()
    if plain_wanted(arguments, os.environ, terminals=terminals):
        if projector:
            raise Stop(
                "The projector needs a terminal, and the full screen.",
                place="--projector",
                remedy="Without one: triage teach --plain, or triage teach handout.",
            )
        return _in_lines(arguments, settings, now)
    from triage.cli.teaching_screen import on_screen

    return on_screen(arguments, settings, now, projector=projector)


def _in_lines(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.plain import teaching
    from triage.plain.lines import Lines

    found = lesson(arguments, settings, now, draw=True)
    keeper = keeper_for(arguments, found.rule_set)
    with trainer_for(found, now) as trainer:
        lines = Lines(sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
        if found.note:
            lines.say(found.note)
        teaching.teach(lines, trainer, found.chosen, keeper.add)
    return Outcome(message=keeper.said())


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
            _write(self._path, self._results)
            self._kept += 1
        return self._results.stories[marked.vignette]

    @property
    def where(self) -> str:
        """Where tries are kept, for the screen; empty when they are not."""
        return "" if self._path is None else f"Each try is kept in {self._path.name}."

    def said(self) -> str:
        """What was kept, for the end."""
        if self._path is None:
            return "Nothing was kept."
        return f"Kept in {self._path}: the first, best and last try at each story." if self._kept else ""


def keeper_for(arguments: Namespace, rule_set: RuleSet) -> Keeper:
    """A keeper for the file asked for, which goes on with what the same learner has in it."""
    named, learner = getattr(arguments, "results", None), getattr(arguments, "learner", "")
    fresh = Results(learner or "learner", (rule_set.version, rule_set.hash))
    if named is None:
        return Keeper(None, fresh)
    path = Path(named).expanduser()
    if path.exists():
        before = read_results(named)
        if learner and before.learner != learner:
            raise Stop(
                f"It holds the results of {before.learner}.", place=named, remedy="Name another file, or that learner."
            )
        fresh = Results(before.learner, fresh.rules, before.stories)
    else:
        fresh = Results(learner or path.stem, fresh.rules)
        _write(path, fresh)  # so that a folder that cannot be written is told before the first story, not after it
    return Keeper(path, fresh)


def _write(path: Path, results: Results) -> None:
    try:
        text = json.dumps(results_data(results), ensure_ascii=False, indent=2)
        beside = path.with_name(f"{path.name}.part")
        beside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be written: {reason}.", place=str(path), remedy="Name another file.") from None


def read_results(name: str) -> Results:
    """The results in a file. Raises Stop when it is none, or cannot be read."""
    try:
        with Path(name).expanduser().open("rb") as file:
            return results_from(json.loads(file.read(LARGEST_FILE)))
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=name) from None
    except (ResultsError, ValueError, RecursionError) as wrong:
        says = str(wrong) if isinstance(wrong, ResultsError) else "It is not a file of teaching results."
        raise Stop(says, place=name, remedy="Name files that triage teach --results wrote.") from None


def _list(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    found = lesson(arguments, settings, now, draw=False)
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
