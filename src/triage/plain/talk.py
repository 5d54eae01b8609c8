"""Where a conversation has got to: the session, and what has been written out so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from triage.case.autosave import Autosave
from triage.case.shelf import Desk
from triage.documents.kept import Keep, nowhere
from triage.plain.guide import Guide
from triage.plain.lines import Lines
from triage.plan.model import Plan
from triage.plan.own_view import OwnView
from triage.session.page import Page
from triage.session.session import Session
from triage.session.view import View


@dataclass
class Talk:
    """One person's conversation.

    ``over`` ends it. ``written`` is the page or the plan written out last, so that it is not said twice; None has
    it written again. ``told`` is the plan as the person last heard of it, ``read_out`` as last written in full.
    ``keeper`` saves the case as it is answered, if it is a saved one; ``keep`` writes a form to a file. ``explained``
    is whether the person has been told how to answer, ``shown_menu`` what can be done at the plan. ``own`` is what
    they see differently. ``desk`` opens the shelf of saved cases, and gives None where there is none; it may raise
    CasesError.
    """

    guide: Guide
    lines: Lines
    session: Session = field(default_factory=Session)
    keeper: Autosave | None = None
    desk: Callable[[], Desk | None] | None = None
    own: tuple[OwnView, ...] = ()
    keep: Keep = nowhere
    over: bool = False
    explained: bool = False
    shown_menu: bool = False
    written: object = None
    told: Plan | None = None
    read_out: Plan | None = None

    @property
    def view(self) -> View:
        """What there is to show now."""
        return self.guide.view(self.session)

    def plan(self, view: View) -> Plan:
        """The plan that ``view`` comes to, with what the person sees differently."""
        return self.guide.plan(view, self.own)

    def say(self, text: str = "") -> None:
        """Write one paragraph."""
        self.lines.say(text)

    def read(self, prompt: str = "> ") -> str:
        """The next line typed. When the input has ended the conversation is over and the line is empty."""
        typed = self.lines.read(prompt)
        if typed is None:
            self.over = True
        return typed or ""

    def read_hidden(self, prompt: str) -> str:
        """As :meth:`read`, for what must not be seen, such as a passphrase."""
        typed = self.lines.read_hidden(prompt)
        if typed is None:
            self.over = True
        return typed or ""

    def number(self, page: Page) -> int:
        """Which question this is, counted from 1 in the order they were first answered."""
        asked = [question for question, _ in self.session.entries]
        return (asked.index(page.question) if page.question in asked else len(asked)) + 1
