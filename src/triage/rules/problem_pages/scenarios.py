"""Scenarios and answers: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example

INTRO: Final = ""

CODES: Final[dict[str, Code]] = {
    "TR601": Code(
        title="This is not an answer",
        why="An answer that is guessed at would test or advise on another case.",
        wrong=Example("scenario", "answers: { harm_level: [needs help] }"),
        right=Example("scenario", "answers: { harm_level: needs help }"),
    ),
    "TR602": Code(
        title="The scenarios are not a list",
        why="Each scenario starts with a dash.",
        wrong=Example(
            "scenarios",
            """\
scenarios:
  name: A child is hurt
  answers: { danger: [hurt now] }
  expect: { urgency: emergency }
""",
        ),
        right=Example(
            "scenarios",
            """\
scenarios:
  - name: A child is hurt
    answers: { danger: [hurt now] }
    expect: { urgency: emergency }
""",
        ),
        more="Each scenario starts with `- name:` below `scenarios:`.",
    ),
    "TR603": Code(
        title="Two scenarios have one name",
        why="A failing scenario must be found by its name.",
        wrong=Example(
            "scenarios",
            """\
scenarios:
  - name: A child is hurt
    answers: { danger: [hurt now], harm_level: needs help }
    expect: { urgency: emergency }
  - name: A child is hurt
    answers: { danger: [hurt now], harm_level: not sure }
    expect: { urgency: emergency }
""",
        ),
        right=Example(
            "scenarios",
            """\
scenarios:
  - name: A child is hurt
    answers: { danger: [hurt now], harm_level: needs help }
    expect: { urgency: emergency }
  - name: A child is hurt, and nobody knows how badly
    answers: { danger: [hurt now], harm_level: not sure }
    expect: { urgency: emergency }
""",
        ),
        more="Say in the name what is special about the case.",
    ),
    "TR604": Code(
        title="The safety statement cannot be proved",
        why="A statement that says nothing looks like a promise kept.",
        wrong=Example(
            "statements",
            """\
statements:
  danger-is-999:
    says: Danger ends in 999.
    for every case where: { fact: in_danger }
""",
        ),
        right=Example(
            "statements",
            """\
statements:
  danger-is-999:
    says: Danger ends in 999.
    for every case where: { fact: in_danger }
    urgency at least: emergency
""",
        ),
        more="""\
A statement in `safety.yaml` has one of four keys that say what kind it is, and one about cases also says what must be
so in them. [proving-rules.md](proving-rules.md) lists them all.
""",
    ),
    "TR605": Code(
        title="There is no such topic",
        why="A trainer picks stories by topic, and would never be offered this one.",
        wrong=Example("vignette", "topics: [referal]"),
        right=Example("vignette", "topics: [referral]"),
        more="A topic is a folder of the pack with a `rules.yaml` in it.",
    ),
}
