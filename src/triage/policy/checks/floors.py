"""Answers that bear on safety and can still end with nothing but what every case has."""

from __future__ import annotations

from triage.policy.checks.looking import Looking
from triage.rules.answers import NO, Answer, chosen, not_sure, ticked
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import Always
from triage.rules.model import Question, QuestionType
from triage.rules.problems import quoted


def safety_answers_lead_somewhere(looking: Looking) -> None:
    """Each answer but the calmest, to a question that is always asked, brings more than the floor or another page."""
    formulas, case = looking.ground.formulas, looking.ground.case
    rules = looking.rule_set.rules.values()
    beyond = formulas.some(looking.ground.rule(rule.id) for rule in rules if not isinstance(rule.when, Always))
    for name, question in looking.rule_set.questions.items():
        if not question.always_ask or name == ROLE_QUESTION or not looking.own("question", name):
            continue
        led_on = formulas.some([beyond, *_pages_behind(looking, name)])
        for words, answer in _serious_answers(question):
            # Whatever else is ticked beside it: only what is ticked counts.
            given = [part for part in case.answers[name].literals(answer) if answer.unsure or part > 0]
            if looking.ground.possible(formulas.every([case.applies(name), *given, -led_on])):
                message = f"who answers {quoted(words)} can end with nothing but what every case has."
                place = looking.subject.place("question", name, "options")
                hint = f"add a rule for {{{name}: {words}}}, or a question that it leads to."
                looking.out.warning("TR425", place, message, hint)


def _pages_behind(looking: Looking, name: str) -> list[int]:
    """That a question is asked which rests on the answer to this one."""
    reach = looking.ground.case.reach
    return [
        looking.ground.holds["question", other.id]
        for other in looking.rule_set.questions.values()
        if other.ask_when is not None and name in reach.condition(other.ask_when)
    ]


def _serious_answers(question: Question) -> list[tuple[str, Answer]]:
    """Every answer but the calmest: options are written most serious first, and what "not sure" means counts."""
    unsure = ("not sure", not_sure())
    match question.type:
        case QuestionType.SEVERAL:
            return [*((name, ticked(name)) for name in question.option_names), unsure]
        case QuestionType.CHOICE:
            names = question.option_names[:-1]
            return [*((name, chosen(name)) for name in names), unsure]
        case QuestionType.YES_NO:
            serious = "no" if question.not_sure_means == (NO,) else "yes"
            return [(serious, chosen(serious)), unsure]
    return []
