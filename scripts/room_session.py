"""Plays a session of 45 minutes with a room of twelve made-up learners: ``python scripts/room_session.py FOLDER``.

Five stories are shown on a projector of 100 by 30. The room answers before and after it has talked, some on paper, some
in a spreadsheet and some on their own machines, and everything is put together. The folder then holds the sheets for
learners and trainer, what the room said, each learner's results, the answers as CSV and what the projector showed.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from string import ascii_uppercase

from triage.cli.main import run
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.load import load
from triage.rules.vignettes import read_bank
from triage.training.choosing import picked_of
from triage.training.given import rules_choice
from triage.training.model import Part
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.ui.app import AppContext, TriageApp
from triage.ui.guide import Lessons
from triage.ui.teach.projector import ProjectorScreen

NOW = datetime(2026, 11, 23, 14, 0)
PACKS = ("england",)
SIZE = (100, 30)
STORIES = (
    "bruise-at-the-eight-week-check",
    "friday-at-six",
    "not-my-mum-please",
    "the-choir-leader",
    "between-two-councils",
)
LEARNERS = 12
TYPED, IN_SHEET = 4, 4
"""How many hand in paper that the trainer types, and paper that goes into a spreadsheet; the rest use machines."""
LIKELY = {"before": 0.55, "after": 0.85}
"""How often a made-up learner goes the rules' way at one question."""

Answers = Mapping[int, Sequence[tuple[str, int]]]
"""For each learner a code of four letters and how sure, for each story."""


@dataclass(frozen=True)
class Played:
    """What a whole session left: what each command said, and what the projector showed, a screen after another."""

    said: Mapping[str, str]
    screens: Sequence[str]


@dataclass(frozen=True)
class Extent:
    """How much of a session is played: all of it, unless somebody is in a hurry."""

    forms: Sequence[tuple[str, str]] = (("html", "html"), ("word", "docx"), ("text", "txt"))
    machines: int = LEARNERS - TYPED - IN_SHEET
    results: Sequence[int] = tuple(range(1, LEARNERS + 1))


def play(folder: Path) -> Played:
    """Play the session, and leave its files in ``folder``."""
    answers = {when: made_up(when) for when in LIKELY}
    screens = asyncio.run(projector(answers["before"]))
    (folder / "projector.txt").write_text("\n\n".join(screens), encoding="utf-8")
    return Played(play_answers(folder, answers, Extent()), screens)


def play_answers(folder: Path, answers: Mapping[str, Answers], extent: Extent) -> Mapping[str, str]:
    """Everything but the projector: the sheets, the answers of both rounds, and what is made of them."""
    room = folder / "room.json"
    said = {"room": command("teach", "room", room, *(part for one in STORIES for part in ("--story", one)))}
    for act, more in (("learner-sheet", ()), ("answer-sheet", ("--answers",))):
        _written(extent, folder, act, "handout", "--room", room, *more)
    files = [str(room)]
    for when in LIKELY:
        said[f"typed {when}"] = _on_paper(room, when, answers[when])
        said[f"sheet {when}"] = _in_a_sheet(folder, room, when, answers[when], LEARNERS - extent.machines)
        files += _on_machines(folder, room, when, answers[when], LEARNERS - extent.machines)
        said[f"collated {when}"] = command("teach", "collate", *files)
    command("teach", "collate", *files, "--json", "--csv", folder / "answers.csv")
    _written(extent, folder, "room", "collate", *files)
    for learner in extent.results:
        out = folder / f"learner-{learner}.html"
        command("teach", "results", *files, "--learner", learner, "--as", "html", "--out", out)
    return said


def command(*arguments: object, typed: str = "") -> str:
    """What one command says, with nothing but its own words and the person's. Raises RuntimeError where it fails."""
    out, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before, sys.stdin = sys.stdin, io.StringIO(typed)
    try:
        with redirect_stdout(out), redirect_stderr(told):
            code = run([str(one) for one in arguments])
    finally:
        sys.stdin = before
    texts = []
    for stream in (out, told):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    if code:
        raise RuntimeError("\n".join(texts))
    return "\n".join(texts)


def made_up(when: str) -> Answers:
    """What the learners say: each by lot, more often the rules' way once the room has talked."""
    rule_set = load(data_folder(), PACKS, NOW.date())
    trainer = Trainer(rule_set, Decider(rule_set, None), read_bank(data_folder(), PACKS, rule_set), NOW)
    by_id = {one.id: one for one in trainer.bank.vignettes}
    rng = Random(when)
    answers: dict[int, list[tuple[str, int]]] = {}
    for learner in range(1, LEARNERS + 1):
        for name in STORIES:
            offered, rules = offer(trainer, by_id[name]), picked_of(rules_choice(trainer, by_id[name]))
            letters = ""
            for part in Part:
                values = offered.values(part)
                value = rules[part] if rng.random() < LIKELY[when] else rng.choice(values)
                letters += ascii_uppercase[values.index(value)]
            answers.setdefault(learner, []).append((letters, rng.choice((40, 50, 60, 70, 80, 90, 100))))
    return answers


def _written(extent: Extent, folder: Path, name: str, *arguments: object) -> None:
    for form, suffix in extent.forms:
        command("teach", *arguments, "--as", form, "--out", folder / f"{name}.{suffix}")


def _on_paper(room: Path, when: str, answers: Answers) -> str:
    """The trainer types the first papers: as they come, with a slip that is taken back."""
    lines = ["12 AAAA1", "u"] if when == "before" else []
    for learner in range(1, TYPED + 1):
        codes = [f"{letters.lower()}{sure}" for letters, sure in answers[learner]]
        lines.append(f"{learner} {' '.join(codes)}")
    return command("teach", "room", room, "--round", when, typed="\n".join([*lines, "q", ""]))


def _in_a_sheet(folder: Path, room: Path, when: str, answers: Answers, last: int) -> str:
    """The next papers are in a spreadsheet that somebody made."""
    rows = [["learner", "round", *map(str, range(1, len(STORIES) + 1))]]
    rows += [
        [str(learner), when, *("-".join([*letters, str(sure)]) for letters, sure in answers[learner])]
        for learner in range(TYPED + 1, last + 1)
    ]
    file = folder / f"papers-{when}.csv"
    file.write_text("\r\n".join(";".join(row) for row in rows) + "\r\n", encoding="utf-8")
    return command("teach", "room", room, "--papers", file)


def _on_machines(folder: Path, room: Path, when: str, answers: Answers, others: int) -> list[str]:
    """The last ones answer on their own machines, each in a file. After it they go on from the debrief with Enter."""
    files = []
    for learner in range(others + 1, LEARNERS + 1):
        file = folder / f"machine-{learner}-{when}.json"
        lines = []
        for letters, sure in answers[learner]:
            lines += [*(str(ascii_uppercase.index(letter) + 1) for letter in letters), str(sure)]
            lines += [""] if when == "after" else []
        asked = ("--room", room, "--round", when, "--learner", learner, "--results", file, "--plain")
        command("teach", *asked, typed="\n".join([*lines, ""]))
        files.append(str(file))
    return files


async def projector(answers: Answers, stories: Sequence[str] = STORIES) -> list[str]:
    """Show stories to the room, count its hands, and go on to the end. The screens, in plain letters."""
    rule_set = load(data_folder(), PACKS, NOW.date())
    lessons = Lessons(
        lambda rules: read_bank(data_folder(), PACKS, rules),
        lambda: 1,
        chosen=tuple(stories),
        first=True,
        projector=True,
    )
    app = TriageApp(AppContext(load=lambda: rule_set, now=lambda: NOW, lessons=lessons))
    screens: list[str] = []
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(100):
            await app.workers.wait_for_complete()
            await pilot.pause()
            if isinstance(app.screen, ProjectorScreen):
                break
        await pilot.pause()
        voted = 0
        while not screens or _shown(app) != screens[-1]:
            screens.append(_shown(app))
            board = app.screen
            if isinstance(board, ProjectorScreen) and board.can("vote"):
                story, part = divmod(voted, len(Part))
                voted += 1
                for codes in answers.values():
                    await pilot.press(str(ascii_uppercase.index(codes[story][0][part]) + 1))
                await pilot.pause()
                screens.append(_shown(app))
            await pilot.press("space")
            await pilot.pause()
    return screens


def _shown(app: TriageApp) -> str:
    """The screen as text, a line for each row."""
    return "\n".join("".join(one.text for one in strip).rstrip() for strip in app.screen._compositor.render_strips())  # noqa: SLF001


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "session")
    target.mkdir(parents=True, exist_ok=True)
    played = play(target)
    print(played.said["collated after"])
    data = json.loads((target / "room.json").read_text(encoding="utf-8"))
    print(f"{len(data['papers'])} papers, {len(played.screens)} screens of the projector, all in {target}")
