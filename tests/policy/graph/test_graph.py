"""Pictures of the rules: every route with its defaults, valid in every format, whatever the words are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.explain.fitting import meets
from triage.explain.mentions import mentioned
from triage.locate import data_folder
from triage.policy.graph.drawing import NO_RULE, NOT_ASKED, NOTHING, Arrow, Box, Drawing, Shape, draw
from triage.policy.graph.parts import Of, rules_of, sorts_of, topics_by_section
from triage.policy.graph.routes import Leads, Sort
from triage.policy.graph.tree import WIDTH, Twig, tree, tree_text
from triage.policy.graph.written import data, dot, mermaid
from triage.rules.answers import chosen, not_sure, number, ticked
from triage.rules.conditions import All, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.load import load
from triage.rules.model import QuestionType, RuleSet

SMALL = Path(__file__).parents[2] / "cli" / "small"
DAY = date(2026, 11, 22)

# What a Mermaid flowchart as we write it may hold: nothing else, so that no word can be taken for drawing.
_WORDS = r"(?:[^\W_]|[ .,:;?!'()\-=/_]|#\d+;|<br/>)*"
_NODE = re.compile(
    rf'  n\d+(\[\["{_WORDS}"\]\]|\["{_WORDS}"\]|\{{\{{"{_WORDS}"\}}\}}|\(\["{_WORDS}"\]\)|\("{_WORDS}"\)|>"{_WORDS}"\])'
)
_EDGE = re.compile(rf'  n\d+ (-->|-\.->)(\|"{_WORDS}"\|)? n\d+')
_QUOTED = r'"(?:[^"\\\n]|\\[\\"n])*"'
_DOT_EDGE = re.compile(rf"  n\d+ -> n\d+( \[(label={_QUOTED})?(, )?(style=dashed)?\])?;")


@cache
def shipped() -> RuleSet:
    return load(data_folder(), ["england"], DAY)


@cache
def small() -> RuleSet:
    return load(SMALL, ["england"], DAY)


def check_mermaid(text: str, drawing: Drawing) -> None:
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    nodes, edges = lines[: len(drawing.boxes)], lines[len(drawing.boxes) :]
    assert [line for line in nodes if not _NODE.fullmatch(line)] == []
    assert [line for line in edges if not _EDGE.fullmatch(line)] == []
    assert len(edges) == len(drawing.arrows)
    names = {line.split("[")[0].split("{")[0].split("(")[0].split(">")[0].strip() for line in nodes}
    assert {name for line in edges for name in re.findall(r"(?:^  |> |\| )(n\d+)", line)} <= names


def check_dot(text: str, drawing: Drawing) -> None:
    first, *lines, last = text.removesuffix("\n").split("\n")
    assert re.fullmatch(rf"digraph {_QUOTED} {{", first)
    assert last == "}"
    settings, nodes, edges = lines[:3], lines[3 : 3 + len(drawing.boxes)], lines[3 + len(drawing.boxes) :]
    assert [line for line in settings if not re.fullmatch(r"  (graph|node|edge) \[[\w=\", -]*\];", line)] == []
    assert [line for line in nodes if not re.fullmatch(rf"  n\d+ \[shape=[a-z]+, label={_QUOTED}\];", line)] == []
    assert [line for line in edges if not _DOT_EDGE.fullmatch(line)] == []
    assert len(edges) == len(drawing.arrows)


def drawings(rule_set: RuleSet) -> list[Drawing]:
    return [
        draw(rule_set),
        *(draw(rule_set, Of.TOPIC, name) for name in rule_set.topics),
        *(draw(rule_set, Of.QUESTION, name) for name in rule_set.questions),
        *(draw(rule_set, Of.RULE, name) for name in rule_set.rules),
    ]


# Routes


def test_an_answer_leads_to_a_rule_exactly_when_it_passes_one_of_its_tests() -> None:
    routes = Leads(small()).of(small().questions["harm_level"])
    assert {one.answer: [lead.name for lead in one.leads] for one in routes.answers} == {
        "significant harm": ["significant-harm-ring-now"],
        "needs help": ["needs-help-tell-lead"],
    }
    assert [lead.name for lead in routes.not_sure.leads] == ["significant-harm-ring-now"]
    assert routes.not_sure.says == "counts as significant harm"


def test_a_fact_and_a_further_question_are_led_to_as_well() -> None:
    routes = Leads(small()).of(small().questions["danger"])
    by_answer = {one.answer: [(lead.sort, lead.name) for lead in one.leads] for one in routes.answers}
    assert by_answer == {
        "hurt now": [(Sort.FACT, "immediate_danger")],
        "left alone": [(Sort.FACT, "immediate_danger")],
        "none of these": [],
    }
    assert [(lead.sort, lead.name) for lead in routes.not_sure.leads] == [(Sort.QUESTION, "danger_check")]
    assert routes.not_sure.says == "counts as itself"
    assert [lead.name for lead in Leads(small()).of_fact("immediate_danger")] == ["danger-ring-999"]


def test_a_number_has_one_route_for_each_band() -> None:
    routes = Leads(small()).of(small().questions["age"])
    assert [(one.answer, [lead.name for lead in one.leads]) for one in routes.answers] == [
        ("0", ["baby-ring-now"]),
        ("1 to 17", []),
    ]


def test_what_a_rule_asks_not_to_be_is_led_to_by_the_other_answers() -> None:
    rule = replace(
        small().rules["parents-not-told"], when=NoneOf((Is("parents_know", ("no",)), FactHolds("immediate_danger")))
    )
    leads = Leads(replace(small(), rules={rule.id: rule}))
    routes = leads.of(small().questions["parents_know"])
    assert {one.answer: [lead.name for lead in one.leads] for one in routes.answers} == {"yes": [rule.id], "no": []}
    assert routes.not_sure.leads == ()
    assert leads.of_fact("immediate_danger") == ()


def test_no_tick_leads_to_what_asks_for_it_not_to_be_ticked() -> None:
    rule = replace(small().rules["parents-not-told"], when=NoneOf((Includes("danger", ("hurt now",)),)))
    routes = Leads(replace(small(), rules={rule.id: rule}, facts={}, questions={"danger": small().questions["danger"]}))
    by_answer = {one.answer: len(one.leads) for one in routes.of(small().questions["danger"]).answers}
    assert by_answer == {"hurt now": 0, "left alone": 0, "none of these": 1}


def test_over_the_shipped_rules_answers_lead_to_rules_that_look_at_the_question_and_to_no_other() -> None:
    leads = Leads(shipped())
    for question in shipped().questions.values():
        routes = leads.of(question)
        led = {
            lead.name for route in (*routes.answers, routes.not_sure) for lead in route.leads if lead.sort is Sort.RULE
        }
        assert led <= {
            rule.id for rule in shipped().rules.values() if question.id in mentioned(rule.when, shipped().facts)
        }


def test_a_simple_rule_of_the_shipped_set_is_led_to_by_the_answers_the_evaluator_takes() -> None:
    leads = Leads(shipped())
    seen = 0
    for rule in shipped().rules.values():
        if not isinstance(rule.when, Is | Includes | InRange):
            continue
        question, test = shipped().questions[rule.when.question], rule.when
        routes = leads.of(question)
        assert (rule.id in {lead.name for lead in routes.not_sure.leads}) == meets(question, not_sure(), [(test, True)])
        for route in routes.answers:
            if question.type is QuestionType.SEVERAL:
                answer = ticked(*({route.answer} & set(question.option_names)))
            elif question.type is QuestionType.NUMBER:
                answer = number(int(route.answer.split()[0]))
            else:
                answer = chosen(route.answer)
            assert (rule.id in {lead.name for lead in route.leads}) == meets(question, answer, [(test, True)])
        seen += 1
    assert seen > 20


# Pictures


def test_every_picture_of_the_small_rules_is_valid_in_every_format() -> None:
    for drawing in drawings(small()):
        check_mermaid(mermaid(drawing), drawing)
        check_dot(dot(drawing), drawing)
        assert json.loads(json.dumps(data(drawing)))["title"] == drawing.title


@pytest.mark.parametrize("topic", ["threshold", "danger", "roles"])
def test_pictures_of_shipped_topics_are_valid(topic: str) -> None:
    drawing = draw(shipped(), Of.TOPIC, topic)
    check_mermaid(mermaid(drawing), drawing)
    check_dot(dot(drawing), drawing)


@given(st.text(max_size=80), st.text(max_size=30))
@settings(deadline=None, max_examples=60)
def test_no_word_can_become_part_of_a_drawing(words: str, label: str) -> None:
    drawing = Drawing(words)
    one = drawing.box(Shape.QUESTION, words, words, label)
    other = drawing.box(Shape.RULE, "end", label)
    drawing.arrow(one, other, label)
    drawing.arrow(other, one, words, default=True)
    check_mermaid(mermaid(drawing), drawing)
    check_dot(dot(drawing), drawing)


@pytest.mark.parametrize(
    "words",
    ['"]; x -> y; ["', "\\", '\\"', "a\nb", "--> n1", "`**b**`", "<b>x</b>", "#quot;", "&lt;", "|x|", "%%", "};"],
)
def test_hostile_words_stay_words(words: str) -> None:
    drawing = Drawing(words)
    drawing.arrow(drawing.box(Shape.TOPIC, words), drawing.box(Shape.STEP, "end", words), words)
    check_mermaid(mermaid(drawing), drawing)
    check_dot(dot(drawing), drawing)
    assert len(mermaid(drawing).splitlines()) == 4
    assert len(dot(drawing).splitlines()) == 8


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_takes_it_and_finds_the_same_boxes_and_arrows() -> None:
    drawing = draw(shipped(), Of.TOPIC, "danger")
    hostile = drawing.box(Shape.STEP, 'a\\ "]; x -> y; {[|<b>&lt;')
    drawing.arrow(hostile, next(iter(drawing.boxes)), "\\")
    done = subprocess.run(["dot", "-Tplain"], input=dot(drawing), capture_output=True, text=True, check=True)
    kinds = [line.split(" ", 1)[0] for line in done.stdout.splitlines()]
    assert kinds.count("node") == len(drawing.boxes)
    assert kinds.count("edge") == len(drawing.arrows)
    assert done.stderr == ""


def test_each_question_has_its_two_defaults() -> None:
    for name in small().questions:
        drawing = draw(small(), Of.QUESTION, name)
        start = f"question {name}"
        defaults = [arrow for arrow in drawing.arrows if arrow.default and arrow.start == start]
        assert Arrow(start, f"end {NOTHING}", NOT_ASKED, True) in defaults
        assert any(arrow.label.startswith("not sure (") for arrow in defaults)
    assert Box(f"end {NO_RULE}", Shape.END, (NO_RULE,)) not in draw(small(), Of.QUESTION, "age").boxes.values()


def test_a_topic_shows_its_rules_with_all_their_steps_and_the_questions_they_rest_on() -> None:
    for topic in ("threshold", "speaking-up"):
        drawing = draw(shipped(), Of.TOPIC, topic)
        for rule in rules_of(shipped(), topic):
            ends = {arrow.end for arrow in drawing.arrows if arrow.start == f"rule {rule.id}"}
            assert ends == {f"step {step}" for step in rule.steps}
            for question in mentioned(rule.when, shipped().facts):
                assert f"question {question}" in drawing.boxes


def test_the_overview_has_every_topic_with_a_question_or_a_rule() -> None:
    shown = {topic.topic for _, topics in topics_by_section(shipped()) for topic in topics}
    used = {one.topic for one in (*shipped().questions.values(), *shipped().rules.values())}
    assert shown == used
    assert {f"topic {name}" for name in used} <= set(draw(shipped()).boxes)


def test_a_name_is_known_for_all_it_is_the_name_of() -> None:
    assert sorts_of(shipped(), "danger") == (Of.TOPIC, Of.QUESTION)
    assert sorts_of(shipped(), "nothing") == ()


# Trees


def test_every_tree_of_the_small_rules_fits_eighty_columns() -> None:
    for twig in all_trees(small()):
        assert max(map(len, tree_text(twig).splitlines())) <= WIDTH


def all_trees(rule_set: RuleSet) -> list[Twig]:
    return [
        tree(rule_set),
        *(tree(rule_set, Of.TOPIC, name) for name in rule_set.topics),
        *(tree(rule_set, Of.QUESTION, name) for name in rule_set.questions),
        *(tree(rule_set, Of.RULE, name) for name in rule_set.rules),
    ]


def test_every_tree_of_shipped_topics_fits_eighty_columns() -> None:
    for twig in (tree(shipped(), Of.TOPIC, name) for name in ("threshold", "danger", "sharing", "allegations")):
        assert max(map(len, tree_text(twig).splitlines())) <= WIDTH


def test_the_tree_of_a_question_tells_every_answer_and_both_defaults() -> None:
    assert tree_text(tree(small(), Of.QUESTION, "harm_level")) == (
        "harm_level: How serious is it, in your view?\n"
        "├─ significant harm: The child has suffered, or is likely to suffer,\n"
        "│  │  significant harm\n"
        "│  └─ rule significant-harm-ring-now: ACT NOW, child protection referral\n"
        "├─ needs help: Health or development will suffer without help\n"
        "│  └─ rule needs-help-tell-lead: SOON, request for support\n"
        "├─ not sure, or skipped (counts as significant harm): leads to the same as\n"
        "│     significant harm\n"
        "└─ not asked: nothing is concluded from it, either way"
    )


def test_the_tree_goes_on_from_a_fact_to_its_rules() -> None:
    text = tree_text(tree(small(), Of.QUESTION, "danger"))
    assert (
        "│  └─ fact immediate_danger: a child may be in danger right now\n│     └─ rule danger-ring-999: EMERGENCY"
        in text
    )
    assert "├─ not sure, or skipped (counts as itself)\n│  └─ asks danger_check" in text
    assert "none of these: nothing: no rule rests on it" in text


def test_the_tree_of_a_rule_tells_what_not_knowing_does() -> None:
    text = tree_text(tree(small(), Of.RULE, "significant-harm-ring-now"))
    assert "harm_level: not sure counts as significant harm and counts towards it" in text
    text = " ".join(tree_text(tree(small(), Of.RULE, "danger-ring-999")).replace("│", "").split())
    assert "danger: not sure counts as itself and does not count towards it" in text
    assert "danger_check: not sure counts as yes and counts towards it; not always asked" in text
    assert "by: within 24 hours of the call" in tree_text(tree(small(), Of.RULE, "significant-harm-ring-now"))


@given(
    st.recursive(
        st.text(max_size=150).map(Twig),
        lambda inner: st.builds(Twig, st.text(max_size=99), st.lists(inner, max_size=3).map(tuple)),
        max_leaves=8,
    )
)
@settings(deadline=None, max_examples=50)
def test_any_tree_keeps_its_words_and_its_width(twig: Twig) -> None:
    text = tree_text(twig)
    assert max(map(len, text.split("\n"))) <= WIDTH

    def words(one: Twig) -> list[str]:
        return [*one.text.split(), *(word for inner in one.twigs for word in words(inner))]

    drawn = re.sub(r"[│├└]─? ?", " ", text).replace("─", " ")
    assert "".join(drawn.split()) == "".join(
        "".join(words(twig)).replace("─", "").replace("│", "").replace("├", "").replace("└", "").split()
    )


def test_parts_of_a_condition_hang_below_each_other() -> None:
    rule = replace(
        small().rules["baby-ring-now"], when=All((Is("harm_level", ("needs help",)), FactHolds("immediate_danger")))
    )
    text = tree_text(tree(replace(small(), rules={rule.id: rule}), Of.RULE, rule.id))
    assert "│  └─ all of these:\n│     ├─ harm level is needs help\n│     └─ a child may be in danger right now" in text
