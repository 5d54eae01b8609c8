"""The Teach door in the full screen: ``triage teach`` in a terminal, and the way to it from the start page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome
from triage.cli.settings import Settings
from triage.ui.guide import Lessons

if TYPE_CHECKING:
    from triage.cli.teaching import Lesson
    from triage.rules.model import RuleSet
    from triage.rules.vignettes import Bank, Vignette
    from triage.training.editions.model import Compared

_ASKED = ("room", "story", "topic", "difficulty", "count")


def lessons_in(settings: Callable[[], Settings], stack: ExitStack) -> Lessons:
    """The stories beside the rules in use, read when somebody asks for them. Nothing is kept of them.

    What is opened for them is let go with ``stack``.
    """

    def bank(rule_set: RuleSet) -> Bank:
        from triage.rules.vignettes import read_bank

        return read_bank(settings().folder, [pack.id for pack in rule_set.packs], rule_set)

    def draw() -> int:
        from triage.cli.teaching import draw_number

        return draw_number(datetime.now())

    def hold(story: Vignette) -> Compared:
        from triage.cli.editions import against_the_older

        if not holding:
            holding.append(against_the_older(settings, stack))
        return holding[0](story)

    holding: list[Callable[[Vignette], Compared]] = []
    return Lessons(bank, draw, editions=hold)


def on_screen(arguments: Namespace, settings: Settings, now: datetime, *, projector: bool) -> Outcome:
    """Open the stories, or the projector, in the full screen. What was asked for is looked at before it is taken."""
    from triage.cli.case_shelf import shelf
    from triage.cli.interview import areas_sentence, keep_file
    from triage.cli.teaching import lesson
    from triage.cli.teaching_keeper import keeper_for
    from triage.training.model import Round
    from triage.ui.app import AppContext, run_app

    if projector and getattr(arguments, "results", None):
        raise Stop(
            "In front of a room nothing is kept.",
            place="--results",
            remedy="Leave out --results, or --projector. Each learner can keep results on their own machine.",
        )
    asked = any(getattr(arguments, name, None) is not None for name in _ASKED)
    found = lesson(arguments, settings, now, draw=projector or hasattr(arguments, "count"))
    if projector and getattr(arguments, "room", None):
        _same_as_on_paper(found, arguments.room, now)
    keeper = keeper_for(arguments, found.rule_set)
    at_the_end = ExitStack()
    lessons = replace(
        lessons_in(lambda: settings, at_the_end),
        tell=None if projector else keeper.add,
        kept=keeper.where,
        chosen=tuple(one.id for one in found.chosen) if asked or projector else (),
        seed=found.seed,
        first=True,
        projector=projector,
        debrief=keeper.round is not Round.BEFORE,
    )
    context = AppContext(
        load=lambda: found.rule_set,
        now=datetime.now,
        areas=lambda: areas_sentence(settings),
        notice=lambda: settings.notice,
        keep=keep_file,
        cases=shelf(at_the_end, lambda: settings),
        lessons=lessons,
    )
    with at_the_end:
        code = ExitCode(run_app(context))
    return Outcome(code=code, message=keeper.said() if keeper.where else "")


def _same_as_on_paper(found: Lesson, room: str, now: datetime) -> None:
    """A room that votes by its papers has to see the same letters on the wall. Raises Stop when they moved."""
    from triage.cli.teaching import trainer_for
    from triage.cli.teaching_files import read_room
    from triage.cli.teaching_sheets import same_letters

    with trainer_for(found, now) as trainer:
        same_letters(trainer, read_room(room), room)
