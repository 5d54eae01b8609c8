"""``triage teach demo``: walks through the app that play by themselves, or are written as recordings for slides."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.deciding import moment_from
from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.forms import to_new_file
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules, plain_wanted
from triage.export.layout import Sheet
from triage.rules.demonstrations import Demonstration, read_demonstrations
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.ui.app import AppContext
    from triage.ui.demo.recording import Recording

FRIDAY = 4
AT = time(16, 50)
_SIZE = re.compile(r"(\d{2,3})x(\d{2,3})")
SMALLEST, LARGEST = (60, 20), (240, 80)


def demo(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Play, record or list demonstrations. Raises Stop for one there is not, and where one no longer fits."""
    rule_set = load_rules(settings, now.date())
    try:
        every = read_demonstrations(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        raise Stop(f"{problems}\n\nThe demonstrations cannot be used.", code=ExitCode.PROBLEMS_FOUND) from None
    if arguments.list:
        return Outcome(json_text(_data(every)) if arguments.json else _listed(every))
    chosen = _chosen(arguments.name, every)
    moment = moment_from(arguments.at, friday(rule_set))
    if arguments.cast or arguments.text or arguments.svg:
        return _record(arguments, rule_set, chosen, moment)
    return _play(arguments, rule_set, every, chosen, moment)


def friday(rule_set: RuleSet) -> datetime:
    """The moment a demonstration is shown at, the same whenever it is: late on the first Friday of these rules."""
    first = max((pack.in_force_from for pack in rule_set.packs), default=date.min)
    return datetime.combine(first + timedelta(days=(FRIDAY - first.weekday()) % 7), AT)


def _chosen(name: str | None, every: Sequence[Demonstration]) -> Demonstration | None:
    if not every:
        raise Stop("These rules have no demonstrations.", remedy="Write some: see docs/teaching.md.")
    if name is None:
        return None
    found = next((one for one in every if one.id == name), None)
    if found is None:
        raise unknown("demonstration", name, [one.id for one in every])
    return found


def _listed(every: Iterable[Demonstration]) -> str:
    sheet = Sheet()
    for one in every:
        sheet.item(f"{one.id}: ", f"{one.title}. {one.about}")
    return sheet.written() or "These rules have no demonstrations."


def _data(every: Iterable[Demonstration]) -> list[dict[str, object]]:
    return [
        {"id": one.id, "title": one.title, "about": one.about, "topics": list(one.topics), "beats": len(one.beats)}
        for one in every
    ]


def _context(rule_set: RuleSet, moment: datetime) -> AppContext:
    from triage.ui.app import AppContext

    return AppContext(load=lambda: rule_set, now=lambda: moment)


def _play(
    arguments: Namespace,
    rule_set: RuleSet,
    every: Sequence[Demonstration],
    chosen: Demonstration | None,
    moment: datetime,
) -> Outcome:
    """In the full screen where there is one; else told in words."""
    terminals = sys.stdin.isatty() and sys.stdout.isatty()
    if plain_wanted(arguments, os.environ, terminals=terminals):
        if chosen is None:
            return Outcome(_listed(every), message="Name one to have it told: triage teach demo NAME")
        from triage.engine.decide import Decider
        from triage.training.told import demonstration_text

        return Outcome(demonstration_text(rule_set, Decider(rule_set, None), chosen, moment))
    from triage.ui.app import run
    from triage.ui.demo.player import DemoApp

    return Outcome(code=ExitCode(run(DemoApp(_context(rule_set, moment), every, chosen, arguments.speed))))


def _record(arguments: Namespace, rule_set: RuleSet, chosen: Demonstration | None, moment: datetime) -> Outcome:
    from triage.ui.demo.beats import Lost
    from triage.ui.demo.cast import cast_text, frame_files, picture_files
    from triage.ui.demo.recording import record

    if chosen is None:
        raise Stop("Name the demonstration to record.", remedy="To see what there is: triage teach demo --list")
    size = _size(arguments.size)
    pictures = bool(arguments.svg)
    for named in filter(None, (arguments.text, arguments.svg)):
        _folder(named)
    try:
        made = record(_context(rule_set, moment), chosen, size, arguments.speed, pictures=pictures)
    except Lost as lost:
        remedy = "Put its beats right: triage test says which demonstrations no longer fit."
        raise Stop(lost.says, place=chosen.id, remedy=remedy, code=ExitCode.PROBLEMS_FOUND) from None
    if arguments.cast:
        to_new_file(Path(arguments.cast).expanduser(), cast_text(made).encode())
    for named, files in ((arguments.text, frame_files(made)), (arguments.svg, picture_files(made))):
        for name, data in files if named else ():
            to_new_file(Path(named).expanduser() / name, data)
    return Outcome(message=_said(arguments, made))


def _said(arguments: Namespace, made: Recording) -> str:
    from triage.ui.demo.pace import within

    minutes, seconds = divmod(round(made.seconds), 60)
    where = " and ".join(name for name in (arguments.cast, arguments.text, arguments.svg) if name)
    length = f"{minutes} min {seconds:02} s at {within(arguments.speed)} words a minute"
    return f"Written to {where}: {len(made.frames)} frames, {length}."


def _size(named: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(named)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(low <= part <= high for part, low, high in zip(size, SMALLEST, LARGEST, strict=True)):
        least, most = ("x".join(map(str, one)) for one in (SMALLEST, LARGEST))
        raise Stop(f'"{named[:20]}" is not a size.', place="--size", remedy=f"Write it as 100x30, {least} to {most}.")
    return size


def _folder(named: str) -> None:
    """Make the folder that frames go to, before anything is recorded."""
    try:
        Path(named).expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be made: {reason}.", place=named, remedy="Name another folder.") from None
