"""One story: read it, choose, see where you and the rules part, and try again from there."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.widget import Widget
from textual.worker import get_current_worker

from triage.commands import Where
from triage.rules.vignettes import Vignette
from triage.training.changed import what_would_have_changed
from triage.training.choosing import CERTAIN, GUESS, choice_of, kept_up_to_parting
from triage.training.mark import mark
from triage.training.model import Marked, Part
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.training.results import Tries
from triage.training.words import HELD_BACK
from triage.ui.draw.question import NUMBER
from triage.ui.screens.question import number_after
from triage.ui.sheet import Drawing
from triage.ui.teach.draw.asking import Attempt, part_drawing, story_drawing
from triage.ui.teach.draw.debrief import AGAIN, NEXT, Debrief, debrief_drawing
from triage.ui.teach.page import MadeUp
from triage.ui.widgets.sheet_view import SheetView, SideView

READING, ASKING, DEBRIEF, HELD = "reading", "asking", "debrief", "held back"
_STEP = 10
"""How much Left and Right change how sure somebody is, in per cent."""
_BOTH = 144
"""From this many columns on, the story stands beside both paths of the debrief."""
_AFTER = ("try-again", "what-if", "whole-plan", "discuss", "editions")
"""What is only there after the debrief, so that nothing is given away."""


class StoryScreen(MadeUp, where=Where.STORY):
    """Goes through one story page by page. Nothing is picked beforehand, and going back loses nothing."""

    def __init__(self, story: Vignette) -> None:
        super().__init__()
        self._take_up(story)

    def _take_up(self, story: Vignette) -> None:
        """Begin a story."""
        self.story = story
        self.stage = READING
        self._part: Part | None = Part.URGENCY
        self._picked: dict[Part, str] = {}
        self._typed = ""
        self._problem = ""
        self._marked: Marked | None = None
        self._tries: Tries | None = None
        self._change: tuple[str, ...] | None = None

    @property
    def trainer(self) -> Trainer:
        """The rules that mark."""
        trainer = self.classroom.trainer
        if trainer is None:
            raise LookupError("The stories are not read yet.")
        return trainer

    def middle(self) -> Iterator[Widget]:
        """The page, and the story beside the questions where it is wide."""
        yield SheetView(id="main")
        yield SideView(id="side")

    # What is shown

    def fill(self) -> None:
        """Show the page."""
        number, of = self.classroom.place_of(self.story)
        self.place = f"practise: story {number} of {of}" if of > 1 else "practise"
        super().fill()
        self._show(keep=True)

    def _show(self, cursor: str | None = None, *, keep: bool = False) -> None:
        both = self.stage == DEBRIEF and self.app.size.width >= _BOTH
        self.set_class(self.stage == ASKING or both, "-beside")
        self.main.show(self.drawing(), cursor or (self.main.cursor if keep else self._first()), keep_place=keep)
        number, of = self.classroom.place_of(self.story)
        self.query_one("#side", SheetView).show(story_drawing(self.story, number, of))

    def drawing(self) -> Drawing:
        """The story, a question, or the debrief."""
        number, of = self.classroom.place_of(self.story)
        if self.stage == DEBRIEF and self._marked is not None and self._tries is not None:
            last = self.classroom.after(self.story) is None
            rules = self.trainer.rule_set
            return debrief_drawing(Debrief(self.story, self._marked, rules, self._tries, self._change, last))
        if self.stage == READING:
            return story_drawing(self.story, number, of, foot="When you have read it: Enter.")
        if self.stage == HELD:
            return story_drawing(self.story, number, of, foot=f"{HELD_BACK} Enter: the next story.")
        return part_drawing(self._attempt(number, of))

    def _attempt(self, number: int, of: int) -> Attempt:
        picked = self._picked.get(self._part, "") if self._part is not None else ""
        offered = offer(self.trainer, self.story)
        beside = self.has_class("-wide")
        return Attempt(self.story, number, of, offered, self._part, picked, self._typed, self._problem, beside)

    def _first(self) -> str | None:
        if self.stage == DEBRIEF and self._marked is not None:
            return NEXT if self._marked.agrees else AGAIN
        return NUMBER if self.stage == ASKING and self._part is None else None

    def on_resize(self) -> None:
        """The story moves beside the question, or away from there."""
        if self.is_current and self.is_mounted:
            self.call_after_refresh(self._show, keep=True)

    def can(self, command_id: str) -> bool:
        """What gives something away is only there after the debrief."""
        if command_id in ("choose", "back", "story"):
            asking = self.stage == ASKING
            return asking and (command_id != "choose" or self._part is not None)
        if command_id == "continue" and self.stage == DEBRIEF:
            return False
        if command_id in _AFTER and self.stage != DEBRIEF:
            return False
        if command_id == "projector" and not self.classroom.lessons.debrief:
            return False
        if command_id == "try-again":
            return self._marked is not None and not self._marked.agrees
        if command_id == "discuss":
            return bool(self.story.discuss)
        return super().can(command_id)

    def digits(self) -> int:
        """As many as there are choices."""
        return len(offer(self.trainer, self.story).parts[self._part]) if self._part is not None else 9

    # Picking

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Pick a choice, or do what a row of the debrief says."""
        if message.view is not self.main:
            return
        if self.stage == DEBRIEF:
            self._open(message.row)
        elif self._part is not None:
            self._picked[self._part] = message.row
            self._problem = ""
            self._show(message.row, keep=True)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Go on. Enter on a choice, while none is picked, picks it first."""
        if message.view is not self.main:
            return
        if self.stage == DEBRIEF:
            self._open(message.row or NEXT)
            return
        if self.stage == ASKING and self._part is not None and message.row:
            self._picked.setdefault(self._part, message.row)
        self.do_continue()

    def _open(self, row: str) -> None:
        if row == AGAIN:
            self.do_try_again()
        elif row == NEXT:
            self.do_next_story()
        else:
            self.triage.open_passage(row.split(" ")[0])

    def on_key(self, event: events.Key) -> None:
        """Type how sure, or change it by tens."""
        if self.stage != ASKING or self._part is not None:
            return
        typed = self._sure_after(event)
        if typed is not None:
            event.stop()
            event.prevent_default()
            self._typed, self._problem = typed, ""
            self._show(NUMBER, keep=True)

    def _sure_after(self, event: events.Key) -> str | None:
        if event.key in ("left", "right"):
            step = _STEP if event.key == "right" else -_STEP
            return str(max(GUESS, min(CERTAIN, int(self._typed or 0) + step)))
        return number_after(self._typed, event)

    # Going on and back

    def do_continue(self) -> None:
        """Keep what is picked, and go on to the next page."""
        if self.stage == HELD:
            self.do_next_story()
        elif self.stage == READING:
            self._ask(self._part)
        elif self.stage == ASKING and self._part is None:
            self._finish()
        elif self.stage == ASKING and self._part is not None:
            if self._part not in self._picked:
                self._problem = "Choose one of the lines. If you cannot decide, choose what you would do now."
                self._show(keep=True)
                return
            after = list(Part)[list(Part).index(self._part) + 1 :]
            self._ask(next(iter(after), None))

    def _ask(self, part: Part | None) -> None:
        self.stage, self._part, self._problem = ASKING, part, ""
        self.main.cursor = None
        self.fill_anew()

    def fill_anew(self) -> None:
        """Show the page from its top, with its own keys."""
        super().fill()
        self._show()

    def _finish(self) -> None:
        """Mark the choice, once how sure is told."""
        if not self._typed or not GUESS <= int(self._typed) <= CERTAIN:
            self._problem = f"Type a whole number from {GUESS} to {CERTAIN}."
            self._show(keep=True)
            return
        self._marked = mark(self.trainer, self.story, choice_of(self._picked, int(self._typed)))
        self._tries = self.classroom.tried(self._marked)
        if not self.classroom.lessons.debrief:
            self.stage = HELD
            self.fill_anew()
            return
        self._change = None if not self._marked.agrees else ()
        self.stage = DEBRIEF
        self.fill_anew()
        if self._change is None:
            marked, trainer = self._marked, self.trainer
            self.run_worker(lambda: self._look(trainer, marked), thread=True, exit_on_error=False, group="changed")

    def _look(self, trainer: Trainer, marked: Marked) -> None:
        """What would have changed it. Runs in a thread: it takes a moment."""
        change = what_would_have_changed(trainer, marked)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._tell, marked, change)

    def _tell(self, marked: Marked, change: tuple[str, ...]) -> None:
        if marked is self._marked:
            self._change = change
            if self.is_current:
                self._show(keep=True)

    def do_back(self) -> None:
        """Go back a page; from the first question to the story."""
        if self.stage != ASKING:
            return
        before = [*Part][: list(Part).index(self._part)] if self._part is not None else [*Part]
        if before:
            self._ask(before[-1])
        else:
            self.do_story()

    def do_story(self) -> None:
        """Show the story again. Enter goes on where the person was."""
        if self.stage == ASKING:
            self.stage = READING
            self.fill_anew()

    def do_try_again(self) -> None:
        """Choose again from where the paths part."""
        if self.stage == DEBRIEF and self._marked is not None and not self._marked.agrees:
            self._picked = kept_up_to_parting(self._marked)
            self._typed = ""
            self._ask(self._marked.divergence.part if self._marked.divergence is not None else None)

    def do_next_story(self) -> None:
        """Go on to the next story; after the last, back to the list."""
        after = self.classroom.after(self.story)
        if after is None:
            self.triage.close_page()
        else:
            self._take_up(after)
            self.fill_anew()

    # Looking further

    def do_what_if(self) -> None:
        """Change an answer of the story."""
        from triage.ui.teach.what_if import AnswersToldScreen

        if self.stage == DEBRIEF:
            self.app.push_screen(AnswersToldScreen(self.trainer, self.story))

    def do_whole_plan(self) -> None:
        """Show the rules' whole plan."""
        from triage.ui.teach.further import WholePlanScreen

        if self.stage == DEBRIEF:
            self.app.push_screen(WholePlanScreen(self.trainer.path(self.story).plan))

    def do_editions(self) -> None:
        """Hold the story against an older edition."""
        if self.stage == DEBRIEF:
            self.triage.open_editions(self.story)

    def do_discuss(self) -> None:
        """Show the questions to discuss."""
        from triage.ui.teach.further import DiscussScreen

        if self.stage == DEBRIEF and self.story.discuss:
            self.app.push_screen(DiscussScreen(self.story))

    def do_projector(self) -> None:
        """Show this story to a room."""
        from triage.ui.teach.projector import ProjectorScreen

        if self.classroom.lessons.debrief:
            self.app.push_screen(ProjectorScreen(self.story))

    def do_close(self) -> None:
        """Go back to the list."""
        self.triage.close_page()
