"""A recording as files for slides: an asciicast (version 2, which every player reads), and numbered frames as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from triage.ui.demo.recording import Frame, Recording

_CLEAR = "\x1b[?25l\x1b[2J"
_DIGITS = 3


def cast_text(recording: Recording) -> str:
    """The recording as an asciicast, ending in a newline. Each beat is a marker that players can jump to."""
    columns, lines = recording.size
    head = {
        "version": 2,
        "width": columns,
        "height": lines,
        "duration": recording.seconds,
        "title": recording.title,
        "env": {"TERM": "xterm-256color"},
    }
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, *_events(recording))) + "\n"


def _events(recording: Recording) -> Iterator[list[Any]]:
    now, beat = 0.0, 0
    shown: tuple[str, ...] = ()
    for frame in recording.frames:
        if frame.beat != beat:
            beat = frame.beat
            yield [round(now, 2), "m", frame.says or f"{beat}"]
        written = _changed(shown, frame.rows)
        yield [round(now, 2), "o", written if shown else _CLEAR + written]
        shown = frame.rows
        now += frame.seconds
    yield [round(now, 2), "o", ""]  # so that the last frame is left to be read as well


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The rows that are not as they were, each from its own beginning."""
    rows = zip(before or ("\x00",) * len(after), after, strict=True)
    return "".join(f"\x1b[{number};1H{row}" for number, (old, row) in enumerate(rows, start=1) if old != row)


def frame_files(recording: Recording) -> Iterator[tuple[str, bytes]]:
    """Each frame as a text file of its own, with what is said before it: for slides, and to be read aloud."""
    for number, frame in enumerate(recording.frames, start=1):
        yield f"{recording.id}-{number:0{_DIGITS}}.txt", f"{_spoken(frame)}\n\n{frame.text.rstrip()}\n".encode()


def picture_files(recording: Recording) -> Iterator[tuple[str, bytes]]:
    """Each frame as a picture of its own."""
    for number, frame in enumerate(recording.frames, start=1):
        if frame.picture:
            yield f"{recording.id}-{number:0{_DIGITS}}.svg", frame.picture.encode()


def _spoken(frame: Frame) -> str:
    keys = f" Pressed: {', '.join(frame.pressed)}." if frame.pressed else ""
    return f"Beat {frame.beat}. {frame.says}{keys}".rstrip()
