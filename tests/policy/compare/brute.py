"""Two small versions of random rules, and every person who can be asked by both: what the comparison is held against.

What a person would answer under each version is worked out here once more, from what the documentation says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from random import Random

from engine.random_rules import HERE
from prove.brute import SmallMaker, possible_answers, with_contacts
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.policy.prove.replay import Outcome, Replay
from triage.rules.answers import Answer, Answers, chosen, not_sure, number, ticked
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, Is, NoneOf
from triage.rules.model import Deadline, Option, Question, QuestionType, RuleSet, SendAs, Urgency

MOST_PEOPLE = 2_500
ONE = (QuestionType.CHOICE, QuestionType.YES_NO)


@dataclass(frozen=True)
class Person:
    """Complete answers under both versions, and what they come to."""

    before: Outcome
    after: Outcome


@cache
def versions(seed: int) -> tuple[RuleSet, RuleSet, tuple[Person, ...]]:
    """A random rule set, the same after a few random edits, and everybody who can be asked."""
    random = Random(seed)
    while True:
        maker = SmallMaker(random, 6)
        old = with_contacts(replace(maker.rule_set(), deadlines=deadlines()), random)
        old = replace(old, steps={name: replace(step, do=name) for name, step in old.steps.items()})
        new = old
        for _ in range(random.randint(1, 3)):
            new = random.choice(EDITS)(random, maker, new)
        if ways(old, new) <= MOST_PEOPLE:
            return old, new, tuple(people(old, new))


def deadlines() -> dict[str, Deadline]:
    """Limits of each sort."""

    def limit(name: str) -> Deadline:
        return Deadline(name, name, "you start", "", "", "", (), HERE)

    return {
        "soon": replace(limit("soon"), hours=4),
        "day": replace(limit("day"), same_day=True),
        "days": replace(limit("days"), working_days=3),
    }


def ways(old: RuleSet, new: RuleSet) -> int:
    """How many people there are to look at."""
    count = 1
    for name in {**old.questions, **new.questions}:
        count *= len(list(both_answers(old.questions.get(name), new.questions.get(name))))
    return count


def people(old: RuleSet, new: RuleSet) -> Iterator[Person]:
    """Everybody: every way to answer the questions of both versions."""
    names = list({**old.questions, **new.questions})
    replays, evaluators = (Replay(old), Replay(new)), (Evaluator(old), Evaluator(new))
    seen = set()
    for pairs in product(*(list(both_answers(old.questions.get(q), new.questions.get(q))) for q in names)):
        sheets = [
            _asked(evaluators[side], {q: pair[side] for q, pair in zip(names, pairs, strict=True)}) for side in (0, 1)
        ]
        key = tuple(tuple(sheet.items()) for sheet in sheets)
        if key not in seen:
            seen.add(key)
            yield Person(*(replay.outcome(sheet) for replay, sheet in zip(replays, sheets, strict=True)))


def _asked(evaluator: Evaluator, raw: dict[str, Answer | None]) -> Answers:
    answers = {name: answer for name, answer in raw.items() if answer is not None}
    applies = evaluator.evaluate(answers).applies
    return {name: answer for name, answer in answers.items() if applies[name] is Tri.TRUE}


def both_answers(before: Question | None, after: Question | None) -> Iterator[tuple[Answer | None, Answer | None]]:
    """Every way one person can answer a question under both versions."""
    if before is None or after is None:
        yield from ((None, answer) for answer in possible_answers(after)) if after else ()
        yield from ((answer, None) for answer in possible_answers(before)) if before else ()
    elif before.type in ONE and after.type in ONE:
        names = dict.fromkeys([*before.option_names, *after.option_names])
        yield not_sure(), not_sure()
        yield from ((_choose(before, name), _choose(after, name)) for name in names)
    elif before.type is not after.type:
        yield from product(possible_answers(before), possible_answers(after))
    elif after.type is QuestionType.NUMBER:
        yield not_sure(), not_sure()
        figures = range(min(before.lowest, after.lowest), max(before.highest, after.highest) + 1)
        yield from ((_count(before, figure), _count(after, figure)) for figure in figures)
    else:
        names = dict.fromkeys([*before.option_names, *after.option_names])
        for many in range(len(names) + 1):
            for some in combinations(names, many):
                for rest in (False, True):
                    yield _tick(before, some, rest), _tick(after, some, rest)


def _choose(question: Question, name: str) -> Answer:
    return chosen(name) if name in question.option_names else not_sure()


def _count(question: Question, figure: int) -> Answer:
    return number(figure) if question.lowest <= figure <= question.highest else not_sure()


def _tick(question: Question, names: tuple[str, ...], rest: bool) -> Answer:
    own = [name for name in names if name in question.option_names]
    return not_sure() if rest and not own else ticked(*own, rest_not_sure=rest)


Edit = Callable[[Random, SmallMaker, RuleSet], RuleSet]


def _other_condition(random: Random, maker: SmallMaker, rules: RuleSet) -> RuleSet:
    """A rule with one part more, or with another condition altogether."""
    name = random.choice(list(rules.rules))
    rule = rules.rules[name]
    more = _known(maker.condition(2), rules)
    when = random.choice([All((rule.when, more)), AnyOf((rule.when, more)), NoneOf((rule.when,)), more])
    return replace(rules, rules={**rules.rules, name: replace(rule, when=when)})


def _other_outcome(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    name = random.choice(list(rules.rules))
    steps = tuple(sorted({f"step-{random.randrange(6)}" for _ in range(2)}))
    rule = replace(
        rules.rules[name],
        urgency=Urgency(random.randrange(6)),
        send_as=random.choice([None, *SendAs]),
        steps=random.choice([steps, rules.rules[name].steps]),
    )
    return replace(rules, rules={**rules.rules, name: rule})


def _one_rule_less(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    gone = random.choice(list(rules.rules))
    if len(rules.rules) == 1:
        return rules
    return replace(rules, rules={name: rule for name, rule in rules.rules.items() if name != gone})


def _one_rule_more(random: Random, maker: SmallMaker, rules: RuleSet) -> RuleSet:
    some = random.choice(list(rules.rules.values()))
    fresh = replace(some, id=f"{some.id}-more", when=_known(maker.condition(2), rules), why="new")
    return replace(rules, rules={**rules.rules, fresh.id: fresh})


def _other_fact(random: Random, maker: SmallMaker, rules: RuleSet) -> RuleSet:
    if not rules.facts:
        return rules
    name = random.choice(list(rules.facts))
    test = _known(maker._test(), rules)  # names no fact, so that no circle comes of it
    before = rules.facts[name].when
    when = random.choice([All((before, test)), AnyOf((before, test)), test])
    if isinstance(when, Is | Includes) and _waits_for(rules, when.question, name):
        return rules
    if any(_waits_for(rules, question, name) for question in rules.questions):
        return rules
    return replace(rules, facts={**rules.facts, name: replace(rules.facts[name], when=when)})


def _waits_for(rules: RuleSet, question: str, fact: str) -> bool:
    """Whether a question's gate rests on the fact: a fact that names the question would make a circle."""
    gate = rules.questions[question].ask_when
    return gate is not None and fact in repr(gate)


def _never_asked_gate(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    """A question that is asked in other cases: always, or by the answer to the first one."""
    first, *others = rules.questions
    if not others:
        return rules
    name = random.choice(others)
    test = Is(first, ("not sure",))
    gate = None if rules.questions[first].ask_when is not None else random.choice([None, test, NoneOf((test,))])
    return _with_question(rules, replace(rules.questions[name], ask_when=gate))


def _other_meaning(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    question = rules.questions[random.choice(list(rules.questions))]
    names = ["0", "3"] if question.type is QuestionType.NUMBER else list(question.option_names)
    return _with_question(rules, replace(question, not_sure_means=random.choice([(), *((name,) for name in names)])))


def _one_answer_less(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    questions = [one for one in rules.questions.values() if len(one.options) > 1 and one.type in (*ONE[:1], "several")]
    if not questions:
        return rules
    question = random.choice(questions)
    gone = random.choice(question.option_names)
    kept = tuple(option for option in question.options if option.value != gone)
    means = tuple(value for value in question.not_sure_means if value != gone)
    rules = _with_question(rules, replace(question, options=kept, not_sure_means=means))
    return _each_condition(rules, lambda test: _without(test, question.id, gone))


def _one_answer_more(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    questions = [one for one in rules.questions.values() if one.type in (QuestionType.CHOICE, QuestionType.SEVERAL)]
    if not questions:
        return rules
    question = random.choice(questions)
    fresh = Option("fresh", "fresh")
    if fresh in question.options:
        return rules
    rules = _with_question(rules, replace(question, options=(*question.options, fresh)))
    name = random.choice(list(rules.rules))
    test: Condition = Is(question.id, ("fresh",))
    if question.type is QuestionType.SEVERAL:
        test = Includes(question.id, ("fresh",))
    rule = rules.rules[name]
    when = random.choice([rule.when, AnyOf((rule.when, test)), All((rule.when, NoneOf((test,))))])
    return replace(rules, rules={**rules.rules, name: replace(rule, when=when)})


def _other_bounds(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    numbers = [one for one in rules.questions.values() if one.type is QuestionType.NUMBER]
    if not numbers:
        return rules
    question = random.choice(numbers)
    low, high = random.choice([(0, 3), (1, 4), (0, 6), (2, 5)])
    means = tuple(figure for figure in question.not_sure_means if low <= int(figure) <= high)
    return _with_question(rules, replace(question, lowest=low, highest=high, not_sure_means=means))


def _one_question_less(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    gone = random.choice(list(rules.questions))
    if len(rules.questions) == 1:
        return rules
    kept = {name: question for name, question in rules.questions.items() if name != gone}
    rules = _each_condition(rules, lambda test: NoneOf((Always(),)) if getattr(test, "question", "") == gone else test)
    return replace(rules, questions={name: rules.questions[name] for name in kept})


def _one_question_more(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    if "more" in rules.questions:
        return rules
    first = rules.questions[next(iter(rules.questions))]
    question = replace(
        first, id="more", ask="more", type=QuestionType.YES_NO, options=(Option("yes", "Yes"), Option("no", "No")),
        not_sure_means=random.choice([(), ("yes",), ("no",)]), ask_when=None,
    )  # fmt: skip
    name = random.choice(list(rules.rules))
    rule = rules.rules[name]
    when = All((rule.when, Is("more", random.choice([("yes",), ("no", "not sure"), ("yes", "no")]))))
    questions = {**rules.questions, "more": question}
    return replace(rules, questions=questions, rules={**rules.rules, name: replace(rule, when=when)})


def _law_turned(_random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    return replace(rules, switches={name: replace(one, on=not one.on) for name, one in rules.switches.items()})


def _other_step(random: Random, _maker: SmallMaker, rules: RuleSet) -> RuleSet:
    """A step with another limit, or other contacts."""
    name = random.choice(list(rules.steps))
    step = replace(
        rules.steps[name],
        by=random.choice(["", *rules.deadlines]),
        contacts=tuple(random.sample(list(rules.contacts), random.randint(0, 2))),
    )
    return replace(rules, steps={**rules.steps, name: step})


EDITS: list[Edit] = [
    _other_condition, _other_condition, _other_outcome, _one_rule_less, _one_rule_more, _other_fact, _never_asked_gate,
    _other_meaning, _one_answer_less, _one_answer_more, _other_bounds, _one_question_less, _one_question_more,
    _law_turned, _other_step,
]  # fmt: skip


def _with_question(rules: RuleSet, question: Question) -> RuleSet:
    return replace(rules, questions={**rules.questions, question.id: question})


def _each_condition(rules: RuleSet, change: Callable[[Condition], Condition]) -> RuleSet:
    """The rules with every test changed."""
    return replace(
        rules,
        rules={name: replace(rule, when=_mapped(rule.when, change)) for name, rule in rules.rules.items()},
        facts={name: replace(fact, when=_mapped(fact.when, change)) for name, fact in rules.facts.items()},
        questions={
            name: replace(one, ask_when=None if one.ask_when is None else _mapped(one.ask_when, change))
            for name, one in rules.questions.items()
        },
    )


def _mapped(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    if isinstance(condition, All | AnyOf | NoneOf):
        return type(condition)(tuple(_mapped(part, change) for part in condition.parts))
    return change(condition)


def _without(test: Condition, question: str, gone: str) -> Condition:
    """A test that no longer names an answer; one that names no other never holds."""
    if isinstance(test, Is) and test.question == question and gone in test.values:
        values = tuple(value for value in test.values if value != gone)
        return replace(test, values=values) if values else NoneOf((Always(),))
    if isinstance(test, Includes) and test.question == question and gone in test.options:
        options = tuple(value for value in test.options if value != gone)
        return replace(test, options=options) if options else NoneOf((Always(),))
    return test


def _known(condition: Condition, rules: RuleSet) -> Condition:
    """The condition without what an earlier edit took away."""

    def known(test: Condition) -> Condition:
        if isinstance(test, FactHolds):
            return test if test.fact in rules.facts else Always()
        question = rules.questions.get(getattr(test, "question", ""))
        if hasattr(test, "question") and question is None:
            return Always()
        for value in (*getattr(test, "values", ()), *getattr(test, "options", ())):
            if question is not None and value not in (*question.option_names, "not sure"):
                test = _without(test, question.id, value)
        return test

    return _mapped(condition, known)
