"""The answer a scenario gives to pages it does not name: not sure, skipped, or the calmest there is."""

from __future__ import annotations

from triage.rules.answers import NO, YES, Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.model import Question, QuestionType, RuleSet
from triage.rules.scenarios import Scenario

NOT_SURE = "not sure"
SKIPPED = "skipped"
CALMEST = "calmest"


def otherwise_answer(question: Question, otherwise: str) -> Answer | None:
    """The answer for a page the scenario does not name; None when the scenario says nothing about such pages."""
    match otherwise:
        case "not sure":
            return not_sure()
        case "skipped":
            return skipped()
        case "calmest":
            return calmest(question)
    return None


def calmest(question: Question) -> Answer:
    """The answer farthest from the protective reading of *not sure*.

    No, where *not sure* means yes, else yes; the last option of a choice, as the most serious come first; none of
    these; the end of a number's range that is farther from what *not sure* means, the lowest where that is itself.
    """
    match question.type:
        case QuestionType.YES_NO:
            return chosen(NO if question.not_sure_means == (YES,) else YES)
        case QuestionType.CHOICE:
            return chosen(question.option_names[-1])
        case QuestionType.SEVERAL:
            return ticked()
    reading = int(question.not_sure_means[0]) if question.not_sure_means else question.highest
    farther_up = question.highest - reading > reading - question.lowest
    return number(question.highest if farther_up else question.lowest)


def answers_of(rule_set: RuleSet, scenario: Scenario) -> dict[str, Answer]:
    """The answers of a scenario to every question of the rule set it has one for, whether it would be asked or not."""
    given = ((name, answer_to(scenario, name, rule_set)) for name in rule_set.questions)
    return {name: answer for name, answer in given if answer is not None}


def answer_to(scenario: Scenario, question: str, rule_set: RuleSet) -> Answer | None:
    """The answer a scenario gives to one question, if it has any."""
    return scenario.answers.get(question) or otherwise_answer(rule_set.questions[question], scenario.otherwise)
