"""A failed proof told as a short case: the answers that force it, and what comes of them, two plans side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from triage.explain.phrases import answer_words
from triage.policy.prove.proof import Example, Must, Proof, Verdict
from triage.policy.prove.replay import Outcome
from triage.rules.answers import Answer
from triage.rules.model import RuleSet

WIDTH = 100
_COLUMN = 38
_LABEL = 12


def proof_lines(proof: Proof) -> Iterator[str]:
    """Everything there is to tell about a proof that failed or broke."""
    place = f"{proof.place}: " if proof.place is not None else ""
    yield f"{place}{'FAULT IN THE PROVER' if proof.verdict is Verdict.BROKEN else 'FAILED'} {proof.name}"
    yield from _wrapped(proof.says)
    if proof.wrong is not None:
        yield from _wrapped(f"But {proof.wrong.words}.")
    if proof.verdict is Verdict.BROKEN:
        yield from _wrapped("Please report this. Until it is mended, take nothing this command says for proved.")
    yield from (f"  {line}" for line in proof.lines)
    if len(proof.examples) == 1:
        yield from _one_case(proof, proof.examples[0])
    elif proof.examples:
        yield from _two_cases(*proof.examples)


def _one_case(proof: Proof, example: Example) -> Iterator[str]:
    rule_set = example.outcome.rule_set
    yield "  " + _heading(example)
    for name, answer in example.decisive.items():
        yield from _answered(rule_set, name, answer)
    must = proof.wrong.must if proof.wrong is not None else ()
    if not must:
        yield "  The plan then:"
        for label, text in _plan(example.outcome):
            yield from _wrapped(f"{label:<{_LABEL}}{text}", indent=4, hanging=4 + _LABEL)
        return
    yield ""
    yield from _columns("", "the plan then", "as it must be")
    yield from _beside(example.outcome, must)


def _heading(example: Example) -> str:
    if not example.outcome.complete:
        return "Only these pages have been answered by then:"
    some = "These answers force it, whatever else is answered:"
    return some if example.decisive else "It is so whatever is answered."


def _beside(outcome: Outcome, must: Sequence[Must]) -> Iterator[str]:
    """The plan beside the one it must be: lines that are wrong hold both, and the others stand alike in both."""
    wrong = {line.label: line for line in must}
    for label, text in _plan(outcome):
        if label != "steps":
            yield from _columns(label, text, wrong[label].must if label in wrong else text)
    removed = {line.now for line in must}
    kept = ", ".join(step for step in outcome.steps if step not in removed) or "no step"
    yield from _wrapped(f"{'in both':<{_LABEL}}{kept}", indent=4, hanging=4 + _LABEL)
    for line in must:
        if line.label not in ("urgency", "sent as"):
            yield from _columns(line.label, line.now or "(none)", line.must)


def _two_cases(first: Example, second: Example) -> Iterator[str]:
    yield from side_by_side(first, second, _titles(first, second), _both_headings(first))


def side_by_side(first: Example, second: Example, titles: tuple[str, str], headings: tuple[str, str]) -> Iterator[str]:
    """Two cases in columns under ``titles``: the answers that count, and what comes of them.

    ``headings`` stand above the answers that are the same in both, and where there are none. The cases may be of two
    rule sets; a question that only one of them has is not asked in the other.
    """
    questions = {**first.outcome.rule_set.questions, **second.outcome.rule_set.questions}
    names = [name for name in questions if name in first.decisive or name in second.decisive]
    told = [(name, _answer(first, name), _answer(second, name)) for name in names]
    alike = [(name, one) for name, one, other in told if one == other and one is not None]
    yield "  " + headings[0 if alike else 1]
    for name, answer in alike:
        yield from _answered(second.outcome.rule_set, name, answer)
    yield ""
    yield from _columns("", *titles)
    for name, one, other in told:
        if one != other:
            words = [_cell(example.outcome.rule_set, name, _answer(example, name)) for example in (first, second)]
            yield from _wrapped(questions[name].ask, indent=4)
            yield from _columns("", *words)
    for (label, one_words), (_, other_words) in zip(_plan(first.outcome), _plan(second.outcome), strict=True):
        if label == "steps":
            yield from _steps_apart(first.outcome, second.outcome)
        else:
            yield from _columns(label, one_words, other_words)


def _both_headings(first: Example) -> tuple[str, str]:
    if not first.outcome.complete:
        early = "One case, at two moments. Only these pages have been answered when the plan is shown:"
        return early, early
    return "Two cases. Whatever else is answered, and the same in both:", "Two cases:"


def _titles(first: Example, second: Example) -> tuple[str, str]:
    if not first.outcome.complete:
        return "shown then", "what it may become"
    local = first.outcome.rule_set is not second.outcome.rule_set
    return ("national rules", "with the local pack") if local else ("first case", "second case")


def _answer(example: Example, name: str) -> Answer | None:
    return example.outcome.sheet.get(name)


def _cell(rule_set: RuleSet, name: str, answer: Answer | None) -> str:
    return "(not asked)" if answer is None else answer_words(rule_set.questions[name], answer)


def _steps_apart(one: Outcome, other: Outcome) -> Iterator[str]:
    both = [step for step in one.steps if step in other.steps]
    yield from _wrapped(f"{'in both':<{_LABEL}}{', '.join(both) or 'no step'}", indent=4, hanging=4 + _LABEL)
    apart = [[step for step in own.steps if step not in both] for own in (one, other)]
    if any(apart):
        yield from _columns("only in one", *(", ".join(steps) or "no step" for steps in apart))


def _answered(rule_set: RuleSet, name: str, answer: Answer) -> Iterator[str]:
    question = rule_set.questions[name]
    yield from _wrapped(question.ask, indent=4)
    yield from _wrapped(answer_words(question, answer), indent=6)


def _plan(outcome: Outcome) -> list[tuple[str, str]]:
    return [
        ("urgency", outcome.urgency_word),
        ("sent as", outcome.send_as.word),
        ("steps", ", ".join(outcome.steps) or "no step"),
    ]


def _columns(label: str, one: str, other: str) -> Iterator[str]:
    columns: Sequence[list[str]] = [wrap(text, _COLUMN) or [""] for text in (one, other)]
    for place in range(max(map(len, columns))):
        left, right = (lines[place] if place < len(lines) else "" for lines in columns)
        head = label if place == 0 else ""
        yield f"    {head:<{_LABEL}}{left:<{_COLUMN + 2}}{right}".rstrip()


def _wrapped(text: str, indent: int = 2, hanging: int = 0) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (hanging or indent), break_on_hyphens=False
    )
