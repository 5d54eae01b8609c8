"""Five days of one worry, played in the app and line by line: what a person sees on each is what helps them next."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from store.keeping_cases import LIGHT, PASSPHRASE
from story.computer import ROOT, Computer, at
from story.five_days import CASE, play
from story.line_by_line import CASE as TYPED_CASE
from story.line_by_line import play as play_typed
from story.page import page, papers
from triage.case.audit import audit, intact
from triage.case.due import due_list
from triage.case.replay import replay
from triage.case.state import CaseState
from triage.store.opening import open_cases

TRANSCRIPT = Path(__file__).parent / "five-days.txt"
END = at("2026-05-29T11:00")


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Computer:
    made = Computer(tmp_path_factory.mktemp("story") / "cases")
    asyncio.run(play(made))
    return made


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("typed") / "cases"
    return folder, "\n".join(f"##### {moment}\n{text}" for moment, text in play_typed(folder).items())


def words(computer: Computer, name: str) -> str:
    return " ".join(computer.text[name].split())


def kept(folder: Path, reference: str) -> CaseState:
    place = open_cases(folder, lambda: PASSPHRASE, LIGHT)
    case = place.load(reference)
    assert intact(audit(case, [place.receipt(case)]))
    place.close()
    return replay(case)


@pytest.mark.parametrize(
    ("screen", "shows"),
    [
        ("1-plan", "ACT NOW - within the hour"),
        ("1-plan-after-the-call", "by 4:10 pm tomorrow, Saturday 23 May"),
        ("1-plan-after-the-call", "owes you word that they have your referral, by 5 pm on Tuesday 26 May"),
        ("1-plan-after-the-call", "[ ] 2 Talk it through"),
        ("1-case", "Nothing is overdue."),
        ("1-case", "Word that they have your referral"),
        ("2-today", "Overdue since 5 pm today: Check that someone has your referral."),
        (
            "2-today",
            "Children's social care owed you word that they have your referral by then. Ring the front door now.",
        ),
        ("2-case", "1 thing is OVERDUE."),
        ("2-acknowledged", "Nothing is overdue."),
        ("3-outcome", "They told you the outcome. Say what brings you here now"),
        ("3-case", "They told you the outcome."),
        ("3-plan", "Ring your setting's safeguarding lead now."),
        ("3-case-after", "If the disagreement is not settled"),
        ("3-case-after", "rung 2 of 4: go to rung 3 now"),
        ("4-today", "By 5 pm tomorrow, Friday 29 May: If the disagreement is not settled by then"),
        ("4-ladder", "You are on rung 2 of 4. GO TO RUNG 3 NOW."),
        ("4-ladder-after", "You are on rung 3 of 4."),
        ("4-letter", "DISAGREEMENT ABOUT A CHILD'S SAFETY"),
        ("4-case-after", "First child protection conference, 10 am on Wednesday 3 June"),
        ("5-case", "Send your report for: First child protection conference by 5 pm today"),
        ("5-meeting-after", "[x] My report has gone"),
        ("5-meeting-after", "[x] I cannot be there: a colleague is briefed"),
        ("5-offered", "YOU STILL HOLD THIS CASE."),
        ("5-accepted", "HANDED OVER. Accepted by the deputy lead at 11 am today."),
        ("5-history", "IN ORDER. Nothing was changed or cut"),
        ("5-end", f"{CASE} is put away."),
    ],
)
def test_what_each_screen_says(computer: Computer, screen: str, shows: str) -> None:
    assert shows in words(computer, screen)


def test_no_screen_is_empty_and_none_has_lost_its_foot(computer: Computer) -> None:
    for name, text in computer.text.items():
        lines = text.splitlines()
        assert len(lines) == 24, name
        assert max(map(len, lines)) <= 80, name
        assert "F9 999" in lines[-1], name
        assert sum(bool(line.strip()) for line in lines) > 6, name


def test_the_last_word_is_that_nothing_is_left_to_do(computer: Computer) -> None:
    state = kept(computer.folder, CASE)
    assert state.archived
    assert due_list(state, END) == ()
    assert state.unknown == ()


def test_every_paper_is_whole_and_names_nobody(computer: Computer) -> None:
    texts = {name: data.decode() for name, data in computer.written.items() if name.endswith((".txt", ".html"))}
    assert len(computer.written) == 3 * len(papers(computer)) == 18
    for name, text in texts.items():
        assert "{" not in text.replace("{{", "") or name.endswith(".html"), name
        assert PASSPHRASE not in text, name
    for name, data in computer.written.items():
        if name.endswith(".docx"):
            assert zipfile.ZipFile(BytesIO(data)).testzip() is None, name
    [record] = [text for name, text in texts.items() if name.endswith("case-record.txt")]
    assert "they say they have it" not in record.split("STEPS")[0] or "acknowledged" in record


def test_the_page_in_the_documentation_is_this_run(computer: Computer) -> None:
    told = (ROOT / "docs" / "five-days.md").read_text(encoding="utf-8")
    assert told == page(computer.text, papers(computer)), "run: python tests/story/page.py docs/five-days.md"


def test_line_by_line_it_is_the_same_story(typed: tuple[Path, str]) -> None:
    folder, _ = typed
    state = kept(folder, TYPED_CASE)
    assert state.archived
    assert [one.what for one in state.happenings] == [
        "no reply", "acknowledged", "outcome told", "meeting called"
    ]  # fmt: skip
    assert [one.what or one.rung for one in state.told] == [
        "resolve-stage-3", "briefed a colleague", "report sent", "offered", "accepted"
    ]  # fmt: skip


def test_line_by_line_it_reads_as_kept(typed: tuple[Path, str]) -> None:
    _, text = typed
    assert text == TRANSCRIPT.read_text(encoding="utf-8"), "run: python tests/story/line_by_line.py"
