"""Which rules are used on a day: the chosen release, or the next best, and never nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release.making import OTHER_SECRET, SMALL, TODAY, Dates, shelf_in, small_release
from triage.policy.release.choose import Choice, choices, instead
from triage.policy.release.refusal import Reason
from triage.policy.release.shelf import BUILT_IN, Shelf

GOOD = Dates()
LATE = Dates(review_by=date(2026, 11, 1))
LATER = Dates(review_by=date(2026, 11, 10))
COMING = Dates(starts=date(2026, 12, 1))


def put(shelf: Shelf, name: str, dates: Dates = GOOD, *, areas: bool = True) -> str:
    """Install a release and choose it. The built-in rules are the sample rules, which are good for years."""
    installed = shelf.install(small_release(name, dates, areas=areas))
    shelf.use(installed.hash)
    return installed.hash


def spoil(shelf: Shelf, release: str) -> None:
    path = shelf.folder / release / "guidance" / "small-guide.md"
    path.write_bytes(path.read_bytes().replace(b"a", b"e", 1))


def chosen(
    shelf: Shelf, wanted: str, *areas: str, built_in: Path = SMALL, today: date = TODAY
) -> tuple[Choice, object]:
    found, refused = choices(shelf, built_in, wanted, areas, today)
    assert refused is None or BUILT_IN in {one.release for one in found}
    return found[0], refused.reason if refused is not None else None


def test_a_good_release_is_used_without_a_word(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    wanted = put(shelf, "1.1")
    choice, refused = chosen(shelf, wanted, "westshire")
    assert (choice.release, choice.notice, choice.areas, refused) == (wanted, "", ("westshire",), None)
    assert choice.folder == shelf.folder / wanted


def test_a_damaged_release_gives_way_to_the_last_good_one_and_says_so(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    before, wanted = put(shelf, "1.0"), put(shelf, "1.1")
    spoil(shelf, wanted)
    choice, refused = chosen(shelf, wanted)
    assert (choice.release, refused) == (before, Reason.DAMAGED)
    assert choice.notice.startswith("Release 1.1 is damaged: guidance/small-guide.md was changed.")
    assert "release 1.0 is used" in choice.notice
    assert "send it again" in choice.notice


def test_without_another_the_built_in_rules_are_used(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    wanted = put(shelf, "1.1")
    spoil(shelf, wanted)
    choice, _ = chosen(shelf, wanted)
    assert (choice.release, choice.folder) == (BUILT_IN, SMALL)
    assert "the rules that came with the program are used" in choice.notice


def test_an_installed_release_nobody_chose_is_not_used_instead(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf.install(small_release("2.0"))
    wanted = put(shelf, "1.1")
    spoil(shelf, wanted)
    assert chosen(shelf, wanted)[0].release == BUILT_IN


def test_one_past_its_review_date_gives_way_to_rules_in_date(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    before, wanted = put(shelf, "1.0"), put(shelf, "1.1", LATE)
    choice, refused = chosen(shelf, wanted)
    assert (choice.release, refused) == (before, Reason.OUT_OF_DATE)
    assert "reviewed by 1 November 2026" in choice.notice
    assert "newer release" in choice.notice


def test_on_the_review_date_itself_it_is_still_used(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    put(shelf, "1.0")
    wanted = put(shelf, "1.1", Dates(review_by=TODAY))
    assert chosen(shelf, wanted) == (Choice(shelf.folder / wanted, wanted, "1.1", ()), None)


def test_one_not_yet_in_force_waits_while_the_one_before_is_used(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    before, wanted = put(shelf, "1.0"), put(shelf, "1.1", COMING)
    choice, refused = chosen(shelf, wanted)
    assert (choice.release, refused) == (before, Reason.NOT_YET)
    assert "comes into force on 1 December 2026. Until then, release 1.0 is used." in choice.notice
    choice, refused = chosen(shelf, wanted, today=date(2026, 12, 1))
    assert (choice.release, choice.notice, refused) == (wanted, "", None)


def late_built_in(folder: Path) -> Path:
    for path in SMALL.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes().replace(b"review by: 2036-01-01", b"review by: 2026-10-01"))
    return folder


def test_when_everything_is_late_the_least_late_is_used_and_says_so(tmp_path: Path) -> None:
    built_in = late_built_in(tmp_path / "old")
    shelf = shelf_in(tmp_path)
    later, wanted = put(shelf, "1.0", LATER), put(shelf, "1.1", LATE)
    choice, refused = chosen(shelf, wanted, built_in=built_in)
    assert (choice.release, refused) == (later, Reason.OUT_OF_DATE)
    choice, refused = chosen(shelf, later, built_in=built_in)
    assert (choice.release, refused) == (later, Reason.OUT_OF_DATE)
    assert "nothing newer here, so it is still used" in choice.notice
    assert "safeguarding lead" in choice.notice


def test_rules_with_the_area_asked_for_come_before_rules_without(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    put(shelf, "0.9", areas=False)
    with_area, wanted = put(shelf, "1.0"), put(shelf, "1.1", LATE)
    shelf.use(shelf.find("0.9"))
    shelf.use(wanted)
    assert chosen(shelf, wanted)[0].name == "0.9"
    choice, _ = chosen(shelf, wanted, "Westshire")
    assert (choice.release, choice.areas) == (with_area, ("Westshire",))


def test_an_area_that_only_the_refused_release_has_is_told(tmp_path: Path) -> None:
    built_in = tmp_path / "national"
    for name in ("england", "guidance"):
        source = SMALL / ("rules/england" if name == "england" else name)
        for path in source.rglob("*"):
            if path.is_file():
                copy = built_in / path.relative_to(SMALL)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    shelf = shelf_in(tmp_path)
    wanted = put(shelf, "1.1", LATE)
    choice, _ = chosen(shelf, wanted, "westshire", built_in=built_in)
    assert (choice.release, choice.areas) == (BUILT_IN, ())
    assert "westshire is not in them" in choice.notice


def test_a_release_by_a_key_nobody_trusts_is_never_used(tmp_path: Path) -> None:
    from release.making import KEY, OTHER_KEY

    forged = shelf_in(tmp_path, KEY, OTHER_KEY).install(small_release("1.1", secret=OTHER_SECRET))
    choice, refused = chosen(shelf_in(tmp_path), forged.hash)
    assert (choice.release, refused) == (BUILT_IN, Reason.UNKNOWN_KEY)


@pytest.mark.parametrize("wanted", ["1.1", "../..", "f" * 64])
def test_a_release_that_is_not_there_leaves_the_built_in_rules(tmp_path: Path, wanted: str) -> None:
    choice, refused = chosen(shelf_in(tmp_path), wanted)
    assert (choice.release, refused) == (BUILT_IN, Reason.MISSING)
    assert wanted[:12] in choice.notice


DAYS = st.dates(date(2026, 1, 1), date(2037, 1, 1))
STATES = st.tuples(st.sampled_from([GOOD, LATE, LATER, COMING]), st.booleans())


@given(st.lists(STATES, min_size=1, max_size=3), DAYS)
@settings(max_examples=15, deadline=None)
def test_whatever_happens_there_are_rules_and_never_damaged_ones(tmp_path_factory, states, today: date) -> None:
    shelf = shelf_in(tmp_path_factory.mktemp("some"))
    spoilt = set()
    for number, (dates, damaged) in enumerate(states):
        release = put(shelf, f"1.{number}", dates)
        if damaged:
            spoil(shelf, release)
            spoilt.add(release)
    wanted = shelf.used()[0]
    found, refused = choices(shelf, SMALL, wanted, (), today)
    assert not spoilt & {one.release for one in found}
    first = found[0]
    assert (first.notice == "") is (refused is None)
    if refused is None:
        assert first.release == wanted
    in_date = [one for one in found if one.release == BUILT_IN and today <= date(2036, 1, 1)]
    if in_date and first.release != BUILT_IN:
        packs = shelf.take(first.release).release.manifest.packs
        assert all(pack.in_force_from <= today <= pack.review_by for pack in packs)


def test_what_a_program_cannot_read_gives_way_to_what_was_used_before(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    before, wanted = put(shelf, "1.0"), put(shelf, "1.1")
    spoilt = put(shelf, "0.9")
    spoil(shelf, spoilt)
    shelf.use(wanted)
    assert [one.release for one in instead(shelf, SMALL, wanted, (), TODAY)] == [before, BUILT_IN]
