"""Seeing it differently, line by line: more urgent at once; anything else is only noted, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from triage.case.differing import keep_view
from triage.case.keeping import CasesError
from triage.plain.steps import write_short, write_step
from triage.plain.talk import Talk
from triage.plan.own_view import (
    OwnView,
    consult_first,
    differing,
    more_urgent,
    raises,
    safer_choices,
    seen_differently,
    taken_back,
)
from triage.plan.own_words import ABOUT_WORDS, AS_URGENT_AS_CAN_BE, KEPT, REASON_ONLY, STEP_ASKED, TAKE_BACK
from triage.rules.disagreeing import About
from triage.session.view import View

Choice = tuple[str, Callable[[], None]]


def differ(talk: Talk, view: View, rest: str) -> None:
    """Say what can be chosen, and do what is chosen. What makes it more urgent comes first and asks nothing more."""
    rule_set = talk.guide.rule_set
    safer = safer_choices(rule_set, talk.plan(view))
    choices: list[Choice] = [(f"{one.says}.", partial(_raise, talk, view, more_urgent(one))) for one in safer]
    choices += [(words, partial(_other, talk, view, about)) for about, words in ABOUT_WORDS.items()]
    if raises(talk.own):
        choices.append((TAKE_BACK, partial(_raise, talk, view, taken_back())))
    if not rest:
        _write(talk, choices, len(safer))
    chosen = _chosen(talk, [words for words, _ in choices], rest)
    if chosen is not None:
        choices[chosen][1]()


def _write(talk: Talk, choices: Sequence[Choice], safer: int) -> None:
    talk.say()
    talk.say(seen_differently(talk.guide.rule_set).says)
    talk.say("More urgent. The plan changes at once:" if safer else AS_URGENT_AS_CAN_BE)
    for number, (words, _) in enumerate(choices, start=1):
        if number == safer + 1:
            talk.say("Or:")
        talk.lines.listed(str(number), words)


def _chosen(talk: Talk, words: Sequence[str], rest: str = "") -> int | None:
    """The place of what is chosen, or None to go on."""
    typed = rest or talk.read("Number, or Enter to go on: ")
    if typed.isdecimal() and 1 <= int(typed) <= len(words):
        return int(typed) - 1
    if typed:
        talk.say(f"The choices are numbered from 1 to {len(words)}. Nothing has changed.")
    return None


def _raise(talk: Talk, view: View, own: OwnView) -> None:
    """Raise the plan at once, or go back to the one the answers make."""
    _keep(talk, view, own)
    talk.written = talk.told = None
    if view.page is not None:
        talk.say()
        write_short(talk.lines, talk.plan(view))


def _other(talk: Talk, view: View, about: About) -> None:
    step = _step(talk, view) if about is About.STEP else ""
    if step is None:
        return
    reasons = seen_differently(talk.guide.rule_set).about(about)
    talk.say(REASON_ONLY)
    for number, reason in enumerate(reasons, start=1):
        talk.lines.listed(str(number), f"{reason.says}.")
    chosen = _chosen(talk, [reason.says for reason in reasons])
    if chosen is None:
        return
    reason = reasons[chosen]
    consulted = False if reason.safer else _consulted(talk, view)
    _keep(talk, view, differing(reason, step, consulted=consulted))
    talk.say(KEPT)


def _step(talk: Talk, view: View) -> str | None:
    """The step it is about; empty when it is about none of them, None when nothing that makes sense was typed."""
    steps = talk.plan(view).steps
    typed = talk.read(f"{STEP_ASKED} A number from 1 to {len(steps)}, or Enter if one is missing: ")
    if not typed:
        return None if talk.over else ""
    named = next((step.id for step in steps if str(step.number) == typed), None)
    if named is None:
        talk.say(f"The lines are numbered from 1 to {len(steps)}. Nothing has changed.")
    return named


def _consulted(talk: Talk, view: View) -> bool:
    """Say whom to talk to and with which words, and ask whether that was done."""
    consult = consult_first(talk.guide.rule_set)
    talk.say()
    talk.say(talk.guide.fill(view, consult.says))
    talk.say(f'Say: "{talk.guide.fill(view, consult.say)}"')
    talk.say(f"Write down: {talk.guide.fill(view, consult.write)}")
    for step in talk.guide.to_ask(view):
        write_step(talk.lines, step)
    return talk.read("Type y if you have talked it through, or Enter if not yet: ").lower() in ("y", "yes")


def _keep(talk: Talk, view: View, own: OwnView) -> None:
    talk.own = (*talk.own, own)
    if talk.keeper is None:
        return
    try:
        keep_view(talk.keeper, talk.guide.rule_set, talk.session, view, own, talk.plan(view))
    except CasesError as trouble:
        talk.say(f"NOT SAVED: {trouble.says} {trouble.remedy}".rstrip())
