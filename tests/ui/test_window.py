from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.ui.glyphs import plain_letters_only
from triage.ui.lines import Bit
from triage.ui.sheet import Row, Sheet
from triage.ui.widgets.window import Window


@st.composite
def windows(draw) -> Window:
    heights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=12))
    pinned = draw(st.integers(0, 3))
    rows, top = [], pinned
    for number, height in enumerate(heights):
        rows.append(Row(f"r{number}", top, height, 0, 10))
        top += height
    tail = draw(st.sampled_from([0, heights[-1]]))
    sheet = Sheet(tuple((Bit(str(number)),) for number in range(top)), tuple(rows), pinned, tail)
    window = Window(sheet, draw(st.integers(pinned + tail + 3, 30)))
    return Window(sheet, window.height, window.bounded(draw(st.integers(-3, 60))))


@settings(max_examples=300)
@given(windows())
def test_each_line_is_shown_once_and_lines_and_places_agree(window):
    shown = [window.line_at(y) for y in range(window.height)]
    on_it = [line for line in shown if line < len(window.sheet.lines)]
    assert on_it == sorted(set(on_it))
    first, after = window.seen
    for y, line in enumerate(shown):
        inside = first <= line - window.sheet.pinned < after
        if line < len(window.sheet.lines) and (line < window.sheet.pinned or inside):
            assert window.y_of(line) == y


@settings(max_examples=300)
@given(windows())
def test_scrolling_to_a_row_shows_its_first_line_and_all_of_it_if_it_fits(window):
    for row in window.sheet.rows:
        moved = Window(window.sheet, window.height, window.top_for(row))
        assert 0 <= moved.top <= moved.lowest
        if moved.in_tail(row):
            continue
        begin, end = moved.span(row)
        first, after = moved.seen
        assert first <= begin < after
        if end - begin <= moved.size - 2:
            assert end <= after


@settings(max_examples=200)
@given(windows())
def test_what_is_hidden_adds_up(window):
    above, below = window.hidden
    first, after = window.seen
    if window.body > window.size:
        assert above + below + (after - first) == window.body
    else:
        assert (above, below) == (0, 0)


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C.utf8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LC_CTYPE": "en_GB.ISO-8859-1", "LANG": "en_GB.UTF-8"}, True),
    ],
)
def test_signs_are_plain_where_the_terminal_says_it_has_no_others(environment, plain):
    assert plain_letters_only(environment) is plain
