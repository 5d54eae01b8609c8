"""Answers as an answers file has them, so that they can be decided again and made into a scenario."""

from __future__ import annotations

from triage.rules.answers import NOT_SURE, Answer, AnswerKind, Answers
from triage.rules.answers_file import NONE_OF_THESE


def answers_text(answers: Answers) -> str:
    """The text of an answers file: a question and its answer on each line, in the order they were given."""
    return "\n".join(f"{question}: {_written(answer_data(answer))}" for question, answer in answers.items())


def _written(data: str | int | list[str]) -> str:
    return f"[{', '.join(data)}]" if isinstance(data, list) else str(data)


def answer_data(answer: Answer) -> str | int | list[str]:
    """An answer as an answers file has it, so that the answers of one decision can be decided again."""
    match answer.kind:
        case AnswerKind.NOT_SURE | AnswerKind.SKIPPED:
            return answer.kind.value
        case AnswerKind.NUMBER:
            return answer.number or 0
        case AnswerKind.CHOSEN:
            return answer.values[0]
        case AnswerKind.TICKED:
            rest = [NOT_SURE] if answer.rest_not_sure else []
            return [*answer.values, *rest] or NONE_OF_THESE
