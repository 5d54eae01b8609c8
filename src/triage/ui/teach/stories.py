"""Choosing a story: by topic, by how hard it is, or by lot."""

from __future__ import annotations

from triage.commands import Where
from triage.ui.draw.notices import waiting_drawing
from triage.ui.lines import Bit, Ink
from triage.ui.screens.typing import TypingScreen
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.stories import ALL, Listed, stories_drawing, topics_drawing, unusable_drawing
from triage.ui.teach.page import MadeUp, MadeUpReading
from triage.ui.teach.story import StoryScreen
from triage.ui.widgets.sheet_view import SheetView

LARGEST_DRAW = 999_999


class StoriesScreen(MadeUp, where=Where.STORIES):
    """The list. Enter reads a story; the keys list others, or in another order."""

    place = "practise"

    def __init__(self) -> None:
        super().__init__()
        self._begun = False

    def fill(self) -> None:
        """Show the list, once the stories are read. Where one was asked for, or a room waits, go straight there."""
        super().fill()
        self.classroom.renew()
        self.main.show(self.drawing(), self.main.cursor or self._first(), keep_place=True)
        self._begin()

    def _begin(self) -> None:
        room, stories = self.classroom, self.classroom.stories
        if self._begun or not stories:
            return
        self._begun = True
        if room.lessons.projector:
            self.do_projector()
        elif room.named and len(stories) == 1:
            self.open_row(stories[0].id)

    def rules_changed(self) -> None:
        """The stories were read, or the rules were read again: show what there is now."""
        self.fill()

    def drawing(self) -> Drawing:
        """The list, what is wrong with the files, or that they are being read."""
        room = self.classroom
        if room.problems:
            return unusable_drawing(room.problems)
        if room.trainer is None:
            return waiting_drawing()
        return stories_drawing(
            Listed(
                stories=room.stories,
                topics=room.trainer.rule_set.topics,
                topic=room.topic,
                level=room.level,
                seed=room.seed,
                named=room.named,
                kept=room.lessons.kept,
                tried=frozenset(one.id for one in room.stories if room.tries(one) is not None),
            )
        )

    def _first(self) -> str | None:
        stories = self.classroom.stories
        return stories[0].id if stories else None

    def _listed_anew(self) -> None:
        self.main.show(self.drawing(), self._first())

    # Rows and commands

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Read the story."""
        self.open_row(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Read the story."""
        if message.row:
            self.open_row(message.row)

    def open_row(self, row: str) -> None:
        """Read the story."""
        story = next((one for one in self.classroom.stories if one.id == row), None)
        if story is not None:
            self.app.push_screen(StoryScreen(story))

    def do_topic(self) -> None:
        """Choose a topic."""
        if self.classroom.trainer is not None:
            self.app.push_screen(TopicScreen())

    def do_level(self) -> None:
        """List only those as hard as this, one way after the other."""
        self.classroom.next_level()
        self._listed_anew()

    def do_lot(self) -> None:
        """Draw a new order."""
        self.classroom.draw()
        self._listed_anew()

    def do_same_lot(self) -> None:
        """Ask for the number of a draw."""
        self.app.push_screen(DrawScreen())

    def do_editions(self) -> None:
        """Hold the story the cursor is on against an older edition."""
        story = next((one for one in self.classroom.stories if one.id == self.main.cursor), None)
        if story is not None and self.can("editions"):
            self.triage.open_editions(story)

    def do_projector(self) -> None:
        """Show the story the cursor is on to a room, and those after it."""
        from triage.ui.teach.projector import ProjectorScreen

        stories = self.classroom.stories
        story = next((one for one in stories if one.id == self.main.cursor), stories[0] if stories else None)
        if story is not None and self.classroom.lessons.debrief:
            self.app.push_screen(ProjectorScreen(story))

    def can(self, command_id: str) -> bool:
        """A room that has still to talk is not shown what the rules say."""
        held_back = command_id == "projector" and not self.classroom.lessons.debrief
        return not held_back and super().can(command_id)

    def do_close(self) -> None:
        """Go back to where the person was."""
        self.triage.close_page()


class TopicScreen(MadeUpReading):
    """The topics."""

    place = "which topic"

    def drawing(self) -> Drawing:
        """A row each."""
        room = self.classroom
        titles = room.trainer.rule_set.topics if room.trainer is not None else {}
        return topics_drawing(titles, room.topics(), room.topic)

    def open_row(self, row: str) -> None:
        """List the stories of that topic."""
        self.classroom.only(topic="" if row == ALL else row)
        self.triage.close_page()


class DrawScreen(TypingScreen):
    """The number of a draw, to have its order again."""

    place = "the same draw again"
    hint = "Type the number of the draw, then Enter"
    longest = 6

    def __init__(self) -> None:
        super().__init__()
        self._problem = ""

    def drawing(self) -> Drawing:
        """What it is for, and what was wrong with what was typed."""

        def draw(room: Room) -> Sheet:
            pen = Pen(room.width)
            pen.text("The same number puts the same stories in the same order, here and for everybody else.")
            pen.gap()
            if self._problem:
                pen.text(Bit("There is a problem.  ", Ink.CAUTION), Bit(self._problem, Ink.STRONG))
            return pen.sheet()

        return draw

    def take(self, typed: str) -> None:
        """Draw again by that number."""
        words = typed.strip()
        if words.isascii() and words.isdigit() and int(words) <= LARGEST_DRAW:
            self.triage.classroom_here().draw(int(words))
            self.triage.close_page()
        else:
            self._problem = f"Type a whole number from 0 to {LARGEST_DRAW}."
            self.fill()
