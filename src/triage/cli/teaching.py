"""``triage teach``: stories to practise on, marked by the live rules. Nothing is kept unless a file is asked for."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from random import Random

from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules, plain_wanted
from triage.cli.teaching_files import read_room
from triage.cli.teaching_keeper import keeper_for
from triage.engine.decide import build_decider
from triage.export.layout import Sheet
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.vignettes import Bank, Vignette, read_bank
from triage.training.model import Round
from triage.training.path import Trainer
from triage.training.pick import in_random_order, those

MOST_SEEDS = 10_000


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
    if act == "demo":
        from triage.cli.demonstrating import demo

        return demo(arguments, settings, now)
    if act == "editions":
        from triage.cli.editions import editions

        return editions(arguments, settings, now)
    home = import_module("triage.cli.teaching_room" if act == "room" else "triage.cli.teaching_sheets")
    outcome: Outcome = getattr(home, act)(arguments, settings, now)
    return outcome


def lesson(arguments: Namespace, settings: Settings, now: datetime, *, draw: bool) -> Lesson:
    """The stories asked for: by name as they are named, otherwise by lot where ``draw``. Raises Stop for none."""
    rule_set, bank = _all(settings, now)
    chosen, seed = _chosen(arguments, rule_set, bank, now, draw=draw)
    most = getattr(arguments, "count", None)
    return Lesson(rule_set, bank, chosen if most is None else chosen[: max(1, most)], seed)


def whole_bank(settings: Settings, now: datetime) -> Lesson:
    """Every story there is. Raises Stop."""
    rule_set, bank = _all(settings, now)
    return Lesson(rule_set, bank, bank.vignettes)


def _all(settings: Settings, now: datetime) -> tuple[RuleSet, Bank]:
    rule_set = load_rules(settings, now.date())
    try:
        bank = read_bank(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        raise Stop(f"{problems}\n\nThe stories cannot be used.", code=ExitCode.PROBLEMS_FOUND) from None
    return rule_set, bank


def _chosen(
    arguments: Namespace, rule_set: RuleSet, bank: Bank, now: datetime, *, draw: bool
) -> tuple[tuple[Vignette, ...], int | None]:
    named, room = getattr(arguments, "story", None), getattr(arguments, "room", None)
    if room:
        return _of_room(bank, room), None
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


def _of_room(bank: Bank, file: str) -> tuple[Vignette, ...]:
    """The stories of a room, as they stand on its sheets."""
    by_id = {one.id: one for one in bank.vignettes}
    stories = [one.story for one in read_room(file).stories]
    if gone := [name for name in stories if name not in by_id]:
        says = f"These rules have no story {', '.join(gone)} any more."
        raise Stop(says, place=file, remedy="Make a new room for new sheets.")
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
        teaching.teach(lines, trainer, found.chosen, keeper.add, debrief=keeper.round is not Round.BEFORE)
    return Outcome(message=keeper.said())


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
