"""Reading the file: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example

INTRO: Final = "YAML has many ways to say a thing and some of them surprise. Files here use a small, plain part of it."

CODES: Final[dict[str, Code]] = {
    "TR101": Code(
        title="The file is too large",
        why="A huge file is a mistake or an attack, and nobody can review it.",
        wrong=Example("file", "# One of very many lines.", times=30_001),
        right=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
""",
        ),
        more="""\
Files of more than 1 MB, of more than 30,000 lines or with a line of more than 5,000 characters are not read. Split
them by topic.
""",
    ),
    "TR102": Code(
        title="The file is not plain UTF-8",
        why="Letters saved another way come out as other letters, or not at all.",
        wrong=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: The caf\u00e9 on the corner
""",
            encoding="latin-1",
        ),
        right=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: The caf\u00e9 on the corner
""",
        ),
        more="""\
Save the file again with the encoding UTF-8. In Windows Notepad: File, Save as, Encoding. A UTF-16 file, and one with
the line ends of a very old Mac, is told in the same way.
""",
    ),
    "TR103": Code(
        title="A character cannot be seen",
        why="Hidden characters make two names look the same, or turn text round.",
        wrong=Example("rule", "why: the fam\u200bily needs help"),
        right=Example("rule", "why: the family needs help"),
        more="""\
They come along with text copied from web pages and PDFs. Delete the place that is shown and type the words around it
again. The hard spaces a word processor leaves are read as plain spaces.
""",
    ),
    "TR104": Code(
        title="There is a tab",
        why="Tabs look like spaces but count differently, so lines end up in the wrong place.",
        wrong=Example("rule", "steps:\n\t- ring-front-door"),
        right=Example("rule", "steps:\n  - ring-front-door"),
        more="Set the editor to insert spaces, two for each step in.",
    ),
    "TR105": Code(
        title="This is not laid out as YAML",
        why="What cannot be read for certain is not guessed at.",
        wrong=Example("rule", "why: the family needs help: soon"),
        right=Example("rule", 'why: "the family needs help: soon"'),
    ),
    "TR106": Code(
        title="A key is written twice",
        why="YAML would keep the last one without a word, and the first would be lost.",
        wrong=Example(
            "rule only",
            """\
when: always
urgency: today
urgency: information
steps: [ring-front-door]
why: the family needs help
because: handbook#danger
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
    "TR107": Code(
        title="Two keys look alike",
        why="Names that differ only in capitals or accents are taken for each other.",
        wrong=Example(
            "rule only",
            """\
when: always
urgency: today
Urgency: today
steps: [ring-front-door]
why: the family needs help
because: handbook#danger
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
    "TR108": Code(
        title="A part refers to another part",
        why="Anchors, aliases and << hide what a rule says from its reader.",
        wrong=Example("rule", "when: &help { harm_level: needs help }"),
        right=Example("rule", "when: { harm_level: needs help }"),
        more="To use one condition in several rules, give it a name under `facts:`.",
    ),
    "TR109": Code(
        title="A value is given a type",
        why="Every value is text; tags and directives could only change what was typed.",
        wrong=Example("rule", "urgency: !!str today"),
        right=Example("rule", "urgency: today"),
    ),
    "TR110": Code(
        title="The parts are nested too deep",
        why="Nobody can read so deep a condition; a named fact says it better.",
        wrong=Example("rule", "when: { any: [{ all: [{ any: [{ all: [{ any: [{ age: 3 }] }] }] }] }] }"),
        right=Example("rule", "when: { any: [{ age: 3 }, { fact: young }] }"),
        more="Give the inner part a name under `facts:` and use the fact.",
    ),
    "TR111": Code(
        title="Something is empty",
        why="A key without a value reads as if something had been decided.",
        wrong=Example("rule", "why:"),
        right=Example("rule", "why: the family needs help"),
    ),
    "TR112": Code(
        title="The file holds a second document",
        why="Only the first would be read, and the rest would be lost.",
        wrong=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
---
topic: other
title: Something else
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
        more="A line `---` starts a new document. Remove it, or move what follows to a file of its own.",
    ),
    "TR113": Code(
        title="A # cuts the text",
        why="YAML drops everything after ' #', so half an instruction would be shown.",
        wrong=Example("rule", "why: the family is #1 on the list"),
        right=Example("rule", 'why: "the family is #1 on the list"'),
        more="""\
A comment after an unquoted sentence is refused too, because nobody can tell whether it was meant as one. Put comments
on lines of their own.
""",
    ),
    "TR114": Code(
        title="Text runs over several lines",
        why="Lines joined by accident make one key's text swallow the next.",
        wrong=Example(
            "rule",
            """\
why: the family
  needs help
""",
        ),
        right=Example(
            "rule",
            """\
why: >
  the family
  needs help
""",
        ),
    ),
    "TR115": Code(
        title="A space is missing after a colon",
        why="Without the space, a key and its value are one word.",
        wrong=Example("rule", "when: { harm_level:needs help }"),
        right=Example("rule", "when: { harm_level: needs help }"),
    ),
    "TR116": Code(
        title="A list or block stands where a key should be",
        why="Text that starts with a bracket needs quotes.",
        wrong=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
[urgent]: today
""",
        ),
        right=Example(
            "file",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: "[urgent] today"
""",
        ),
    ),
    "TR117": Code(
        title="The file cannot be read",
        why="A rule file that is silently left out changes the advice.",
        wrong=Example(
            "file called extra/rules.yml",
            """\
topic: extra
title: Something extra
""",
        ),
        right=Example(
            "file called extra/rules.yaml",
            """\
# yaml-language-server: $schema=../../rule-set.schema.json
topic: extra
title: Something extra
""",
        ),
        more="""\
Rule files end in `.yaml` and stand beside `pack.yaml` or one folder below it. Links are not followed: put the file
itself there.
""",
    ),
}
