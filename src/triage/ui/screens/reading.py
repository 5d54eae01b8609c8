"""Pages that are only read: they lie over the screen they were opened from, and Esc closes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from triage.commands import Command, Where
from triage.plan.model import PlanContact, PlanStep
from triage.rules.model import RuleSet
from triage.rules.problems import Problem
from triage.ui.case import Case
from triage.ui.draw.contacts import contacts_drawing
from triage.ui.draw.guidance import source_drawing
from triage.ui.draw.notices import card_drawing, help_drawing, problems_drawing, waiting_drawing
from triage.ui.draw.why import change_drawing, why_drawing, why_not_drawing
from triage.ui.screens.page import Page
from triage.ui.sheet import Drawing, Room
from triage.ui.widgets.sheet_view import SheetView


class ReadingScreen(Page, where=Where.READING):
    """One drawing to read. Rows, where there are any, are passages to open."""

    own: ClassVar[str] = ""
    """The command that opens this very page, which is not offered on it."""

    def drawing(self) -> Drawing:
        """What is shown."""
        raise NotImplementedError

    def can(self, command_id: str) -> bool:
        """Whether this page carries out the command."""
        return command_id != self.own and super().can(command_id)

    def fill(self) -> None:
        """Show it from the top, or where the person was."""
        super().fill()
        self.main.show(self.drawing(), self.main.cursor or self.first(), keep_place=True)

    def first(self) -> str | None:
        """Where the cursor starts: on the first row, if there is one."""
        rows = self.drawing()(Room(80, 24)).rows
        return rows[0].id if rows else None

    def do_close(self) -> None:
        """Go back to where the person was."""
        self.triage.close_page()

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Open the passage."""
        self.pick_row(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Open the passage."""
        if message.row:
            self.open_row(message.row)

    def pick_row(self, row: str) -> None:
        """What Space or a click on a row does: the same as Enter, unless a screen says otherwise."""
        self.open_row(row)

    def open_row(self, row: str) -> None:
        """What picking a row does. Nothing, unless a screen says otherwise."""


class CardScreen(ReadingScreen):
    """The emergency card."""

    place = "emergency card"

    def drawing(self) -> Drawing:
        """The card in the code."""
        return card_drawing()

    def do_card(self) -> None:
        """The key that opened it closes it too."""
        self.do_close()


class ProblemsScreen(ReadingScreen):
    """Shown in place of everything else when the rules cannot be used."""

    place = "the rules cannot be used"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def drawing(self) -> Drawing:
        """The card, then the problems."""
        return problems_drawing(self._problems)

    def fill(self) -> None:
        """Tell what is wrong; once nothing is, go on as if it had never been."""
        if self.triage.guide is not None:
            self.call_next(self.triage.recover)
            return
        news = self.triage.news
        self._problems = news.problems if news is not None and news.problems else self._problems
        super().fill()

    def rules_changed(self) -> None:
        """Tell how it is now."""
        self.fill()

    def do_close(self) -> None:
        """There is nothing behind this page: leave."""
        self.triage.ask_to_quit()


class HelpScreen(ReadingScreen):
    """Keys and what they do, on the screen help was asked from."""

    place = "help"

    def __init__(self, about: str, commands: Sequence[Command]) -> None:
        super().__init__()
        self._about = about
        self._commands = commands

    def drawing(self) -> Drawing:
        """The commands."""
        return help_drawing(self._about, self._commands)

    def do_help(self) -> None:
        """The key that opened it closes it too."""
        self.do_close()


class WhyScreen(ReadingScreen):
    """Why one line of the plan is there."""

    place = "why this line"

    def __init__(self, step: PlanStep) -> None:
        super().__init__()
        self._step = step

    def drawing(self) -> Drawing:
        """The reasons."""
        return why_drawing(self._step)

    def open_row(self, row: str) -> None:
        """Open the passage."""
        self.triage.open_passage(row)


class WorkedOutScreen(ReadingScreen):
    """Something that takes a moment to work out: done in a thread, so that every key still works meanwhile."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self._found: Drawing | None = None

    def drawing(self) -> Drawing:
        """What was found, once it is."""
        return self._found or waiting_drawing()

    def on_mount(self) -> None:
        """Begin to look."""
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        found = self.work_out()
        self.app.call_from_thread(self._show, found)

    def _show(self, found: Drawing) -> None:
        self._found = found
        if self.is_current:
            self.fill()

    def work_out(self) -> Drawing:
        """Find it. Runs in a thread."""
        raise NotImplementedError


class WhyNotScreen(WorkedOutScreen):
    """Why it is not more urgent."""

    place = "why not more urgent"

    def work_out(self) -> Drawing:
        """The nearest rules."""
        return why_not_drawing(self.case.guide.nearest(self.case.view), self.case.guide.rule_set)


class ChangeScreen(WorkedOutScreen):
    """What would change it."""

    place = "what would change it"

    def work_out(self) -> Drawing:
        """The smallest changes."""
        return change_drawing(self.case.guide.changes(self.case.view), self.case.guide.rule_set)


class ContactsScreen(ReadingScreen):
    """Who to ring."""

    place = "contacts"
    own = "contacts"

    def __init__(self, rule_set: RuleSet, ready: Mapping[str, PlanContact], role: str, role_words: str) -> None:
        super().__init__()
        self._drawing = contacts_drawing(rule_set, ready, role, role_words)

    def drawing(self) -> Drawing:
        """All contacts."""
        return self._drawing


class SourceScreen(ReadingScreen):
    """One source of guidance, opened at a passage."""

    place = "guidance"

    def __init__(self, rule_set: RuleSet, source_id: str, anchor: str, today: date) -> None:
        super().__init__()
        source = rule_set.sources[source_id]
        newer = rule_set.sources.get(source.superseded_by)
        self._drawing = source_drawing(source, today, newer.title if newer else "")
        self._anchor = anchor

    def drawing(self) -> Drawing:
        """The source with all its passages."""
        return self._drawing

    def first(self) -> str | None:
        """Start at the passage asked for, or at the top."""
        return self._anchor or None
