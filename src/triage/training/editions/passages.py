"""The passages behind two plans, and which of them read otherwise in the two editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from triage.plan.model import Plan
from triage.policy.compare.wording import changed, worded
from triage.rules.model import Passage, RuleSet, Source
from triage.training.editions.model import Became, Text

Found: TypeAlias = tuple[Source, Passage]


def changed_texts(
    old: RuleSet, new: RuleSet, before: Plan, after: Plan, also: Iterable[str] = ()
) -> tuple[tuple[Text, ...], int]:
    """The passages behind either plan (and ``also``) that differ, and how many read the same in both."""
    anchors = list(dict.fromkeys([*_cited(before), *_cited(after), *also]))
    texts: list[Text] = []
    told: set[str] = set()
    same = 0
    for anchor in anchors:
        one, other = _find(old, anchor), _find(new, anchor)
        if one is not None and other is None:
            other = _in_place_of(one, anchor, new)
        names = {anchor, *(f"{found[0].id}#{found[1].anchor}" for found in (one, other) if found is not None)}
        if names & told or (one is None and other is None):
            continue
        told |= names
        text = _text(anchor, one, other)
        if text is None:
            same += 1
        else:
            texts.append(text)
    return tuple(texts), same


def _cited(plan: Plan) -> Iterator[str]:
    return (citation.anchor for step in plan.steps for reason in step.reasons for citation in reason.citations)


def _find(rules: RuleSet, anchor: str) -> Found | None:
    name, _, wanted = anchor.partition("#")
    source = rules.sources.get(name)
    passage = next((one for one in source.passages if one.anchor == wanted), None) if source is not None else None
    return (source, passage) if source is not None and passage is not None else None


def _in_place_of(found: Found, anchor: str, rules: RuleSet) -> Found | None:
    """The passage of the same name in the document that takes the place of this one, if the newer rules name one."""
    here = rules.sources.get(found[0].id)
    successor = here.superseded_by if here is not None else ""
    return _find(rules, f"{successor}#{anchor.partition('#')[2]}") if successor else None


def _text(anchor: str, old: Found | None, new: Found | None) -> Text | None:
    """What became of one passage; None when it reads the same in both."""
    found = new or old
    if found is None:
        return None
    source, passage = found
    pieces = worded(old[1].text if old else "", new[1].text if new else "")
    notes = tuple(_notes(old, new)) if old is not None and new is not None else ()
    if not changed(pieces) and not notes:
        return None
    became = Became.CHANGED if old and new else Became.NEW if new else Became.GONE
    return Text(anchor, became, passage.title, f"{source.title}, {source.edition}", pieces, notes)


def _notes(old: Found, new: Found) -> Iterator[str]:
    """What else differs about a passage, a sentence each."""
    for what, one, other in (
        ("The document", old[0].title, new[0].title),
        ("Its edition", old[0].edition, new[0].edition),
        ("Its standing", old[0].standing.value, new[0].standing.value),
        ("The heading", old[1].title, new[1].title),
        ("The place in the document", old[1].where, new[1].where),
    ):
        if one != other:
            yield _note(what, one, other)


def _note(what: str, one: str, other: str) -> str:
    before, after = (text or "nothing" for text in (one, other))
    return f"{what} was: {before}. It is now: {after}."
