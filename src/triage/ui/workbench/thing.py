"""One thing in full: its lines and their meaning, its guidance, its scenarios, who uses it, and answers to try."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.widget import Widget

from triage.commands import BY_ID, Where
from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.bench import Bench, key
from triage.policy.workbench.stories import Stories, condition_of, stories
from triage.policy.workbench.trial import Trial
from triage.rules.answers import Answer
from triage.rules.model import Place
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.widgets.sheet_view import SheetView, SideView
from triage.ui.workbench.answering import AnotherScreen, AnswerScreen
from triage.ui.workbench.draw.thing import draw_guidance, draw_place, draw_rule, draw_users
from triage.ui.workbench.draw.told import STORY, draw_stories
from triage.ui.workbench.draw.tried import ANSWER, VERDICT, Trying, draw_trying
from triage.ui.workbench.page import WorkbenchPage

RULE, GUIDANCE, SCENARIOS, USERS, TRY = range(5)


class ThingScreen(WorkbenchPage, where=Where.WORKBENCH):
    """One part at a time at 80 columns; on a wide terminal the answers tried stand beside every other part."""

    not_here = ()

    def __init__(self, thing: Thing) -> None:
        super().__init__()
        self.key = key(thing)
        self._part = RULE
        self._bench: Bench | None = None
        self._trial: Trial | None = None
        self._stories: Stories | None = None

    def middle(self) -> Iterator[Widget]:
        """The part, and the answers tried."""
        yield SheetView(id="main")
        yield SideView(id="side")

    @property
    def thing(self) -> Thing | None:
        """The thing as it is in the newest good rules; None when it is not there any more."""
        return self.bench.thing(self.key) if self.bench is not None else None

    @property
    def trial(self) -> Trial | None:
        """The trial on this thing's condition, made anew when the rules are."""
        bench, thing = self.bench, self.thing
        if bench is not None and thing is not None and (self._trial is None or self._bench is not bench):
            self._bench, self._stories = bench, None
            self._trial = Trial(bench.rule_set, condition_of(bench.rule_set, thing))
        return self._trial

    def fill(self) -> None:
        """Show the part, and beside it the answers tried (or, beside those, the thing itself)."""
        super().fill()
        side = self.query_one("#side", SheetView)
        side.show(self._drawing(RULE if self._part == TRY else TRY, head=False), side.cursor, keep_place=True)

    def content(self, bench: Bench) -> Drawing:
        """The part chosen."""
        del bench
        return self._drawing(self._part, head=True)

    def first(self) -> str | None:
        """At the first answer where answers are tried; elsewhere the page is first read from its top."""
        return super().first() if self._part in (TRY, SCENARIOS, USERS) else None

    def _drawing(self, part: int, *, head: bool) -> Drawing:
        def draw(room: Room) -> Sheet:
            pen = Pen(room.width)
            bench, thing = self.bench, self.thing
            if bench is None or thing is None:
                pen.text(Bit(f"{self.key.partition(':')[2]} is not in the rules any more.", Ink.STRONG))
                return pen.sheet()
            if head:
                draw_place(pen, thing)
                self._parts(pen, thing)
                pen.gap()
            # What comes of the answers stays in sight, too.
            pinned = len(pen.lines) + (VERDICT if part == TRY else 0) if head else 0
            self._draw(part, pen, bench, thing, room)
            sheet = pen.sheet()
            return Sheet(sheet.lines, sheet.rows, pinned if pinned <= room.height // 2 else 0)

        return draw

    def _parts(self, pen: Pen, thing: Thing) -> None:
        """The parts with their digits. The one shown stands in brackets, so that it can be told without colour."""
        bits = []
        for number, name in enumerate(_names(thing)):
            shown = f"[{number + 1} {name}]" if number == self._part else f" {number + 1} {name} "
            bits.append(Bit(shown + " ", Ink.STRONG if number == self._part else Ink.MUTED))
        pen.line(*bits)

    def _draw(self, part: int, pen: Pen, bench: Bench, thing: Thing, room: Room) -> None:
        match part:
            case 0:
                draw_rule(pen, bench, thing)
            case 1:
                draw_guidance(pen, bench, thing)
            case 2:
                draw_stories(pen, thing, self._found(bench, thing), self.desk.results, room.cursor)
            case 3:
                draw_users(pen, bench, thing)
            case _:
                self._draw_try(pen, bench, thing)

    def _draw_try(self, pen: Pen, bench: Bench, thing: Thing) -> None:
        trial = self.trial
        if trial is not None:
            tried = trial.run(self.desk.answers)
            draw_trying(pen, Trying(bench.rule_set, thing, tried, self._questions(trial, thing), self.desk.answers))

    def _questions(self, trial: Trial, thing: Thing) -> tuple[str, ...]:
        """The questions the thing rests on, in interview order, then any other that is answered."""
        own = trial.depends_on()
        if thing.kind is Kind.QUESTION and thing.name not in own:
            own = (*own, thing.name)
        others = tuple(name for name in self.desk.answers if name not in own)
        return (*own, *others)

    def _found(self, bench: Bench, thing: Thing) -> Stories:
        if self._stories is None or self._bench is not bench:
            self._bench, self._trial = bench, None
            self._stories = stories(bench, thing)
        return self._stories

    # Moving between parts

    def show_part(self, part: int) -> None:
        """Show another part from its top."""
        self._part = part
        self.main.cursor = None
        bench, thing = self.bench, self.thing
        if part == SCENARIOS and bench is not None and thing is not None:
            found = self._found(bench, thing)
            self.desk.run((*found.inside, *found.near))
        self.main.show(self.drawing())
        self.fill()
        self.main.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit shows that part; Backspace takes back the answer under the cursor."""
        if event.key in BY_ID["part"].keys:
            event.stop()
            self.show_part(int(event.key) - 1)
        elif event.key in ("backspace", "delete") and (question := self._question_here()) is not None:
            event.stop()
            self.answer(question, None)

    def do_try(self) -> None:
        """Try answers."""
        self.show_part(TRY)

    def do_part(self) -> None:
        """The digits do it."""

    # Rows

    def pick_row(self, row: str) -> None:
        """Space on an answer gives the next one; elsewhere it opens the row."""
        trial = self.trial
        if row.startswith(ANSWER) and trial is not None:
            question = row.removeprefix(ANSWER)
            self.answer(question, trial.next_answer(question, self.desk.answers.get(question)))
        else:
            self.open_row(row)

    def open_row(self, row: str) -> None:
        """Choose an answer, take over the answers of a scenario, open a passage, or open a thing."""
        if row.startswith(ANSWER):
            self._choose(row.removeprefix(ANSWER))
        elif row.startswith(STORY):
            self._take_over(row.removeprefix(STORY))
        elif row.startswith("passage:"):
            anchor = row.removeprefix("passage:")
            super().open_row(f"{Kind.SOURCE.value}:{anchor.partition('#')[0]}")
        else:
            super().open_row(row)

    def place_here(self) -> Place | None:
        """The place under the cursor: a scenario's, a passage's, a thing's; else that of the thing itself."""
        row, bench = self.main.cursor or "", self.bench
        if bench is None:
            return None
        if row.startswith(STORY):
            return next((one.place for one in bench.scenarios if one.name == row.removeprefix(STORY)), None)
        if row.startswith("passage:"):
            return bench.rule_set.passage(row.removeprefix("passage:"))[1].place
        here = super().thing_here() or self.thing
        return here.place if here is not None else None

    # Answers

    def _question_here(self) -> str | None:
        view = self.focused if isinstance(self.focused, SheetView) else self.main
        row = view.cursor or ""
        return row.removeprefix(ANSWER) if row.startswith(ANSWER) else None

    def answer(self, question: str, answer: Answer | None) -> None:
        """Try an answer; None takes it back."""
        if answer is None:
            self.desk.answers.pop(question, None)
        else:
            self.desk.answers[question] = answer
        self.fill()

    def _choose(self, question: str) -> None:
        if self.bench is not None:
            given = self.desk.answers.get(question)
            self.app.push_screen(AnswerScreen(self.bench.rule_set, question, given, self.answer))

    def _take_over(self, name: str) -> None:
        bench = self.bench
        story = next((one for one in bench.scenarios if one.name == name), None) if bench is not None else None
        if story is not None:
            self.desk.answers = dict(story.answers)
            self.show_part(TRY)

    def do_another(self) -> None:
        """Choose any question and answer it."""
        if self.bench is not None:
            self.app.push_screen(AnotherScreen(self.bench, self._choose))

    def do_make(self) -> None:
        """Add the fewest answers with which the rule holds."""
        thing, trial = self.thing, self.trial
        if thing is None or trial is None or thing.kind is not Kind.RULE:
            return
        more = trial.making_it_hold(thing.name, self.desk.answers)
        self.said = "" if more is not None else "No answers make this rule hold: it waits for a law, perhaps."
        self.desk.answers.update(more or {})
        self.show_part(TRY)

    def do_clear(self) -> None:
        """Take back every answer tried."""
        self.desk.answers = {}
        self.fill()


def _names(thing: Thing) -> tuple[str, ...]:
    return (thing.kind.value.capitalize(), "Guidance", "Scenarios", "Used by", "Try")
