"""Sources and dates: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example
from triage.rules.problems import ERROR, WARNING

INTRO: Final = ""

CODES: Final[dict[str, Code]] = {
    "TR501": Code(
        title="The source was superseded",
        why="Advice must stand on what is in force.",
        severities=(ERROR, WARNING),
        wrong=Example("rule", "because: [old-handbook#danger]"),
        right=Example("rule", "because: [handbook#danger]"),
        more="Read the passage in the new edition first: it may say something else.",
    ),
    "TR502": Code(
        title="It is not yet in force",
        why="Law that does not hold yet must not be given as law.",
        severities=(ERROR, WARNING),
        wrong=Example("rule", "because: [new-act#not-yet]"),
        right=Example(
            "rule",
            """\
when: { switch: new-duty, harm_level: needs help }
because: [new-act#not-yet]
""",
        ),
        more="For a pack, it says that its first day has not come.",
    ),
    "TR503": Code(
        title="The review date has passed",
        why="Somebody has to look whether it still holds.",
        severities=(WARNING,),
        wrong=Example("pack", "review by: 2026-11-15"),
        right=Example("pack", "review by: 2027-02-28"),
        more="Look for a newer edition. Then move `checked on:` and `review by:`.",
    ),
    "TR504": Code(
        title="The guidance is unverified",
        why="A rule needs something that somebody has read.",
        severities=(ERROR, WARNING),
        wrong=Example(
            "guidance that a rule cites",
            """\
## A new passage {#an-anchor}
confidence: X

Some text.
""",
        ),
        right=Example(
            "guidance that a rule cites",
            """\
## A new passage {#an-anchor}
confidence: S

Some text.
""",
        ),
        more="Read the passage at its publisher and raise its confidence, or cite one that was read.",
    ),
    "TR505": Code(
        title="An unverified contact shows a number",
        why="A wrong number costs time a child may not have.",
        wrong=Example("contact", "confidence: X"),
        right=Example("contact", "confidence: V"),
    ),
    "TR506": Code(
        title="The number was not checked lately",
        why="Numbers change without notice.",
        severities=(WARNING,),
        wrong=Example("contact", "checked on: 2026-06-01"),
        right=Example("contact", "checked on: 2026-11-20"),
        more="A number is trusted for 90 days.",
    ),
    "TR507": Code(
        title="The guidance file is not laid out right",
        why="Each passage must be found by its anchor, with its facts.",
        wrong=Example(
            "guidance",
            """\
## A heading without an anchor

Some text.
""",
        ),
        right=Example(
            "guidance",
            """\
## A heading with an anchor {#an-anchor}
left to judgement: It is an example.

Some text.
""",
        ),
    ),
    "TR508": Code(
        title="Marks would be shown as they are",
        why="The text is shown plain, so marks for bold, links or tables would be read out.",
        severities=(WARNING,),
        wrong=Example(
            "guidance",
            """\
## A heading {#an-anchor}
left to judgement: It is an example.

This is **bold**.
""",
        ),
        right=Example(
            "guidance",
            """\
## A heading {#an-anchor}
left to judgement: It is an example.

This is plain.
""",
        ),
        more="Paragraphs and lists that start with `- ` are all there is.",
    ),
    "TR509": Code(
        title="The dates cannot be right",
        why="A date in the future hides that a check is due.",
        wrong=Example("contact", "checked on: 2027-11-20"),
        right=Example("contact", "checked on: 2026-11-20"),
    ),
}
