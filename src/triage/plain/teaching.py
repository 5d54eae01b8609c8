"""Stories line by line: read, choose, see where the rules go another way, try again from there.

Works through a pipe and with a screen reader. Nothing is saved here; whoever calls is told of every try.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from triage.emergency import card_text
from triage.explain.search import Found
from triage.export.plan_text import plan_text
from triage.plain import lookups
from triage.plain.debrief import write_debrief
from triage.plain.lines import Lines
from triage.plain.what_if import write_what_if
from triage.rules.vignettes import Vignette
from triage.training.changed import what_would_have_changed
from triage.training.choosing import choice_of, kept_up_to_parting
from triage.training.mark import mark
from triage.training.model import Choice, Marked, Part
from triage.training.offer import Offer, offer
from triage.training.path import Trainer
from triage.training.words import ASKED, HELD_BACK

WELCOME = (
    "A story at a time: read it, say what you would do, and see what the rules say and why.",
    "The stories are made up. It is for practice, so a wrong turn here costs nobody anything.",
)
ON = "Enter = go on, q = quit."
AT_A_PART = "Type its number. s = the story again, 999 = emergency card, q = quit."
_SURE = "How sure are you of all this, from 0 (a guess) to 100 (certain)? "


@dataclass
class _Room:
    """Where a lesson has got to."""

    lines: Lines
    trainer: Trainer
    tell: Callable[[Marked], object]
    debrief: bool
    over: bool = False

    def read(self, prompt: str = "> ") -> str:
        typed = self.lines.read(prompt)
        if typed is None or typed.lower() in ("q", "quit"):
            self.over = True
            return ""
        return typed.lower()


def teach(
    lines: Lines,
    trainer: Trainer,
    stories: Sequence[Vignette],
    tell: Callable[[Marked], object],
    *,
    debrief: bool = True,
) -> None:
    """Go through ``stories`` until they end or the learner leaves. ``tell`` is told of every try.

    Without ``debrief`` the rules' answers are held back: the room talks first.
    """
    room = _Room(lines, trainer, tell, debrief)
    for line in WELCOME:
        lines.say(line)
    lines.say(f"Rules: {trainer.rule_set.version}.")
    for number, story in enumerate(stories, start=1):
        if not room.over:
            _lesson(room, story, f"Story {number} of {len(stories)}")
    lines.say("That was the last story." if not room.over else "You can come back to any of these.")
    lines.flush()


def _lesson(room: _Room, story: Vignette, heading: str) -> None:
    room.lines.say()
    room.lines.say(f"{heading}: {story.title} ({story.difficulty})")
    _write_story(room, story)
    offered = offer(room.trainer, story)
    known: dict[Part, str] = {}
    again = True
    while again and not room.over:
        choice = _choose(room, story, offered, known)
        if choice is None:
            return
        marked = mark(room.trainer, story, choice)
        room.tell(marked)
        if not room.debrief:
            room.lines.say()
            room.lines.say(HELD_BACK)
            return
        change = what_would_have_changed(room.trainer, marked)
        write_debrief(room.lines, marked, change, (point.says for point in story.points))
        again = _after(room, story, marked)
        known = kept_up_to_parting(marked)


def _write_story(room: _Room, story: Vignette) -> None:
    room.lines.say(f"You are: {story.setting}.")
    room.lines.say()
    room.lines.say(story.story)


def _choose(room: _Room, story: Vignette, offered: Offer, known: dict[Part, str]) -> Choice | None:
    """Ask every part that is not ``known``; None when the learner leaves, or the input ends."""
    chosen = dict(known)
    for part in Part:
        if part not in chosen:
            chosen[part] = _one_part(room, story, offered, part)
        if room.over:
            return None
    confidence = _confidence(room)
    if room.over:
        return None
    return choice_of(chosen, confidence)


def _one_part(room: _Room, story: Vignette, offered: Offer, part: Part) -> str:
    choices = offered.parts[part]
    room.lines.say()
    room.lines.say(ASKED[part])
    for number, choice in enumerate(choices, start=1):
        room.lines.listed(str(number), choice.words)
    if part is Part.URGENCY:
        room.lines.say(AT_A_PART)
    while not room.over:
        typed = room.read()
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            room.lines.say(f"You chose: {choices[int(typed) - 1].words}")
            return choices[int(typed) - 1].value
        if typed == "s":
            _write_story(room, story)
        elif typed == "999":
            room.lines.say(card_text())
        elif not room.over:
            room.lines.say(f"Type a number from 1 to {len(choices)}, s for the story, or q to leave.")
    return ""


def _confidence(room: _Room) -> int:
    room.lines.say()
    while not room.over:
        typed = room.read(_SURE).removesuffix("%").strip()
        if typed.isdecimal() and int(typed) <= 100:
            return int(typed)
        if not room.over:
            room.lines.say("Type a whole number from 0 to 100.")
    return 0


def _after(room: _Room, story: Vignette, marked: Marked) -> bool:
    """What is done after a debrief. Whether to try again."""
    again = "t = try again from where you part, " if not marked.agrees else ""
    discuss = "d = questions to discuss, " if story.discuss else ""
    while not room.over:
        room.lines.say()
        room.lines.say(f"{again}p = read the passages, w = the rules' whole plan, x = what if, {discuss}{ON}")
        typed = room.read()
        if typed in ("", "n"):
            return False
        if typed == "t" and not marked.agrees:
            return True
        _show(room, story, marked, typed)
    return False


def _show(room: _Room, story: Vignette, marked: Marked, typed: str) -> None:
    if typed == "p":
        anchors = [name for point in story.points for name in point.because]
        if marked.divergence is not None:
            anchors = [*(one.anchor for one in marked.divergence.citations), *anchors]
        for anchor in dict.fromkeys(anchors):
            lookups.write_passage(room.lines, Found(*room.trainer.rule_set.passage(anchor)))
    elif typed == "w":
        room.lines.say()
        room.lines.verbatim(plan_text(marked.path.plan))
    elif typed == "x":
        write_what_if(room.lines, room.read, room.trainer, story)
    elif typed == "d" and story.discuss:
        for question in story.discuss:
            room.lines.listed("-", question, indent=0, room=2)
    else:
        room.lines.say(f'"{typed[:40]}" is not in the list.')
