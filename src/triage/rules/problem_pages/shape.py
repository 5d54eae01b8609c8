"""The shape of the parts: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example
from triage.rules.problems import ERROR, WARNING

INTRO: Final = "Editors mark these as you type."

CODES: Final[dict[str, Code]] = {
    "TR201": Code(
        title="The key is not known",
        why="A misspelt key would be ignored, and with it what it was to say.",
        wrong=Example("rule", "send_as: advice"),
        right=Example("rule", "send as: advice"),
    ),
    "TR202": Code(
        title="A key is missing",
        why="The part cannot do its work without it.",
        wrong=Example(
            "rule only",
            """\
when: always
urgency: today
steps: [ring-front-door]
why: the family needs help
""",
        ),
        right=Example(
            "rule only",
            """\
when: always
urgency: today
steps: [ring-front-door]
why: the family needs help
because: handbook#danger
""",
        ),
    ),
    "TR203": Code(
        title="This is the wrong kind of value",
        why="A list, a block of keys and a text are read in different ways.",
        wrong=Example(
            "rule",
            """\
steps:
  first: ring-front-door
""",
        ),
        right=Example(
            "rule",
            """\
steps:
  - ring-front-door
""",
        ),
    ),
    "TR204": Code(
        title="The word is not one of those allowed",
        why="A near miss must not be read as something calmer.",
        wrong=Example("rule", "urgency: emergancy"),
        right=Example("rule", "urgency: emergency"),
    ),
    "TR205": Code(
        title="The name is not well formed",
        why="Names are written one way, so that they can be told apart and found.",
        wrong=Example(
            "question",
            """\
type: choice
options:
  Very cold: It is very cold
  warm: It is warm
not sure means: itself
""",
        ),
        right=Example(
            "question",
            """\
type: choice
options:
  very cold: It is very cold
  warm: It is warm
not sure means: itself
""",
        ),
        more="""\
Questions, facts and word slots: lower-case letters, digits and `_`. Everything else: lower-case letters, digits and
hyphens. Options: plain lower-case words. `not sure`, `skipped`, `none of these` and a few more have a fixed meaning.
""",
    ),
    "TR206": Code(
        title="The number or limit cannot be read",
        why="A limit or number that is guessed at is worse than none.",
        wrong=Example("contact", "phone: 01632 960 222 option 2"),
        right=Example(
            "contact",
            """\
phone: 01632 960 222
note: Choose option 2.
""",
        ),
    ),
    "TR207": Code(
        title="This is not a date",
        why="Days and months change places between countries; year-month-day cannot be misread.",
        wrong=Example("contact", "checked on: 20/11/2026"),
        right=Example("contact", "checked on: 2026-11-20"),
    ),
    "TR208": Code(
        title="The name is taken",
        why="Two parts with one name: only one of them would count.",
        wrong=Example("rule", "steps: [ring-front-door, ring-front-door]"),
        right=Example("rule", "steps: [ring-front-door]"),
        more="The same code tells of two parts of one pack with one name, in one file or in two.",
    ),
    "TR209": Code(
        title="A list is too short",
        why="An empty list reads as if something had been decided.",
        wrong=Example("rule", "steps: []"),
        right=Example("rule", "steps: [ring-front-door]"),
    ),
    "TR210": Code(
        title="The key does not belong here",
        why="It would have no effect, although it looks as if it had.",
        wrong=Example(
            "question",
            """\
type: yes no
options: { hot: It is hot, cold: It is cold }
not sure means: yes
""",
        ),
        right=Example(
            "question",
            """\
type: choice
options: { hot: It is hot, cold: It is cold }
not sure means: cold
""",
        ),
    ),
    "TR211": Code(
        title="The name and the place do not agree",
        why="A file is found by its place and shown by its name.",
        wrong=Example("pack", "pack: fens"),
        right=Example("pack", "pack: fenshire"),
        more="""\
A pack is called as its folder, a topic as its folder (or as its file, beside `pack.yaml`), a guidance file as its
`id`.
""",
    ),
    "TR212": Code(
        title="The sentence does not fit",
        why="The words are put into a sentence of the program and must complete it.",
        severities=(ERROR, WARNING),
        wrong=Example("rule", "why: because the family needs help"),
        right=Example("rule", "why: the family needs help"),
        more='The program says: "because the family needs help".',
    ),
    "TR213": Code(
        title="The shape does not fit",
        why="Editors and the check use the same schema, and the file does not follow it.",
        wrong=Example("step as an editor sees it", "how: { first: Use the child's own words. }"),
        right=Example("step as an editor sees it", "how: [Use the child's own words.]"),
        more="The editor marks the same place. If `check` tells this alone, compare the part with the same part in "
        "another file.",
    ),
    "TR214": Code(
        title="The first line does not name the schema",
        why="With it, an editor completes and checks as you type.",
        severities=(WARNING,),
        wrong=Example(
            "file",
            """\
topic: extra
title: Something extra
""",
        ),
        right=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
""",
        ),
        more="""\
The first line of a topic file is `# yaml-language-server: $schema=../../rule-set.schema.json`, with one `../` less
beside `pack.yaml`. Pack files name `pack.schema.json`, scenarios `scenarios.schema.json`.
""",
    ),
}
