"""Checks that each answer a person can give makes some difference to what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.checks.subject import Subject
from triage.rules.conditions import Condition, Includes, InRange, Is, Test
from triage.rules.cycles import parts_of
from triage.rules.model import Place, Question, QuestionType, RuleSet
from triage.rules.problems import Collector, listed, quoted

Mark = tuple[object, ...]
"""What an answer does: answers with the same mark are treated alike everywhere."""


def every_answer_counts(subjects: Sequence[Subject], out: Collector) -> None:
    """Note answers that change nothing. Looked at over all packs: a local one may use what the national one has."""
    used = [(subject.rule_set, _tests_by_question(subject.rule_set)) for subject in subjects]
    seen: set[str] = set()
    for subject in subjects:
        for name, question in subject.rule_set.questions.items():
            if name in seen:
                continue
            seen.add(name)
            if question.type is QuestionType.NUMBER:
                _ranges_meet(subject, question, [test for _, tests in used for test in tests.get(name, ())], out)
            else:
                _options_count(subject, question, [(rules, tests.get(name, [])) for rules, tests in used], out)


def _tests_by_question(rule_set: RuleSet) -> dict[str, list[Test]]:
    """Every test on each question, in the conditions of rules, facts and questions."""
    found: dict[str, list[Test]] = {}
    for condition in _conditions(rule_set):
        for part in parts_of(condition):
            if isinstance(part, Is | Includes | InRange):
                found.setdefault(part.question, []).append(part)
    return found


def _conditions(rule_set: RuleSet) -> Iterator[Condition]:
    yield from (rule.when for rule in rule_set.rules.values())
    yield from (fact.when for fact in rule_set.facts.values())
    yield from (one.ask_when for one in rule_set.questions.values() if one.ask_when is not None)


def _options_count(
    subject: Subject, question: Question, used: Sequence[tuple[RuleSet, list[Test]]], out: Collector
) -> None:
    marks: dict[str, Mark] = {
        option: tuple(mark for rules, tests in used for mark in _marks(rules, question, tests, option))
        for option in question.option_names
    }
    if question.type is QuestionType.SEVERAL:
        for option, mark in marks.items():
            if not any(mark) and any(any(other) for other in marks.values()):
                message = f"ticking {quoted(option)} changes nothing: no rule, fact or page asks for it."
                hint = "add the rule that it is for, or remove the option."
                out.warning("TR424", _option_place(subject, question, option), message, hint)
        return
    alike: dict[Mark, list[str]] = {}
    for option, mark in marks.items():
        alike.setdefault(mark, []).append(option)
    for options in alike.values():
        if len(options) > 1 and any(any(mark) for mark in marks.values()):
            message = f"the answers {listed(map(quoted, options), 'and')} of {quoted(question.id)} lead to the same."
            hint = "add the rule that tells them apart, or make them one answer."
            out.warning("TR424", _option_place(subject, question, options[-1]), message, hint)


def _marks(rule_set: RuleSet, question: Question, tests: Sequence[Test], option: str) -> Iterator[object]:
    """What an option does, test by test and slot by slot; nothing that counts as false for one that does nothing."""
    for test in tests:
        yield option in (test.values if isinstance(test, Is) else getattr(test, "options", ()))
    for word in rule_set.words.values():
        if word.question == question.id:
            yield word.by_answer.get(option, "")
    if question.id == ROLE_QUESTION:
        for contact in rule_set.contacts.values():
            yield option in contact.roles


def _option_place(subject: Subject, question: Question, option: str) -> Place:
    return subject.inner_place("question", question.id, "options", option)


def _ranges_meet(subject: Subject, question: Question, tests: Sequence[Test], out: Collector) -> None:
    """Note figures that no test covers between figures that some test does."""
    ranges = sorted(
        (
            test.at_least if test.at_least is not None else question.lowest,
            test.under if test.under is not None else question.highest + 1,
        )
        for test in tests
        if isinstance(test, InRange)
    )
    reached = ranges[0][1] if ranges else 0
    for start, end in ranges:
        if start > reached:
            figures = str(reached) if start == reached + 1 else f"{reached} to {start - 1}"
            message = f"no rule, fact or page asks for {figures} of {quoted(question.id)}, but for less and for more."
            hint = "let the ranges meet: 'under: 5' and 'at least: 5'."
            out.warning("TR430", subject.place("question", question.id, "lowest"), message, hint)
        reached = max(reached, end)
