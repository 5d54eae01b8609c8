"""Follows the rule files while the app runs: a change is checked first, and the last good rules stay until it is good.

A worry that was begun keeps its rules; only new ones use those that came later. Reading and checking go on in a
thread, and nothing on the screen moves but the words at its top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App
from textual.worker import get_current_worker

from triage.policy.watching import Changed
from triage.rules.problems import Problem, RulesRefused, errors_in

if TYPE_CHECKING:
    from triage.rules.model import RuleSet
    from triage.ui.guide import AppContext, Guide, Live


@dataclass(frozen=True)
class News:
    """What the last change of the rule files came to: when it was read, and what is wrong with them (nothing: good).

    ``changed``: there are other rules now than before. ``warnings`` do not keep the rules from being used.
    ``unread``: the files could not even be read.
    """

    at: datetime
    problems: tuple[Problem, ...] = ()
    unread: bool = False
    warnings: tuple[Problem, ...] = ()
    changed: bool = False

    @property
    def broken(self) -> bool:
        """Whether the files cannot be used as they are, so that the last good rules stay in use."""
        return bool(self.problems) or self.unread


class Follows(Protocol):
    """The app, as far as following the files concerns it."""

    context: AppContext

    @property
    def rule_set(self) -> RuleSet | None:
        """The newest good rules."""
        ...

    def take_newer(self, guide: Guide | None, news: News) -> None:
        """Use ``guide`` from now on for new worries; None: stay with the last good rules."""
        ...


class Follower:
    """Looks at the files again and again. ``make_guide`` makes rules fit to be used; it runs in a thread."""

    def __init__(self, app: App[None], following: Follows, live: Live, make_guide: Callable[[RuleSet], Guide]) -> None:
        self._app = app
        self._following = following
        self._live = live
        self._make_guide = make_guide
        self._busy = False
        self._due = False

    def start(self) -> None:
        """Look once in a while from now on."""
        if self._live.every is not None:
            self._app.set_interval(self._live.every, self.look)

    def look(self, *, now: bool = False) -> None:
        """Look once, unless the last look is still going on. ``now``: read the files whether or not they changed."""
        self._due = self._due or now
        if not self._busy:
            self._busy = True
            self._app.run_worker(self._look, thread=True, exit_on_error=False, group="following")

    def _look(self) -> None:
        try:
            changed = self._live.watcher.poll()
            while changed or self._due:
                changed, self._due = Changed(), False
                then = self._read()
                if get_current_worker().is_cancelled:  # the person has left meanwhile
                    return
                self._app.call_from_thread(then)
        finally:
            self._busy = False

    def _read(self) -> Callable[[], None]:
        """What to do about the files as they are now. Runs in a thread."""
        at = self._following.context.now()
        take = self._following.take_newer
        try:
            rule_set = self._following.context.load()
            found = self._live.check()
            wrong = errors_in(found)
            if wrong:
                return partial(take, None, News(at, wrong))
            good = News(at, warnings=tuple(found))
            now = self._following.rule_set
            if now is not None and now.hash == rule_set.hash:  # saved as it was, or changed back
                return partial(take, None, good)
            return partial(take, self._make_guide(rule_set), replace(good, changed=True))
        except RulesRefused as refused:
            return partial(take, None, News(at, errors_in(refused.problems)))
        except Exception:  # whatever is the matter with the files, the worry on the screen goes on
            return partial(take, None, News(at, unread=True))


def told(rule_set: RuleSet, beside: RuleSet | None) -> str:
    """The version of some rules, told apart from others of the same version by the beginning of their hash."""
    same = beside is not None and beside.version == rule_set.version and beside.hash != rule_set.hash
    return f"{rule_set.version} ({rule_set.hash[:6]})" if same else rule_set.version
