"""Conversations over the shipped rules: whatever is typed, they end, fit the width and show nothing but words."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import datetime
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from plain.talking import Written
from triage.engine.decide import build_decider
from triage.locate import data_folder
from triage.plain.conversation import converse
from triage.plain.guide import Guide, make_guide
from triage.plain.lines import WIDTH, Lines
from triage.rules.load import load
from triage.text import clean

NOW = datetime(2026, 11, 27, 17, 0)


@cache
def guide() -> Guide:
    rule_set = load(data_folder(), ["gloucestershire"], NOW.date())
    return make_guide(rule_set, build_decider(rule_set), lambda: NOW)


def conversation(typed: list[str]) -> str:
    writer = Written()
    converse(guide(), Lines(io.StringIO("\n".join([*typed, ""])), writer, echo=False))
    return writer.getvalue()


ANSWER = st.one_of(
    st.integers(1, 6).map(str),
    st.lists(st.integers(1, 9).map(str), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["n", "n", "u", "s", "1"]),
)
ASK = st.sampled_from(["w 1", "o 2", "n", "x", "f 1", "f 2", "a 2", "c", "g bruise", "p", "b", "d", "h"])


@settings(max_examples=25, deadline=None)
@given(st.lists(ANSWER, max_size=12), st.lists(st.one_of(ASK, ANSWER), max_size=8))
def test_any_answers_lead_to_words_that_fit(answers: list[str], asks: list[str]) -> None:
    written = conversation([*answers, *asks])
    assert written == clean(written)
    for line in written.splitlines():
        too_long = len(line) > WIDTH and not re.search(r"https?://\S+|\S+@\S+|> .*", line)
        assert not too_long, line
        assert "{" not in line, line  # a slot nobody filled
        assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in line)


def test_the_pages_say_where_more_numbers_are_and_name_the_rules() -> None:
    assert "Gloucestershire" in conversation([])


def test_the_emergency_is_reached_in_one_answer() -> None:
    written = conversation(["1"])
    assert written.index("EMERGENCY - ring 999 now") < written.index("Ring 999 now.")
    assert written.count("Question ") == 1
