"""What a local pack may and may not do to the national one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.support import GOOD, TODAY, codes, good_copy, good_rules
from triage.rules.layers import limit_words, not_longer
from triage.rules.load import load
from triage.rules.model import Deadline, Place
from triage.rules.problems import RulesRefused

BLANK = Deadline("x", "", "", "", "", "", (), Place("f"))
AT_ONCE = replace(BLANK, at_once=True)
SAME_DAY = replace(BLANK, same_day=True)


def hours(count: int) -> Deadline:
    return replace(BLANK, hours=count)


def days(count: int) -> Deadline:
    return replace(BLANK, working_days=count)


limits = st.one_of(st.just(AT_ONCE), st.just(SAME_DAY), st.integers(1, 200).map(hours), st.integers(1, 10).map(days))


def end_of(limit: Deadline, start: datetime) -> datetime:
    """When a limit ends, without bank holidays: written again here, to hold the comparison against."""
    if limit.at_once:
        return start
    if limit.hours is not None:
        return start + timedelta(hours=limit.hours)
    end = datetime.combine(start.date(), datetime.max.time())
    for _ in range(limit.working_days or 0):
        end += timedelta(days=1)
        while end.weekday() >= 5:
            end += timedelta(days=1)
    return end


@given(limits, limits, st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_a_limit_called_no_longer_never_ends_later(one: Deadline, other: Deadline, start: datetime) -> None:
    if not_longer(one, other):
        assert end_of(one, start) <= end_of(other, start)


@given(limits)
def test_a_limit_is_no_longer_than_itself(limit: Deadline) -> None:
    assert not_longer(limit, limit)


@pytest.mark.parametrize(
    ("one", "other", "shorter"),
    [
        (AT_ONCE, SAME_DAY, True),
        (SAME_DAY, AT_ONCE, False),
        (SAME_DAY, hours(24), True),
        (SAME_DAY, hours(4), False),
        (SAME_DAY, days(1), True),
        (hours(4), SAME_DAY, False),
        (hours(24), days(1), True),
        (hours(25), days(1), False),
        (days(1), hours(24), False),
        (days(1), hours(200), False),
        (days(2), days(3), True),
        (days(3), days(2), False),
        (hours(48), hours(24), False),
    ],
)
def test_limits_are_compared(one: Deadline, other: Deadline, shorter: bool) -> None:
    assert not_longer(one, other) is shorter


@pytest.mark.parametrize(
    ("limit", "words"),
    [(AT_ONCE, "at once"), (SAME_DAY, "same day"), (hours(1), "1 hour"), (days(2), "2 working days")],
)
def test_a_limit_is_told_as_it_is_written(limit: Deadline, words: str) -> None:
    assert limit_words(limit) == words


def test_a_local_pack_adds_and_fills_in() -> None:
    national, both = good_rules(), good_rules("fenshire")
    assert [pack.id for pack in both.packs] == ["england", "fenshire"]
    assert both.version == "England 1.0 + Fenshire 1.2"
    for kind in ("questions", "facts", "rules", "steps", "sections", "switches", "words", "sources"):
        for name in getattr(national, kind):
            assert name in getattr(both, kind)
    assert {name: both.rules[name] for name in national.rules} == national.rules
    assert {name: both.steps[name] for name in national.steps} == national.steps
    assert both.rules["boat-ring-river-police"].pack == "fenshire"
    assert both.contacts["front-door"].phone == "01632 960 111"
    assert both.deadlines["written-follow-up"].same_day
    assert both.deadlines["written-follow-up"].hours is None


def test_naming_both_packs_is_the_same_as_naming_the_local_one() -> None:
    assert good_rules("england", "fenshire") == good_rules("fenshire")


LOCAL = (GOOD / "rules/fenshire/local/rules.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "name", "code"),
    [
        ("facts", "serious", "TR405"),
        ("steps", "ring-999", "TR405"),
        ("rules", "danger-ring-999", "TR405"),
        ("questions", "danger", "TR405"),
    ],
)
def test_a_local_pack_cannot_take_a_name(part: str, name: str, code: str, tmp_path: Path) -> None:
    body = f"# x\ntopic: taken\ntitle: Taken\n{part}:\n  {name}:\n    colour: x\n"
    folder = good_copy(tmp_path, {"rules/fenshire/taken/rules.yaml": body})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["fenshire"], TODAY)
    assert code in codes(refused.value.problems)
    assert load(folder, ["england"], TODAY).hash  # the national pack does not suffer


@pytest.mark.parametrize("part", ["sections", "switches", "words"])
def test_a_local_pack_has_no_parts_of_the_interview(part: str, tmp_path: Path) -> None:
    pack = (GOOD / "rules/fenshire/pack.yaml").read_text(encoding="utf-8")
    folder = good_copy(tmp_path, {"rules/fenshire/pack.yaml": f"{pack}{part}:\n  x: {{ title: y }}\n"})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["fenshire"], TODAY)
    assert codes(refused.value.problems) == ["TR210"]


def test_a_pack_extends_one_that_is_there_and_not_itself(tmp_path: Path) -> None:
    pack = (GOOD / "rules/fenshire/pack.yaml").read_text(encoding="utf-8")
    folder = good_copy(tmp_path, {"rules/fenshire/pack.yaml": pack.replace("extends: england", "extends: fenshire")})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["fenshire"], TODAY)
    assert "TR312" in codes(refused.value.problems)


def test_two_national_packs_cannot_be_mixed(tmp_path: Path) -> None:
    pack = (GOOD / "rules/fenshire/pack.yaml").read_text(encoding="utf-8")
    folder = good_copy(tmp_path, {"rules/fenshire/pack.yaml": pack.replace("extends: england\n", "")})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["england", "fenshire"], TODAY)
    assert "TR312" in codes(refused.value.problems)


def test_a_limit_of_the_same_length_in_the_same_pack_is_simply_a_second_one(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {"rules/fenshire/more/rules.yaml": LOCAL.replace("topic: local", "topic: more")})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["fenshire"], TODAY)
    assert set(codes(refused.value.problems)) == {"TR208"}


def test_the_day_a_pack_starts_is_told_and_does_not_stop_it(tmp_path: Path) -> None:
    assert load(GOOD, ["england"], date(2026, 10, 1)).packs[0].in_force_from > date(2026, 10, 1)
