"""Loading: which files count, what the hash holds, and that one unreadable file is told once."""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, codes, good_copy, good_rules, with_extra
from triage.rules.checking import check
from triage.rules.conditions import AnyOf
from triage.rules.load import available_packs, load
from triage.rules.model import QuestionType, SendAs, StepKind, Urgency
from triage.rules.problems import RulesRefused, errors_in, render


def refused(folder: Path, *packs: str) -> list[str]:
    with pytest.raises(RulesRefused) as found:
        load(folder, packs or ("england",), TODAY)
    return [render(problem) for problem in found.value.problems]


def test_everything_is_in_the_rule_set() -> None:
    rules = good_rules()
    assert list(rules.questions) == ["danger", "immediate", "role", "harm_level", "age"], (
        "in the order of the interview"
    )
    harm = rules.questions["harm_level"]
    assert (harm.type, harm.section, harm.always_ask, harm.not_sure_means) == (
        QuestionType.CHOICE,
        "seriousness",
        True,
        (),
    )
    assert harm.options[1].hint == "Such as missed appointments."
    assert rules.questions["danger"].not_sure_means == ("hurt now", "may be taken")
    assert rules.questions["immediate"].option_names == ("yes", "no")
    assert isinstance(rules.questions["age"].ask_when, AnyOf)
    assert (rules.questions["age"].lowest, rules.questions["age"].highest, rules.questions["age"].unit) == (
        0,
        17,
        "years",
    )
    rule = rules.rules["serious-ring-now"]
    assert (rule.urgency, rule.send_as, rule.pack) == (Urgency.NOW, SendAs.CHILD_PROTECTION_REFERRAL, "england")
    assert rules.rules["danger-ring-999"].send_as is None
    step = rules.steps["follow-up-in-writing"]
    assert (step.kind, step.do, step.write) == (
        StepKind.WRITE,
        "Send your referral in writing.",
        "What you said. What they said.",
    )
    assert rules.steps["ring-front-door"].contacts == ("front-door", "out-of-hours")
    assert rules.contacts["out-of-hours"].roles == ("school staff",)
    assert rules.topics["floor"] == "What always follows"
    assert rules.passage("handbook#danger")[1].title == "Danger comes first"
    assert not rules.switches["new-duty"].on
    assert rules.words["lead"].by_answer["school staff"] == "your designated safeguarding lead"
    assert str(rules.rules["danger-ring-999"].place) == "rules/england/referral/rules.yaml:93:3"


def test_not_sure_says_what_it_means_when_the_file_does_not() -> None:
    says = {name: question.not_sure_says for name, question in good_rules("fenshire").questions.items()}
    assert says["harm_level"] == "You will be told whom to ask for advice."
    assert says["danger"] == "To be safe, this counts as all of these."
    assert says["immediate"] == "To be safe, this counts as: Yes"
    assert says["age"] == "To be safe, this counts as 0 years."
    assert says["near_water"] == "That is a useful answer. The advice allows for it."


def test_the_hash_follows_names_and_contents_and_nothing_else(tmp_path: Path) -> None:
    first = good_rules().hash
    copy = good_copy(tmp_path / "a")
    assert load(copy, ["england"], TODAY).hash == first
    for path in copy.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copy, ["england"], TODAY).hash == first, "line ends of another system change nothing"
    (copy / "rules/england/referral/scenarios.yaml").write_text("scenarios: []\n", encoding="utf-8")
    assert load(copy, ["england"], TODAY).hash == first, "scenarios are not part of the rules"
    assert good_rules("fenshire").hash != first
    guidance = good_copy(tmp_path / "b")
    path = guidance / "guidance/handbook.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Read one.", "Read two."), encoding="utf-8")
    assert load(guidance, ["england"], TODAY).hash != first
    moved = good_copy(tmp_path / "c")
    (moved / "rules/england/floor/rules.yaml").rename(moved / "rules/england/floor/always.yaml")
    assert load(moved, ["england"], TODAY).hash != first


def test_packs_are_listed_national_first(tmp_path: Path) -> None:
    assert [pack.title for pack in available_packs(GOOD)] == ["England", "Fenshire"]
    assert available_packs(tmp_path) == ()
    broken = good_copy(tmp_path, {"rules/fenshire/pack.yaml": "pack: [\n"})
    assert [pack.id for pack in available_packs(broken)] == ["england"]


@pytest.mark.parametrize("packs", [[], ["englnd"], ["../england"], ["england/floor"], [""]])
def test_packs_that_are_not_there_are_refused(packs: list[str]) -> None:
    with pytest.raises(RulesRefused) as found:
        load(GOOD, packs, TODAY)
    assert "TR312" in codes(found.value.problems)


def test_an_empty_folder_has_one_problem(tmp_path: Path) -> None:
    assert codes(check(tmp_path, TODAY)) == ["TR312"]


def test_one_unreadable_file_is_told_once_and_not_by_every_name_it_held(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {"rules/england/contacts.yaml": "topic: [\n"})
    problems = refused(folder)
    assert len(problems) == 1
    assert problems[0].startswith(
        "rules/england/contacts.yaml:2:1: TR105 the file ends, but a [ or { above is still open."
    )
    assert len(errors_in(check(folder, TODAY))) == 1


def test_all_problems_are_told_at_once_sorted_by_place(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    for name, old, new in (
        ("rules/england/referral/rules.yaml", "urgency: emergency", "urgency: emergancy"),
        ("rules/england/referral/rules.yaml", "{ fact: in_danger }\n    urgency", "{ fact: in_dangr }\n    urgency"),
        ("rules/england/contacts.yaml", "fallback: [out-of-hours", "fallback: [out-off-hours"),
        ("guidance/handbook.md", "status: in force", "status: in forse"),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    problems = refused(folder)
    assert [line.split(" ")[1] for line in problems] == ["TR204", "TR305", "TR303", "TR204"]
    assert [line.split(":")[0] for line in problems] == sorted(line.split(":")[0] for line in problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    folder = good_copy(tmp_path / "rules-here")
    outside = tmp_path / "secret.yaml"
    outside.write_text("topic: secret\n", encoding="utf-8")
    (folder / "rules/england/linked").mkdir()
    (folder / "rules/england/linked/rules.yaml").symlink_to(outside)
    os.mkfifo(folder / "rules/england/pipe.yaml")
    (folder / "guidance/away.md").symlink_to(outside)
    problems = refused(folder)
    assert [problem.split("\n")[0] for problem in problems] == [
        "guidance/away.md:1:1: TR117 this file cannot be read: it is a link.",
        "rules/england/linked/rules.yaml:1:1: TR117 this file cannot be read: it is a link.",
        "rules/england/pipe.yaml:1:1: TR117 this is not an ordinary file.",
    ]


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    (folder / "rules/england/odd.yaml").mkdir()
    assert "TR117" in refused(folder)[0]


@pytest.mark.parametrize("name", ["rules/england/floor/more.yml", "rules/england/floor/deep/rules.yaml"])
def test_files_that_would_be_left_out_are_pointed_at(name: str, tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {name: "topic: floor\ntitle: x\n"})
    assert refused(folder)[0].startswith(f"{name}:1:1: TR117")


@pytest.mark.parametrize(
    ("limit", "hours", "working_days"),
    [
        ("1 hour", 1, None),
        ("24 hours", 24, None),
        ("2 days", 48, None),
        ("1 week", 168, None),
        ("1 working days", None, 1),
    ],
)
def test_limits_are_read(limit: str, hours: int | None, working_days: int | None, tmp_path: Path) -> None:
    name = "rules/england/deadlines.yaml"
    text = (GOOD / name).read_text(encoding="utf-8").replace("limit: 5 working days", f"limit: {limit}")
    found = load(good_copy(tmp_path, {name: text}), ["england"], TODAY).deadlines["look-again"]
    assert (found.hours, found.working_days) == (hours, working_days)


@pytest.mark.parametrize("limit", ["0 hours", "a day", "24h", "-1 hours", "2 months", "9999 hours", "٣ hours"])
def test_other_limits_are_refused(limit: str, tmp_path: Path) -> None:
    name = "rules/england/deadlines.yaml"
    text = (GOOD / name).read_text(encoding="utf-8").replace("limit: 5 working days", f"limit: {limit}")
    assert " TR206 " in refused(good_copy(tmp_path, {name: text}))[0]


def test_a_part_that_is_no_block_is_told(tmp_path: Path) -> None:
    problems = refused(with_extra(tmp_path, "rules:\n  - one\nsteps: none\nfacts: {}\nquestions:\n  q: text\n"))
    assert [problem.split(" ")[1] for problem in problems] == ["TR203"] * 4


def test_loading_brings_neither_the_schema_library_nor_the_checks() -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from triage.rules.load import load;"
        f"load(Path({str(GOOD)!r}), ['fenshire'], date(2026, 11, 22));"
        "print([name for name in sys.modules if name.split('.')[0] in ('jsonschema', 'referencing')"
        " or name.startswith('triage.rules.checks')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("packs", [["england"], ["nowhere"]])
def test_loading_leaves_the_garbage_collector_as_it_was(packs: list[str]) -> None:
    for switch, on in ((gc.disable, False), (gc.enable, True)):
        switch()
        with contextlib.suppress(RulesRefused):
            load(GOOD, packs, TODAY)
        assert gc.isenabled() is on


def test_the_problems_module_brings_no_yaml() -> None:
    code = "import sys, triage.rules.problems, triage.rules.codes; print([n for n in ('yaml', 'difflib') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
