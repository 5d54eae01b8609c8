"""A round over the rules in a few lines, and as data: what is wrong, or that all is fine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from triage.policy.prove.vignette import proof_lines
from triage.policy.rounds import Round
from triage.policy.sidebyside import failed_lines
from triage.policy.watching import Changed
from triage.rules.problems import render

MOST_SHOWN = 5
"""Problems, scenarios and proofs of each sort that are told in full; the commands of their own tell the rest."""


def changed_words(changed: Changed, shown: int = 3) -> str:
    """What was saved, in one line: ``rules/england/pack.yaml saved``."""
    parts = [
        _named([*changed.written, *changed.added], "saved", shown),
        _named(changed.gone, "gone", shown),
        _named(changed.emptied, "empty", shown),
    ]
    return "; ".join(part for part in parts if part)


def _named(files: Sequence[str], verb: str, shown: int) -> str:
    if not files:
        return ""
    if len(files) > shown:
        return f"{len(files)} files {verb}"
    is_ = "" if verb == "saved" else "is " if len(files) == 1 else "are "
    return f"{', '.join(files)} {is_}{verb}"


def round_lines(round_: Round) -> Iterator[str]:
    """What is wrong, each thing with its place; nothing when all is fine."""
    yield from _some([render(problem) for problem in (*round_.errors, *_warnings(round_))], "triage check")
    yield from _some(["\n".join(failed_lines(result)) for result in round_.failed], "triage test")
    yield from _some(["\n".join(proof_lines(proof)) for proof in round_.unproved], "triage prove")


def _warnings(round_: Round) -> list[Any]:
    return [problem for problem in round_.problems if problem not in round_.errors]


def _some(texts: Sequence[str], rest: str) -> Iterator[str]:
    yield from texts[:MOST_SHOWN]
    if len(texts) > MOST_SHOWN:
        yield f"... and {len(texts) - MOST_SHOWN} more: {rest}"


def summary(round_: Round) -> str:
    """The round in one line: ``fine: no problems, 4 of 518 scenarios run, 139 proofs``."""
    if round_.errors and not round_.results and not round_.proofs:
        return f"{_count(len(round_.errors), 'problem')}. {LAST_GOOD}"
    done = [_found(round_)]
    if round_.scenarios:
        done.append(_run(round_))
    if round_.cut_short:
        return f"saved again: {', '.join(done)} so far"
    if round_.proofs:
        failed = f", {len(round_.unproved)} failed" if round_.unproved else ""
        done.append(f"{_count(len(round_.proofs), 'proof')}{failed}")
    if round_.not_proved:
        done.append("not proved")
    return f"{'fine' if round_.fine else 'not fine'}: {', '.join(done)}"


def _found(round_: Round) -> str:
    errors, warnings = len(round_.errors), len(round_.problems) - len(round_.errors)
    counted = [_count(errors, "problem")] * bool(errors) + [_count(warnings, "warning")] * bool(warnings)
    return ", ".join(counted) or "no problems"


LAST_GOOD = "Nothing was run; the last good rules stay in use."


def _run(round_: Round) -> str:
    failed = f", {len(round_.failed)} failed" if round_.failed else ""
    if len(round_.results) == round_.scenarios:
        return f"{_count(round_.scenarios, 'scenario')}{failed}"
    return f"{len(round_.results)} of {_count(round_.scenarios, 'scenario')} touched{failed}"


def round_data(round_: Round) -> dict[str, Any]:
    """The round as plain data. Keys are only ever added, never renamed."""
    return {
        "fine": round_.fine,
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
            }
            for problem in round_.problems
        ],
        "scenarios": {
            "run": len(round_.results),
            "of": round_.scenarios,
            "failed": [{"name": result.scenario.name, "place": str(result.scenario.place)} for result in round_.failed],
        },
        "proofs": {
            "done": len(round_.proofs),
            "failed": [proof.name for proof in round_.unproved],
            "not proved": round_.not_proved,
        },
        "cut short": round_.cut_short,
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
