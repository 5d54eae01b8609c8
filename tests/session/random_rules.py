"""Random small rule sets and answers.

Hypothesis chooses the sizes and a seed; an ordinary random generator does the rest. Drawing every branch of every
condition through hypothesis is fifty times slower, and trying many rule sets finds more than shrinking one well.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from session.small_rules import SECTIONS, fact, question, rule, rule_set
from triage.rules.answers import NOT_SURE, Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.model import Fact, Question, QuestionType, RuleSet, SendAs, Urgency

CHANCE = random.Random


def rule_sets(most_questions: int = 6, most_rules: int = 6) -> st.SearchStrategy[RuleSet]:
    """A random rule set. Questions depend on each other in any file order, never in a circle."""
    seeds = st.integers(0, 2**32)
    return st.builds(make_rules, seeds, st.integers(2, most_questions), st.integers(1, most_rules))


def make_rules(seed: int, how_many_questions: int, how_many_rules: int) -> RuleSet:
    chance = random.Random(seed)
    asked: list[Question] = []
    for place in range(how_many_questions):
        asked.append(_question(chance, f"q{place}", asked))
    facts: list[Fact] = []
    for place in range(chance.randint(0, 2)):
        facts.append(fact(f"f{place}", condition(chance, asked, facts)))
    rules = [
        rule(
            f"r{place}",
            condition(chance, asked, facts),
            chance.choice(list(Urgency)),
            *chance.sample(["s1", "s2", "s3"], chance.randint(1, 2)),
            send_as=chance.choice([None, *SendAs]),
        )
        for place in range(how_many_rules)
    ]
    # every published rule set has something to do in every case, however calm
    rules.append(rule("floor", Always(), Urgency.INFORMATION, "s1"))
    return rule_set(chance.sample(asked, len(asked)), rules, facts, {"on": True, "off": False})


def sheet(seed: int, rules: RuleSet) -> dict[str, Answer]:
    """An answer to every question."""
    chance = random.Random(seed)
    return {name: any_answer(chance, asked) for name, asked in rules.questions.items()}


def any_answer(chance: CHANCE, asked: Question) -> Answer:
    """Any answer the question can take."""
    if chance.random() < 0.25:
        return chance.choice([not_sure(), skipped()])
    if asked.type is QuestionType.NUMBER:
        return number(chance.randint(asked.lowest, asked.highest))
    if asked.type is QuestionType.SEVERAL:
        ticks = [value for value in asked.option_names if chance.random() < 0.4]
        return ticked(*ticks, rest_not_sure=chance.random() < 0.25)
    return chosen(chance.choice(asked.option_names))


def condition(chance: CHANCE, asked: Sequence[Question], facts: Sequence[Fact], depth: int = 2) -> Condition:
    """A condition over these questions and facts, with up to a few tests."""
    if depth and chance.random() < 0.5:
        kind = chance.choice([All, AnyOf, NoneOf])
        return kind(tuple(condition(chance, asked, facts, depth - 1) for _ in range(chance.randint(1, 3))))
    if facts and chance.random() < 0.2:
        return FactHolds(chance.choice(facts).id)
    if chance.random() < 0.08:
        return chance.choice([Always(), SwitchOn("on"), SwitchOn("off")])
    return _test(chance, chance.choice(asked))


def _test(chance: CHANCE, asked: Question) -> Condition:
    exactly = chance.random() < 0.3
    if chance.random() < 0.15:
        return Is(asked.id, (NOT_SURE,))
    if asked.type is QuestionType.NUMBER:
        low = chance.choice([None, chance.randint(asked.lowest, asked.highest)])
        high = chance.randint((asked.lowest if low is None else low) + 1, asked.highest + 1)
        return InRange(asked.id, low, None if low is not None and chance.random() < 0.5 else high, exactly)
    some = tuple(chance.sample(asked.option_names, chance.randint(1, 2)))
    return Includes(asked.id, some, exactly) if asked.type is QuestionType.SEVERAL else Is(asked.id, some, exactly)


def _question(chance: CHANCE, name: str, earlier: Sequence[Question]) -> Question:
    kind = chance.choice(list(QuestionType))
    options = () if kind in (QuestionType.YES_NO, QuestionType.NUMBER) else tuple("abcd"[: chance.randint(2, 4)])
    return question(
        name,
        kind,
        options,
        _meaning(chance, kind, options or ("yes", "no")),
        section=chance.choice(SECTIONS),
        when=condition(chance, earlier, []) if earlier and chance.random() < 0.5 else None,
        always=chance.random() < 0.33,
        highest=4 if kind is QuestionType.NUMBER else 0,
    )


def _meaning(chance: CHANCE, kind: QuestionType, options: Sequence[str]) -> tuple[str, ...]:
    if chance.random() < 0.4:
        return ()
    if kind is QuestionType.NUMBER:
        return (chance.choice(["1", "3"]),)
    if kind is QuestionType.SEVERAL:
        return tuple(value for value in options if chance.random() < 0.5)
    return (chance.choice(options),)
