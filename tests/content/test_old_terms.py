"""Someone who says an old word finds today's, what changed and when, wherever a word can be typed."""

import io
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from triage.cli.main import run
from triage.engine.decide import Decider
from triage.explain.search import look_up, terms_named
from triage.plain.conversation import converse
from triage.plain.guide import make_guide
from triage.plain.lines import Lines
from triage.rules.load import load
from triage.rules.model import Confidence
from triage.ui.draw.guidance import found_drawing
from triage.ui.lines import plain
from triage.ui.sheet import Room

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
TYPED = {
    "LSCB": "local safeguarding children partnership",
    "area child protection committee": "local safeguarding children partnership",
    "on the register": "child protection plan",
    "register": "child protection plan",
    "CAF": "early help assessment",
    "TAC": "team around the family",
    "team around the child": "team around the family",
    "lead professional": "lead practitioner",
    "social services": "children's social care",
    "serious case review": "child safeguarding practice review",
    "rapid response": "joint agency response",
    "MAPPP": "MAPPA",
    "core assessment": "assessment by children's social care",
    "initial assessment": "45 working days",
    "clinical commissioning group": "integrated care board",
    "peer on peer abuse": "child-on-child abuse",
    "Every Child Matters": "in force",
    "DfES": "Department for Education",
    "Public Concern at Work": "Protect",
    "GLAA": "Fair Work Agency",
    "HCPC": "Social Work England",
    "CRB": "DBS check",
}


@cache
def rule_set():
    return load(ROOT, ["england"], TODAY)


@pytest.mark.parametrize(("typed", "now"), sorted(TYPED.items()))
def test_an_old_word_leads_to_todays(typed, now):
    for asked in (typed, typed.lower(), f"what is {typed}?"):
        terms = terms_named(rule_set(), asked)
        assert any(now in term.now for term in terms), asked
        assert look_up(rule_set(), asked).passages


def test_no_term_of_today_is_taken_for_an_old_one():
    for term in rule_set().terms:
        assert terms_named(rule_set(), term.now) == (), term.now


def test_every_term_says_what_changed_and_when_and_stands_on_something_read():
    for term in rule_set().terms:
        assert term.changed
        assert term.since
        assert term.confidence is not Confidence.UNVERIFIED


def test_plain_mode_says_what_an_old_word_means_today():
    guide = make_guide(rule_set(), Decider(rule_set(), None), lambda: datetime(2026, 11, 20, 17, 0))
    writer = io.StringIO()
    converse(guide, Lines(io.StringIO("g LSCB\n\n"), writer, echo=True), "")
    assert "(LSCB) is an old term. Today: local safeguarding children partnership." in " ".join(
        writer.getvalue().split()
    )


def test_the_guidance_reader_says_so_above_what_it_found():
    drawn = found_drawing(look_up(rule_set(), "CAF"), "CAF")(Room(80, 24))
    text = " ".join(" ".join(plain(line) for line in drawn.lines).split())
    assert text.startswith('"Common assessment framework" (CAF) is an old term. Today: early help assessment')
    assert drawn.rows


def test_a_command_that_takes_a_name_knows_old_words_too(capsys):
    assert run(["--rules", str(ROOT), "explain", "serious case review"]) == 0
    assert "Today: local child safeguarding practice review." in capsys.readouterr().out
