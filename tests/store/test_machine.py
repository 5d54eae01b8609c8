"""A session and its store as a machine: whatever is done in whatever order, what is kept is what the person sees.

``TRIAGE_STORIES=200`` plays that many.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from case import making
from case.making import AT
from plain.talking import guide
from store.keeping_cases import LIGHT, PASSPHRASE, another, create, new_place
from store.small_desk import SmallDesk
from triage.case import events
from triage.case.audit import audit, intact
from triage.case.autosave import Autosave
from triage.case.chain import Case, Receipt
from triage.case.events import Event
from triage.case.keeping import CannotSaveError, WrongPassphraseError
from triage.case.replay import replay
from triage.case.rerun import Came, rerun
from triage.case.shelf import about_kept, about_shelf
from triage.case.typed_times import typed_day
from triage.rules.answers import Answer
from triage.session.session import Session
from triage.store.cases import SavedCases
from triage.store.opening import open_cases

FULL = CannotSaveError("The disk is full.")
STORIES = int(os.environ.get("TRIAGE_STORIES", "6"))


class Failing(SavedCases):
    """A store whose next writing fails, once."""

    fails = False

    def append(self, case: Case, events: Sequence[Event]) -> Case:
        if self.fails:
            self.fails = False
            raise FULL
        return super().append(case, events)


class Machine(RuleBasedStateMachine):
    """The model is a session in memory, the steps done and the notes; the real thing is all of the store."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folders = 0
        self.clock = AT
        self.session = Session()
        self.done: set[str] = set()
        self.notes: list[str] = []
        self.receipts: list[Receipt] = []
        self.reference = "7-blue"
        self.away = False
        self.look_again: date | None = None
        self.passphrase = PASSPHRASE
        self.deleted = 0

    @initialize()
    def start(self) -> None:
        self.folder = self.root / "0"
        place = new_place(self.folder)
        create(place)
        place.close()
        self.open()

    def open(self) -> None:
        self.store = Failing(open_cases(self.folder, lambda: self.passphrase, LIGHT)._database, LIGHT)
        self.autosave = Autosave(self.store, self.store.load(self.reference), guide().rule_set, self.now)

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def keep(self, session: Session) -> None:
        view = guide().view(session)
        kept = self.autosave.changed(session, view, lambda: guide().plan(view))
        assert kept.session == session
        assert bool(kept.says) == (not self.autosave.saved)
        self.session = session
        self.receipts.append(self.autosave.case.receipt)

    # What a person does

    @rule(pair=making.given)
    def answer(self, pair: tuple[str, Answer]) -> None:
        self.keep(guide().interview.answer(self.session, *pair))

    @rule(question=st.sampled_from(sorted(making.ANSWERS)))
    def skip(self, question: str) -> None:
        self.keep(self.session.skip(question))

    @rule(question=st.sampled_from(sorted(making.ANSWERS)))
    def change(self, question: str) -> None:
        self.keep(self.session.change(question))

    @rule(question=st.none() | st.sampled_from(sorted(making.ANSWERS)))
    def back(self, question: str | None) -> None:
        self.keep(self.session.back(question))

    @rule(section=st.sampled_from(["danger", "worry", "parents"]))
    def make_fuller(self, section: str) -> None:
        self.keep(self.session.fuller(section))

    @rule(step=st.sampled_from(["ring-999", "ring-front-door", "tell-lead"]))
    def mark_done(self, step: str) -> None:
        self.autosave.write(lambda at: events.step_done(at, step))
        self.done.add(step)

    @rule(text=making.texts)
    def note(self, text: str) -> None:
        self.autosave.write(lambda at: events.noted(at, text))
        self.notes.append(text.strip())

    # What happens to the machine

    @rule(pair=making.given)
    def the_disk_is_full_for_a_moment(self, pair: tuple[str, Answer]) -> None:
        self.store.fails = True
        self.keep(guide().interview.answer(self.session, *pair))
        self.store.fails = False

    @rule(days=st.integers(1, 400))
    def the_clock_is_moved_back(self, days: int) -> None:
        self.clock -= timedelta(days=days)

    @precondition(lambda self: self.autosave.saved)
    @rule()
    def leave_and_resume(self) -> None:
        self.store.close()
        self.open()
        self.take_up()

    @precondition(lambda self: self.autosave.saved)
    @rule()
    def the_power_goes(self) -> None:
        """Go on with the files as they are at this moment, nothing closed and nothing folded in."""
        self.folders += 1
        copy = self.root / str(self.folders)
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns("*-shm"))
        self.store.close()
        self.folder = copy
        self.open()
        self.take_up()

    @precondition(lambda self: self.autosave.saved)
    @rule()
    def move_to_another_machine(self) -> None:
        data = self.store.export_case(self.autosave.case, PASSPHRASE)
        self.store.close()
        self.folders += 1
        self.folder = self.root / str(self.folders)
        place = new_place(self.folder)
        place.import_case(data, PASSPHRASE, self.now())
        place.close()
        self.passphrase = PASSPHRASE
        self.open()
        self.take_up()

    @precondition(lambda self: self.autosave.saved)
    @rule(pair=making.given)
    def answer_in_another_window(self, pair: tuple[str, Answer]) -> None:
        other = open_cases(self.folder, lambda: self.passphrase, LIGHT)
        there = Autosave(other, other.load(self.reference), guide().rule_set, self.now)
        session = guide().interview.answer(there.opening.session, *pair)
        view = guide().view(session)
        assert there.changed(session, view, lambda: guide().plan(view)).says == ""
        other.close()
        self.autosave.write(lambda at: events.noted(at, "meanwhile"))
        self.notes.append("meanwhile")
        self.session = self.session.answer(*pair)

    # The shelf, as both front ends go through it

    def do(self, act: str, *typed: str, reference: str = "") -> None:
        """Do one thing with a case, or with none, typing what is asked; the open case takes in what came of it."""
        desk = SmallDesk(self.store, self.folder, self.now)
        acts = (
            about_kept(desk, reference or self.reference) if act not in ("import", "passphrase") else about_shelf(desk)
        )
        found = next(one for one in acts if one.id == act)
        given: dict[str, str] = {}
        for ask, text in zip(found.asks, typed, strict=True):
            assert ask.problem(text, given) == ""
            given[ask.name] = text
        assert found.do(given)
        self.autosave.refresh()

    @rule()
    def put_away_or_take_out(self) -> None:
        self.do("reopen" if self.away else "archive")
        self.away = not self.away

    @rule(months=st.integers(1, 30))
    def set_a_day_to_look_again(self, months: int) -> None:
        self.do("keep", f"{months} months")
        self.look_again = typed_day(f"{months} months", self.clock.date())

    @rule(number=st.integers(2, 9))
    def give_it_another_reference(self, number: int) -> None:
        wanted = f"{number}-green"
        if wanted != self.reference:
            self.do("rename", wanted)
            self.reference = wanted

    @rule()
    def another_case_comes_and_is_deleted(self) -> None:
        """Out to a file, deleted, in again and deleted for good: nothing of the case that is open is touched."""
        self.deleted += 1
        name = f"1-red-{self.deleted}"
        self.store.create(another(name))
        path = str(self.folder / f"{name}.triage-case")
        self.do("export", path, PASSPHRASE, PASSPHRASE, reference=name)
        self.do("delete", name, reference=name)
        self.do("import", path, PASSPHRASE, "")
        self.do("delete", name, reference=name)
        assert name not in self.store.references()

    @precondition(lambda self: self.autosave.saved)
    @rule(word=st.sampled_from(["violin", "harvest", "marble"]))
    def lock_it_with_another_passphrase(self, word: str) -> None:
        new = f"four words of {word} now"
        self.do("passphrase", self.passphrase, new, new)
        old, self.passphrase = self.passphrase, new
        self.store.close()
        if old != new:
            with pytest.raises(WrongPassphraseError):
                open_cases(self.folder, lambda: old, LIGHT)
        self.open()
        self.take_up()

    def take_up(self) -> None:
        """The session comes back but for the page being looked at, which is not worth a history."""
        assert self.autosave.opening.session == Session(self.session.entries)
        assert self.autosave.opening.says == ""
        self.session = self.autosave.opening.session

    # What must hold all the time

    @invariant()
    def what_is_kept_is_what_is_seen(self) -> None:
        if not hasattr(self, "store"):
            return
        kept = self.store.load(self.reference)
        state = replay(kept)
        assert (state.archived, state.look_again) == (self.away, self.look_again)
        assert self.store.references() == (self.reference,)
        assert kept == self.autosave.case
        if self.autosave.saved:
            assert state.session.entries == self.session.entries
        else:
            assert state.session.entries != self.session.entries, "it says it is not saved, and it is not"
        assert {step for step in state.steps if state.steps[step].status.value == "done"} <= self.done
        assert [note.text for note in state.notes] == self.notes
        assert state.unknown == ()
        assert intact(audit(kept, [self.store.receipt(kept), *self.receipts[-8:]]))

    def teardown(self) -> None:
        if hasattr(self, "store"):
            again = rerun(self.autosave.case, lambda _: guide().decider)
            assert {one.came for one in again} <= {Came.SAME}
            self.store.close()
        shutil.rmtree(self.root)


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=STORIES, stateful_step_count=15, deadline=None)
