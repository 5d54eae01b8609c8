"""Turn a question into a page, and what a person picked on a page into an answer."""

from __future__ import annotations

from collections.abc import Collection

from triage.explain.phrases import NONE_WORDS, NOT_SURE_WORDS, mid_sentence
from triage.rules.answers import NOT_SURE, Answer, AnswerKind, chosen, not_sure, number, ticked
from triage.rules.model import Question, QuestionType, RuleSet
from triage.session.page import Choice, Page

NONE_OF_THESE = "none of these"


def make_page(rule_set: RuleSet, question: Question, answer: Answer | None, about_left: int) -> Page:
    """The page for ``question``, showing the ``answer`` given before, if any.

    Its choices are the options, then "none of these" where several may be ticked, then "not sure"; their values
    are the option names and the words of rule files. A number's only choice is "not sure".
    """
    title = next((section.title for section in rule_set.sections if section.id == question.section), "")
    return Page(
        question=question.id,
        section=question.section,
        section_title=title,
        ask=question.ask,
        hint=question.hint,
        why=question.why,
        type=question.type,
        choices=_choices(question),
        not_sure_says=not_sure_words(question),
        about_left=about_left,
        answer=answer,
        lowest=question.lowest,
        highest=question.highest,
        unit=question.unit,
    )


def _choices(question: Question) -> tuple[Choice, ...]:
    lines = [(option.value, option.label, option.hint) for option in question.options]
    if question.type is QuestionType.SEVERAL:
        lines.append((NONE_OF_THESE, NONE_WORDS, ""))
    lines.append((NOT_SURE, NOT_SURE_WORDS, not_sure_words(question)))
    return tuple(Choice(str(place), *line) for place, line in enumerate(lines, start=1))


def not_sure_words(question: Question) -> str:
    """What "not sure" does on this page: the rule file's own line, or one made from its meaning."""
    if question.not_sure_says:
        return question.not_sure_says
    meant = question.not_sure_means
    if not meant:
        return "the plan will say what to do when this is not known"
    if question.type is QuestionType.SEVERAL:
        return "we treat the ones you are not sure of as true until you know more"
    words = f"{meant[0]} {question.unit}".strip() if question.type is QuestionType.NUMBER else question.label(meant[0])
    return f'we treat this as "{mid_sentence(words)}" until you know more'


def answer_from(page: Page, values: Collection[str]) -> Answer:
    """The answer that picking ``values`` (choice values, or one whole number as text) on ``page`` stands for.

    Ticking some options and "not sure" leaves the rest not sure. Raises ValueError, in plain words, when the
    page cannot take it.
    """
    picked = set(values)
    if page.type is QuestionType.SEVERAL:
        return _several(page, picked)
    if not picked:
        raise ValueError("Choose an answer, or not sure.")
    if len(picked) > 1:
        raise ValueError("Choose one answer only.")
    value = picked.pop()
    if value == NOT_SURE:
        return not_sure()
    if page.type is QuestionType.NUMBER:
        return _number(page, value)
    _known(page, {value})
    return chosen(value)


def _several(page: Page, picked: set[str]) -> Answer:
    _known(page, picked)
    options = picked - {NOT_SURE, NONE_OF_THESE}
    if not picked:
        raise ValueError("Tick what applies, or choose none of these, or not sure.")
    if NONE_OF_THESE in picked and len(picked) > 1:
        raise ValueError("Choose either none of these or the ones that apply, not both.")
    if not options:
        return not_sure() if NOT_SURE in picked else ticked()
    return ticked(*options, rest_not_sure=NOT_SURE in picked)


def _number(page: Page, text: str) -> Answer:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and page.lowest <= int(digits) <= page.highest:
        return number(int(digits))
    unit = f" {page.unit}" if page.unit else ""
    raise ValueError(f"Enter a whole number from {page.lowest} to {page.highest}{unit}, or choose not sure.")


def _known(page: Page, picked: Collection[str]) -> None:
    unknown = sorted(set(picked) - {choice.value for choice in page.choices})
    if unknown:
        raise ValueError(f'"{unknown[0]}" is not one of the answers on this page.')


def picked_values(answer: Answer | None) -> frozenset[str]:
    """The choice values (or the number as text) that ``answer`` shows as picked on its page. Nothing for None.

    A skipped question shows nothing picked: the person chose nothing.
    """
    if answer is None or answer.kind is AnswerKind.SKIPPED:
        return frozenset()
    if answer.kind is AnswerKind.NOT_SURE:
        return frozenset({NOT_SURE})
    if answer.kind is AnswerKind.NUMBER:
        return frozenset({str(answer.number)})
    if answer.kind is AnswerKind.TICKED:
        rest = {NOT_SURE} if answer.rest_not_sure else set()
        return frozenset({*answer.values, *rest}) or frozenset({NONE_OF_THESE})
    return frozenset(answer.values)
