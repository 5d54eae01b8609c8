"""The release notes: what a colleague reads before using a release. Made from the differences, never by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.plan.times import date_words
from triage.policy.compare.model import Change, Kind
from triage.policy.compare.words import NOTHING, blocks, heading, is_list, list_words
from triage.policy.release.before import Before
from triage.policy.release.manifest import Manifest
from triage.text import clean_line

_HEADINGS = {
    Kind.LESS_SAFE: "Less safe than before, and accepted",
    Kind.SAFER: "Safer than before",
    Kind.DIFFERENT: "Different contacts and deadlines",
    Kind.WORDING: "Wording only",
}


def release_notes(manifest: Manifest, before: Before | None) -> str:
    """The notes as Markdown, ending with a newline. ``manifest`` needs no files yet."""
    return "\n".join(_lines(manifest, before)) + "\n"


def _lines(manifest: Manifest, before: Before | None) -> Iterator[str]:
    yield f"# Rules {manifest.name}"
    yield ""
    yield f"Made on {date_words(manifest.made_on)}. Approved by {', '.join(manifest.approved_by)}."
    yield f"Needs triage {manifest.needs} or later."
    yield ""
    yield "## Packs"
    yield ""
    for pack in manifest.packs:
        over = f", laid over {pack.extends}" if pack.extends else ""
        dates = f"in force from {date_words(pack.in_force_from)}, review by {date_words(pack.review_by)}"
        yield f"- {pack.title} {pack.version}{over}: {dates}. Owner: {pack.owner}."
    yield ""
    yield "## Checked before release"
    yield ""
    checked = manifest.checked
    yield f"- No problems; {checked.warnings} warnings."
    yield f"- {checked.scenarios} scenarios, none failed."
    yield f"- {checked.proofs} proofs over all answers, none failed."
    yield ""
    if before is None:
        yield "## What changed"
        yield ""
        yield "Not held against an earlier release."
        return
    yield f"## What changed since {before.name}"
    yield ""
    yield from _changes(before)


def _changes(before: Before) -> Iterator[str]:
    if not before.changes:
        yield NOTHING
    for kind, title in _HEADINGS.items():
        own = [change for change in before.changes if change.kind is kind]
        if own:
            yield f"### {title}: {len(own)}"
            yield ""
            for block in blocks(own):
                yield from _block(block, before)
            yield ""


def _block(block: Sequence[Change], before: Before) -> Iterator[str]:
    """Changes with one cause, told in one line; then who accepted what of it."""
    if is_list(block):
        yield f"- {clean_line(list_words(block))}"
        return
    yield f"- {clean_line(heading(block[0]))}: {' '.join(clean_line(change.says) for change in block)}"
    for change in block:
        accepted = before.accepted.of(change)
        if accepted is not None:
            yield f"  - accepted by {clean_line(accepted.who)} on {accepted.on}: {clean_line(accepted.why)}"
