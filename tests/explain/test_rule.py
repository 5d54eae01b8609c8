"""A rule told in full."""

from __future__ import annotations

import pytest

from session.small_england import small_england
from triage.explain.rule import tell_rule

RULES = small_england()


def test_a_rule_told_in_full():
    told = tell_rule(RULES, "bruised-baby")
    assert (told.rule.id, told.topic) == ("bruised-baby", "A topic")
    assert told.when == (
        "- all of these:",
        "  - worry includes physical",
        "  - baby is yes (not sure counts)",
    )
    assert [step.id for step in told.steps] == ["ring"]
    assert [anchor for anchor, _, _ in told.passages] == ["source#share"]


def test_a_rule_tells_when_the_questions_it_looks_at_are_asked():
    asked = dict(tell_rule(RULES, "ring-999").asked)
    assert asked == {"danger": (), "danger_check": ("- danger is not sure",)}
    with pytest.raises(KeyError):
        tell_rule(RULES, "gone")
