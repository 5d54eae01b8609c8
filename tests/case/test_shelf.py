"""What can be done with a saved case as a whole, and what stands against it, over real encrypted files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.making import AT, later, line, planned
from plain.talking import guide
from store.keeping_cases import PASSPHRASE, create, new_place, reopened
from store.small_desk import SmallDesk
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.keeping import CannotSaveError, CasesError, NoSuchCaseError, WrongPassphraseError
from triage.case.replay import replay
from triage.case.shelf import NOT_IN_ORDER, NOT_SAME, ShelfAct, about_kept, about_shelf
from triage.case.typed_times import typed_day
from triage.store.cases import SavedCases

WORDS = "four words of violin"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    place = new_place(tmp_path / "cases")
    case = create(place)
    place.append(case, [planned(line("ring")), events.noted(AT, "Seen at the gate."), events.step_done(AT, "ring")])
    yield SmallDesk(place, tmp_path / "cases", lambda: later(5))
    place.close()


def act(desk: SmallDesk, name: str, reference: str = "7-blue") -> ShelfAct:
    acts = about_shelf(desk) if name in ("import", "passphrase") else about_kept(desk, reference)
    return next(one for one in acts if one.id == name)


def do(desk: SmallDesk, name: str, *typed: str, reference: str = "7-blue") -> str:
    """Type what is asked and do it. What is typed must do."""
    found = act(desk, name, reference)
    given: dict[str, str] = {}
    for ask, text in zip(found.asks, typed, strict=True):
        assert ask.problem(text, given) == ""
        given[ask.name] = text
    return found.do(given)


def test_a_case_is_put_away_and_taken_out_again(desk: SmallDesk) -> None:
    desk.store.append(desk.store.load("7-blue"), [planned(line("ring", "today"), line("tell", "today"))])
    assert act(desk, "archive").about.startswith("1 thing is still due in it. ")
    assert "7-blue is put away" in do(desk, "archive")
    assert replay(desk.store.load("7-blue")).archived
    assert next(one.id for one in about_kept(desk, "7-blue")) == "reopen"
    do(desk, "reopen")
    assert not replay(desk.store.load("7-blue")).archived


def test_a_day_to_look_at_it_again_is_set_in_words(desk: SmallDesk) -> None:
    assert act(desk, "keep").about.startswith("No day is set.")
    assert do(desk, "keep", "6 months") == "7-blue is to be looked at again on 20 May 2027."
    assert replay(desk.store.load("7-blue")).look_again == date(2027, 5, 20)
    assert "looked at again on 20 May 2027" in act(desk, "keep").about
    [ask] = act(desk, "keep").asks
    assert ask.problem("20/11/2026", {}) == "That day is not still to come."
    assert ask.problem("99 years", {}) == "20/11/2125 is too far away. Look at the year."
    assert ask.problem("soon", {}) == '"soon" is not a day. Type it as 20/11/2027, 6 months, or 1 year.'


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 month", date(2026, 2, 28)),
        ("in 1 year", date(2027, 1, 31)),
        ("13 months", date(2027, 2, 28)),
        ("11 months", date(2026, 12, 31)),
        ("tomorrow", date(2026, 2, 1)),
        ("2026-03-01", date(2026, 3, 1)),
    ],
)
def test_days_to_come_as_they_are_typed(typed: str, day: date) -> None:
    assert typed_day(typed, date(2026, 1, 31)) == day


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 99))
def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    found = typed_day(f"{months} months", day)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
    assert found.day == day.day or (found.replace(day=28).month != date.fromordinal(found.toordinal() + 1).month)


def test_another_reference_is_refused_when_it_names_somebody_or_is_taken(desk: SmallDesk) -> None:
    assert do(desk, "rename", "8-green") == "7-blue is called 8-green from now on."
    assert replay(desk.store.load("8-green")).notes[0].text == "Seen at the gate."
    [ask] = act(desk, "rename", "8-green").asks
    assert "could be a name" in ask.problem("Smith", {})
    create_other = create(desk.store, "9-red") if isinstance(desk.store, SavedCases) else None
    assert create_other is not None
    with pytest.raises(CasesError, match="already"):
        do(desk, "rename", "9-red", reference="8-green")


def test_out_to_a_file_deleted_and_in_again_with_its_whole_history(desk: SmallDesk) -> None:
    path = act(desk, "export").asks[0].begin
    assert path.endswith("7-blue.triage-case")
    assert f"Written to {path}, encrypted." in do(desk, "export", path, WORDS, WORDS)
    before = desk.store.load("7-blue")
    assert "deleted for good" in do(desk, "delete", "7-blue")
    with pytest.raises(NoSuchCaseError):
        desk.store.load("7-blue")
    assert do(desk, "import", path, WORDS, "8-green") == "Taken in as 8-green."
    after = desk.store.load("8-green")
    assert after.entries[: len(before.entries) - 1] == before.entries[:-1], "all but the note that it was written out"
    assert b"gate" not in Path(path).read_bytes()


def test_what_is_lost_is_said_before_it_is_deleted_and_only_its_name_deletes_it(desk: SmallDesk) -> None:
    found = act(desk, "delete")
    assert found.ends
    assert found.about.startswith("All of it goes: 1 step, 1 note, and its history. Nobody can bring it back")
    [ask] = found.asks
    assert ask.problem("yes", {}) == "That is not 7-blue. Nothing was deleted."
    assert ask.problem(" 7-BLUE ", {}) == ""


def test_a_passphrase_is_typed_twice_and_a_weak_one_is_refused(desk: SmallDesk) -> None:
    old, new, again = act(desk, "passphrase").asks
    assert (old.hidden, new.hidden, again.hidden) == (True, True, True)
    assert "at least 12 letters" in new.problem("short", {})
    assert again.problem("another", {"passphrase": WORDS}) == NOT_SAME
    with pytest.raises(WrongPassphraseError):
        do(desk, "passphrase", "not the old one", WORDS, WORDS)
    do(desk, "passphrase", PASSPHRASE, WORDS, WORDS)
    with pytest.raises(WrongPassphraseError):
        reopened(desk.folder)


def test_a_file_that_cannot_be_used_is_said_and_nothing_changes(desk: SmallDesk, tmp_path: Path) -> None:
    path = act(desk, "export").asks[0].begin
    do(desk, "export", path, WORDS, WORDS)
    ask = act(desk, "import").asks[0]
    assert ask.problem(str(tmp_path / "none"), {}) == "It cannot be read: No such file or directory."
    with pytest.raises(WrongPassphraseError, match="does not open this file"):
        do(desk, "import", path, "not that one at all", "")
    Path(path).write_bytes(Path(path).read_bytes()[:-40])
    with pytest.raises(CasesError, match="damaged"):
        do(desk, "import", path, WORDS, "")
    assert len(desk.store.all()) == 1


def test_a_full_disk_leaves_the_case_as_it_was(desk: SmallDesk) -> None:
    desk.trouble = CannotSaveError("It cannot be written: No space left on device.", "Choose another place.")
    before = desk.store.load("7-blue")
    with pytest.raises(CannotSaveError):
        do(desk, "export", act(desk, "export").asks[0].begin, WORDS, WORDS)
    assert desk.store.load("7-blue") == before


def test_a_history_that_was_cut_is_said_where_it_is_looked_over_and_where_it_is_opened(desk: SmallDesk) -> None:
    says = do(desk, "audit")
    assert says.splitlines()[0].startswith("Nothing was changed or cut")
    assert "4 entries were made again." in says
    assert isinstance(desk.store, SavedCases)
    desk.store._database.run("DROP TRIGGER entries_go_only_with_their_case")
    desk.store._database.run("DELETE FROM entries WHERE number = 4")
    assert do(desk, "audit").splitlines()[0] == NOT_IN_ORDER
    keeper = Autosave(desk.store, desk.store.load("7-blue"), guide().rule_set, lambda: later(6))
    assert keeper.opening.says.startswith(NOT_IN_ORDER)
