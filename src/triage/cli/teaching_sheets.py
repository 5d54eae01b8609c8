"""``triage teach collate``, ``handout`` and ``results``: a room's answers together, and sheets on paper."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.forms import to_new_file
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings
from triage.cli.teaching import lesson, trainer_for, whole_bank
from triage.cli.teaching_files import read_all, read_room
from triage.documents.paper import Paper
from triage.documents.writers import Format, WordMissingError, written
from triage.rules.vignettes import Vignette
from triage.training.agreement import AgreementMissingError
from triage.training.collate import Collated
from triage.training.collate import collate as collated
from triage.training.collated_data import answers_csv, collated_data
from triage.training.given import Given, given_in
from triage.training.path import Trainer
from triage.training.results import Results
from triage.training.results_sheet import Shown, results_sheet, rounds_of, tries_of
from triage.training.room import Room, given_on_paper, key_of
from triage.training.room_sheet import room_sheet
from triage.training.sheets import answer_sheet, learner_sheet
from triage.training.speaker_sheet import speaker_sheet


def collate(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Put papers and files of results together."""
    form = _form(arguments)
    results, rooms = read_all(arguments.files)
    answers = answers_in(results, rooms)
    found = whole_bank(settings, now)
    with trainer_for(found, now) as trainer:
        room = put_together(trainer, answers, results, rooms)
        said = []
        if arguments.csv:
            to_new_file(Path(arguments.csv).expanduser(), answers_csv(trainer, answers).encode("utf-8-sig"))
            said.append(f"Every answer is written to {arguments.csv}.")
        if arguments.json:
            return Outcome(json_text(collated_data(room)), message="\n".join(said))
        return _shown(room_sheet(trainer, room), form, arguments.out, said)


def answers_in(results: Iterable[Results], rooms: Iterable[Room]) -> list[Given]:
    """Every answer in some files."""
    return [given for one in results for given in given_in(one)] + [
        given for one in rooms for given in given_on_paper(one)
    ]


def put_together(trainer: Trainer, answers: Iterable[Given], results: list[Results], rooms: list[Room]) -> Collated:
    """The room that gave these answers. Raises Stop where the package that measures agreement is missing."""
    made_by = [one.rules for one in results] + [one.rules for one in rooms]
    other = sum(found != trainer.rule_set.hash for _, found in made_by)
    order = {tuple(story.story for story in one.stories) for one in rooms}
    try:
        return collated(trainer, answers, sheet=order.pop() if len(order) == 1 else (), other_rules=other)
    except AgreementMissingError as missing:
        raise Stop(str(missing)) from missing


def handout(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Write the stories asked for, or those of a room, as a sheet: in their own order unless a seed is given."""
    form = _form(arguments)
    found = lesson(arguments, settings, now, draw=False)
    with trainer_for(found, now) as trainer:
        if getattr(arguments, "room", None):
            same_letters(trainer, read_room(arguments.room), arguments.room)
        paper = _sheet(arguments)(trainer, found.chosen)
    return _shown(paper, form, arguments.out, [found.note] if found.note and not arguments.out else [])


def _sheet(arguments: Namespace) -> Callable[[Trainer, Sequence[Vignette]], Paper]:
    """Which sheet is asked for. Raises Stop when more than one is."""
    if arguments.answers and arguments.speaker:
        raise Stop("--answers and --speaker are two sheets.", remedy="Write one, then the other.")
    if arguments.speaker:
        return speaker_sheet
    return answer_sheet if arguments.answers else learner_sheet


def same_letters(trainer: Trainer, room: Room, name: str) -> None:
    """Sheets of today must mean by their letters what the room means by them."""
    stories = {one.id: one for one in trainer.bank.vignettes}
    moved = [one.story for one in room.stories if key_of(trainer, stories[one.story]) != one.key]
    if moved:
        raise Stop(
            f"The rules have changed since this room was made, and other choices are offered in: {', '.join(moved)}.",
            place=name,
            remedy="Use the sheets you have printed, or make a new room with another file.",
        )


def results(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Write what one learner chose, from their own files or from a room's papers, beside the rules."""
    form = _form(arguments)
    mine, rooms = read_all(arguments.files)
    learner = _whose(arguments, mine, rooms)
    shown: list[Shown] = [each for one in mine if one.learner == learner for each in tries_of(one)]
    papers = [given for one in rooms for given in given_on_paper(one) if given.learner == learner]
    shown += rounds_of(papers)
    if not shown:
        raise Stop(f"There is nothing of learner {learner} in it.", remedy=_there_are(mine, rooms))
    found = whole_bank(settings, now)
    with trainer_for(found, now) as trainer:
        return _shown(results_sheet(trainer, learner, shown), form, arguments.out, [])


def _whose(arguments: Namespace, mine: list[Results], rooms: list[Room]) -> str:
    named: str = getattr(arguments, "learner", "")
    codes = _codes(mine, rooms)
    if named or len(codes) == 1:
        return named or codes[0]
    raise Stop("Whose results?", place="--learner", remedy=_there_are(mine, rooms))


def _codes(mine: list[Results], rooms: list[Room]) -> list[str]:
    codes = {one.learner for one in mine} | {paper.learner for one in rooms for paper in one.papers}
    return sorted(codes, key=lambda code: (len(code), code))


def _there_are(mine: list[Results], rooms: list[Room]) -> str:
    codes = _codes(mine, rooms)
    return f"There is: {', '.join(codes)}." if codes else "There are no answers in it yet."


def _form(arguments: Namespace) -> Format:
    form = Format(arguments.form_format)
    if form is Format.WORD and not arguments.out:
        raise Stop("A Word file cannot be shown here.", place="--as word", remedy="Add --out and the name of a file.")
    return form


def _shown(paper: Paper, form: Format, out: str | None, said: list[str]) -> Outcome:
    """A paper on the screen, or in a new file."""
    try:
        data = written(paper, form)
    except WordMissingError as missing:
        raise Stop(str(missing), place="--as word") from missing
    if not out:
        return Outcome(data.decode(), message="\n".join(said))
    to_new_file(Path(out).expanduser(), data)
    return Outcome(message="\n".join([*said, f"Written to {out}."]))
