"""What came of the proofs, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from triage.explain.phrases import answer_words
from triage.policy.prove.proof import Example, Proof
from triage.policy.prove.run import PackProofs
from triage.policy.prove.vignette import proof_lines


def report_text(found: Sequence[PackProofs]) -> str:
    """The report on every pack, failures first, each with its story."""
    return "\n\n".join("\n".join(_lines(one)) for one in found)


def _lines(found: PackProofs) -> Iterator[str]:
    yield found.rule_set.version
    for proof in found.failed:
        yield from proof_lines(proof)
        yield ""
    for proof in found.proofs:
        if proof not in found.failed and proof.lines:
            yield f"{proof.says} Noted:"
            yield from (f"  {line}" for line in proof.lines)
    total, failed = len(found.proofs), len(found.failed)
    yield f"{total} proof{'' if total == 1 else 's'} over all answers, {failed} failed."


def report_data(found: Sequence[PackProofs]) -> list[dict[str, Any]]:
    """The same as plain data: for each pack its rules' version and hash, and every proof."""
    return [
        {
            "rules": one.rule_set.version,
            "hash": one.rule_set.hash,
            "failed": len(one.failed),
            "proofs": [_proof(proof) for proof in one.proofs],
        }
        for one in found
    ]


def _proof(proof: Proof) -> dict[str, Any]:
    place = proof.place
    return {
        "name": proof.name,
        "says": proof.says,
        "verdict": proof.verdict.value,
        "file": place.file if place is not None else "",
        "line": place.line if place is not None else 0,
        "wrong": proof.wrong.words if proof.wrong is not None else "",
        "notes": list(proof.lines),
        "cases": [_example(example) for example in proof.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {**case_data(example), "rules": list(example.outcome.rules)}


def case_data(example: Example) -> dict[str, Any]:
    """A case as data: the answers that force it, all of them in words, and what comes of it."""
    outcome = example.outcome
    questions = outcome.rule_set.questions
    return {
        "forced by": {name: answer_words(questions[name], answer) for name, answer in example.decisive.items()},
        "answers": {name: answer_words(questions[name], answer) for name, answer in outcome.sheet.items()},
        "urgency": outcome.urgency_word,
        "send as": outcome.send_as.word,
        "steps": list(outcome.steps),
    }
