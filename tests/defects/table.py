"""The page that tells which command finds which seeded defect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from defects.finders import NOT_RUN, Found
from defects.seeded import FINDERS, WITHOUT_OLD

HEAD = """\
# Seeded defects: what finds a wrong edit

{count} small wrong edits of the shipped rules, each as somebody might really make it, lie in `tests/defects/seeded`. The
command below puts each into a copy of the rules and asks the tools of the Write door what they say of it. On the rules as
they are, none of them says anything.

```sh
.venv/bin/python scripts/seeded_defects.py            # all of them, and this page; it takes a while
.venv/bin/python scripts/seeded_defects.py NAME ...   # these, on the screen
```

**{found} of {count} are found ({share} %)**; {alone} of {count} ({alone_share} %) without an older version to compare with.
`triage diff` sees what the others cannot know, such as two digits swapped in a telephone number, because it holds the
new rules against the old ones: it shows every change, and it is for a person to see that one of them is wrong.
{less_safe} defects that change what a case comes to are called *less safe* by it, which ends in a failure until somebody
signs for it.

| Found by | Defects |
|---|---|
"""
NOTES = """
`–`: the files do not load with the defect in, so the command cannot run, and `triage check` says why. `.`: not asked, since
another command has found it: `triage mutate` is asked last, about what the edit touched, and counts the weakenings that
go unnoticed with the defect in and not without it. `triage test` runs the scenarios that the edit can touch.

| Defect | Kind | What the owner thought | check | test | prove | mutate | diff |
|---|---|---|---|---|---|---|---|
"""


def page(results: Sequence[Found]) -> str:
    """The page, whole."""
    count = len(results)
    found, alone = sum(one.found for one in results), sum(one.without_old for one in results)
    head = HEAD.format(
        count=count,
        found=found,
        share=round(100 * found / count, 1),
        alone=alone,
        alone_share=round(100 * alone / count, 1),
        less_safe=sum(one.by.get("diff", "").startswith("less safe") for one in results),
    )
    return head + "".join(_tally(results)) + NOTES + "".join(map(row, results)) + "".join(_kinds(results))


def _tally(results: Sequence[Found]) -> Iterator[str]:
    for finder in FINDERS:
        yield f"| `triage {finder}` | {sum(one.finds(finder) for one in results)} |\n"
    only = [one for one in results if one.found and not one.without_old]
    yield f"| `triage diff` alone | {len(only)} |\n"
    missed = [one.defect.name for one in results if not one.found]
    yield f"| nothing | {len(missed)}{': ' + ', '.join(missed) if missed else ''} |\n"


def row(one: Found) -> str:
    """The line of one defect."""
    cells = [_cell(one, finder) for finder in ("check", "test", "prove", "mutate", "diff")]
    return f"| {one.defect.name} | {one.defect.kind} | {one.defect.thought} | {' | '.join(cells)} |\n"


def _cell(one: Found, finder: str) -> str:
    said = one.by.get(finder)
    if said is None:
        return "."
    return NOT_RUN if said == NOT_RUN else said


def _kinds(results: Sequence[Found]) -> Iterator[str]:
    yield "\n| Kind | Defects | Found | Without an older version |\n|---|---|---|---|\n"
    for kind, count in Counter(one.defect.kind for one in results).items():
        some = [one for one in results if one.defect.kind == kind]
        yield f"| {kind} | {count} | {sum(one.found for one in some)} | {sum(one.without_old for one in some)} |\n"


def finders_of(one: Found) -> tuple[str, ...]:
    """The commands that must find it, as measured: those that need no older version, or else the comparison."""
    return tuple(finder for finder in WITHOUT_OLD if one.finds(finder)) or tuple(
        finder for finder in FINDERS if one.finds(finder)
    )
