"""Small rule sets in Python, for the tests of the interview and of the explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from triage.rules.conditions import Condition
from triage.rules.model import (
    Confidence,
    Fact,
    Option,
    Pack,
    Passage,
    Place,
    Question,
    QuestionType,
    Rule,
    RuleSet,
    Section,
    SendAs,
    Source,
    Standing,
    Step,
    StepKind,
    Switch,
    Urgency,
)

PLACE = Place("rules/test/topic/rules.yaml", 3, 5)
SECTIONS = ("danger", "worry", "after")
DAY = date(2026, 11, 21)


def question(
    name: str,
    kind: QuestionType = QuestionType.YES_NO,
    options: Sequence[str] = (),
    means: Sequence[str] = (),
    *,
    section: str = "worry",
    when: Condition | None = None,
    always: bool = False,
    lowest: int = 0,
    highest: int = 0,
    unit: str = "",
) -> Question:
    names = ("yes", "no") if kind is QuestionType.YES_NO else tuple(options)
    return Question(
        id=name,
        topic="topic",
        section=section,
        ask=f"{name.replace('_', ' ').capitalize()}?",
        why=f"Why {name}.",
        type=kind,
        options=tuple(Option(value, value.capitalize()) for value in names),
        not_sure_means=tuple(means),
        not_sure_says="",
        place=PLACE,
        ask_when=when,
        always_ask=always,
        lowest=lowest,
        highest=highest,
        unit=unit,
    )


def yes_no(name: str, means: str = "", **more: object) -> Question:
    return question(name, QuestionType.YES_NO, means=(means,) if means else (), **more)  # type: ignore[arg-type]


def choice(name: str, *options: str, means: str = "", **more: object) -> Question:
    return question(name, QuestionType.CHOICE, options, (means,) if means else (), **more)  # type: ignore[arg-type]


def several(name: str, *options: str, means: Sequence[str] = (), **more: object) -> Question:
    return question(name, QuestionType.SEVERAL, options, means, **more)  # type: ignore[arg-type]


def whole(name: str, lowest: int, highest: int, means: str = "", **more: object) -> Question:
    bounds: dict[str, object] = {"lowest": lowest, "highest": highest, **more}
    return question(name, QuestionType.NUMBER, means=(means,) if means else (), **bounds)  # type: ignore[arg-type]


def rule(
    name: str,
    when: Condition,
    urgency: Urgency = Urgency.TODAY,
    *steps: str,
    send_as: SendAs | None = None,
    because: tuple[str, ...] = ("source#share",),
) -> Rule:
    return Rule(
        id=name,
        topic="topic",
        when=when,
        urgency=urgency,
        steps=steps or (f"{name}-step",),
        why=f"{name.replace('-', ' ')} holds",
        because=because,
        place=PLACE,
        send_as=send_as,
        pack="test",
    )


def fact(name: str, when: Condition) -> Fact:
    return Fact(name, "topic", when, f"{name.replace('_', ' ')} holds", PLACE)


def rule_set(
    questions: Sequence[Question],
    rules: Sequence[Rule],
    facts: Sequence[Fact] = (),
    switches: Mapping[str, bool] | None = None,
    sections: Sequence[str] = SECTIONS,
) -> RuleSet:
    steps = {step for one in rules for step in one.steps}
    passage = Passage("share", "Share early", "Share what you know early.", Confidence.VERIFIED, "paragraph 9", PLACE)
    source = Source(
        "source",
        "A guide",
        "A publisher",
        "first edition",
        "https://example.org",
        "Own words",
        Standing.IN_FORCE,
        Confidence.VERIFIED,
        DAY,
        DAY,
        (passage,),
        PLACE,
    )
    return RuleSet(
        packs=(Pack("test", "Test", "1.0", DAY, DAY, "The rules owner", PLACE),),
        sections=tuple(Section(name, name.capitalize(), f"what {name} settles") for name in sections),
        questions={one.id: one for one in questions},
        facts={one.id: one for one in facts},
        rules={one.id: one for one in rules},
        steps={name: Step(name, "topic", StepKind.WRITE, f"Do {name}.", PLACE) for name in sorted(steps)},
        contacts={},
        deadlines={},
        sources={"source": source},
        switches={name: Switch(name, name, on, DAY, ("source#share",), PLACE) for name, on in (switches or {}).items()},
        hash="0" * 64,
    )
