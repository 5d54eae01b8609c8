"""Terms that were replaced are read strictly, belong to the version of the rules, and are pointed out in texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, codes, good_copy, good_rules, with_extra
from triage.rules.checking import check
from triage.rules.load import load
from triage.rules.model import Confidence
from triage.rules.problems import RulesRefused, render

NAME = "rules/england/terms.yaml"
TERM = """\
  - old: {old}
    now: {now}
    changed: It changed.
    since: "2019"
    confidence: S
    because: {because}
"""


def terms_file(*terms: str) -> str:
    return "# yaml-language-server: $schema=../terms.schema.json\nterms:\n" + "".join(terms)


def term(old: str = "old words", now: str = "new words", because: str = "handbook#danger") -> str:
    return TERM.format(old=old, now=now, because=because)


def told(folder: Path) -> str:
    return "\n".join(render(problem) for problem in check(folder, TODAY))


def test_terms_are_read_with_their_place_for_every_pack() -> None:
    for packs in (["england"], ["fenshire"]):
        first, second, _ = good_rules(*packs).terms
        assert (first.old, first.variants, first.typed) == ("common assessment framework", ("CAF",), ("CAF form",))
        assert (first.now, first.since, first.confidence) == ("early help assessment", "2019", Confidence.SECOND_HAND)
        assert first.names == ("common assessment framework", "CAF", "CAF form")
        assert (str(second.place), second.because) == (f"{NAME}:11:5", ("handbook#danger",))


def test_a_rule_set_may_do_without_terms(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    (folder / NAME).unlink()
    assert load(folder, ["england"], TODAY).terms == ()
    assert told(folder) == ""


def test_a_changed_term_changes_the_version(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {NAME: terms_file(term())})
    assert load(folder, ["england"], TODAY).hash != good_rules().hash


def test_a_local_pack_adds_its_own(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {"rules/fenshire/terms.yaml": terms_file(term("Fenshire board"))})
    assert [one.old for one in load(folder, ["fenshire"], TODAY).terms][-1] == "Fenshire board"
    assert "Fenshire board" not in [one.old for one in load(folder, ["england"], TODAY).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("terms: []", "TR209"),
        ("terms: none", "'terms:' takes a list of terms."),
        ("words: []", "TR201"),
        ("terms:\n  - text", "TR203"),
        ("terms:\n  - old: x", "a term has no 'now:'"),
        (terms_file(term(because="handbook#dangr")), "did you mean 'handbook#danger'?"),
        (terms_file(term(), term()), "TR208"),
        (terms_file(term(), term("Old Words")), "stands at"),
        (terms_file(term()).replace("confidence: S", "confidence: Y"), "TR204"),
        (terms_file(term()).replace("    now:", "    typd: x\n    now:"), "did you mean 'typed:'?"),
    ],
)
def test_wrong_terms_are_refused(text: str, expected: str, tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {NAME: text + "\n"})
    with pytest.raises(RulesRefused) as refused:
        load(folder, ["england"], TODAY)
    assert expected in "\n".join(render(problem) for problem in refused.value.problems)


def test_the_first_line_names_the_schema(tmp_path: Path) -> None:
    text = (GOOD / NAME).read_text(encoding="utf-8").partition("\n")[2]
    assert "start the file with '# yaml-language-server: $schema=../terms.schema.json'" in told(
        good_copy(tmp_path, {NAME: text})
    )


def test_what_only_a_term_cites_is_used(tmp_path: Path) -> None:
    passage = "\n## Words {#words}\n\nThey changed.\n"
    handbook = (GOOD / "guidance/handbook.md").read_text(encoding="utf-8") + passage
    assert "TR408" in told(good_copy(tmp_path / "a", {"guidance/handbook.md": handbook}))
    files = {"guidance/handbook.md": handbook, NAME: terms_file(term(because="handbook#words"))}
    assert told(good_copy(tmp_path / "b", files)) == ""


STEP = """\
steps:
  extra:
    kind: write
    do: "{text}"
rules:
  extra:
    when: always
    urgency: planned
    steps: [extra]
    why: it is a test
    because: handbook#danger
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Start a caf.", ["TR411"]),
        ("Ask two LSCBs.", ["TR411"]),
        ("Ask the safeguarding board.", ["TR411"]),
        ("Ask the safeguarding-children board.", ["TR411"]),
        ("The 'LSCB' is old.", []),
        ("Ask in the cafe.", []),
        ("Fill in an early help assessment.", []),
    ],
)
def test_old_terms_in_texts_are_pointed_out(text: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(check(with_extra(tmp_path, STEP.format(text=text)), TODAY)) == expected
