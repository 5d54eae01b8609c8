"""The differences as a summary for a pull request, in the Markdown that code hosts show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.explain.phrases import answer_words
from triage.policy.compare.accepted import Accepted
from triage.policy.compare.folders import PackDifferences
from triage.policy.compare.model import Change, Kind, Story
from triage.policy.compare.words import NOTHING, SHOWS_DETAILS, blocks, heading, is_list, list_words
from triage.policy.prove.proof import Example
from triage.text import clean_line

_OPEN_UP_TO = 12
"""So many changes of a kind are shown at once; more are folded away."""


def differences_markdown(found: Sequence[PackDifferences], accepted: Accepted) -> str:
    """The whole summary, without a newline at the end."""
    return "\n".join(_all(found, accepted))


def _all(found: Sequence[PackDifferences], accepted: Accepted) -> Iterator[str]:
    missing = accepted.missing([one.differences for one in found])
    yield "## What this does to cases"
    yield ""
    if not any(one.differences.changes for one in found):
        yield NOTHING
        return
    if missing:
        yield f"**{len(missing)} less safe, accepted by nobody yet.** Put right, or signed off with who and why."
    else:
        yield "Nothing is less safe without a sign-off."
    for one in found:
        if one.differences.changes:
            yield ""
            yield from _pack(one, accepted)


def _pack(one: PackDifferences, accepted: Accepted) -> Iterator[str]:
    yield f"### {_plain(one.differences.old)} → {_plain(one.differences.new)}"
    yield ""
    yield "| " + " | ".join(kind.value.capitalize() for kind in Kind) + " |"
    yield "|" + " --- |" * len(Kind)
    yield "| " + " | ".join(str(len(one.differences.of(kind))) for kind in Kind) + " |"
    for kind in Kind:
        changes = one.differences.of(kind)
        if changes:
            opened = "" if kind is Kind.WORDING or len(changes) > _OPEN_UP_TO else " open"
            yield ""
            yield f"<details{opened}><summary><b>{kind.value.capitalize()}: {len(changes)}</b></summary>"
            yield ""
            for block in blocks(changes):
                yield from _block(block, accepted)
            yield ""
            yield "</details>"


def _block(block: Sequence[Change], accepted: Accepted) -> Iterator[str]:
    if is_list(block):
        yield f"- {_plain(list_words(block))}"
        return
    first = block[0]
    place = f" `{first.place.file}:{first.place.line}`" if first.place is not None else ""
    yield f"- **{_plain(heading(first))}**{place}"
    for change in block:
        yield f"  - {_plain(change.says)}"
        if change.code in SHOWS_DETAILS:
            yield from (f"    - {_plain(line)}" for line in change.details)
        sign_off = accepted.of(change)
        if sign_off is not None:
            yield f"    - accepted by {_plain(sign_off.who)} on {sign_off.on}: {_plain(sign_off.why)}"
        elif change.kind is Kind.LESS_SAFE:
            yield f"    - key: `{change.key}`"
    story = next((change.story for change in block if change.story is not None), None)
    if story is not None:
        yield ""
        yield from _story(story)
        yield ""


def _story(story: Story) -> Iterator[str]:
    """One case as a table, indented so that it belongs to its point."""
    yield "  | For example | before | after |"
    yield "  | --- | --- | --- |"
    questions = {**story.before.outcome.rule_set.questions, **story.after.outcome.rule_set.questions}
    for name in questions:
        if name in story.answers:
            yield _row(questions[name].ask, _answer(story.before, name), _answer(story.after, name))
    before, after = story.before.outcome, story.after.outcome
    yield _row("*urgency*", before.urgency_word, after.urgency_word)
    yield _row("*sent as*", before.send_as.word, after.send_as.word)
    only = [
        [step for step in one.steps if step not in other.steps] for one, other in ((before, after), (after, before))
    ]
    if any(only):
        yield _row("*steps only here*", *(", ".join(steps) or "none" for steps in only))


def _answer(example: Example, name: str) -> str:
    answer = example.outcome.sheet.get(name)
    return "(not asked)" if answer is None else answer_words(example.outcome.rule_set.questions[name], answer)


def _row(*cells: str) -> str:
    return "  | " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |"


def _plain(text: str) -> str:
    """One line in which nothing is read as HTML."""
    return clean_line(text).replace("&", "&amp;").replace("<", "&lt;")
