"""What became of mutants, in the words of whoever keeps the rules, as a table, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from triage.policy.drafts import Draft, both, expect_lines
from triage.policy.mutate.model import Sort
from triage.policy.mutate.run import Fate, Judged, Mutated
from triage.policy.mutate.story import Story
from triage.rules.scenarios import Expect

WIDTH = 100
_HEADS = ("tried", "scenario", "statement", "check", "no change", "unnoticed")
_FATES = (Fate.SCENARIO, Fate.STATEMENT, Fate.CHECK, Fate.EQUIVALENT, Fate.SURVIVED)


def report_text(found: Sequence[Mutated]) -> str:
    """The report on every pack: what nothing notices first, each with what would notice it, then the table."""
    return "\n\n".join("\n".join(_lines(one)) for one in found)


def _lines(found: Mutated) -> Iterator[str]:
    yield found.rule_set.version
    for scenario in found.broken:
        yield f"{scenario.place}: left out, since it fails already: {scenario.name}"
    for one in found.of(Fate.SURVIVED):
        yield from _unnoticed(one)
        yield ""
    yield from table_lines(found)
    yield _summary(found)


def _unnoticed(one: Judged) -> Iterator[str]:
    mutant = one.mutant
    yield f"{mutant.place}: NOT NOTICED {mutant.subject}"
    yield from _wrapped(f"What if {mutant.says}? Nothing fails.")
    if one.scenario is not None and one.hint is not None:
        yield from _wrapped("It comes out differently in a scenario that does not look at this:")
        yield f"    {one.scenario.place}: {one.scenario.name}"
        yield from _wrapped("Add below its 'expect:', or to the list that is there:")
        yield f"    {one.hint.says}"
    elif one.story is not None:
        yield from _case(one.story)
    else:
        yield from _wrapped("No case could be made that shows it. Look at the rule by hand.")


def _case(story: Story) -> Iterator[str]:
    yield from _wrapped(
        "It comes out differently in a case that no scenario tells yet (other pages: the calmest answer):"
    )
    for ask, answer in story.answers:
        yield from _wrapped(ask, 4)
        yield from _wrapped(answer, 6)
    yield "  As the rules stand, expect:"
    yield from (f"    {line}" for line in expect_lines(story.draft.expect))


def table_lines(found: Mutated) -> Iterator[str]:
    """One line for each sort of weakening: how many were tried, and what became of them."""
    wide = max(len(sort.value) for sort in Sort)
    yield f"{'what is weakened':<{wide}}" + "".join(f" {head}" for head in _HEADS)
    for name, counts in _counts(found):
        columns = zip(_HEADS, counts, strict=True)
        yield f"{name:<{wide}}" + "".join(f" {count:>{len(head)}}" for head, count in columns)


def table_markdown(found: Sequence[Mutated]) -> str:
    """The tables of all packs, to be kept in a page of the documentation."""
    return "\n\n".join("\n".join(_markdown(one)) for one in found)


def _markdown(found: Mutated) -> Iterator[str]:
    yield f"{found.rule_set.version}:"
    yield ""
    yield f"| What is weakened | {' | '.join(head.capitalize() for head in _HEADS)} |"
    yield f"|---|{'---:|' * len(_HEADS)}"
    for name, counts in _counts(found):
        yield f"| {name} | {' | '.join(map(str, counts))} |"


def _counts(found: Mutated) -> Iterator[tuple[str, list[int]]]:
    """For each sort of weakening that was tried: how many, and how many came to each fate. All of them last."""
    rows = [(sort.value, [one for one in found.judged if one.mutant.sort is sort]) for sort in Sort]
    for name, judged in [*rows, ("all", list(found.judged))]:
        if judged:
            yield name, [len(judged), *(sum(one.fate is fate for one in judged) for fate in _FATES)]


def _summary(found: Mutated) -> str:
    tried, unnoticed = len(found.judged), len(found.of(Fate.SURVIVED))
    of_all = f" of {found.made}" if tried < found.made else ""
    return f"{tried}{of_all} weakening{'' if tried == 1 else 's'} tried, {unnoticed or 'none'} unnoticed."


def drafts_of(found: Sequence[Mutated]) -> list[Draft]:
    """A scenario for everything that nothing notices, as far as one could be made; what has the same answers is one."""
    drafts: dict[str, Draft] = {}
    for pack in found:
        for one in pack.of(Fate.SURVIVED):
            if one.story is not None:
                draft = one.story.draft
                before = drafts.get(draft.name)
                expect = draft.expect if before is None else both(before.expect, draft.expect)
                drafts[draft.name] = replace(draft, expect=expect)
    return list(drafts.values())


def report_data(found: Sequence[Mutated]) -> list[dict[str, Any]]:
    """The same as plain data: for each pack its rules' version and hash, the counts and every mutant."""
    return [
        {
            "rules": one.rule_set.version,
            "hash": one.rule_set.hash,
            "made": one.made,
            "tried": len(one.judged),
            "unnoticed": len(one.of(Fate.SURVIVED)),
            "left out": [{"file": out.place.file, "line": out.place.line, "name": out.name} for out in one.broken],
            "mutants": [_judged(judged) for judged in one.judged],
        }
        for one in found
    ]


def _judged(one: Judged) -> dict[str, Any]:
    mutant = one.mutant
    return {
        "sort": mutant.sort.value,
        "subject": mutant.subject,
        "what if": mutant.says,
        "topic": mutant.topic,
        "file": mutant.place.file,
        "line": mutant.place.line,
        "fate": one.fate.value,
        "noticed by": one.by,
        "scenario": str(one.scenario.place) if one.hint is not None and one.scenario is not None else "",
        "add": one.hint.says if one.hint is not None else "",
        "case": _story(one.story) if one.story is not None else {},
    }


def _story(story: Story) -> dict[str, Any]:
    expect: Expect = story.draft.expect
    return {"answers": dict(story.answers), "expect": list(expect_lines(expect))}


def _wrapped(text: str, indent: int = 2) -> list[str]:
    pad = " " * indent
    return wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False)
