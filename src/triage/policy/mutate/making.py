"""Makes every mutant of a rule set, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.policy.mutate.model import Mutant, Patch, Sort
from triage.policy.mutate.parts import without_parts
from triage.policy.mutate.texts import deadline_mutants, step_mutants, switch_mutants, word_mutants
from triage.rules.conditions import Always
from triage.rules.model import Question, QuestionType, Rule, RuleSet, SendAs, Urgency


def mutants(rule_set: RuleSet, below: RuleSet | None = None) -> tuple[Mutant, ...]:
    """Every mutant of the topmost pack of a rule set. ``below`` is the rule set of the packs it is laid over."""
    own = f"rules/{rule_set.packs[-1].id}/"
    return tuple(mutant for mutant in every_mutant(rule_set, below) if mutant.place.file.startswith(own))


def every_mutant(rule_set: RuleSet, below: RuleSet | None = None) -> Iterator[Mutant]:
    """Every mutant of all the packs of a rule set."""
    for rule in rule_set.rules.values():
        yield from _of_rule(rule_set, rule)
    for fact in rule_set.facts.values():
        for says, when in without_parts(rule_set, fact.when):
            patch = Patch(facts={fact.id: replace(fact, when=when)})
            yield Mutant(Sort.CONDITION, f"fact {fact.id}", f"it {says}", fact.topic, fact.place, patch)
    for question in rule_set.questions.values():
        yield from _of_question(rule_set, question)
    yield from step_mutants(rule_set)
    yield from deadline_mutants(rule_set, below)
    yield from word_mutants(rule_set)
    yield from switch_mutants(rule_set)


def _of_rule(rule_set: RuleSet, rule: Rule) -> Iterator[Mutant]:
    def made(sort: Sort, says: str, changed: Rule | None) -> Mutant:
        return Mutant(sort, f"rule {rule.id}", says, rule.topic, rule.place, Patch(rules={rule.id: changed}))

    yield made(Sort.RULE, "it is deleted", None)
    if rule.urgency > Urgency.INFORMATION:
        lower = Urgency(rule.urgency - 1)
        says = f"its urgency is {lower.word}, not {rule.urgency.word}"
        yield made(Sort.URGENCY, says, replace(rule, urgency=lower))
    if rule.send_as is not None:
        if rule.send_as > SendAs.INFORMATION_ONLY:
            label = SendAs(rule.send_as - 1)
            says = f"it is sent as “{label.word}”, not as “{rule.send_as.word}”"
            yield made(Sort.SEND_AS, says, replace(rule, send_as=label))
        yield made(Sort.SEND_AS, f"it no longer says “{rule.send_as.word}”", replace(rule, send_as=None))
    for step in rule.steps:
        rest = tuple(other for other in rule.steps if other != step)
        yield made(Sort.STEP, f"it no longer brings {step}", replace(rule, steps=rest))
    for says, when in without_parts(rule_set, rule.when):
        yield made(Sort.CONDITION, f"it {says}", replace(rule, when=when))


def _of_question(rule_set: RuleSet, question: Question) -> Iterator[Mutant]:
    subject = f"question {question.id}"
    if question.ask_when is not None:
        for says, when in without_parts(rule_set, question.ask_when):
            gate = None if isinstance(when, Always) else when
            patch = Patch(questions={question.id: replace(question, ask_when=gate)})
            yield Mutant(Sort.ASK_WHEN, subject, f"its 'ask when' {says}", question.topic, question.place, patch)
    if question.always_ask:
        patch = Patch(questions={question.id: replace(question, always_ask=False)})
        yield Mutant(Sort.ALWAYS_ASK, subject, "it need not be asked", question.topic, question.place, patch)
    for means, says in _readings(question):
        patch = Patch(questions={question.id: replace(question, not_sure_means=means)})
        yield Mutant(Sort.NOT_SURE, subject, f"“not sure” {says}", question.topic, question.place, patch)


def _readings(question: Question) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every other thing that *not sure* could mean; of several options, with one more or one fewer."""
    now = question.not_sure_means
    if now:
        yield (), "stands for itself"
    match question.type:
        case QuestionType.SEVERAL:
            yield from _other_ticks(question)
        case QuestionType.NUMBER:
            for figure in (str(question.lowest), str(question.highest)):
                if (figure,) != now:
                    yield (figure,), f"means {figure}"
        case _:
            for option in question.option_names or ("yes", "no"):
                if (option,) != now:
                    yield (option,), f"means “{option}”"


def _other_ticks(question: Question) -> Iterator[tuple[tuple[str, ...], str]]:
    now = question.not_sure_means
    for option in question.option_names:
        if option not in now:
            yield (
                tuple(name for name in question.option_names if name in now or name == option),
                f"means “{option}” too",
            )
        elif len(now) > 1:
            yield tuple(name for name in now if name != option), f"no longer means “{option}”"
