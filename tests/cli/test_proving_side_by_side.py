"""Packs proved in processes of their own come out as they do one after another."""

from __future__ import annotations

from datetime import date

import pytest

from cli.running import SMALL
from triage.cli import proving
from triage.policy.prove.report import report_text
from triage.rules.load import available_packs

TODAY = date(2026, 11, 22)
NAMES = [pack.id for pack in available_packs(SMALL)]


def test_the_proofs_are_the_same_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving.os, "cpu_count", lambda: 2)
    together = proving._side_by_side(SMALL, [*NAMES, *NAMES], TODAY)
    assert [report_text([one]) for one in together] == [
        report_text([one]) for one in proving._one_by_one(SMALL, [*NAMES, *NAMES], TODAY)
    ]
    assert len(together) == 2 * len(NAMES)


def test_one_pack_or_one_core_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proving._side_by_side(SMALL, NAMES[:1], TODAY) == []
    monkeypatch.setattr(proving.os, "cpu_count", lambda: 1)
    assert proving._side_by_side(SMALL, ["england", "england"], TODAY) == []


def test_what_goes_wrong_there_is_left_to_be_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving.os, "cpu_count", lambda: 2)
    assert proving._side_by_side(SMALL, ["nowhere", "england"], TODAY) == []
