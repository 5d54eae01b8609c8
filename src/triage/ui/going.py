"""Going from screen to screen: the screens of a worry take each other's place, pages to read lie over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from triage.ui.guide import AppContext, Guide
from triage.ui.screens.page import Page
from triage.ui.screens.start import StartScreen
from triage.ui.theme import next_theme

if TYPE_CHECKING:  # read with the rules, after the first page has been painted
    from triage.case.autosave import Autosave
    from triage.rules.model import RuleSet
    from triage.ui.case import Case
    from triage.ui.following import News

FINE, RULES_REFUSED, BUG, INTERRUPTED, TOLD_TO_END = 0, 3, 5, 130, 143
"""How the app can end, as in the command line's table of exit codes."""
DANGER = "danger"
ROLE = "role"


class Going(App[None], inherit_bindings=False):
    """The part of the app that knows which screen comes next. ``case`` is the worry being worked on, if any."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.guide: Guide | None = None
        self.opening: Guide | None = None
        self.case: Case | None = None
        self.areas = ""
        self.notice = ""
        self.news: News | None = None
        self._wanted: Callable[[], None] | None = None

    def get_default_screen(self) -> Screen[None]:
        """The start page."""
        return StartScreen()

    @property
    def rule_set(self) -> RuleSet | None:
        """The rules, once they are read."""
        return self.guide.rule_set if self.guide is not None else None

    def take_up(self, guide: Guide) -> None:
        """Use these rules from now on. A worry begun on the first page goes on under them with what it has."""
        self.guide = guide
        if self.case is not None and self.case.guide is self.opening:
            self.case.guide = guide

    def resume(self, guide: Guide, keeper: Autosave) -> None:
        """Go on with a saved case where it was left."""
        from triage.ui.case import Case

        self._work_on(Case(guide, keeper))

    def take_newer(self, guide: Guide | None, news: News) -> None:
        """Use ``guide`` for new worries from now on; None: the last good rules stay.

        A worry that was begun keeps its own.
        """
        self.news = news
        if guide is not None:
            old, self.guide = self.guide, guide
            if old is not None and (self.case is None or self.case.guide is not old):
                old.close()
        if isinstance(self.screen, Page):
            self.screen.rules_changed()

    @property
    def in_use(self) -> Guide | None:
        """The rules of the worry being worked on; without one, the newest."""
        return self.case.guide if self.case is not None and self.guide is not None else self.guide

    @property
    def rules_notice(self) -> bool:
        """Whether the files say something else by now than the rules that are in use here."""
        if self.case is not None and self.case.told:
            return True
        broken = self.news is not None and self.news.broken
        return broken or (self.guide is not None and self.in_use is not self.guide)

    @property
    def rules_words(self) -> str:
        """For the bar at the top: whether a saved case is saved, else which rules are loaded and whether the files say
        something else by now."""
        guide = self.in_use or self.opening
        if guide is None:
            return ""
        if self.case is not None and self.case.saved_words:
            return self.case.saved_words
        if self.news is not None and self.news.broken:
            return "a rule file has a problem: the last good rules stay"
        if self.guide is not None and guide is not self.guide:
            return f"rules changed: new worries use {_told(self.guide.rule_set, guide.rule_set)}"
        return guide.rule_set.version

    def with_guide(self, act: Callable[[Guide], None]) -> None:
        """Do something that needs the rules of the present worry: now, or as soon as they are read."""
        if self.in_use is not None:
            act(self.in_use)
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
        if self.case is not None and self.case.to_lose:
            self.ask_first("Start again with a new worry?", "Go back to this worry", "Start again", self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        """The first page may be shown before all the rules are read; it cannot be left before."""
        guide = self.guide or self.opening
        if guide is not None:
            self._begin_with(guide)
        else:
            self._wanted = self._begin

    def _begin_with(self, guide: Guide) -> None:
        from triage.ui.case import Case

        self._work_on(Case(guide))

    def _work_on(self, case: Case) -> None:
        """Take up ``case`` in the place of the one worked on, whose rules are let go if nothing else uses them."""
        left = self.case.guide if self.case is not None else None
        self.case = case
        if left is not None and left not in (case.guide, self.guide, self.opening):
            left.close()
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
        """Show the question that is next; after a change the list of answers; when nothing is left to ask, the plan."""
        from triage.ui.screens.question import QuestionScreen

        if self.case is None:
            return
        if self.case.back_to_list():
            self.open_answers()
        elif self.case.view.page is None:
            self.case.stop_filling()
            self.open_plan()
        elif isinstance(self.screen, QuestionScreen) and self.screen.case is self.case:
            self.screen.fill()
        else:
            self.show_screen(QuestionScreen(self.case))

    def open_plan(self) -> None:
        """Show the plan."""
        self.with_guide(self._open_plan)

    def _open_plan(self, _guide: Guide) -> None:
        from triage.ui.screens.plan import PlanScreen

        if self.case is not None:
            self.show_screen(PlanScreen(self.case))

    def open_answers(self) -> None:
        """Show every answer."""
        self.with_guide(self._open_answers)

    def _open_answers(self, _guide: Guide) -> None:
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

    def open_forms(self) -> None:
        """Choose a form or letter to fill."""
        from triage.ui.screens.forms import FormsScreen

        if self.case is not None:
            self.read(FormsScreen(self.case))

    def open_differing(self) -> None:
        """Choose what is seen differently."""
        self.with_guide(self._open_differing)

    def _open_differing(self, _guide: Guide) -> None:
        from triage.ui.screens.differing import DifferScreen

        if self.case is not None:
            self.read(DifferScreen(self.case))

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
        guide = self.in_use
        if guide is not None and source in guide.rule_set.sources:
            self.read(SourceScreen(guide.rule_set, source, anchor if "#" in anchor else "", guide.today()))

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

    def open_files(self) -> None:
        """Show how the rule files stand."""
        from triage.ui.screens.files import FilesScreen

        self.read(FilesScreen())

    def change_look(self) -> None:
        """Go to the next look."""
        self.theme = next_theme(self.theme)

    # Leaving

    def ask_to_quit(self) -> None:
        """Leave; ask first if there are answers to lose."""
        if self.case is not None and self.case.to_lose:
            self.ask_first("Leave now?", "Stay", "Leave", self.leave)
        else:
            self.leave()

    def leave(self) -> None:
        """Close the app, with the code for refused rules if they were."""
        self.exit(return_code=RULES_REFUSED if self._return_code == RULES_REFUSED else FINE)

    def ask_first(self, about: str, stay: str, go: str, then: Callable[[], None]) -> None:
        """Ask before something is lost. Staying comes first."""
        from triage.ui.screens.choosing import SureScreen

        self.read(SureScreen(about, stay, go, then))


def _told(rule_set: RuleSet, beside: RuleSet) -> str:
    from triage.ui.following import told

    return told(rule_set, beside)
