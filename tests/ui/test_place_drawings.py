"""Places of a case as drawn, letter by letter, from pages made by hand, so that no rule file changes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.case.actions import Action
from triage.export.places.page import UNSAFE_FIRST, Do, Leads, Owing, Part, Place, PlacePage, Says, Tone, Way
from triage.ui.draw.places import place_drawing, rest_drawing, rows_of
from triage.ui.lines import plain, width_of
from triage.ui.sheet import Room

GOLDENS = Path(__file__).parent / "goldens" / "places"
RING = Action(
    step="ring",
    do="Ring the council where the child lives, and say that you need action today.",
    how=("Ask for a name.", "Say when you will ring again, and ring."),
    say="I am worried about a child.",
    ring=("01000 200300, the council front door, open Monday to Friday 9am to 5pm, checked 1 May 2026",),
    do_not=("Do not wait for proof.",),
    if_no_answer="Ring the duty team.",
    write="Who took the call, and when.",
)
WRITE = Action(step="write", do="Put it in writing today.")
LADDER = PlacePage(
    place=Place.LADDER,
    reference="7-blue",
    title="when you disagree",
    head="You are on rung 1 of 2. GO TO RUNG 2 NOW.",
    why="Overdue by 2 days. The time for this rung was up at 5 pm on Monday 23 November.",
    next=Part("Now, rung 2: your manager", (Do(RING), Do(WRITE), Says("And tell a friend.", mark="- "))),
    parts=(
        Part(
            "The rungs",
            (
                Says("You: by the end of the next working day.", Tone.STRONG, "> 1. "),
                Says("Tell the person who decided.", Tone.QUIET, "     "),
                Says("Your manager: within 2 working days.", mark="  2. "),
            ),
        ),
        Part("If the ladder itself fails", (Do(RING, brief=True),)),
    ),
    ways=(
        Way("rung-2", "Rung 2 was taken up", Leads.TELL, "rung-2", "your manager"),
        Way("settled", "Settled, and I have it in writing", Leads.TELL, "settled"),
        Way("letter", "The letter, filled in", Leads.FORM, "letter", "to read, save or copy"),
    ),
)
UNSAFE = replace(LADDER, first=UNSAFE_FIRST, why="The child may not be safe, so nothing waits for a clock.")
HELP = replace(
    LADDER,
    place=Place.EARLY_HELP,
    title="early help",
    head="1 of 2 agreed.",
    ways=(
        Way("help-met", "The team has met", Leads.TELL, "help-met", "4 pm today", done=True),
        Way("help-lead", "A lead practitioner is agreed", Leads.TELL, "help-lead", done=False),
    ),
)


def due(number: int, *, late: bool = False, whose: str = "") -> Owing:
    when = "overdue since 5 pm on Monday 23 November" if late else "by 5 pm on Friday 27 November"
    way = Way(f"due {number}", "x", Leads.STEP, f"step-{number}")
    return Owing(f"Do thing number {number}, and say when it was done and by whom", when, late, whose, way=way)


HOME = PlacePage(
    place=Place.HOME,
    reference="7-blue",
    title="this case",
    head="3 things are OVERDUE.",
    why="TODAY - before you stop for the day. Sent as: request for support.",
    next=Part("OVERDUE", tuple(due(number, late=True) for number in range(3))),
    parts=(
        Part("Others owe you", (due(3, whose="social care"),)),
        Part("Next", tuple(due(number) for number in range(4, 12))),
        Part("What happened, the newest first", (Says("4 pm on Friday: no reply", mark="- "),)),
    ),
    ways=tuple(
        Way(f"place {number}", f"Place {number}", Leads.PAGE, "plan", "how it stands") for number in range(1, 10)
    ),
)
PAGES = {"ladder": LADDER, "unsafe": UNSAFE, "early-help": HELP, "home": HOME}
ROOMS = {"80x20": Room(80, 20), "84x36": Room(84, 36), "40x12": Room(40, 12)}


def drawn(page: PlacePage, room: Room, *, said: str = "", beside: bool = False) -> str:
    lines = place_drawing(page, said, aside=lambda: beside)(room).lines
    return "\n".join(plain(line).rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", PAGES)
def test_the_drawing_is_as_it_was_kept(name: str, room: str) -> None:
    import os

    path = GOLDENS / f"{name}-{room}.txt"
    shown = drawn(PAGES[name], ROOMS[room], said="Noted: Rung 1 was taken up.")
    if os.environ.get("TRIAGE_GOLDENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_what_to_do_now_stands_before_everything_and_stays_in_sight(name: str) -> None:
    page = PAGES[name]
    lines = drawn(page, ROOMS["80x20"]).splitlines()
    assert lines[0].strip() == (page.first or page.head)
    sheet = place_drawing(page)(ROOMS["80x20"])
    assert sheet.pinned == (2 if page.first else 1)


def test_on_a_small_screen_the_whole_case_keeps_room_for_every_way() -> None:
    sheet = place_drawing(HOME)(Room(80, 20))
    ways = [row for row in sheet.rows if row.id.startswith("place")]
    assert [row.key for row in ways] == list("123456789")
    assert ways[-1].top + ways[-1].height <= 20
    shown = drawn(HOME, Room(80, 20))
    assert "OVERDUE, " not in shown or "OVERDUE, 3 of 3" not in shown
    assert "Next, 1 of 8" in shown


@pytest.mark.parametrize("width", [60, 84, 120])
def test_where_there_is_room_nothing_that_is_due_is_cut_short(width: int) -> None:
    shown = " ".join(drawn(HOME, Room(width, 60)).split())
    assert shown.count("by whom") == 12
    assert "…" not in shown
    assert "…" in drawn(HOME, Room(width, 30))


def test_what_stands_beside_is_not_said_twice() -> None:
    beside, alone = drawn(LADDER, Room(84, 36), beside=True), drawn(LADDER, Room(84, 36))
    rest = "\n".join(plain(line) for line in rest_drawing(LADDER)(Room(56, 36)).lines)
    assert "Ask for a name." not in beside
    assert "Ask for a name." in alone
    assert "Ask for a name." in rest
    assert "The rungs" in rest


def test_the_first_actions_for_an_unsafe_child_are_never_left_out() -> None:
    shown = drawn(UNSAFE, Room(80, 8))
    assert "Ring the council" in shown
    assert "Put it in writing today." in shown
    assert "and 1 more, further down" in shown


def test_behind_every_row_there_is_a_way() -> None:
    for page in PAGES.values():
        rows = rows_of(page)
        assert {row.id for row in place_drawing(page)(Room(80, 60)).rows} <= set(rows)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(PAGES)),
    st.integers(24, 160),
    st.integers(5, 60),
    st.booleans(),
    st.text(max_size=30),
)
def test_no_line_is_ever_wider_than_its_room(name: str, width: int, height: int, beside: bool, said: str) -> None:
    for draw in (place_drawing(PAGES[name], said, aside=lambda: beside), rest_drawing(PAGES[name])):
        assert all(width_of(line) <= width for line in draw(Room(width, height)).lines)
