from __future__ import annotations

import re
from pathlib import Path

import pytest

import triage.ui
from triage.ui.lines import Ink
from triage.ui.theme import GROUNDS, NAMES, NEEDED, PAIRS, PALETTES, contrast, ink_style, next_theme, themes, variables

SHEET = (Path(triage.ui.__file__).parent / "triage.tcss").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_pair_of_colours_that_meet_has_the_contrast_the_look_promises(name, ink, ground):
    palette = PALETTES[name]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= NEEDED[name]


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_high_contrast_promises_seven_to_one_and_the_others_four_and_a_half():
    assert NEEDED == {"triage-dark": 4.5, "triage-light": 4.5, "triage-high-contrast": 7.0}
    assert set(NAMES) == set(PALETTES)


def test_every_colour_a_screen_uses_comes_from_the_palettes():
    used = set(re.findall(r"\$([\w-]+)", SHEET))
    assert used <= set(variables(PALETTES["triage-dark"]))
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*;)", SHEET)


@pytest.mark.parametrize("look", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", Ink)
def test_every_ink_is_painted_in_a_pair_that_was_measured(look, ground, ink):
    style = ink_style(look, ink, ground)
    assert style.color
    assert style.bgcolor
    if ink is not Ink.RULE:
        colours = [(getattr(PALETTES[look], one), getattr(PALETTES[look], other)) for one, other in PAIRS]
        assert (style.color.name, style.bgcolor.name) in colours


def test_each_state_is_told_by_more_than_colour():
    told = [ink for ink in Ink if ink_style("triage-dark", ink, "paper").bold]
    assert {Ink.ACCENT, Ink.CAUTION, Ink.NEW, Ink.ALARM, Ink.NOW, Ink.SOON, Ink.STRONG} <= set(told)


def test_an_unknown_look_is_painted_as_the_first():
    assert ink_style("nord", Ink.PLAIN, "paper") == ink_style("triage-dark", Ink.PLAIN, "paper")


def test_nothing_blinks_or_moves():
    assert not re.search(r"blink|transition|animation", SHEET)


def test_the_looks_follow_each_other_in_a_circle():
    order = list(PALETTES)
    assert [next_theme(name) for name in order] == [*order[1:], order[0]]
    assert next_theme("nord") == order[0]


def test_each_look_gives_the_style_sheet_all_its_colours():
    for theme in themes():
        assert set(theme.variables) == set(variables(PALETTES[theme.name]))
        assert theme.dark == (theme.name != "triage-light")
