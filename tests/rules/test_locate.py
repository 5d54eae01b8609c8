"""Where the rules are found: in a checkout, in an installed package, and where the person says."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage import locate
from triage.locate import GUIDANCE, RULES, data_folder


def test_a_checkout_has_its_rules() -> None:
    assert (data_folder() / RULES / "rule-set.schema.json").is_file()
    assert (data_folder() / GUIDANCE).is_dir()


def test_an_installed_package_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "triage"
    (package / "data" / RULES).mkdir(parents=True)
    monkeypatch.setattr(locate, "__file__", str(package / "locate.py"))
    assert data_folder() == (package / "data").resolve()


def test_a_chosen_folder_is_taken_as_it_is_even_when_it_is_not_there(tmp_path: Path) -> None:
    assert data_folder(str(tmp_path / "mine")) == tmp_path / "mine"
    assert data_folder("~/rules") == Path("~/rules").expanduser()
