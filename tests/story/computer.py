"""A computer of a story: saved cases on a disk, a clock that is moved, the app opened each day and driven by real keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from store.keeping_cases import LIGHT, PASSPHRASE, new_place
from triage.case.keeping import CaseStore
from triage.case.shelf import Desk
from triage.cli.case_desk import CaseDesk
from triage.cli.settings import Settings
from triage.documents.kept import KeptFile
from triage.locate import data_folder
from triage.rules.answers import NOT_SURE
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.store.cases import SavedCases
from triage.store.opening import open_cases
from triage.ui.app import AppContext, TriageApp
from triage.ui.guide import Shelf
from ui.driving import Driver

LONDON = ZoneInfo("Europe/London")
ROOT = Path(__file__).parents[2]
MOST = 80
"""Keys pressed in search of a line before giving up."""


@cache
def shipped() -> RuleSet:
    """The rules as they are shipped, on a day they are in force."""
    return load(data_folder(), ["england"], date(2026, 11, 27))


def at(text: str) -> datetime:
    """A moment in England."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@dataclass
class Computer:
    """Where the story is played. ``seen`` is called with a name whenever a screen is to be looked at.

    ``written`` has the papers that were saved, by the name of their file.
    """

    folder: Path
    size: tuple[int, int] = (80, 24)
    seen: Callable[[str, TriageApp], None] = lambda _name, _app: None
    clock: datetime = field(default_factory=lambda: at("2026-05-22T15:50"))
    written: dict[str, bytes] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        new_place(self.folder).close()

    @asynccontextmanager
    async def opened(self, moment: str) -> AsyncIterator[Player]:
        """The app, opened afresh at ``moment``, as after a night."""
        self.clock = at(moment)
        stores: list[SavedCases] = []

        def store(typed: Callable[[], str]) -> SavedCases:
            stores.append(open_cases(self.folder, typed, LIGHT))
            return stores[-1]

        def desk(_store: CaseStore) -> Desk:
            return CaseDesk(stores[-1], lambda: Settings(ROOT, "", ()), lambda: self.clock, LIGHT)

        shelf = Shelf(lambda: True, store, lambda: self.clock, lambda count: bytes(range(count)), "triage", desk)
        app = TriageApp(
            AppContext(load=shipped, now=lambda: self.clock.replace(tzinfo=None), keep=self._keep, cases=shelf)
        )
        async with app.run_test(size=self.size) as pilot:
            player = Player(Driver(app, pilot), self)
            await player.driver.settle()
            yield player
        if app.guide is not None:
            app.guide.close()
        for one in stores:
            one.close()

    def _keep(self, name: str, data: bytes) -> KeptFile:
        self.written[f"{self.clock:%Y-%m-%d-%H%M}-{name}"] = data
        return KeptFile(f"Saved as {name}. It is not locked: keep it where such papers are kept.", saved=True)


@dataclass
class Player:
    """One sitting. Everything is done by keys; lines are found by what they are, as a person finds them by reading."""

    driver: Driver
    computer: Computer

    @property
    def app(self) -> TriageApp:
        return self.driver.app

    def later(self, moment: str) -> None:
        """Move the clock on within the sitting."""
        self.computer.clock = at(moment)

    def look(self, name: str) -> str:
        """Look at the screen, under a name."""
        self.computer.text[name] = self.driver.text
        self.computer.seen(name, self.app)
        return self.driver.words

    async def press(self, *keys: str) -> None:
        await self.driver.press(*keys)

    async def type(self, words: str) -> None:
        """Type a line in the place of what stands there, and press Enter."""
        for _ in range(len(self.app.screen.query_one("#search").value)):  # type: ignore[attr-defined]
            await self.driver.pilot.press("backspace")
        await self.driver.type(words)
        await self.press("enter")

    async def unlock(self, key: str) -> None:
        """Go to the saved cases by a key of the start page, and give the passphrase."""
        await self.press(key)
        await self.driver.type(PASSPHRASE)
        await self.press("enter")

    async def to(self, row: str) -> None:
        """Move to a line of the list."""
        for key in ("down", "up"):
            for _ in range(MOST):
                if self.cursor == row:
                    return
                await self.driver.pilot.press(key)
        raise AssertionError(f"{row} is not on the screen: {self.driver.text}")

    @property
    def cursor(self) -> str | None:
        return self.app.screen.main.cursor  # type: ignore[attr-defined,no-any-return]

    @property
    def rows(self) -> list[str]:
        return [row.id for row in self.app.screen.main.sheet.rows]  # type: ignore[attr-defined]

    async def choose(self, row: str) -> None:
        """Move to a line and press Enter."""
        await self.to(row)
        await self.press("enter")

    async def answer(self, **answers: Sequence[str]) -> None:
        """Answer the pages by the keys they show, until the plan is there. What is not named gets its calmest line."""
        for _ in range(20):
            page = self.app.case.view.page if self.app.case is not None else None
            if page is None or self.driver.place != "QuestionScreen":
                return
            calmest = next(choice.value for choice in reversed(page.choices) if choice.value != NOT_SURE)
            keys = {row.id: row.key for row in self.app.screen.main.sheet.rows}  # type: ignore[attr-defined]
            wanted = answers.get(page.question, [calmest])
            if len(answers.get(page.question, ())) and not set(wanted) <= set(keys):
                raise AssertionError(f"{page.question} has no {wanted}: {sorted(keys)}")
            await self.press(*(keys[value] for value in wanted), "enter")
        raise AssertionError("there is no plan after twenty questions")

    async def tell(self, telling: str, *lines: str) -> None:
        """Choose what to tell on the page that lists it, and type what is asked."""
        await self.choose(telling)
        for line in lines:
            await self.type(line)

    async def mark(self, step: str, telling: str, *lines: str) -> None:
        """At the plan: say what became of a line."""
        await self.to(step)
        await self.press("m")
        await self.tell(telling, *lines)
