"""The stories for training are many, varied, short and nameless, and the live rules say what their notes say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pytest

from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.policy.walk import Walk, Walker
from triage.rules.expecting import Expect
from triage.rules.load import available_packs, load
from triage.rules.model import Confidence, RuleSet, SendAs, Urgency
from triage.rules.scenarios import Scenario
from triage.rules.vignettes import SAID_OF_PARENTS, Bank, Parents, Vignette, read_bank

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 0)
PACKS = tuple(pack.id for pack in available_packs(data_folder()))
LOCAL = tuple(pack for pack in PACKS if pack != "england")

OVER_CAUTIOUS = (
    "an-assessment-has-begun",
    "a-lift-in-the-rain",
    "a-shin-like-any-toddlers",
    "the-end-they-had-prepared-for",
    "nothing-to-say-about-him",
    "the-lock-on-the-door",
    "an-email-unanswered",
    "it-was-settled-on-friday",
    "the-quarter-past-eight-notice",
    "nineteen-names-in-a-morning",
    "an-aunt-with-an-invitation",
    "twins-and-three-hours-sleep",
    "three-services-three-stories",
    "home-by-breakfast",
    "a-thing-from-long-ago",
    "the-file-for-wednesday",
    "nearly-eighteen",
    "well-on-a-trampoline",
    "no-coat-in-december",
    "not-just-now",
    "with-his-best-friends-mum",
    "nana-has-them",
    "channel-and-a-new-college",
    "everyone-and-nobody",
    "not-my-mum-please",
    "two-fourteen-year-olds",
    "weights-for-the-file",
    "a-letter-from-a-solicitor",
    "a-case-with-no-name",
    "closed-by-friday",
    "dinner-for-three",
)
"""Stories in which "refer it now" is the wrong answer."""

UNDER_CAUTIOUS = (
    "no-word-by-tuesday-evening",
    "closed-and-no-better",
    "a-grip-on-the-arm",
    "the-choir-leader",
    "bruise-at-the-eight-week-check",
    "a-mark-under-the-strap",
    "she-has-turned-it-around",
    "two-breaks-of-different-ages",
    "tomorrow-at-ten",
    "they-say-the-right-things",
    "she-feels-fine-now",
    "her-father-has-come",
    "below-the-line",
    "it-has-calmed-down",
    "a-new-address-on-his-licence",
    "closing-on-thursday",
    "the-shape-of-a-hand",
    "found-two-counties-away",
    "wait-until-morning",
    "nobody-has-seen-her",
    "a-summer-party-for-her",
    "he-says-he-is-happy",
    "a-chair-with-a-name-on-it",
    "between-two-councils",
    "home-by-the-weekend",
    "the-line-again",
    "four-missed-clinics",
    "the-third-offer",
    "she-does-the-housework",
    "only-jokes",
    "a-patient-with-a-thought",
    "the-cheerful-day",
    "twelve-and-thirteen",
    "the-assistant-coach",
    "send-money-by-nine",
    "just-so-you-know",
    "i-would-rather-not-say",
    "drop-it-she-said",
    "nobody-asked-the-caretaker",
    "the-house-on-the-hill",
    "nine-lines-in-a-notebook",
)
"""Stories that look calmer than they are."""

SHOWN = (
    ("share_purpose", "information only"),
    ("share_purpose", "referral for action"),
    ("share_purpose", "advice"),
    ("sharing_so_far", "spoken only"),
    ("sharing_so_far", "relying on others"),
    ("referral_state", "not in writing"),
    ("referral_state", "not acknowledged"),
    ("handover_gaps", "not accepted"),
    ("handover_gaps", "new area silent"),
    ("early_help_trouble", "told different"),
    ("meeting_after", "told different"),
    ("dispute_stage", "talked"),
    ("dispute_stage", "managers tried"),
    ("dispute_stage", "conference"),
    ("dispute_stage", "child unsafe"),
    ("meeting_before", "cannot go"),
    ("works_about", "harmed"),
    ("works_about", "head or manager"),
    ("works_about", "small"),
    ("sexual_about", "under 13"),
    ("sexual_about", "position of trust"),
    ("teen_age", "13 to 15"),
    ("death_about", "sudden death"),
    ("death_about", "expected death"),
    ("death_about", "seriously hurt"),
    ("worry", "domestic abuse"),
    ("worry", "unborn"),
    ("risk_adult_about", "managed"),
    ("information_signs", "police notice"),
    ("speaking_up", "ignored"),
    ("speaking_up", "the council"),
    ("consent", "refused"),
)
"""What the bank has to show somewhere: an answer that some story gives."""

PROPER_WORDS = frozenset(
    re.findall(
        r"\S+",
        """Mummy Daddy Mum Dad Nana Uncle Monday Tuesday Wednesday Thursday Friday Fridays Saturday Sunday January February March
    April May June July August September October November December Easter England English Wales Welsh Scotland Scottish British Sussex
    Gloucestershire Act Prevent Channel Clare's Report Remove Family Help Ofsted Protect Forced Marriage Unit My Safety
    Meetings Sundays Tuesdays""",
    )
)
"""Days, months, places and the names of bodies and schemes."""

SENTENCE_OPENERS = frozenset(
    re.findall(
        r"\S+",
        """accidental below compare cooperate driving fewer flinched flip interrupt knowledge length liking nappies questioning
    seek""",
    )
)
"""Ordinary words that so far only open a sentence."""


@dataclass(frozen=True)
class Told:
    """A story with what the live rules make of it."""

    vignette: Vignette
    walk: Walk
    plan: Plan
    bank: Bank


@cache
def _rule_set(pack: str) -> RuleSet:
    return load(data_folder(), [pack], TODAY)


@cache
def _told(pack: str) -> tuple[Told, ...]:
    rule_set = _rule_set(pack)
    bank = read_bank(data_folder(), sorted({"england", pack}), rule_set)
    walker = Walker(rule_set, Decider(rule_set, None))
    own = [one for one in bank.vignettes if one.pack == pack]
    return tuple(_tell(rule_set, walker, bank, one) for one in own)


def _tell(rule_set: RuleSet, walker: Walker, bank: Bank, one: Vignette) -> Told:
    expect = Expect(one.expect.urgency)
    walk = walker.walk(
        Scenario(one.id, "", one.answers, one.otherwise, expect, one.place, one.pack, one.topic),
    )
    plan = build_plan(rule_set, walk.at_end.decision, walk.at_end.answers, NOW)
    return Told(one, walk, plan, bank)


@cache
def _everywhere() -> tuple[Told, ...]:
    return tuple(told for pack in PACKS for told in _told(pack))


def _stories() -> tuple[Vignette, ...]:
    return tuple(told.vignette for told in _everywhere())


def _national() -> tuple[Vignette, ...]:
    return tuple(told.vignette for told in _told("england"))


def _texts(one: Vignette) -> tuple[str, ...]:
    points = tuple(point.says for point in one.points)
    return (one.title, one.setting, one.story, *points, *one.discuss, one.speaker)


def _given(one: Vignette, question: str) -> tuple[str, ...]:
    answer = one.answers.get(question)
    return () if answer is None else answer.values


def test_the_bank_is_large_and_each_local_pack_has_some():
    assert len(_national()) >= 60
    assert all(len(_told(pack)) >= 2 for pack in LOCAL)


def test_every_topic_folder_has_a_story():
    topics = {path.parent.name for path in (data_folder() / "rules" / "england").glob("*/rules.yaml")}
    assert topics - {topic for one in _national() for topic in one.topics} == set()


def test_each_difficulty_has_about_a_third():
    counts = Counter(one.difficulty for one in _national())
    assert set(counts) == {"easy", "middle", "hard"}
    assert all(0.25 <= count / len(_national()) <= 0.42 for count in counts.values()), counts


def test_the_roles_are_varied():
    roles = Counter(role for one in _national() for role in _given(one, "role"))
    assert set(_rule_set("england").questions["role"].option_names) - set(roles) == set()
    assert max(roles.values()) / len(_national()) <= 0.35, roles


def test_the_settings_are_varied():
    assert len({one.setting for one in _stories()}) >= 0.8 * len(_stories())


@pytest.mark.parametrize(("question", "option"), SHOWN)
def test_what_has_to_be_shown_is_shown(question, option):
    assert any(option in _given(one, question) for one in _national())


def test_every_urgency_is_taught():
    assert {told.plan.urgency for told in _everywhere()} >= set(Urgency) - {Urgency.INFORMATION}


def test_there_are_enough_traps_of_both_sorts():
    assert len(set(OVER_CAUTIOUS)) >= 12
    assert len(set(UNDER_CAUTIOUS)) >= 12
    assert not set(OVER_CAUTIOUS) & set(UNDER_CAUTIOUS)
    assert {*OVER_CAUTIOUS, *UNDER_CAUTIOUS} <= {one.id for one in _stories()}


def test_to_refer_now_is_wrong_where_it_is_said_to_be():
    """Nor does it go wrong quietly: an outcome that became a referral would have to leave the list."""
    wrong = [
        told.vignette.id
        for told in _everywhere()
        if told.vignette.id in OVER_CAUTIOUS
        and (told.plan.urgency >= Urgency.NOW or told.plan.send_as is SendAs.CHILD_PROTECTION_REFERRAL)
    ]
    assert wrong == []


def test_a_calm_surface_never_puts_it_off():
    told = [told for told in _everywhere() if told.vignette.id in UNDER_CAUTIOUS]
    assert [one.vignette.id for one in told if one.plan.urgency < Urgency.TODAY] == []
    referred = [one for one in told if one.plan.send_as is SendAs.CHILD_PROTECTION_REFERRAL]
    assert len(referred) >= len(told) / 2


def test_every_story_is_a_minute_long_and_speaks_to_you():
    lengths = {one.id: len(one.story.split()) for one in _stories()}
    assert {name: count for name, count in lengths.items() if not 60 <= count <= 140} == {}
    assert [one.id for one in _stories() if not re.search(r"\byour?\b", one.story, re.IGNORECASE)] == []


def test_no_sentence_is_long():
    long = [
        (one.id, sentence)
        for one in _stories()
        for text in _texts(one)
        for sentence in re.split(r"(?<=[.!?])[\"']?\s+", text)
        if len(sentence.split()) > 25
    ]
    assert long == []


def _strange_capitals(texts: list[str], known: frozenset[str]) -> set[str]:
    """Words with a capital that stand nowhere without one, and so may be names."""
    words = re.findall(r"[A-Za-z][\w'’-]*", " ".join(texts))
    plain = {word for word in words if word[0].islower()} | known
    capital = {word for word in words if re.fullmatch(r"[A-Z][a-z][\w'’-]*", word)}
    return {word for word in capital if word not in PROPER_WORDS and not _plain(word.lower(), plain | SENTENCE_OPENERS)}


def _plain(word: str, plain: set[str] | frozenset[str]) -> bool:
    return any(part in plain for part in (word, word.split("'")[0], word.split("-")[0]))


@cache
def _words_of_the_rules() -> frozenset[str]:
    rule_set = _rule_set("england")
    texts = [text for step in rule_set.steps.values() for text in (step.do, *step.how, *step.do_not)]
    passages = [passage.text for source in rule_set.sources.values() for passage in source.passages]
    return frozenset(re.findall(r"\b[a-z][\w'-]*", " ".join((*texts, *passages))))


def test_nobody_is_named():
    texts = [text for one in _stories() for text in _texts(one)]
    strange = _strange_capitals(texts, _words_of_the_rules())
    assert strange == set(), "a name, or a word to put in one of the two lists above"


def test_a_name_would_be_seen():
    assert _strange_capitals(["You weigh Katie. She smiles.", "she is well"], frozenset({"you"})) == {"Katie"}


def test_every_child_has_an_initial_or_none():
    """An initial stands alone, as in "K, who is nine"; "Mr K" or "K.L." would be the beginning of a name."""
    found = [one.id for one in _stories() if re.search(r"\b(Mrs?|Ms|Miss|Dr)\b|\b[A-Z]\.[A-Z]\b", one.story)]
    assert found == []


def test_titles_and_ids_are_told_apart():
    assert max(Counter(one.title for one in _stories()).values()) == 1
    assert max(Counter(one.id for one in _stories()).values()) == 1


@pytest.mark.parametrize("pack", PACKS)
def test_every_point_rests_on_a_passage_that_is_sure_enough(pack):
    sources = _rule_set(pack).sources.values()
    passages = {f"{source.id}#{one.anchor}": one.confidence for source in sources for one in source.passages}
    for told in _told(pack):
        assert 2 <= len(told.vignette.points) <= 4, told.vignette.id
        assert len(told.vignette.discuss) == 1, told.vignette.id
        for point in told.vignette.points:
            assert point.because, point.place
            assert all(passages[anchor] is not Confidence.UNVERIFIED for anchor in point.because), point.place


def test_the_answers_settle_the_outcome():
    """Each is an answer to a page that is shown, and no page is left that the story has no answer for."""
    assert {told.vignette.id: told.walk.never_asked for told in _everywhere() if told.walk.never_asked} == {}
    assert [told.vignette.id for told in _everywhere() if told.walk.stuck_at] == []


def _parents(told: Told) -> Parents:
    said = {told.bank.parents.get(step.id) for step in told.plan.steps}
    return next((one for one in SAID_OF_PARENTS if one in said), Parents.DOES_NOT_MATTER)


@pytest.mark.parametrize("pack", PACKS)
def test_the_live_rules_say_what_the_notes_were_written_for(pack):
    for told in _told(pack):
        expect, plan = told.vignette.expect, told.plan
        ringing = ([one.id for one in step.contacts if not one.fallback] for step in plan.steps)
        assert plan.urgency is expect.urgency, told.vignette.place
        assert plan.send_as is expect.send_as, told.vignette.place
        assert plan.steps[0].id == expect.first_step, told.vignette.place
        assert set(expect.contacts) <= set(next((contacts for contacts in ringing if contacts), ())), (
            told.vignette.place
        )
        assert _parents(told) is expect.parents, told.vignette.place
