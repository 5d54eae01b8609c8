"""What can be done with a saved case as a whole, as plain data that both front ends go through.

Put away and taken out, a day to look at it again, another reference, out to an encrypted file and in from one, looked
over, deleted for good; and the passphrase of all cases. A :class:`ShelfAct` says what it is, what it means and what has
to be typed for it; doing it gives what to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from triage.case import events
from triage.case.audit import audit, intact
from triage.case.chain import Case
from triage.case.due import due_list
from triage.case.keeping import CasesError, CaseStore
from triage.case.reference import judge_reference
from triage.case.replay import replay
from triage.case.state import CaseState
from triage.case.typed_times import typed_day
from triage.plan.times import date_words

Typed = Mapping[str, str]
SUFFIX = "triage-case"
NOT_SAME = "The two are not the same. Type both again."
COPIES = "Copies you made, such as exported files and backups of this computer, are not touched."
NO_WAY_BACK = "Nobody can bring it back: not you, and not whoever looks after this computer."
IN_ORDER = "Nothing was changed or cut, as far as the case itself can show."
NOT_IN_ORDER = "The history of this case is not in order. Rely on it with care."


class Desk(Protocol):
    """What this computer does for a shelf of cases. Every method may raise :class:`CasesError`."""

    @property
    def store(self) -> CaseStore:
        """The saved cases, unlocked."""
        ...

    @property
    def made_by(self) -> str:
        """The name and version of the program."""
        ...

    def now(self) -> datetime:
        """This moment, in the time zone of cases."""
        ...

    def chance(self, count: int) -> bytes:
        """That many bytes nobody can guess."""
        ...

    def suggested(self, name: str) -> str:
        """The full path a new file of this name would have, where the person keeps such things."""
        ...

    def read(self, path: str) -> bytes:
        """What is in a file."""
        ...

    def write(self, path: str, data: bytes) -> str:
        """Write a new file, for this person only, whole or not at all, and give its path. Nothing is written over."""
        ...

    def weak(self, passphrase: str) -> str:
        """Why a passphrase is not worth having, or nothing."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock all cases with another passphrase."""
        ...

    def again(self, case: Case) -> tuple[str, ...]:
        """What came of making the decisions of a case again under the rules they were made with, a line each."""
        ...


@dataclass(frozen=True)
class ShelfAsk:
    """One thing to type. ``hidden``: it is not shown. ``begin`` stands there already. ``problem`` gets what is typed
    and what was typed before it, and says in a line why it will not do, or nothing."""

    name: str
    prompt: str
    problem: Callable[[str, Typed], str]
    hidden: bool = False
    begin: str = ""


@dataclass(frozen=True)
class ShelfAct:
    """One thing that can be done. ``about`` says what it means, in a sentence or two. ``do`` gets what was typed and
    gives what to tell; it raises CasesError. ``ends``: there is no such case any more when it is done."""

    id: str
    title: str
    about: str
    asks: tuple[ShelfAsk, ...]
    do: Callable[[Typed], str]
    ends: bool = False


def about_kept(desk: Desk, reference: str) -> tuple[ShelfAct, ...]:
    """What can be done with one case. Raises CasesError when it cannot be read."""
    return _Kept(desk, reference).acts()


def about_shelf(desk: Desk) -> tuple[ShelfAct, ...]:
    """What can be done besides, not with any one case."""
    return (
        ShelfAct(
            "import",
            "Take in a case from a file",
            "A file that somebody exported for you, or that you exported before.",
            (
                ShelfAsk("file", "Which file? Its whole path.", lambda typed, _: _unreadable(desk, typed)),
                ShelfAsk("passphrase", "The passphrase of that file.", _needed, hidden=True),
                ShelfAsk("reference", "What is it called here? Enter keeps the name it has.", _reference_or_nothing),
            ),
            lambda typed: _taken_in(desk, typed),
        ),
        ShelfAct(
            "passphrase",
            "Change the passphrase",
            "For all saved cases at once. Copies of the folder made before still open with the old one.",
            (
                ShelfAsk("old", "The passphrase as it is now.", _needed, hidden=True),
                *_new_passphrase(desk, "The new passphrase: at least 12 letters. It cannot be got back."),
            ),
            lambda typed: _changed(desk, typed),
        ),
    )


def sound(store: CaseStore, case: Case) -> bool:
    """Whether the history of a case is in order, and as long as it was when it was last written to."""
    return intact(audit(case, [store.receipt(case)]))


def out_of_order(store: CaseStore, case: Case) -> str:
    """A sentence when the history of a case was changed or cut since it was written, or nothing."""
    return "" if sound(store, case) else NOT_IN_ORDER


class _Kept:
    """What can be done with one case, as it stands now."""

    def __init__(self, desk: Desk, reference: str) -> None:
        self._desk = desk
        self._reference = reference
        self._state = replay(desk.store.load(reference))

    def acts(self) -> tuple[ShelfAct, ...]:
        return (
            self._archive(),
            ShelfAct(
                "keep",
                "Set a day to look at it again",
                f"{self._looked_at()} Fourteen days before, it stands in Today: to be kept on, or deleted.",
                (ShelfAsk("day", "Which day? 20/11/2027, 6 months, or 1 year.", self._no_day),),
                self._keep,
            ),
            ShelfAct("rename", "Give it another reference", "No names, initials or dates of birth.",
                     (ShelfAsk("reference", "The new reference.", _no_reference),), self._rename),
            ShelfAct(
                "export",
                "Write it to an encrypted file",
                "To hand it over, or to keep a copy. The file gets a passphrase of its own.",
                (
                    ShelfAsk("file", "Where to? Its whole path.", _needed, begin=self._file()),
                    *_new_passphrase(self._desk, "A passphrase for this file. Tell it by phone, not by e-mail."),
                ),
                self._export,
            ),
            ShelfAct("audit", "Check its history", "Whether anything was changed or cut since it was written.", (),
                     lambda _: self._audit()),
            ShelfAct(
                "delete",
                "Delete it for good",
                f"All of it goes: {_holds(self._state)}. {NO_WAY_BACK} {COPIES}",
                (ShelfAsk("reference", f"Type {self._reference} to delete it.", self._not_meant),),
                self._delete,
                ends=True,
            ),
        )  # fmt: skip

    def _archive(self) -> ShelfAct:
        if self._state.archived:
            return ShelfAct("reopen", "Take it out again", "What is due in it is due again.", (), self._reopen)
        due = len(due_list(self._state, self._desk.now()))
        still = f"{due} {'thing is' if due == 1 else 'things are'} still due in it. " if due else ""
        about = f"{still}Nothing of it is due while it is put away; nothing of it is lost."
        return ShelfAct("archive", "Put it away", about, (), self._put_away)

    def _looked_at(self) -> str:
        day = self._state.look_again
        return f"It is to be looked at again on {date_words(day)}." if day is not None else "No day is set."

    def _add(self, one: events.Event) -> None:
        self._desk.store.append(self._desk.store.load(self._reference), [one])

    def _put_away(self, _typed: Typed) -> str:
        self._add(events.archived(self._desk.now()))
        return f"{self._reference} is put away. You can take it out again at any time."

    def _reopen(self, _typed: Typed) -> str:
        self._add(events.reopened(self._desk.now()))
        return f"{self._reference} is taken out again. What is due in it is due again."

    def _no_day(self, typed: str, _before: Typed) -> str:
        try:
            typed_day(typed, self._desk.now().date())
        except ValueError as wrong:
            return str(wrong)
        return ""

    def _keep(self, typed: Typed) -> str:
        day: date = typed_day(typed["day"], self._desk.now().date())
        self._add(events.retention_set(self._desk.now(), day))
        return f"{self._reference} is to be looked at again on {date_words(day)}."

    def _rename(self, typed: Typed) -> str:
        reference = judge_reference(typed["reference"]).reference
        self._add(events.renamed(self._desk.now(), reference))
        return f"{self._reference} is called {reference} from now on."

    def _file(self) -> str:
        return self._desk.suggested(f"{re.sub(r'[^A-Za-z0-9._-]+', '-', self._reference)}.{SUFFIX}")

    def _export(self, typed: Typed) -> str:
        case = self._desk.store.load(self._reference)
        path = self._desk.write(typed["file"], self._desk.store.export_case(case, typed["passphrase"]))
        self._desk.store.append(case, [events.exported(self._desk.now(), "the case", len(case.entries), case.head)])
        return f"Written to {path}, encrypted. Tell the passphrase by phone. Receipt: {case.receipt}."

    def _audit(self) -> str:
        case = self._desk.store.load(self._reference)
        findings = audit(case, [self._desk.store.receipt(case)])
        first = IN_ORDER if intact(findings) else NOT_IN_ORDER
        lines = (first, *(one.says for one in findings), *self._desk.again(case), f"Receipt: {case.receipt}.")
        return "\n".join(lines)

    def _not_meant(self, typed: str, _before: Typed) -> str:
        same = typed.strip().casefold() == self._reference.casefold()
        return "" if same else f"That is not {self._reference}. Nothing was deleted."

    def _delete(self, _typed: Typed) -> str:
        self._desk.store.delete(self._desk.store.load(self._reference))
        return f"{self._reference} is deleted for good. {COPIES}"


def _holds(state: CaseState) -> str:
    """What is lost with a case, in numbers."""
    counts = (
        (len(state.session.entries), "answer"),
        (len(state.steps), "step"),
        (len(state.notes), "note"),
        (len(state.happenings) + len(state.told), "thing that happened"),
    )
    words = [f"{count} {word if count == 1 else _MANY.get(word, f'{word}s')}" for count, word in counts if count]
    return ", ".join([*words, "and its history"]) if words else "its history"


_MANY = {"thing that happened": "things that happened"}


def _new_passphrase(desk: Desk, prompt: str) -> tuple[ShelfAsk, ShelfAsk]:
    """A passphrase that is chosen: typed twice, unseen."""
    return (
        ShelfAsk("passphrase", prompt, lambda typed, _: desk.weak(typed), hidden=True),
        ShelfAsk("again", "The same once more.", lambda typed, said: _other(typed, said["passphrase"]), hidden=True),
    )


def _other(typed: str, first: str) -> str:
    return "" if typed == first else NOT_SAME


def _needed(typed: str, _before: Typed) -> str:
    return "" if typed.strip() else "This cannot be left empty."


def _no_reference(typed: str, _before: Typed) -> str:
    judged = judge_reference(typed)
    return judged.refused or judged.doubt


def _reference_or_nothing(typed: str, before: Typed) -> str:
    return _no_reference(typed, before) if typed.strip() else ""


def _unreadable(desk: Desk, path: str) -> str:
    if not path.strip():
        return "This cannot be left empty."
    try:
        desk.read(path)
    except CasesError as trouble:
        return trouble.says
    return ""


def _taken_in(desk: Desk, typed: Typed) -> str:
    named = judge_reference(typed["reference"]).reference if typed["reference"].strip() else ""
    case = desk.store.import_case(desk.read(typed["file"]), typed["passphrase"], desk.now(), named)
    return f"Taken in as {replay(case).reference}."


def _changed(desk: Desk, typed: Typed) -> str:
    desk.change_passphrase(typed["old"], typed["passphrase"])
    return "The passphrase is changed. Copies of the folder made before still open with the old one."
