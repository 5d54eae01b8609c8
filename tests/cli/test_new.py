"""``triage new`` at the command line: from options, from a person typing, and never with words left out."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from cli.running import COMMAND, SMALL, Ran, environment
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run

TOPIC = ("topic", "homes", "--title", "A cold home", "--section", "worry")
RULE = (
    "rule", "damp-help", "--topic", "core", "--ask", "Is the home damp?", "--ask-why", "Damp makes children ill.",
    "--urgency", "days", "--do", "Ask what would help.", "--kind", "support", "--write", "What they said.",
    "--why", "the home is damp", "--because", "small-guide#write", "--case", "A damp flat",
)  # fmt: skip
SOURCE = (
    "source", "new-guide", "--title", "A guide", "--publisher", "A council", "--edition", "first", "--address",
    "example.org", "--confidence", "V", "--read", "The page itself.", "--about", "About homes.", "--passage",
    "Damp and cold", "--text", "Damp makes asthma worse.", "--left-to-judgement", "it differs from home to home",
)  # fmt: skip
PACK = (
    "pack", "eastshire", "--title", "Eastshire", "--owner", "The rules owner in Eastshire",
    "--phone", "front-door=01632 960002", "--source", "small-guide#ring",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small rules that can be proved too, on a machine without settings."""
    for name in ("TRIAGE_AREA", "TRIAGE_RULES", "TRIAGE_PLAIN"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(SMALL, tmp_path / "all")
    return tmp_path / "all"


def here(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> Ran:
    code = run(["--rules", str(folder), *arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unplaced(told: str) -> str:
    """What a check said, without lines and columns: what is added above moves what is older down."""
    return re.sub(r":\d+:\d+:", ":", told)


@pytest.mark.parametrize("made", [TOPIC, RULE, SOURCE, PACK], ids=lambda made: made[0])
def test_what_is_made_passes_check_test_and_prove_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str], made: tuple[str, ...]
) -> None:
    checked = unplaced(here(capsys, folder, "check").out)
    ran = here(capsys, folder, "new", *made)
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert ran.out.startswith("Written:\n")
    after = here(capsys, folder, "check")
    assert (after.code, unplaced(after.out)) == (ExitCode.FINE, checked)
    assert here(capsys, folder, "test").code == ExitCode.FINE
    proved = here(capsys, folder, "prove")
    assert proved.code == ExitCode.FINE, proved.out


def test_all_kinds_after_each_other_pass_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for made in (TOPIC, SOURCE, PACK, RULE):
        assert here(capsys, folder, "new", *made).code == ExitCode.FINE
    second = ["new", *RULE, "--because", "new-guide#damp-and-cold"]
    second = ["homes" if word == "core" else "damp-home" if word == "damp-help" else word for word in second]
    second[second.index("--case") + 1] = "Another flat"
    ran = here(capsys, folder, *second)
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert "Its case comes to TODAY after 3 pages." in ran.out
    for command in ("check", "test", "prove"):
        assert here(capsys, folder, command).code == ExitCode.FINE
    told = here(capsys, folder, "explain", "damp-home").out
    assert "Another flat" in told
    assert "Damp makes asthma worse." in told


@pytest.mark.parametrize("made", [TOPIC, RULE, SOURCE, PACK], ids=lambda made: made[0])
def test_showing_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str], made: tuple[str, ...]) -> None:
    before = files(folder)
    ran = here(capsys, folder, "new", *made, "--show")
    assert ran.code == ExitCode.FINE
    assert ran.out.startswith("--- ")
    assert files(folder) == before


@pytest.mark.parametrize("made", [TOPIC, RULE, SOURCE, PACK], ids=lambda made: made[0])
def test_nothing_is_written_without_every_word_of_the_owner(
    folder: Path, capsys: pytest.CaptureFixture[str], made: tuple[str, ...]
) -> None:
    optional = {"--ask", "--do", "--phone", "--left-to-judgement"}
    before = files(folder)
    for at in range(2, len(made), 2):
        if made[at] in optional:
            continue
        ran = here(capsys, folder, "new", *made[:at], *made[at + 2 :])
        assert ran.code == ExitCode.USAGE, made[at]
        assert f"  {made[at]}  " in ran.err
        assert "These words are yours to give." in ran.err
    assert files(folder) == before


def test_a_rule_without_a_question_or_a_condition_asks_for_a_condition(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = here(capsys, folder, "new", "rule", "damp-help")
    for option in ("--topic", "--when", "--urgency", "--do", "--kind", "--why", "--because", "--case"):
        assert f"  {option}  " in ran.err


def test_a_local_pack_gets_rules_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here(capsys, folder, "--area", "westshire", "new", *TOPIC)
    made = ["homes" if word == "core" else word for word in RULE]
    ran = here(capsys, folder, "--area", "westshire", "new", *made)
    assert "rules/westshire/homes/rules.yaml (added to)" in ran.out
    assert here(capsys, folder, "check").code == ExitCode.FINE


def test_a_pack_says_which_contacts_it_has_not_filled_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = here(capsys, folder, "new", *PACK[:6])
    assert "Still told in the national words: front-door." in ran.out
    assert not (folder / "rules" / "eastshire" / "contacts.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("topic", "../away"), "cannot be the name of a topic"),
        (("topic", "Homes"), "cannot be the name of a topic"),
        (("topic", "a/b"), "cannot be the name of a topic"),
        (("topic", "core", "--title", "T", "--section", "worry"), "This is there already"),
        (("topic", "x", "--title", "T", "--section", "wory"), 'Did you mean "worry"?'),
        (("rule", "baby-ring-now"), 'There is a rule called "baby-ring-now" already'),
        (("rule", "x", "--topic", "cor"), 'Did you mean "core"?'),
        (("rule", "tell-lead", *RULE[2:]), 'There is a step called "tell-lead" already.'),
        ((*RULE[:-2], "--case", "x", "--because", "small-guide#rng"), 'Did you mean "small-guide#ring"?'),
        ((*RULE, "--step", "tell-led"), 'Did you mean "tell-lead"?'),
        ((*PACK, "--phone", "front-dor=1"), 'Did you mean "front-door"?'),
        ((*PACK, "--review-by", "next year"), '"next year" is not a date.'),
        (("nothing", "x"), 'There is no kind called "nothing".'),
        ((), "The following arguments are required: KIND."),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    before = files(folder)
    ran = here(capsys, folder, "new", *arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert says in ran.err
    assert files(folder) == before


@pytest.mark.parametrize(
    ("option", "words", "says"),
    [
        ("--when", "nobody: yes", "TR301"),
        ("--when", "harm_level: [needs help", "Nothing was written."),
        ("--when", "all: [{ harm_level: needs help }, { harm_level: significant harm }]", "No case was found"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, words: str, says: str
) -> None:
    before = files(folder)
    without_question = [*RULE[:4], *RULE[8:]]
    ran = here(capsys, folder, "new", *without_question, option, words)
    assert ran.code != ExitCode.FINE
    assert says in ran.err
    assert "Nothing was written." in ran.err
    assert files(folder) == before


def test_a_step_that_rings_someone_needs_words_to_say_and_a_way_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rings = ["ring" if word == "support" else word for word in RULE]
    ran = here(capsys, folder, "new", *rings)
    assert "  --contact  " in ran.err
    ran = here(capsys, folder, "new", *rings, "--contact", "front-door")
    assert "  --say  " in ran.err
    assert "  --if-no-answer  " in ran.err
    more = ("--contact", "front-door", "--say", "The home is damp.", "--if-no-answer", "Ring again tomorrow.")
    assert here(capsys, folder, "new", *rings, *more).code == ExitCode.FINE
    assert here(capsys, folder, "check").code == ExitCode.FINE


def test_the_rules_that_came_with_the_program_are_not_written_to(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = folder.parent / "installed"
    package.mkdir()
    shutil.copytree(folder, package / "data")
    monkeypatch.setattr("triage.__file__", str(package / "__init__.py"))
    ran = here(capsys, package / "data", "new", *TOPIC)
    assert ran.code == ExitCode.USAGE
    assert "an update would overwrite" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect drives Unix terminals")
def test_a_person_at_a_terminal_is_asked_for_each_word(folder: Path) -> None:
    import pexpect

    child = pexpect.spawn(
        str(COMMAND), ["--rules", str(folder), "new", "topic", "homes"],
        env=environment(folder), encoding="utf-8", timeout=60, dimensions=(40, 100),
    )  # fmt: skip
    try:
        child.expect("What is the topic called")
        child.sendline("")  # nothing is not a title: it is asked again
        child.expect("What is the topic called")
        child.sendline("A cold home")
        child.expect("Which part of the interview")
        child.sendline("wory")
        child.expect('Did you mean "worry"')
        child.sendline("")
        child.expect("Which part of the interview")
        child.sendline("worry")
        child.expect("Written:")
        child.expect(pexpect.EOF)
    finally:
        child.close()
    assert child.exitstatus == ExitCode.FINE
    text = (folder / "rules" / "england" / "homes" / "rules.yaml").read_text(encoding="utf-8")
    assert "title: A cold home\nsection: worry\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect drives Unix terminals")
def test_stopping_half_way_writes_nothing(folder: Path) -> None:
    import pexpect

    before = files(folder)
    child = pexpect.spawn(
        str(COMMAND), ["--rules", str(folder), "new", "rule", "damp-help"],
        env=environment(folder.parent), encoding="utf-8", timeout=60, dimensions=(40, 100),
    )  # fmt: skip
    try:
        child.expect("Which topic")
        child.sendline("core")
        child.expect("A new yes or no question")
        child.sendintr()
        child.expect("Stopped")
        child.expect(pexpect.EOF)
    finally:
        child.close()
    assert child.exitstatus == ExitCode.INTERRUPTED
    assert files(folder) == before
