"""``triage diff`` as it is run: what it takes for a version, what it writes, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from policy.compare.edited import CASES, CONTACTS, FLOOR, REFERRAL, base_copy, replace_in
from triage.cli.dispatch import carry_out
from triage.cli.exit_codes import ExitCode
from triage.policy.release.archive import pack

GIT = shutil.which("git")
LOWER = (REFERRAL, "urgency: now", "urgency: today")
HIGHER = (REFERRAL, "urgency: today", "urgency: now")
SIGN_OFF = "rules/england/sign-off.yaml"

needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return base_copy(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return base_copy(tmp_path / "new")


def run(folder: Path, *arguments: str | Path) -> ExitCode:
    return carry_out(["--rules", str(folder), "diff", *map(str, arguments)])


def line_of(folder: Path, text: str) -> int:
    lines = (folder / REFERRAL).read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if line.strip() == text)


def git(folder: Path, *arguments: str) -> None:
    assert GIT is not None
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([GIT, "-C", str(folder), *named, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose rules stand in a folder of it, with two versions, and a third that is not committed."""
    top = tmp_path / "repository"
    folder = base_copy(top / "policy")
    git(tmp_path, "init", "-q", str(top))
    for tag, edit in (("v1", HIGHER), ("v2", LOWER)):
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", tag)
        git(top, "tag", tag)
        replace_in(folder, edit)
    return folder


def test_nothing_changed_is_one_line_and_all_is_well(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(new, old) is ExitCode.FINE
    out, err = capsys.readouterr()
    assert out == "Nothing changed in any case: proved over all answers.\n"
    assert err == ""


def test_a_lowered_urgency_ends_in_one_and_is_told_with_a_story(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(new, LOWER)
    assert run(new, old, new) is ExitCode.PROBLEMS_FOUND
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "2 less safe, 0 safer, 0 different contact or deadline, 0 wording only."
    assert f"{REFERRAL}:{line_of(new, 'serious-ring-now:')}: rule serious-ring-now" in out
    assert "In some cases the urgency falls from now to today." in out
    assert "How serious is it, in your view?\n        The child has suffered, or is likely to suffer" in out
    assert "urgency     now                                     today" in out
    assert out.count("For example") == 1, "what has one cause is told with one story"
    assert "2 less safe, accepted by nobody" in err
    assert "Fenshire" not in out, "what the national pack tells is not told again"


def test_safer_ends_well(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(new, HIGHER)
    assert run(new, old) is ExitCode.FINE
    assert "SAFER: 2" in capsys.readouterr().out


def test_a_local_pack_is_told_by_itself_and_can_be_asked_for_alone(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(
        new,
        LOWER,
        ("rules/fenshire/local/rules.yaml", "    steps: [ring-river", "    urgency: now\n    steps: [ring-river"),
    )
    path = new / "rules/fenshire/local/rules.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    urgency: today\n", ""), encoding="utf-8")
    assert run(new, old) is ExitCode.PROBLEMS_FOUND
    out = capsys.readouterr().out
    assert out.index("England 1.0 (") < out.index("England 1.0 + Fenshire 1.2 (")
    local = out[out.index("England 1.0 + Fenshire 1.2 (") :]
    assert "boat-ring-river-police" in local
    assert "serious-ring-now" not in local
    assert run(new, old, "--area", "fenshire") is ExitCode.PROBLEMS_FOUND
    assert "boat-ring-river-police" in capsys.readouterr().out


def test_a_sign_off_lets_it_pass_and_is_shown(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(new, LOWER)
    run(new, old, "--sign-off-draft")
    draft = capsys.readouterr().out
    assert draft.count("- change: ") == 2
    path = new / SIGN_OFF
    path.write_text(draft, encoding="utf-8")
    assert run(new, old) is ExitCode.RULES_REFUSED, "nobody has signed it yet"
    assert "rules/england/sign-off.yaml:5" in capsys.readouterr().err
    filled = draft.replace("who:  # a role or initials", "who: AB, rules owner")
    path.write_text(
        filled.replace("why:  # why it is right, in a sentence", "why: A made-up reason."), encoding="utf-8"
    )
    assert run(new, old) is ExitCode.FINE
    out = capsys.readouterr().out
    assert out.count("accepted by AB, rules owner on ") == 2
    assert "key:" not in out
    assert carry_out(["--rules", str(new), "check", str(path)]) is ExitCode.FINE
    replace_in(new, (REFERRAL, "urgency: today", "urgency: days"))
    assert run(new, old) is ExitCode.PROBLEMS_FOUND, "another edit was not accepted with it"
    assert "there is no change urgency-lowered/rule-serious-ring-now/" in capsys.readouterr().err


def test_a_sign_off_file_can_be_named_and_what_is_wrong_in_it_is_placed(
    old: Path, new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(new, LOWER)
    run(new, old, "--sign-off-draft")
    filled = capsys.readouterr().out.replace("who:  #", "who: AB #").replace("why:  #", "why: Because. #")
    other = tmp_path / "accepted.yaml"
    other.write_text("\n".join(line.split(" #")[0] for line in filled.splitlines() if "# rules" not in line) + "\n")
    assert run(new, old, "--sign-off", other) is ExitCode.FINE
    other.write_text("accepted:\n  - change: oops\n    who: AB\n    why: x\n    on: yesterday\n", encoding="utf-8")
    assert run(new, old, "--sign-off", other) is ExitCode.RULES_REFUSED
    err = capsys.readouterr().err
    assert "accepted.yaml:2:5: TR205" in err
    assert "accepted.yaml:5:9: TR207" in err
    assert run(new, old, "--sign-off", tmp_path / "none.yaml") is ExitCode.USAGE


def test_nothing_to_sign_gives_no_draft(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(new, old, "--sign-off-draft") is ExitCode.FINE
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "Nothing is less safe without a sign-off.\n"


def test_the_result_as_json_is_nothing_but_json(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(new, LOWER, (FLOOR, "Note the day.", "Note the date."))
    assert run(new, old, "--json") is ExitCode.PROBLEMS_FOUND
    england, fenshire = json.loads(capsys.readouterr().out)
    assert england["counts"] == {"less safe": 2, "safer": 0, "different contact or deadline": 0, "wording only": 1}
    assert fenshire["changes"] == []
    first = england["changes"][0]
    assert (first["code"], first["file"]) == ("urgency-lowered", REFERRAL)
    assert first["line"] == line_of(new, "serious-ring-now:")
    assert (first["story"]["before"]["urgency"], first["story"]["after"]["urgency"]) == ("now", "today")
    assert first["accepted"] is None
    assert "harm_level" in first["story"]["after"]["forced by"]


def test_the_summary_for_a_pull_request_and_notes_at_the_lines(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(
        new,
        LOWER,
        (CONTACTS, "01632 960 000", "01632 960 001"),
        (FLOOR, "Ask what has changed.", "Ask what has <b> changed."),
    )
    run(new, old, "--format", "markdown")
    out = capsys.readouterr().out
    assert "**2 less safe, accepted by nobody yet.**" in out
    assert "| Less safe | Safer | Different contact or deadline | Wording only |" in out
    assert "  | *urgency* | now | today |" in out
    assert out.count("<details") == out.count("</details>") == 3
    assert "<b> changed" not in out
    run(new, old, "--format", "github")
    line = line_of(new, "serious-ring-now:")
    out = capsys.readouterr().out
    assert out.startswith(
        f"::error file=rules/england/referral/rules.yaml,line={line},title=less safe::rule serious-ring-now: "
    )
    assert out.count("::notice ") == 1


@needs_git
def test_revisions_are_told_apart_as_git_tells_them(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lowered, raised = "falls from now to today", "rises from today to now"
    for names, says in {
        (): lowered,  # the last commit, and what is not committed yet
        ("HEAD",): lowered,
        ("v2",): lowered,
        ("v1", "v2"): raised,
        ("v1..v2",): raised,
        ("v2..",): lowered,
        ("v2", repository): lowered,
        ("HEAD~1", "HEAD"): raised,
    }.items():
        run(repository, *names)
        out = capsys.readouterr().out
        assert says in out, names
        assert (lowered if says is raised else raised) not in out, names


@needs_git
@pytest.mark.parametrize("name", ["v9", "HEAD~9", "no/such/folder", "v1:policy"])
def test_what_is_no_version_is_one_clear_line(name: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(repository, name) is ExitCode.USAGE
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert f'"{name}" is no folder with rules in it, no release, and no revision' in err[0]


@needs_git
def test_a_revision_without_rules_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top = tmp_path / "late"
    top.mkdir()
    (top / "notes.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "init", "-q", str(top))
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "before there were rules")
    assert run(base_copy(top), "HEAD") is ExitCode.USAGE
    assert 'There are no rules in "HEAD".' in capsys.readouterr().err


@needs_git
def test_without_a_repository_two_folders_are_asked_for(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(new) is ExitCode.USAGE
    assert "is in no git repository" in capsys.readouterr().err


def test_without_git_one_line_says_so(
    new: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(new))
    assert run(new, "v1") is ExitCode.USAGE
    assert capsys.readouterr().err.startswith('Git is not installed here, so "v1" cannot be looked up')


def test_a_release_file_is_a_version_and_a_damaged_one_is_said(
    old: Path, new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = {
        path.relative_to(old).as_posix(): path.read_bytes()
        for path in old.rglob("*")
        if path.suffix in (".yaml", ".md")
    }
    release = tmp_path / "england-1.0.triage-rules"
    release.write_bytes(pack(members))
    replace_in(new, LOWER)
    assert run(new, release) is ExitCode.PROBLEMS_FOUND
    assert "England 1.0 (england-1.0.triage-rules) -> England 1.0 (working folder)" in capsys.readouterr().out
    release.write_bytes(pack(members)[:-3])
    assert run(new, release) is ExitCode.USAGE
    assert "england-1.0.triage-rules was changed or cut short" in capsys.readouterr().err


def test_rules_that_cannot_be_loaded_are_named_and_placed(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(old, (REFERRAL, "urgency: now", "urgency: noww"))
    assert run(new, old) is ExitCode.RULES_REFUSED
    err = capsys.readouterr().err
    assert err.startswith(f"The rules called {old} cannot be loaded, so they cannot be compared.")
    assert "TR204" in err
    assert "999" not in err, "nobody is waiting for advice from a comparison"


def test_a_broken_pack_is_not_taken_for_a_pack_that_is_gone(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(new, ("rules/fenshire/pack.yaml", "title: Fenshire", "titel: Fenshire"))
    assert run(new, old) is ExitCode.RULES_REFUSED
    capsys.readouterr()


def test_packs_that_come_and_go(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(new / "rules/fenshire")
    assert run(new, old) is ExitCode.PROBLEMS_FOUND
    assert "The pack is gone, with everything in it." in capsys.readouterr().out
    assert run(old, new, old) is ExitCode.PROBLEMS_FOUND, "its front door has nobody to fall back on"
    out = capsys.readouterr().out
    assert "boat-ring-river-police (new)" in out
    assert "pack fenshire (new)" in out


def test_three_versions_are_one_too_many(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(new, old, new, old) is ExitCode.USAGE
    assert "two versions at most" in capsys.readouterr().err


def test_a_weaker_scenario_alone_is_enough_to_stop(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(new, (CASES, "urgency: emergency", "urgency: now"))
    assert run(new, old) is ExitCode.PROBLEMS_FOUND
    assert "asks for less: urgency: now, no longer emergency" in capsys.readouterr().out
