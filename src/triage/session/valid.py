"""Refuse an answer that a question cannot take, in words that say what to do instead."""

from __future__ import annotations

from triage.rules.answers import Answer, AnswerKind
from triage.rules.model import Question, QuestionType, RuleSet

_TAKES = {
    QuestionType.YES_NO: (AnswerKind.CHOSEN, "Choose yes or no, or not sure."),
    QuestionType.CHOICE: (AnswerKind.CHOSEN, "Choose one of the answers offered, or not sure."),
    QuestionType.SEVERAL: (AnswerKind.TICKED, "Tick what applies, or choose none of these, or not sure."),
    QuestionType.NUMBER: (AnswerKind.NUMBER, "Enter a whole number, or not sure."),
}


def check_answer(rule_set: RuleSet, question: str, answer: Answer) -> None:
    """Do nothing when the question can take the answer; raise ValueError with plain words when it cannot."""
    if question not in rule_set.questions:
        raise ValueError(f'These rules have no question called "{question}".')
    asked = rule_set.questions[question]
    problem = _problem(asked, answer)
    if problem:
        raise ValueError(f"{asked.ask} {problem}")


def _problem(question: Question, answer: Answer) -> str:
    kind, remedy = _TAKES[question.type]
    if answer.unsure:
        return remedy if answer.values or answer.number is not None else ""
    if answer.kind is not kind:
        return remedy
    if kind is AnswerKind.NUMBER:
        return _number_problem(question, answer)
    unknown = [value for value in answer.values if value not in question.option_names]
    if unknown:
        return f'"{unknown[0]}" is not one of the answers offered. {remedy}'
    repeated = len(set(answer.values)) != len(answer.values)
    return remedy if repeated or (kind is AnswerKind.CHOSEN and len(answer.values) != 1) else ""


def _number_problem(question: Question, answer: Answer) -> str:
    if answer.number is None:
        return _TAKES[QuestionType.NUMBER][1]
    if question.lowest <= answer.number <= question.highest:
        return ""
    unit = f" {question.unit}" if question.unit else ""
    return f"Enter a whole number from {question.lowest} to {question.highest}{unit}, or not sure."
