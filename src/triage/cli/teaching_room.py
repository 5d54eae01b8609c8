"""``triage teach room``: a trainer types a room's papers, or names a file of them; every line is kept at once."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome
from triage.cli.settings import Settings
from triage.cli.teaching import lesson, trainer_for
from triage.cli.teaching_files import LARGEST_FILE, read_room, write_room
from triage.documents.writers.text import as_text
from triage.plain.lines import Lines
from triage.plain.room import Desk, type_papers
from triage.training.agreement import AgreementMissingError
from triage.training.collate import collate
from triage.training.model import Round
from triage.training.papers import read_papers
from triage.training.path import Trainer
from triage.training.room import Room, given_on_paper, make_room
from triage.training.room_sheet import room_sheet

STORIES = 5
"""So many stories fill three quarters of an hour."""
CHOOSING = ("story", "topic", "difficulty", "seed", "count")


def room(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Make a room where there is none, and take in its papers."""
    name = arguments.file
    there = Path(name).expanduser().exists()
    if there and any(getattr(arguments, one, None) for one in CHOOSING):
        raise Stop("This room has its stories already.", place=name, remedy="Name another file for a new room.")
    if not there and getattr(arguments, "count", None) is None and not getattr(arguments, "story", None):
        arguments.count = STORIES
    arguments.room = name if there else None
    found = lesson(arguments, settings, now, draw=True)
    with trainer_for(found, now) as trainer:
        held = read_room(name) if there else make_room(trainer, found.chosen)
        if not there:
            write_room(name, held)
        when = Round(getattr(arguments, "round", Round.BEFORE))
        if arguments.papers:
            return _from_file(arguments.papers, name, held, when)
        lines = Lines(sys.stdin, sys.stdout, echo=not sys.stdin.isatty())
        desk = Desk(lines, trainer, held, when, lambda one: write_room(name, one), lambda one: _so_far(trainer, one))
        held = type_papers(desk)
    return Outcome(message=f"Kept in {name}. To put it together: triage teach collate {name}")


def _from_file(papers: str, name: str, held: Room, when: Round) -> Outcome:
    """All the papers of a file, or none where any cannot be read: half a room would look like a whole one."""
    try:
        with Path(papers).expanduser().open("rb") as file:
            data = file.read(LARGEST_FILE)
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=papers) from None
    found = read_papers(_text(data), held, when)
    if found.problems:
        told = "\n".join(f"{papers}:{number}: {says}" for number, says in found.problems)
        return Outcome(code=ExitCode.PROBLEMS_FOUND, message=f"{told}\n\nNothing was taken in. Mend these lines first.")
    write_room(name, found.room)
    added = len(found.room.papers) - len(held.papers)
    papers_in = f"{added} {'paper' if added == 1 else 'papers'}"
    return Outcome(message=f"{papers_in} taken in. Kept in {name}. To put it together: triage teach collate {name}")


def _text(data: bytes) -> str:
    """The text of a file from any spreadsheet. Codes are plain letters, so what cannot be read is no code either."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _so_far(trainer: Trainer, held: Room) -> str:
    try:
        return as_text(room_sheet(trainer, collate(trainer, given_on_paper(held))))
    except AgreementMissingError as missing:
        return str(missing)
