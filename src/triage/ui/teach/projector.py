"""The projector: a story shown to a room, one thing at a time. Nothing is kept, and nothing is written anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from textual import events
from textual.widget import Widget

from triage.commands import DIGITS, Where
from triage.rules.vignettes import Vignette
from triage.training.choosing import picked_of
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import Part, RulesPath
from triage.training.offer import Offered, offer
from triage.training.path import Trainer
from triage.training.sheets import letters
from triage.ui.sheet import Drawing
from triage.ui.teach.draw.projector import LETTERS, Beat, Shown, beats_of, projector_drawing
from triage.ui.teach.draw.strip import notes_drawing
from triage.ui.teach.page import MadeUp
from triage.ui.widgets.painted import Plate
from triage.ui.widgets.sheet_view import SheetView

LOOK = "triage-high-contrast"
"""The look a projector is given: the highest contrast. The key for colours changes it."""
NO_NOTES = "There are no notes for this story."


class Board(SheetView, can_focus=False):
    """A page without a cursor: every key belongs to the screen."""


class ProjectorScreen(MadeUp, where=Where.PROJECTOR):
    """Shows stories from the one it is given to the last of the list. Hands are counted here and nowhere else."""

    place = "projector"

    def __init__(self, story: Vignette) -> None:
        super().__init__()
        self._look = ""
        self._take_up(story)

    def _take_up(self, story: Vignette) -> None:
        self.story = story
        self._at = 0
        self._notes = False
        self._hands: dict[Part, list[str]] = {}
        self._asked_back: int | None = None

    def middle(self) -> Iterator[Widget]:
        """The board."""
        yield Board(id="main")

    def below(self) -> Iterator[Widget]:
        """The notes when they are asked for, and the key pressed."""
        yield Plate(notes_drawing(""), id="notes")
        yield from super().below()

    def on_mount(self) -> None:
        """Put on the look for a projector, and tell pages opened from here that a room is looking."""
        self._look = self.app.theme
        self.app.theme = LOOK
        self.classroom.to_room = True

    def on_unmount(self) -> None:
        """Put the look back."""
        self.classroom.to_room = False
        if self.app.theme == LOOK:
            self.app.theme = self._look

    @property
    def for_room(self) -> bool:
        """That is what it is for."""
        return True

    @property
    def trainer(self) -> Trainer:
        """The rules that answer."""
        trainer = self.classroom.trainer
        if trainer is None:
            raise LookupError("The stories are not read yet.")
        return trainer

    # What is shown

    @property
    def path(self) -> RulesPath:
        """What the rules say about the story."""
        return self.trainer.path(self.story)

    @property
    def now(self) -> tuple[Beat, Part | None]:
        """What is shown, and what is asked about."""
        return beats_of(self.path)[self._at]

    def fill(self) -> None:
        """Show the present thing."""
        number, of = self.classroom.place_of(self.story)
        self.place = f"story {number} of {of}" if of > 1 else "a story"
        super().fill()
        self.main.show(self.drawing())
        notes = (self.story.speaker or NO_NOTES) if self._notes else ""
        self.query_one("#notes", Plate).show(notes_drawing(notes))

    def drawing(self) -> Drawing:
        """The present thing."""
        number, of = self.classroom.place_of(self.story)
        beat, part = self.now
        shown = Shown(beat, self.story, number, of, self.path, part)
        if part is not None:
            shown = self._with_answer(shown, part)
        if beat is Beat.TAKE_HOME:
            shown = replace(shown, points=tuple(self._points()))
        return projector_drawing(shown)

    def _with_answer(self, shown: Shown, part: Part) -> Shown:
        """With the choices, the room's hands, and what the rules say."""
        offered = offer(self.trainer, self.story)
        choice = rules_choice(self.trainer, self.story)
        marked = mark(self.trainer, self.story, choice)
        return replace(
            shown,
            choices=offered.parts[part],
            letter=letters(offered, part).get(picked_of(choice)[part], ""),
            answer=next(one for one in marked.parts if one.part is part),
            hands=Counter(self._hands.get(part, ())),
        )

    def _points(self) -> Iterator[tuple[str, str]]:
        for point in self.story.points:
            found = (self.trainer.rule_set.passage(anchor) for anchor in point.because)
            yield point.says, "; ".join(f"{passage.title}, in {source.title}" for source, passage in found)

    def can(self, command_id: str) -> bool:
        """Hands are counted while the room votes."""
        if command_id == "vote":
            return self.now[0] is Beat.VOTE
        if command_id == "hide":
            return self._at > 0 or self._asked_back is not None
        return super().can(command_id)

    def digits(self) -> int:
        """As many as there are choices."""
        return len(self._choices())

    def _choices(self) -> tuple[Offered, ...]:
        part = self.now[1]
        return offer(self.trainer, self.story).parts[part] if part is not None else ()

    # Going on

    def on_key(self, event: events.Key) -> None:
        """Count hands, scroll what is long, and let Space go on as on a remote."""
        if event.key == "space":
            self.do_reveal()
        elif event.key in ("up", "down"):
            self.main.action_move(-1 if event.key == "up" else 1)
        elif self.now[0] is Beat.VOTE and event.key in (*DIGITS, "backspace"):
            self._count(event.key)

    def _count(self, key: str) -> None:
        part = self.now[1]
        if part is None:
            return
        hands, choices = self._hands.setdefault(part, []), self._choices()
        if key == "backspace":
            del hands[-1:]
        elif int(key) <= len(choices):
            hands.append(choices[int(key) - 1].value)
        self.fill()

    def meaning(self, key: str) -> str:
        """What a key does here. While the room votes, whose hand it counts."""
        if key == "space":
            return "continue"
        if self.now[0] is Beat.VOTE and key == "backspace":
            return "one hand back"
        if self.now[0] is Beat.VOTE and key in DIGITS:
            return f"a hand for {LETTERS[int(key) - 1]}" if int(key) <= len(self._choices()) else ""
        return super().meaning(key)

    def do_reveal(self) -> None:
        """Show the next thing; after the last of a story, the next story; after the last story, stay."""
        if self._asked_back is not None:
            self._return()
        elif self._at + 1 < len(beats_of(self.path)):
            self._at += 1
            self.fill()
        else:
            self.do_skip_on()

    def do_hide(self) -> None:
        """Take the last thing away."""
        if self._asked_back is not None:
            self._return()
        elif self._at:
            self._at -= 1
            self.fill()

    def do_story(self) -> None:
        """Show the story once more; the same key goes back."""
        if self._asked_back is not None:
            self._return()
        elif self.now[0] is not Beat.STORY:
            self._asked_back, self._at = self._at, 1
            self.fill()

    def _return(self) -> None:
        self._at = self._asked_back or 0
        self._asked_back = None
        self.fill()

    def do_restart(self) -> None:
        """Begin this story again, with no hands counted."""
        self._take_up(self.story)
        self.fill()

    def do_skip_on(self) -> None:
        """Go on to the next story of the list, if there is one."""
        after = self.classroom.after(self.story)
        if after is not None:
            self._take_up(after)
            self.fill()
        else:
            self.tell_key("", "That was the last story. Esc goes back to the list")

    def do_notes(self) -> None:
        """Show or hide the notes."""
        self._notes = not self._notes
        self.fill()

    # Looking further

    def do_what_if(self) -> None:
        """Change an answer of the story, live."""
        from triage.ui.teach.what_if import AnswersToldScreen

        self.app.push_screen(AnswersToldScreen(self.trainer, self.story))

    def do_whole_plan(self) -> None:
        """Show the rules' whole plan."""
        from triage.ui.teach.further import WholePlanScreen

        self.app.push_screen(WholePlanScreen(self.path.plan))

    def do_projector(self) -> None:
        """The key that led here leads back."""
        self.do_close()

    def do_close(self) -> None:
        """Go back to where the trainer was."""
        self.triage.close_page()
