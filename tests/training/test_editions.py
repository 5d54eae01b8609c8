"""One case under two editions: the shipped rules, held against copies in which a few things are otherwise."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.support import TODAY
from training.older import (
    BRUISING,
    EXTRA,
    LATER,
    LONGER,
    NO_DOUBT,
    NO_DOUBT_RULE,
    NO_TALK,
    OTHER_WORDS,
    REFER,
    edition,
)
from training.practice import NOW, rules, stories, trainer
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.policy.compare.wording import signed
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.load import load
from triage.rules.model import QuestionType, RuleSet
from triage.rules.vignettes import Vignette, read_vignettes
from triage.training.editions.cases import aligned, questions_of_both, renamed_answers, stories_of, story_case
from triage.training.editions.comparing import compare
from triage.training.editions.data import compared_data
from triage.training.editions.deciding import NOT_ASKED, NOT_SURE, decided, fitted
from triage.training.editions.html import compared_html
from triage.training.editions.model import Became, Case, Compared, Edition
from triage.training.editions.overview import grouped, overview, overview_text
from triage.training.editions.words import NOTHING, cautions, compared_text

BRUISE = "bruise-at-the-eight-week-check"


@cache
def loaded(*edits: tuple[str, str, str]) -> RuleSet:
    with TemporaryDirectory() as folder:
        return load(edition(Path(folder) / "older", *edits), ["england"], TODAY)


@cache
def shipped(name: str) -> Vignette:
    return next(one for one in read_vignettes(data_folder(), ["england"], rules()) if one.id == name)


def named(rule_set: RuleSet, name: str) -> Edition:
    return Edition(name, rule_set, Decider(rule_set, None))


def held(case: Case | str, *edits: tuple[str, str, str]) -> Compared:
    """A case, the made-up older edition against the shipped one."""
    old, names = aligned(loaded(*edits), rules())
    found = (
        story_case(shipped(case))
        if isinstance(case, str)
        else replace(case, answers=renamed_answers(case.answers, names))
    )
    return compare(named(old, "the older ones"), named(rules(), "the newer ones"), found, NOW)


@cache
def usual() -> Compared:
    return held(BRUISE, LATER, NO_TALK, OTHER_WORDS, LONGER)


@settings(max_examples=8, deadline=None)
@given(stories())
def test_nothing_differs_between_an_edition_and_itself(story: Vignette) -> None:
    found = compare(named(rules(), "one"), named(rules(), "other"), story_case(story), NOW)
    assert not found.differs
    assert found.same_texts > 0
    assert NOTHING in compared_text(found)
    assert [step.id for step in found.new.plan.steps] == [step.id for step in trainer().path(story).plan.steps]


def test_every_line_tells_what_became_of_it() -> None:
    became = {line.step.id: line.became for line in usual().lines}
    assert became["expect-talk-and-doctor"] is Became.NEW
    assert became["doctor-sees-child-today"] is Became.CHANGED
    assert became["ring-front-door"] is Became.SAME
    old, new = ({step.id for step in side.plan.steps} for side in (usual().old, usual().new))
    assert set(became) == old | new
    assert len(usual().lines) == len(became)


def test_the_other_way_round_new_is_gone() -> None:
    found = usual()
    back = compare(named(rules(), "a"), named(loaded(LATER, NO_TALK, OTHER_WORDS, LONGER), "b"), found.case, NOW)
    turned = {Became.NEW: Became.GONE, Became.GONE: Became.NEW}
    there = {line.step.id: turned.get(line.became, line.became) for line in found.lines}
    assert {line.step.id: line.became for line in back.lines} == there


def test_a_line_that_is_gone_stands_where_it_stood() -> None:
    back = compare(named(rules(), "a"), named(loaded(NO_TALK), "b"), story_case(shipped(BRUISE)), NOW)
    order = [line.step.id for line in back.lines]
    before = [step.id for step in back.old.plan.steps]
    place = before.index("expect-talk-and-doctor")
    assert order[order.index("expect-talk-and-doctor") - 1] == before[place - 1]


def test_deadlines_are_told_word_by_word() -> None:
    line = next(
        one for one in usual().lines if one.step.id == "choose-day-to-look-again" or "look at this again" in one.step.do
    )
    told = {field.label: signed(field.pieces) for field in line.fields}
    assert set(told) == {"By when"}
    assert "[-4 December,-] [+27 November,+]" in told["By when"]


def test_a_passage_is_told_word_by_word_and_the_rest_counted() -> None:
    (text,) = usual().texts
    assert (text.anchor, text.became) == (REFER, Became.CHANGED)
    assert "[-talked over with a manager first.-] [+referred at once, whatever the story.+]" in signed(text.pieces)
    assert usual().same_texts > 5


def test_a_passage_of_another_name_in_the_document_that_takes_its_place_is_found() -> None:
    before = loaded()
    source = before.sources["bedfordshire-bruising"]
    passages = (replace(source.passages[0], text="Ask a manager first."), *source.passages[1:])
    prior = replace(source, id="earlier-bruising", passages=passages, edition="an earlier page")
    rule = before.rules["injury-not-mobile-ring-now"]
    old = replace(
        before,
        sources={**before.sources, "earlier-bruising": prior},
        rules={**before.rules, rule.id: replace(rule, because=("earlier-bruising#refer-every-time",))},
    )
    new = replace(
        rules(),
        sources={
            **rules().sources,
            "earlier-bruising": replace(prior, superseded_by="bedfordshire-bruising", passages=()),
        },
    )
    found = compare(named(old, "a"), named(new, "b"), replace(story_case(shipped(BRUISE)), anchors=()), NOW)
    text = next(one for one in found.texts if "bruising" in one.anchor)
    assert text.became is Became.CHANGED
    assert "[-Ask a manager first.-]" in signed(text.pieces)
    assert any("an earlier page" in note for note in text.notes)


def test_the_reasons_that_only_one_edition_has_are_told() -> None:
    rule = rules().rules["injury-not-mobile-ring-now"]
    old = replace(rules(), rules={name: one for name, one in rules().rules.items() if name != rule.id})
    found = compare(named(old, "a"), named(rules(), "b"), story_case(shipped(BRUISE)), NOW)
    assert [reason.rule for reason in found.started] == [rule.id]
    assert found.stopped == ()
    text = " ".join(compared_text(found).split())
    assert f"+ Only the newer edition says: because {rule.why}." in text
    assert rule.why in compared_html(found)
    assert compared_data(found)["reasons new"] == [rule.id]


# Answers that do not fit


def test_a_question_only_one_edition_has_is_said_and_counts_as_not_sure() -> None:
    """The older rules do not ask about doubts; the case, written for them, cannot answer."""
    old = rules()
    question = old.questions["mark_doubt"]
    without = replace(old, questions={name: one for name, one in old.questions.items() if name != question.id})
    answers = {name: answer for name, answer in shipped(BRUISE).answers.items() if name != question.id}
    case = replace(story_case(shipped(BRUISE)), answers=answers)
    side = decided(named(old, "the newer ones"), without, case, NOW)
    assert side.only_here == ("mark_doubt",)
    assert side.view.answers["mark_doubt"] == not_sure()
    assert {"one-view-is-not-enough", "no-doctor-today"} <= {step.id for step in side.plan.steps}


@settings(max_examples=8, deadline=None)
@given(stories(), st.data())
def test_what_a_case_could_not_be_asked_never_makes_it_calmer(story: Vignette, data: st.DataObject) -> None:
    asked = sorted(trainer().path(story).view.answers)
    name = data.draw(st.sampled_from(asked))
    without = replace(rules(), questions={one: two for one, two in rules().questions.items() if one != name})
    answers = {one: answer for one, answer in story.answers.items() if one != name}
    unknown = decided(named(rules(), "here"), without, replace(story_case(story), answers=answers), NOW)
    known = [
        decided(named(rules(), "here"), rules(), with_answer(story, name, one), NOW) for one in known_answers(name)
    ]
    assert unknown.plan.urgency >= min(side.plan.urgency for side in known)


def known_answers(name: str) -> list[Answer]:
    """Answers a person could give to a question, the calmest among them."""
    question = rules().questions[name]
    if question.type in (QuestionType.YES_NO, QuestionType.CHOICE):
        return [chosen(value) for value in question.option_names]
    if question.type is QuestionType.NUMBER:
        return [number(question.lowest), number(question.highest)]
    return [ticked()]


def with_answer(story: Vignette, name: str, answer: Answer) -> Case:
    return replace(story_case(story), answers={**story.answers, name: answer})


def test_an_option_that_is_gone_leaves_the_rest_not_sure() -> None:
    old = loaded(NO_DOUBT, NO_DOUBT_RULE)
    given = {"mark_doubt": ticked("told it is nothing", "birthmark"), "danger": ticked()}
    taken, misfits = fitted(given, old, rules())
    assert taken == {"mark_doubt": ticked("birthmark", rest_not_sure=True), "danger": ticked()}
    assert [(one.question, one.counts_as) for one in misfits] == [("mark_doubt", NOT_SURE)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("role", chosen("astronaut")), ("weeks_pregnant", number(400)), ("danger", chosen("hurt now"))],
)
def test_an_answer_of_another_kind_or_out_of_range_counts_as_not_sure(question: str, answer) -> None:
    taken, misfits = fitted({question: answer}, rules(), rules())
    assert taken == {question: not_sure()}
    assert misfits[0].counts_as == NOT_SURE


def test_an_answer_to_a_question_that_is_not_there_is_not_asked() -> None:
    old = replace(rules(), questions={name: one for name, one in rules().questions.items() if name != "role"})
    taken, misfits = fitted({"role": chosen("gp")}, old, rules())
    assert taken == {}
    assert (misfits[0].ask, misfits[0].counts_as) == (rules().questions["role"].ask, NOT_ASKED)
    assert misfits[0].answer == rules().questions["role"].label("gp")


@cache
def with_a_dog() -> RuleSet:
    with TemporaryDirectory() as folder:
        return load(edition(Path(folder) / "newer", whole=EXTRA), ["england"], TODAY)


def test_a_new_question_makes_the_story_no_calmer_and_is_said() -> None:
    case = story_case(shipped("a-shin-like-any-toddlers"))
    found = compare(named(rules(), "the older ones"), named(with_a_dog(), "the newer ones"), case, NOW)
    assert found.new.only_here == ("dog_at_home",)
    assert found.new.plan.urgency > found.old.plan.urgency
    (line,) = cautions(found)
    assert line.startswith('Asked only under the newer ones: "Is there a dog at home?"')
    assert "counts as not sure" in line
    assert "more urgent in the newer edition" in " ".join(compared_text(found).split())


def test_each_misfit_and_each_open_end_is_one_clear_line() -> None:
    case = Case(
        "file", "Answers", (), {"danger": ticked(), "situation": chosen("worried"), "dog_at_home": chosen("no")}
    )
    found = compare(named(with_a_dog(), "the older ones"), named(rules(), "the newer ones"), case, NOW)
    lines = cautions(found)
    assert any(line.startswith('Not asked under the newer ones: "Is there a dog at home?"') for line in lines)
    assert sum("still open" in line for line in lines) == 2
    assert all("\n" not in line for line in lines)
    assert (found.old.settled, found.new.settled) == (False, False)


def test_answers_of_a_file_are_left_not_sure_where_they_could_not_be_asked() -> None:
    case = Case("file", "Answers", (), {"danger": ticked(), "situation": chosen("worried")})
    found = compare(named(rules(), "the older ones"), named(with_a_dog(), "the newer ones"), case, NOW)
    assert found.new.only_here == ("dog_at_home",)
    assert found.new.plan.urgency > found.old.plan.urgency


def test_answers_of_either_edition_can_be_read() -> None:
    both = questions_of_both(loaded(NO_DOUBT, NO_DOUBT_RULE), rules())
    assert "told it is nothing" in both["mark_doubt"].option_names
    assert set(both) == set(rules().questions)


def test_a_step_that_was_only_renamed_is_the_same_step() -> None:
    renamed = (BRUISING, "  one-view-is-not-enough:\n", "  one-view-will-not-do:\n")
    also = (BRUISING, "steps: [one-view-is-not-enough]", "steps: [one-view-will-not-do]")
    assert not held(BRUISE, renamed, also).moved


# Drawn


def test_the_text_holds_every_line_and_no_line_is_too_long() -> None:
    text = compared_text(usual())
    assert max(map(len, text.splitlines())) <= 78
    assert "the older ones (England" in text
    folded = " ".join(text.split())
    assert all(" ".join(line.step.do.split()) in folded for line in usual().lines)


class Cells(HTMLParser):
    """The texts of a page by the tag they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        for tag in set(self._open):
            self.found.setdefault(tag, []).append(data)


def test_the_handout_marks_by_signs_and_not_by_colour_alone() -> None:
    page = compared_html(usual())
    cells = Cells()
    cells.feed(page)
    assert all(text.startswith("[-") and text.endswith("-]") for text in cells.found["del"])
    assert all(text.startswith("[+") and text.endswith("+]") for text in cells.found["ins"])
    assert "src=" not in page
    assert "http" not in page


def test_data_names_everything_that_differs() -> None:
    data = compared_data(usual())
    assert data["plan differs"] is True
    assert {one["became"] for one in data["lines"]} == {"new", "changed", "same"}
    assert [one["passage"] for one in data["passages"]] == [REFER]


def test_what_goes_through_most_stories_is_told_once() -> None:
    names = (BRUISE, "a-shin-like-any-toddlers", "did-not-wake", "the-choir-leader")
    told = [held(name, NO_TALK, LONGER) for name in names]
    found = overview(told)
    assert [one.stories for one in found.common] == [4]
    assert [one.case.id for one in found.found] == [BRUISE]
    assert found.only_common == 3
    text = overview_text(found, ("a", "1"), ("b", "2"))
    assert "3 differ in nothing else." in text
    assert text.count("look at this again") == 1
    assert [heading for heading, _ in grouped(found)] == ["The plan differs"]


def test_a_story_only_one_edition_has_is_among_them() -> None:
    one, other = shipped(BRUISE), shipped("did-not-wake")
    assert [case.id for case in stories_of((one,), (one, other), {})] == [BRUISE, "did-not-wake"]
