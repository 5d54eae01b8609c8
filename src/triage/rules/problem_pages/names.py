"""Names that point to something: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example

INTRO: Final = ""

CODES: Final[dict[str, Code]] = {
    "TR301": Code(
        title="There is no such question",
        why="A rule on a question that is never asked can never help anyone.",
        wrong=Example("rule", "when: { harm_levle: needs help }"),
        right=Example("rule", "when: { harm_level: needs help }"),
    ),
    "TR302": Code(
        title="There is no such answer",
        why="A rule on an answer nobody can give can never help anyone.",
        wrong=Example("rule", "when: { harm_level: need help }"),
        right=Example("rule", "when: { harm_level: needs help }"),
    ),
    "TR303": Code(
        title="There is no such fact",
        why="A condition on a fact that does not exist cannot be decided.",
        wrong=Example("rule", "when: { fact: yuong }"),
        right=Example("rule", "when: { fact: young }"),
    ),
    "TR304": Code(
        title="There is no such step",
        why="The plan would lack the step.",
        wrong=Example("rule", "steps: [ring-front-dor]"),
        right=Example("rule", "steps: [ring-front-door]"),
    ),
    "TR305": Code(
        title="There is no such contact",
        why="The plan would name nobody to ring.",
        wrong=Example("step", "contact: front-desk"),
        right=Example("step", "contact: front-door"),
    ),
    "TR306": Code(
        title="There is no such deadline",
        why="The step would have no limit.",
        wrong=Example("step", "by: within-a-day"),
        right=Example("step", "by: record"),
    ),
    "TR307": Code(
        title="There is no such guidance",
        why="Every rule can be traced to what it stands on.",
        wrong=Example("rule", "because: [handbook#dangers]"),
        right=Example("rule", "because: [handbook#danger]"),
    ),
    "TR308": Code(
        title="There is no such section",
        why="The question would have no place in the interview.",
        wrong=Example("question", "section: serousness"),
        right=Example("question", "section: seriousness"),
    ),
    "TR309": Code(
        title="There is no such switch",
        why="A law that nobody can turn on would hold the rule back for ever.",
        wrong=Example("rule", "when: { switch: new-dutty, harm_level: needs help }"),
        right=Example("rule", "when: { switch: new-duty, harm_level: needs help }"),
    ),
    "TR310": Code(
        title="The word slot cannot be filled",
        why="The person would read the brackets instead of words.",
        wrong=Example("step", "do: Ring {leader}."),
        right=Example("step", "do: Ring {lead}."),
        more="Slots are only filled in inside steps, and only those named under `words:` in the national pack file.",
    ),
    "TR311": Code(
        title="There is no such rule",
        why="A scenario that names a rule which is not there tests nothing.",
        wrong=Example("scenario", "expect: { urgency: emergency, rules: [danger-ring-99] }"),
        right=Example("scenario", "expect: { urgency: emergency, rules: [danger-ring-999] }"),
    ),
    "TR312": Code(
        title="The packs do not fit together",
        why="A local pack is laid over one national pack, which must be there.",
        wrong=Example("pack", "extends: englnd"),
        right=Example("pack", "extends: england"),
    ),
    "TR313": Code(
        title="This is not a condition",
        why="What the rule waits for must be certain.",
        wrong=Example("rule", "when: { age: { over: 5 } }"),
        right=Example("rule", "when: { age: { at least: 6 } }"),
        more="[Writing rules](writing-rules.md#conditions) has every form.",
    ),
    "TR314": Code(
        title="The range can never hold",
        why="The rule looks as if it covered a case and covers none.",
        wrong=Example("rule", "when: { age: { at least: 18 } }"),
        right=Example("rule", "when: { age: { at least: 17 } }"),
        more="The question says its lowest and highest answer.",
    ),
    "TR315": Code(
        title="Something waits for itself",
        why="Neither could ever be decided.",
        wrong=Example("fact", "when: { fact: an_extra_fact }"),
        right=Example("fact", "when: { harm_level: needs help }"),
    ),
    "TR316": Code(
        title="There is no such document",
        why="The step would send the person to a form that is not there.",
        wrong=Example("step", "document: refferal"),
        right=Example("step", "do: Send it in writing."),
        more="Name a form that stands under `documents:`, or leave the line out. `triage forms` lists them.",
    ),
}
