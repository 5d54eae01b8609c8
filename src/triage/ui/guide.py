"""All that the screens ask of the rest of the program, in one place: the next page, the plan, and the explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # only names of types; what they name is read in the thread that reads the rules
    from triage.case.autosave import Autosave
    from triage.case.keeping import CaseStore
    from triage.case.rerun import Decides
    from triage.case.shelf import Desk
    from triage.documents.kept import Keep, KeptFile
    from triage.explain.change import Changes
    from triage.explain.nearest import NearMiss
    from triage.plan.model import Plan, PlanContact, PlanStep
    from triage.plan.own_view import OwnView
    from triage.policy.watching import Watcher
    from triage.rules.model import RuleSet
    from triage.rules.problems import Problem
    from triage.rules.vignettes import Bank, Vignette
    from triage.session.session import Session
    from triage.session.view import View
    from triage.training.editions.model import Compared
    from triage.training.model import Marked
    from triage.training.results import Tries


@dataclass(frozen=True)
class Live:
    """How the rule files are followed while the app runs.

    ``check`` gives every problem in the files that matter to the rules loaded, and runs in a thread. ``every`` is how
    many seconds lie between two looks; None: only whoever drives the app by hand looks.
    """

    watcher: Watcher
    check: Callable[[], tuple[Problem, ...]]
    every: float | None = 1.0


@dataclass(frozen=True)
class Door:
    """What the rules workbench needs: the folder the rules are in, and how to follow them while it is open.

    ``sealed``: the rules are those of an installed release, which may be looked at and not changed.

    ``run`` starts an editor with a command and waits for it; None: in this terminal. ``environment`` says which one.
    ``begin`` is the file or folder to begin at, as problems name files. ``first``: open the workbench at once.
    """

    folder: Callable[[], Path]
    live: Callable[[], Live]
    environment: Mapping[str, str]
    run: Callable[[Sequence[str]], int] | None = None
    sealed: Callable[[], bool] = bool
    begin: str = ""
    first: bool = False


@dataclass(frozen=True)
class Shelf:
    """Where saved cases are kept. ``set_up`` makes a place for them, locked with the passphrase it is given, and opens
    it; it raises CasesError, for a passphrase that is too weak as well. None: that cannot be done from here.

    ``is_on``: somebody has set them up here. ``open`` opens them, and calls what it is given for the passphrase only
    when that is needed; it raises CasesError. ``clock`` gives moments that know their time zone, ``chance`` that many
    bytes nobody can guess. ``made_by`` is the name and version of the program. ``desk`` is what this computer can do
    with cases that are open: move, lock and delete them; None: they can only be worked on.
    """

    is_on: Callable[[], bool]
    open: Callable[[Callable[[], str]], CaseStore]
    clock: Callable[[], datetime]
    chance: Callable[[int], bytes]
    made_by: str
    desk: Callable[[CaseStore], Desk] | None = None
    set_up: Callable[[str], CaseStore] | None = None


@dataclass(frozen=True)
class Lessons:
    """What the Teach door needs.

    ``bank`` reads the made-up stories beside some rules, and raises RulesRefused; it runs in a thread. ``draw`` gives a
    number to draw by. ``tell`` is told of every try outside the projector, and gives what is kept of that story;
    ``kept`` says where tries are kept, or nothing. ``chosen`` are the stories asked for by name, in order; none: all of
    them. ``seed`` is the draw that order is of. ``first``: open this door at once. ``projector``: for a room. Without
    ``debrief`` what the rules say is held back, since a room talks first. ``editions`` holds a story against an older
    edition of the rules; it may take a while, and raises NoEditionError.
    """

    bank: Callable[[RuleSet], Bank]
    draw: Callable[[], int]
    tell: Callable[[Marked], Tries | None] | None = None
    kept: str = ""
    chosen: tuple[str, ...] = ()
    seed: int | None = None
    first: bool = False
    projector: bool = False
    debrief: bool = True
    editions: Callable[[Vignette], Compared] | None = None


def _nowhere(name: str, data: bytes) -> KeptFile:
    """Keep no file. What tells so is read when it is told."""
    from triage.documents.kept import nowhere

    return nowhere(name, data)


@dataclass(frozen=True)
class AppContext:
    """What the app is started with.

    ``load`` reads the rules and raises RulesRefused when they cannot be used; it runs in a thread of its own.
    ``opening`` gives just enough of them to show the first page, or nothing; it runs before ``load``.
    ``now`` is the clock. ``areas`` gives a sentence on the local packs that could be added, or nothing; it runs after
    ``load``. ``notice`` gives what the person must be told about the rules, or nothing; it runs after ``load`` too.
    ``theme`` names the look to start with. ``live`` begins to follow the rule files; None: they are read once.
    ``saved`` takes up a saved case under the rules that were read, to go on with; None: nothing is saved.
    ``keep`` writes a file of that name for the person, and gives a sentence that says where, or why not.
    ``door`` leads to the rules workbench; None: there is none. ``cases`` leads to the saved cases; None: likewise.
    ``lessons`` leads to the made-up stories; None: likewise.
    """

    load: Callable[[], RuleSet]
    now: Callable[[], datetime]
    areas: Callable[[], str] = str
    theme: str = ""
    opening: Callable[[], RuleSet | None] = lambda: None
    notice: Callable[[], str] = str
    live: Callable[[], Live] | None = None
    saved: Callable[[RuleSet], Autosave] | None = None
    keep: Keep = _nowhere
    door: Door | None = None
    cases: Shelf | None = None
    lessons: Lessons | None = None


class Guide(Protocol):
    """Loaded rules with everything that can be asked of them."""

    rule_set: RuleSet

    def today(self) -> date:
        """The day it is now."""
        ...

    def view(self, session: Session) -> View:
        """This moment of the interview."""
        ...

    def plan(self, view: View, own: Sequence[OwnView] = ()) -> Plan:
        """The plan for the answers so far, with what the person sees differently."""
        ...

    def to_ask(self, view: View) -> tuple[PlanStep, ...]:
        """Whom to talk to before doing less than the plan."""
        ...

    def fill(self, view: View, text: str) -> str:
        """``text`` with its word slots filled for this person."""
        ...

    def contacts(self, view: View) -> Mapping[str, PlanContact]:
        """Every contact as it may be shown today, by id."""
        ...

    def nearest(self, view: View) -> tuple[NearMiss, ...]:
        """The rules that came nearest to making it more urgent."""
        ...

    def decides(self, wanted: str) -> Decides | None:
        """What decides under the rules with this hash; None when they are not those in use."""
        ...

    def close(self) -> None:
        """Let go of the engine."""
        ...

    def changes(self, view: View) -> Changes:
        """The smallest changes of answers that would make it more and less urgent."""
        ...


class RealGuide:
    """The guide over the real interview. Made in a thread, since reading the engine's own library takes a while."""

    def __init__(
        self, rule_set: RuleSet, now: Callable[[], datetime], *, opening: bool = False, notice: Callable[[], str] = str
    ) -> None:
        """``opening``: the rules are only enough for the first page, so the engine is not needed yet.

        ``notice`` gives what is told with every plan, or nothing.
        """
        from triage.engine.decide import Decider, build_decider
        from triage.engine.evaluate import Evaluator
        from triage.session.interview import Interview
        from triage.session.session import Session

        self.rule_set = rule_set
        self._now = now
        self._notice = notice
        self._decider = Decider(rule_set, None) if opening else build_decider(rule_set)
        self._evaluator = Evaluator(rule_set)
        self._interview = Interview(rule_set, self._decider)
        self._opening = opening
        self.view(Session())

    def today(self) -> date:
        """The day it is now."""
        return self._now().date()

    def view(self, session: Session) -> View:
        """This moment of the interview."""
        view = self._interview.view(session)
        # How many questions are left is not known from the first page alone.
        return replace(view, page=replace(view.page, about_left=0)) if self._opening and view.page else view

    def plan(self, view: View, own: Sequence[OwnView] = ()) -> Plan:
        """The plan for the answers so far, with what the person sees differently."""
        from triage.plan.build import with_notice
        from triage.plan.own_plan import own_plan

        return with_notice(own_plan(self.rule_set, view.decision, view.answers, self._now(), own), self._notice())

    def to_ask(self, view: View) -> tuple[PlanStep, ...]:
        """Whom to talk to before doing less than the plan."""
        from triage.plan.own_plan import people_to_ask

        return people_to_ask(self.rule_set, view.decision, view.answers, self._now())

    def fill(self, view: View, text: str) -> str:
        """``text`` with its word slots filled for this person."""
        from triage.plan.slots import Slots

        return Slots(self.rule_set, view.answers, view.decision.applies).fill(text)

    def contacts(self, view: View) -> Mapping[str, PlanContact]:
        """Every contact as it may be shown today, by id."""
        from triage.plan.contacts import plan_contact
        from triage.plan.slots import Slots

        slots = Slots(self.rule_set, view.answers, view.decision.applies)
        contacts = self.rule_set.contacts.values()
        return {contact.id: plan_contact(contact, slots, self.today()) for contact in contacts}

    def nearest(self, view: View) -> tuple[NearMiss, ...]:
        """The rules that came nearest to making it more urgent. May run in a thread."""
        from triage.explain.nearest import nearest

        return nearest(self.rule_set, self._evaluator, view.answers, view.decision.urgency)

    def changes(self, view: View) -> Changes:
        """The smallest changes of answers that would make it more and less urgent. May run in a thread."""
        from triage.explain.change import what_would_change

        return what_would_change(self.rule_set, self._evaluator, view.answers)

    def decides(self, wanted: str) -> Decides | None:
        """What decides under the rules with this hash; None when they are not those in use."""
        return self._decider if wanted == self.rule_set.hash else None

    def close(self) -> None:
        """Let go of the engine."""
        self._decider.close()
