"""The bank is wide enough to teach from: every topic, every role, every hardness, and nothing counted twice or missed."""

from __future__ import annotations

from datetime import date
from functools import cache

from training.practice import rules
from triage.documents.writers.text import as_text
from triage.locate import data_folder
from triage.rules.load import available_packs, load
from triage.rules.vignettes import DIFFICULTIES, Vignette, read_bank
from triage.training.bank_table import THIN, UNSAID, bank_data, bank_table, taught, thin


@cache
def shipped() -> tuple[Vignette, ...]:
    return read_bank(data_folder(), ["england"], rules()).vignettes


def test_there_are_enough_and_every_topic_has_some() -> None:
    assert len(shipped()) >= 60
    data = bank_data(rules(), shipped())
    for topic, counts in data["topics"].items():
        assert sum(counts.values()) >= 2, topic
    assert set(data["thin topics"]) == {name for name, counts in data["topics"].items() if sum(counts.values()) < THIN}


def test_every_role_and_every_hardness_is_met() -> None:
    data = bank_data(rules(), shipped())
    assert UNSAID not in {role for role, counts in data["roles"].items() if counts}
    for role in rules().questions["role"].option_names:
        assert sum(data["roles"][role].values()) >= 2, role
    for word in DIFFICULTIES:
        assert sum(one.difficulty == word for one in shipped()) >= 20


def test_each_story_is_counted_once_by_role_and_once_for_each_topic() -> None:
    data = bank_data(rules(), shipped())
    assert sum(sum(counts.values()) for counts in data["roles"].values()) == len(shipped()) == data["stories"]
    assert sum(data["urgency"].values()) == len(shipped())
    told = sum(len(set(one.topics) & set(taught(rules()))) for one in shipped())
    assert sum(sum(counts.values()) for counts in data["topics"].values()) == told
    assert all(set(one.topics) <= set(taught(rules())) for one in shipped()), "a topic without rules has a story"


def test_the_table_says_what_the_data_says() -> None:
    text = as_text(bank_table(rules(), shipped()))
    data = bank_data(rules(), shipped())
    assert all(len(line) <= 78 for line in text.splitlines())
    for topic, counts in data["topics"].items():
        row = next(line.split() for line in text.splitlines() if line.split()[:1] == [topic])
        assert row[1:] == [*(str(counts.get(word, 0)) for word in DIFFICULTIES), str(sum(counts.values()))]
    for topic in thin(rules(), shipped()):
        assert f"- {topic}" in text


def test_with_no_story_every_topic_is_thin() -> None:
    assert thin(rules(), ()) == taught(rules())
    assert "Every topic has" not in as_text(bank_table(rules(), ()))


def test_local_packs_have_stories_of_their_own() -> None:
    for pack in available_packs(data_folder()):
        if pack.id == "england":
            continue
        rule_set = load(data_folder(), ["england", pack.id], date(2026, 11, 22))
        own = [one for one in read_bank(data_folder(), ["england", pack.id], rule_set).vignettes if one.pack == pack.id]
        assert len(own) >= 3, pack.id
