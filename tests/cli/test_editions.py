"""Two editions at the command line: by folder, release file and installed release; a story, a file, every story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.computer import Computer, copied
from cli.running import Ran
from release.making import small_release
from rules.support import GOOD, good_copy

STORY = "hurt-at-home"
HANDBOOK = "guidance/handbook.md"
REFERRAL = "rules/england/referral/rules.yaml"


def older(folder: Path) -> Path:
    """A made-up older edition: another passage, and one answer fewer."""
    text = (GOOD / HANDBOOK).read_text(encoding="utf-8").replace("Do not wait.", "You may wait a day.")
    rules = (GOOD / REFERRAL).read_text(encoding="utf-8").replace("do: Ring 999.", "do: Ring the police on 999.")
    return good_copy(folder, {HANDBOOK: text, REFERRAL: rules})


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(tmp_path_factory.mktemp("editions") / "spring-edition")


def told(computer: Computer, before: Path, *arguments: str) -> Ran:
    code = computer.run("--rules", GOOD, "teach", "editions", *arguments, "--old", before)
    return Ran(code, computer.out, computer.err)


def test_a_story_is_told_under_both_word_by_word(computer: Computer, before: Path) -> None:
    ran = told(computer, before, STORY)
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    assert "Older edition: the rules in spring-edition (England 1.0, in force from" in text
    assert "Newer edition: the rules in use" in text
    assert "Do: Ring [-the police on-] 999." in text
    assert "[-You may wait a day.-] [+Do not wait.+]" in text
    assert str(before) not in ran.out


def test_every_story_for_which_anything_differs_is_listed(computer: Computer, before: Path) -> None:
    for arguments in ((), ("--all",)):
        ran = told(computer, before, *arguments)
        assert ran.code == 0
        assert "1 of 1 stories differ." in ran.out
        assert f"{STORY}: A child who is hurt" in ran.out
    same = told(computer, GOOD, "--all")
    assert "None of the 1 stories comes out otherwise" in " ".join(same.out.split())


def test_a_file_of_answers_can_use_the_words_of_either_edition(
    computer: Computer, tmp_path: Path, before: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("danger: hurt now\n", encoding="utf-8")
    ran = told(computer, before, str(path))
    assert (ran.code, ran.out.splitlines()[0]) == (0, "The answers in mine.yaml")
    path.write_text("danger: hurt never\n", encoding="utf-8")
    wrong = told(computer, before, str(path))
    assert wrong.code == 1
    assert "TR302" in wrong.err
    assert "Traceback" not in wrong.err


def test_the_handout_is_written_once_and_never_over_another(computer: Computer, tmp_path: Path, before: Path) -> None:
    page = tmp_path / "two.html"
    ran = told(computer, before, STORY, "--as", "html", "--out", str(page))
    assert (ran.code, ran.err.strip()) == (0, f"Written to {page}.")
    assert "<ins>[+" in page.read_text(encoding="utf-8")
    again = told(computer, before, STORY, "--as", "html", "--out", str(page))
    assert again.code == 2
    assert "There is a file of this name." in again.err


def test_json_has_all_of_it(computer: Computer, before: Path) -> None:
    one = json.loads(told(computer, before, STORY, "--json").out)
    assert one["passages"][0]["passage"] == "handbook#danger"
    assert one["newer"]["urgency"] == "emergency"
    (every,) = json.loads(told(computer, before, "--all", "--json").out)
    assert every["case"] == STORY


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["hurt-at-hom"], 2, 'Did you mean "hurt-at-home"?'),
        ([STORY, "--new", "no-such-rules"], 2, "no-such-rules"),
        ([STORY, "--as", "pdf"], 2, "pdf"),
        (["missing.yaml"], 2, "missing.yaml"),
    ],
)
def test_what_does_not_exist_is_said_in_a_line(
    arguments: list[str], code: int, says: str, computer: Computer, before: Path
) -> None:
    ran = told(computer, before, *arguments)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_edition_that_cannot_be_read_is_named(computer: Computer, tmp_path: Path) -> None:
    broken = good_copy(tmp_path / "broken", {REFERRAL: "topic: referral\nquestion: {}\n"})
    ran = told(computer, broken, STORY)
    assert ran.code == 3
    assert "cannot be used." in ran.err


def test_an_installed_release_is_the_older_edition_where_none_is_named(computer: Computer, tmp_path: Path) -> None:
    computer.trusts()
    assert computer.has(small_release()) == 0
    newer = copied(tmp_path / "newer", ("rules/england/core/rules.yaml", "Ring 999", "Ring 999 at once"))
    answers = tmp_path / "mine.yaml"
    answers.write_text("danger: hurt now\n", encoding="utf-8")
    for named in ((), ("--old", "1.1")):
        assert computer.run("--rules", newer, "teach", "editions", answers, *named) == 0, computer.err
        assert "Older edition: release 1.1" in computer.out
        assert "[+at once" in " ".join(computer.out.split())


def test_without_an_older_edition_it_says_how_to_name_one(computer: Computer) -> None:
    assert computer.run("--rules", GOOD, "teach", "editions", STORY) == 2
    assert "There is no older edition on this computer" in computer.err
    assert "triage releases" in computer.err
