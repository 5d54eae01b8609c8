"""The reasons behind a step: the rule's sentence, the answers that fired it, and the passages it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from triage.engine.decision import Decision, Evidence
from triage.explain.phrases import value_words
from triage.plan.model import Citation, Reason
from triage.plan.slots import Slots
from triage.plan.words import caution
from triage.rules.answers import NO, NOT_SURE, YES, AnswerKind, Answers
from triage.rules.model import Question, RuleSet


class Reasons:
    """Gives the reasons for rules that fired in one decision."""

    def __init__(self, rule_set: RuleSet, decision: Decision, answers: Answers, slots: Slots, today: date) -> None:
        self._rule_set = rule_set
        self._answers = answers
        self._slots = slots
        self._today = today
        self._evidence = {fired.rule: fired.evidence for fired in decision.fired}

    def of(self, rules: Iterable[str]) -> tuple[Reason, ...]:
        """One reason for each rule, in the order given."""
        return tuple(map(self._reason, rules))

    def _reason(self, name: str) -> Reason:
        rule = self._rule_set.rules[name]
        return Reason(
            rule=name,
            why=self._slots.fill(rule.why),
            answers=tuple(evidence_words(self._rule_set, self._answers, self._evidence.get(name, ()))),
            citations=tuple(self._citations(rule.because)),
            place=str(rule.place),
        )

    def _citations(self, anchors: Iterable[str]) -> Iterator[Citation]:
        for anchor in anchors:
            try:
                source, passage = self._rule_set.passage(anchor)
            except KeyError:  # loading refuses such a rule; a plan must still come out if one slips through
                continue
            yield Citation(
                anchor=anchor,
                passage=passage.title,
                source=source.title,
                publisher=source.publisher,
                edition=source.edition,
                where=passage.where,
                caution=caution(source, passage, self._rule_set.sources, self._today),
                checked_on=source.checked_on,
            )


def evidence_words(rule_set: RuleSet, answers: Answers, evidence: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """Each question as asked with its answer in words, once, in the order of the evidence."""
    by_question: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_question.setdefault(item.question, []).append(item)
    for name, items in by_question.items():
        question = rule_set.questions[name]
        yield question.ask, _together(question, items, _unsure_word(answers, name))


def _together(question: Question, items: list[Evidence], unsure: str) -> str:
    """Evidence on one question as one answer: what was ticked, what is treated as ticked, what was not."""
    ticked = [question.label(item.option) for item in items if item.option and item.value == YES and not item.assumed]
    treated = [question.label(item.option) for item in items if item.option and item.value == YES and item.assumed]
    left = [question.label(item.option) for item in items if item.option and item.value == NO]
    parts = [_single(question, item, unsure) for item in items if item.option is None and item.value != "answered"]
    parts += ["; ".join(ticked)] if ticked else []
    parts += [f"{unsure}, treated as: {'; '.join(treated)}"] if treated else []
    parts += [f"Not ticked: {'; '.join(left)}"] if left else []
    return ". ".join(parts) or "Answered"


def _single(question: Question, item: Evidence, unsure: str) -> str:
    if item.value == NOT_SURE:
        return unsure
    words = value_words(question, item.value)
    return f"{unsure}, treated as: {words}" if item.assumed else words


def _unsure_word(answers: Answers, question: str) -> str:
    answer = answers.get(question)
    return "Skipped" if answer is not None and answer.kind is AnswerKind.SKIPPED else "Not sure"
