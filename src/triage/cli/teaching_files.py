"""The files of a room: results of learners, and papers typed by a trainer. Each is written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from triage.cli.errors import Stop
from triage.training.results import Results, ResultsError, results_from
from triage.training.room import Room, is_room, room_data, room_from

LARGEST_FILE = 5_000_000
REMEDY = "Name files that triage teach --results or triage teach room wrote."


def read_data(name: str) -> Any:
    """The data in a file. Raises Stop when there is none, or cannot be read."""
    try:
        with Path(name).expanduser().open("rb") as file:
            return json.loads(file.read(LARGEST_FILE))
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=name) from None
    except (ValueError, RecursionError):
        raise Stop("It is not a file of teaching results.", place=name, remedy=REMEDY) from None


def read_results(name: str) -> Results:
    """The results in a file. Raises Stop when it is none, or cannot be read."""
    try:
        return results_from(read_data(name))
    except ResultsError as wrong:
        raise Stop(str(wrong), place=name, remedy=REMEDY) from None


def read_room(name: str) -> Room:
    """The room in a file. Raises Stop when it is none, or cannot be read."""
    try:
        return room_from(read_data(name))
    except ResultsError as wrong:
        raise Stop(str(wrong), place=name, remedy="To make a room: triage teach room FILE") from None


def read_all(names: Sequence[str]) -> tuple[list[Results], list[Room]]:
    """Everything in some files, sorted by what it is. The same file twice counts once. Raises Stop."""
    results, rooms = [], []
    for name in {Path(name).expanduser().resolve(): name for name in names}.values():
        if is_room(read_data(name)):
            rooms.append(read_room(name))
        else:
            results.append(read_results(name))
    return results, rooms


def write_room(name: str, room: Room) -> None:
    """Keep a room. Raises Stop where it cannot be written."""
    write_whole(Path(name).expanduser(), room_data(room))


def write_whole(path: Path, data: Mapping[str, Any]) -> None:
    """Write data in the place of what was there: never half of it. Raises Stop where it cannot be written."""
    try:
        text = json.dumps(data, ensure_ascii=False, indent=2)
        beside = path.with_name(f"{path.name}.part")
        beside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be written: {reason}.", place=str(path), remedy="Name another file.") from None
