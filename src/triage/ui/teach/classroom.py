"""What stays while pages of the Teach door come and go: the stories, the order they are in, and the tries at them.

Nothing here is written to a disk. Whoever opened the app is told of each try, and may keep it where asked to. Nothing
here knows of the worry that is worked on either, so no answer of a story can come into it.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from triage.engine.decide import Decider, build_decider
from triage.rules.problems import Problem, RulesRefused
from triage.rules.vignettes import DIFFICULTIES, Vignette
from triage.training.model import Marked
from triage.training.path import Trainer
from triage.training.pick import in_random_order, those
from triage.training.results import Results, Tries
from triage.ui.guide import Lessons

if TYPE_CHECKING:
    from triage.ui.app import TriageApp

LEVELS = ("", *DIFFICULTIES)


class Classroom:
    """The state of the Teach door. Reading goes on in a thread; the page in front is told when it is done.

    ``problems`` are those of the story files, if they cannot be used. ``topic`` and ``level`` say which stories are
    listed (empty: all), ``seed`` is the draw their order is of (None: the order of the files).
    ``to_room``: a room is looking, so that each key pressed is shown.
    """

    def __init__(self, app: TriageApp, lessons: Lessons) -> None:
        self._app = app
        self.lessons = lessons
        self.trainer: Trainer | None = None
        self.problems: tuple[Problem, ...] = ()
        self.topic = ""
        self.level = ""
        self.seed = lessons.seed
        self._chosen = lessons.chosen
        self._results = Results("", ("", ""))
        self._tries: dict[str, Tries] = {}
        self._decider: Decider | None = None
        self._reading = False
        self._known = ""
        self.to_room = False

    # The rules and the stories

    def renew(self) -> None:
        """Take up the newest good rules with their stories, if they are not here already."""
        guide = self._app.guide
        if guide is not None and not self._reading and guide.rule_set.hash != self._known:
            self._reading, self._known = True, guide.rule_set.hash
            self._app.run_worker(self._read, thread=True, exit_on_error=False, group="stories")

    def look_again(self) -> None:
        """Stories that could not be used may have been mended since: read them again when next asked for."""
        if self.problems:
            self._known = ""

    def _read(self) -> None:
        guide = self._app.guide
        if guide is None:
            self._reading = False
            return
        problems: tuple[Problem, ...] = ()
        decider: Decider | None = None
        trainer: Trainer | None = None
        try:
            bank = self.lessons.bank(guide.rule_set)
            decider = build_decider(guide.rule_set)
            trainer = Trainer(guide.rule_set, decider, bank, self._app.context.now())
        except RulesRefused as refused:
            problems = refused.problems
        finally:
            self._reading = False
        if not get_current_worker().is_cancelled:
            self._app.call_from_thread(partial(self._take, trainer, decider, problems))

    def _take(self, trainer: Trainer | None, decider: Decider | None, problems: tuple[Problem, ...]) -> None:
        from triage.ui.screens.page import Page

        self.close()
        self.trainer, self._decider, self.problems = trainer, decider, problems
        if isinstance(self._app.screen, Page):
            self._app.screen.rules_changed()

    def close(self) -> None:
        """Let go of the engine."""
        if self._decider is not None:
            self._decider.close()
            self._decider = None

    # Which stories, in which order

    @property
    def stories(self) -> tuple[Vignette, ...]:
        """The stories listed, in order."""
        if self.trainer is None:
            return ()
        every = self.trainer.bank.vignettes
        if self._chosen:
            by_id = {one.id: one for one in every}
            return tuple(by_id[name] for name in self._chosen if name in by_id)
        found = those(every, self.topic, self.level)
        # By lot, for practice: nothing secret hangs on it.
        return found if self.seed is None else in_random_order(found, Random(self.seed))  # noqa: S311

    @property
    def named(self) -> bool:
        """Whether the stories were asked for one by one, so that there is nothing to choose among."""
        return bool(self._chosen)

    def topics(self) -> dict[str, int]:
        """Every topic that has stories, with how many."""
        every = self.trainer.bank.vignettes if self.trainer is not None else ()
        names = self.trainer.rule_set.topics if self.trainer is not None else ()
        found = {name: sum(name in one.topics for one in every) for name in names}
        return {name: number for name, number in found.items() if number}

    def only(self, *, topic: str | None = None, level: str | None = None) -> None:
        """List only the stories of a topic, or only those as hard as this; empty: all."""
        self._chosen = ()
        self.topic = self.topic if topic is None else topic
        self.level = self.level if level is None else level

    def next_level(self) -> None:
        """Go on to the next way of limiting how hard they are."""
        self.only(level=LEVELS[(LEVELS.index(self.level) + 1) % len(LEVELS)])

    def draw(self, seed: int | None = None) -> None:
        """Put the stories in an order drawn by lot: a new one, or that of ``seed``."""
        self._chosen = ()
        self.seed = self.lessons.draw() if seed is None else seed

    def after(self, story: Vignette, step: int = 1) -> Vignette | None:
        """The next story of the list; None after the last."""
        names = [one.id for one in self.stories]
        place = names.index(story.id) + step if story.id in names else 0
        return self.stories[place] if 0 <= place < len(names) else None

    def place_of(self, story: Vignette) -> tuple[int, int]:
        """The number of a story in the list, and how many there are; the first of one when it is not in it."""
        names = [one.id for one in self.stories]
        return (names.index(story.id) + 1, len(names)) if story.id in names else (1, 1)

    # Tries

    def tried(self, marked: Marked) -> Tries:
        """Note one try, and tell whoever keeps them. Gives the first, best and last at this story."""
        self._results = self._results.with_try(marked)
        kept = self.lessons.tell(marked) if self.lessons.tell is not None else None
        self._tries[marked.vignette] = kept or self._results.stories[marked.vignette]
        return self._tries[marked.vignette]

    def tries(self, story: Vignette) -> Tries | None:
        """The tries at a story: those kept, and those since the app was opened."""
        return self._tries.get(story.id)
