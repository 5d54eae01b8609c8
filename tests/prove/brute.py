"""Small random rule sets, and every case they have: what the prover is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product
from random import Random

from engine.random_rules import HERE, Maker
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.policy.prove.replay import Outcome, Replay
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.conditions import Condition
from triage.rules.model import Confidence, Contact, Question, QuestionType, RuleSet

MOST_CASES = 1_500
CONTACTS = ("anna", "ben", "cleo", "dev")


class SmallMaker(Maker):
    """Rule sets with so few answers that every case can be looked at."""

    def _question(self, name: str) -> Question:
        question = super()._question(name)
        if question.type is QuestionType.NUMBER:
            means = tuple(str(min(int(figure), 4)) for figure in question.not_sure_means)
            return replace(question, lowest=0, highest=4, not_sure_means=means)
        options = question.options[:3] if question.type is QuestionType.CHOICE else question.options[:2]
        names = {option.value for option in options}
        means = tuple(value for value in question.not_sure_means if value in names)
        return replace(question, options=options, not_sure_means=means)


@cache
def small_rule_set(seed: int) -> tuple[RuleSet, tuple[dict[str, Answer], ...], Condition]:
    """A random rule set, every complete answer sheet it has, and a condition to ask about."""
    random = Random(seed)
    while True:
        maker = SmallMaker(random, 7)
        rule_set = maker.rule_set()
        count = 1
        for question in rule_set.questions.values():
            count *= len(list(possible_answers(question)))
        if count <= MOST_CASES:
            return with_contacts(rule_set, random), tuple(sheets(rule_set)), maker.condition(2)


def with_contacts(rule_set: RuleSet, random: Random) -> RuleSet:
    """The rule set with some contacts, with numbers and without, and some time limits."""
    contacts = {
        name: Contact(
            name,
            name,
            "",
            HERE,
            phone=random.choice(["", "101"]),
            email=random.choice(["", "a@b"]),
            fallback=tuple(random.sample(CONTACTS, random.randint(0, 2))),
            confidence=random.choice(list(Confidence)),
        )
        for name in CONTACTS
    }
    steps = {
        name: replace(
            step,
            contacts=tuple(random.sample(CONTACTS, random.choice([0, 0, 1, 2]))),
            by=random.choice(["", "", "soon"]),
        )
        for name, step in rule_set.steps.items()
    }
    return replace(rule_set, contacts=contacts, steps=steps)


def possible_answers(question: Question) -> Iterator[Answer]:
    """Every answer the question can have, skipped apart, which is read as not sure."""
    yield not_sure()
    if question.type is QuestionType.NUMBER:
        yield from (number(figure) for figure in range(question.lowest, question.highest + 1))
    elif question.type is QuestionType.SEVERAL:
        for many in range(len(question.options) + 1):
            for names in combinations(question.option_names, many):
                yield from (ticked(*names, rest_not_sure=rest) for rest in (False, True) if names or not rest)
    else:
        yield from (chosen(name) for name in question.option_names)


def sheets(rule_set: RuleSet) -> Iterator[dict[str, Answer]]:
    """Every complete answer sheet: an answer to each question that is asked, and to no other."""
    evaluator = Evaluator(rule_set)
    seen = set()
    for answers in product(*(possible_answers(question) for question in rule_set.questions.values())):
        raw = dict(zip(rule_set.questions, answers, strict=True))
        applies = evaluator.evaluate(raw).applies
        sheet = {name: answer for name, answer in raw.items() if applies[name] is Tri.TRUE}
        key = tuple(sheet.items())
        if key not in seen:
            seen.add(key)
            yield sheet


def outcomes(rule_set: RuleSet, all_sheets: tuple[dict[str, Answer], ...], condition: Condition) -> list[Outcome]:
    """What each sheet comes to; ``asked`` is among ``holds`` where the condition does."""
    replay = Replay(rule_set, {"asked": condition})
    return [replay.outcome(sheet) for sheet in all_sheets]


def raw_answers(rule_set: RuleSet) -> Iterator[dict[str, Answer]]:
    """Every way to answer every question, asked or not."""
    for answers in product(*(possible_answers(question) for question in rule_set.questions.values())):
        yield dict(zip(rule_set.questions, answers, strict=True))


def steps_up(question: Question) -> Iterator[tuple[Answer, Answer]]:
    """Every calmer answer with one a step more serious, and the calmest with not sure."""
    means = question.not_sure_means
    if question.type is QuestionType.SEVERAL:
        for names in (names for many in range(3) for names in combinations(question.option_names, many)):
            yield ticked(*names), ticked(*names, rest_not_sure=True)
            for more in set(question.option_names) - set(names):
                for rest in (False, True):
                    yield ticked(*names, rest_not_sure=rest), ticked(*names, more, rest_not_sure=rest)
        return
    if question.type is QuestionType.NUMBER:
        low_first = not means or int(means[0]) - question.lowest <= question.highest - int(means[0])
        figures = range(question.lowest, question.highest + 1)
        calm_first = [number(figure) for figure in (reversed(figures) if low_first else figures)]
    else:
        names_calm_first = question.option_names[::-1]
        if question.type is QuestionType.YES_NO and means == ("no",):
            names_calm_first = ("yes", "no")
        calm_first = [chosen(name) for name in names_calm_first]
    yield calm_first[0], not_sure()
    yield from pairwise(calm_first)
