"""The full-screen app: which screen is in front, the rules behind it, and what happens when something goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from triage.ui.guide import AppContext, Guide, RealGuide
from triage.ui.screens.page import Page
from triage.ui.screens.start import StartScreen
from triage.ui.theme import FIRST, PALETTES, next_theme, themes, variables

if TYPE_CHECKING:  # read with the rules, after the first page has been painted
    from triage.rules.model import RuleSet
    from triage.rules.problems import Problem
    from triage.ui.case import Case

__all__ = ["AppContext", "TriageApp", "run_app"]

FINE, RULES_REFUSED, BUG = 0, 3, 5
"""What :func:`run_app` gives back, as in the command line's table of exit codes."""
DANGER = "danger"
ROLE = "role"
WIDE = 120
"""From this many columns on, a second panel stands beside the main one."""
TALL = 32
"""From this many lines on, there is room for a little air."""


def run_app(context: AppContext) -> int:
    """Open the app and stay in it until the person leaves. Gives 0, or 3 when the rules could not be used.

    A fault of the program, or an error of ``context.load`` other than refused rules, closes the app, restores the
    terminal and is raised here. Nothing of it, and no value of a case, is printed by the app.
    """
    app = TriageApp(context)
    try:
        app.run()
    finally:
        if app.guide is not None:
            app.guide.close()
    if app.stopped_by is not None:
        raise app.stopped_by
    return app.return_code or FINE


class TriageApp(App[None], inherit_bindings=False):
    """Shows one screen at a time. Questions, answers and plan take each other's place; pages to read lie over them."""

    CSS_PATH = Path(__file__).with_name("triage.tcss")
    TITLE = "triage"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012

    def __init__(self, context: AppContext, make_guide: Callable[[RuleSet], Guide] | None = None) -> None:
        super().__init__()
        self.context = context
        self._make_guide = make_guide or partial(RealGuide, now=context.now)
        self.guide: Guide | None = None
        self.areas = ""
        self.case: Case | None = None
        self.stopped_by: BaseException | None = None
        self._wanted: Callable[[], None] | None = None
        for theme in themes():
            self.register_theme(theme)
        # Set quietly: a look set aloud has every style worked out twice before the first page is painted.
        self.set_reactive(App.theme, context.theme if context.theme in PALETTES else FIRST)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for the style sheet whatever look a setting may name."""
        return variables(PALETTES[FIRST])

    def get_default_screen(self) -> Screen[None]:
        """The start page."""
        return StartScreen()

    # Rules

    def on_mount(self) -> None:
        """Read the rules as soon as the start page has been painted."""
        self.call_after_refresh(self.run_worker, self._read_rules, thread=True, exit_on_error=False)

    def _read_rules(self) -> None:
        """Read and compile the rules. Runs in a thread, so that the start page shows at once."""
        from triage.rules.problems import RulesRefused

        try:
            guide = self._make_guide(self.context.load())
            areas = self.context.areas()
        except RulesRefused as refused:
            self.call_from_thread(self._refuse, refused.problems)
        except BaseException as error:
            self.call_from_thread(self.stop_with, error)
        else:
            self.call_from_thread(self._take_up, guide, areas)

    def _take_up(self, guide: Guide, areas: str) -> None:
        self.guide, self.areas = guide, areas
        if isinstance(self.screen, Page):
            self.screen.fill()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            wanted()

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        from triage.ui.screens.reading import ProblemsScreen

        self._return_code = RULES_REFUSED
        self.show_screen(ProblemsScreen(problems))

    @property
    def rule_set(self) -> RuleSet | None:
        """The rules, once they are read."""
        return self.guide.rule_set if self.guide is not None else None

    @property
    def rules_words(self) -> str:
        """Which rules are loaded, for the bar at the top."""
        return self.rule_set.version if self.rule_set is not None else ""

    def with_guide(self, act: Callable[[Guide], None]) -> None:
        """Do something that needs the rules: now, or as soon as they are read."""
        if self.guide is not None:
            act(self.guide)
        else:
            self._wanted = lambda: self.with_guide(act)

    # The screens of a worry, which take each other's place

    def show_screen(self, screen: Page) -> None:
        """Put ``screen`` over the start page, in the place of whatever was there."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def begin(self) -> None:
        """Start a new worry, after asking if there are answers to lose."""
        if self.case is not None and self.case.started:
            self._ask("Start again with a new worry?", "Go back to this worry", "Start again", self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self.with_guide(self._begin_with)

    def _begin_with(self, guide: Guide) -> None:
        from triage.ui.case import Case

        self.case = Case(guide)
        self.open_question()

    def go_on(self) -> None:
        """Go on with the worry where it stands: the next question, or the plan."""
        if self.case is not None:
            self.case.forward()
            self.open_question()

    def open_start(self) -> None:
        """Show the start page, which lies under everything."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def open_question(self) -> None:
        """Show the question that is next, or what comes after the last one."""
        from triage.ui.screens.question import QuestionScreen

        if self.case is None:
            return
        if self.case.view.page is None:
            self.after_questions(self.case)
        else:
            self.show_screen(QuestionScreen(self.case))

    def after_questions(self, case: Case) -> None:
        """Nothing is left to ask: the plan; or the list of answers, if that is where a change was begun."""
        if case.returning or case.back_to_list():
            case.forward()
            self.open_answers()
        else:
            case.stop_filling()
            self.open_plan()

    def open_plan(self) -> None:
        """Show the plan."""
        from triage.ui.screens.plan import PlanScreen

        if self.case is not None:
            self.show_screen(PlanScreen(self.case))

    def open_answers(self) -> None:
        """Show every answer."""
        from triage.ui.screens.answers import AnswersScreen

        if self.case is not None:
            self.show_screen(AnswersScreen(self.case))

    def ask_danger(self) -> None:
        """Ask about danger again."""
        if self.case is not None:
            self.case.look_at(DANGER)
            self.open_question()

    def open_fuller(self) -> None:
        """Choose a part of the plan to make fuller."""
        from triage.ui.screens.choosing import FullerScreen

        if self.case is not None:
            self.read(FullerScreen(self.case))

    # Pages to read, which lie over the screen they were opened from

    def read(self, screen: Page) -> None:
        """Put a page over the present one; in its place, when it is of the same kind."""
        if type(self.screen) is type(screen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def close_page(self) -> None:
        """Take away the page that lies on top."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def open_contacts(self) -> None:
        """Show who to ring."""
        self.with_guide(self._open_contacts)

    def _open_contacts(self, guide: Guide) -> None:
        from triage.session.session import Session
        from triage.ui.screens.reading import ContactsScreen

        role, words = self._role(guide)
        view = self.case.view if self.case is not None else guide.view(Session())
        self.read(ContactsScreen(guide.rule_set, guide.contacts(view), role, words))

    def _role(self, guide: Guide) -> tuple[str, str]:
        """The person's role as an option and in words, if they have given it."""
        answer = self.case.view.answers.get(ROLE) if self.case is not None else None
        question = guide.rule_set.questions.get(ROLE)
        if answer is None or question is None or not answer.values:
            return "", ""
        return answer.values[0], question.label(answer.values[0])

    def open_guidance(self) -> None:
        """Open the guidance reader."""
        self.with_guide(self._open_guidance)

    def _open_guidance(self, guide: Guide) -> None:
        from triage.ui.screens.searching import GuidanceScreen

        self.read(GuidanceScreen(guide.rule_set))

    def open_passage(self, anchor: str) -> None:
        """Open one source, at a passage when ``anchor`` names one (``source#passage``)."""
        from triage.ui.screens.reading import SourceScreen

        source = anchor.partition("#")[0]
        if self.guide is not None and source in self.guide.rule_set.sources:
            self.read(SourceScreen(self.guide.rule_set, source, anchor if "#" in anchor else "", self.guide.today()))

    def open_card(self) -> None:
        """Show the emergency card."""
        from triage.ui.screens.reading import CardScreen

        self.read(CardScreen())

    def open_help(self, behind: Page) -> None:
        """Show what can be done on the screen behind."""
        from triage.ui.screens.reading import HelpScreen

        self.read(HelpScreen(behind.place, behind.commands()))

    def open_palette(self, behind: Page) -> None:
        """Search what can be done on the screen behind."""
        from triage.ui.screens.searching import PaletteScreen

        self.read(PaletteScreen(behind))

    def open_blank(self) -> None:
        """Hide everything."""
        from triage.ui.screens.blank import BlankScreen

        self.push_screen(BlankScreen())

    def change_look(self) -> None:
        """Go to the next look."""
        self.theme = next_theme(self.theme)

    # Leaving

    def ask_to_quit(self) -> None:
        """Leave; ask first if there are answers to lose."""
        if self.case is not None and self.case.started:
            self._ask("Leave now?", "Stay", "Leave", self.leave)
        else:
            self.leave()

    def leave(self) -> None:
        """Close the app, with the code for refused rules if they were."""
        self.exit(return_code=RULES_REFUSED if self._return_code == RULES_REFUSED else FINE)

    def _ask(self, about: str, stay: str, go: str, then: Callable[[], None]) -> None:
        from triage.ui.screens.choosing import SureScreen

        self.read(SureScreen(about, stay, go, then))

    # Faults. Textual would print a traceback with the value of every variable: the case. Nothing of it may be shown.

    def stop_with(self, error: BaseException) -> None:
        """Close the app because of ``error``, which :func:`run_app` raises once the terminal is restored."""
        if self.stopped_by is None:
            self.stopped_by = error.error if isinstance(error, WorkerFailed) else error
        self._return_code = BUG
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Textual calls this after an exception nobody caught. Says nothing; the command line does."""
        self.stop_with(self._exception or RuntimeError())

    def panic(self, *renderables: object) -> None:
        """Textual calls this with an error's own words, which may quote a case. They are dropped."""
        del renderables
        self._fatal_error()
