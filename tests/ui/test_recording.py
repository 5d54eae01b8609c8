"""Recordings: the true output of the app, the same every time, and what a terminal makes of it."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pyte
import pytest

from triage.ui.demo.beats import Lost
from triage.ui.demo.cast import cast_text, frame_files, picture_files
from triage.ui.demo.pace import LEAST, MOST
from triage.ui.demo.recording import Recording, record
from ui.driving import context
from ui.showing import BEATS, WALK, beat

GOLDENS = Path(__file__).parent / "goldens" / "demonstrations"
SIZE = (80, 24)


@cache
def made(speed: int = 200, pictures: bool = False) -> Recording:
    return record(context(), WALK, SIZE, speed, pictures=pictures)


def events(text: str) -> tuple[dict, list[list]]:
    head, *rest = text.splitlines()
    return json.loads(head), [json.loads(line) for line in rest]


def played(text: str) -> list[tuple[float, list[str]]]:
    """What a terminal shows after each piece of output, and when."""
    head, found = events(text)
    screen = pyte.Screen(head["width"], head["height"])
    stream = pyte.Stream(screen)
    shown = []
    for when, kind, data in found:
        if kind == "o" and data:
            stream.feed(data)
            shown.append((when, [line.rstrip() for line in screen.display]))
    return shown


def test_a_terminal_shows_every_frame_as_the_app_did() -> None:
    shown = played(cast_text(made()))
    frames = [frame.text.splitlines() for frame in made().frames]
    assert len(shown) == len(frames)
    for (_, lines), frame in zip(shown, frames, strict=True):
        assert lines == frame + [""] * (SIZE[1] - len(frame))


def test_the_same_rules_give_the_same_recording_to_the_letter() -> None:
    assert cast_text(record(context(), WALK, SIZE, 200)) == cast_text(made())


def test_time_passes_at_reading_speed_and_by_no_clock() -> None:
    head, found = events(cast_text(made()))
    times = [when for when, _, _ in found]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(head["duration"]) == made().seconds
    assert all(frame.seconds <= MOST for frame in made().frames)
    assert made(400).seconds < made(200).seconds
    said = next(frame for frame in made().frames if frame.says == "It begins with danger." and not frame.pressed)
    assert said.seconds == max(LEAST, 4 * 60 / 200)


def test_the_head_is_what_players_ask_for_and_names_no_machine() -> None:
    head, found = events(cast_text(made()))
    assert (head["version"], head["width"], head["height"], head["title"]) == (2, *SIZE, "A baby")
    assert "timestamp" not in head
    assert {kind for _, kind, _ in found} == {"o", "m"}


def test_each_beat_is_a_marker_to_jump_to() -> None:
    _, found = events(cast_text(made()))
    markers = [words for _, kind, words in found if kind == "m"]
    assert markers == [one.say or str(number) for number, one in enumerate(BEATS, start=1)]


def test_the_walk_ends_where_the_rules_lead() -> None:
    texts = [frame.text for frame in made().frames]
    assert "EMERGENCY - ring 999 now" in texts[-1]
    assert any("ACT NOW - within the hour" in text for text in texts[:-3])
    assert "12 of 12" in texts[-1]


def test_every_frame_can_be_had_as_text_with_what_is_said_first() -> None:
    files = dict(frame_files(made()))
    assert list(files) == sorted(files)
    assert len(files) == len(made().frames)
    first = files["baby-001.txt"].decode()
    assert first.startswith("Beat 1. A baby of four weeks.\n\n")
    assert not any("\x1b" in data.decode() for data in files.values())


def test_every_frame_can_be_had_as_a_picture() -> None:
    files = dict(picture_files(made(pictures=True)))
    assert len(files) == len(made().frames)
    assert all(data.startswith(b"<svg") for data in files.values())
    assert dict(picture_files(made())) == {}


@pytest.mark.parametrize("number", [3, -1])
def test_a_frame_is_as_it_was_kept(number: int) -> None:
    """But for the row of keys, which is the same list as on every screen and has tests of its own."""
    text = "\n".join(line for line in made().frames[number].text.splitlines() if "F9 999" not in line) + "\n"
    kept = GOLDENS / f"demo-frame-{'last' if number < 0 else number}.txt"
    if os.environ.get("TRIAGE_GOLDENS") == "write":
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def test_a_beat_that_does_not_fit_stops_the_recording_and_says_why() -> None:
    wrong = WALK.__class__("w", "W", "W", (), (beat("Now.", do="plan"),), WALK.place, "sample")
    with pytest.raises(Lost) as lost:
        record(context(), wrong, SIZE, 200)
    assert "which this screen does not have" in lost.value.says


def test_a_fault_while_recording_is_raised_and_not_recorded() -> None:
    def load():
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        record(context(load=load), WALK, SIZE, 200)


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
def test_any_size_is_recorded_whole(size: tuple[int, int]) -> None:
    short = WALK.__class__("w", "W", "W", (), BEATS[:3], WALK.place, "sample")
    found = record(context(), short, size, 200)
    assert all(len(frame.rows) == size[1] for frame in found.frames)
    assert all(row for frame in found.frames for row in frame.rows)
