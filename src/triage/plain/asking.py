"""One question: written out, answered, and what the answer is taken to mean."""

from __future__ import annotations

from triage.plain.acts import obey
from triage.plain.pages import write_page
from triage.plain.reply import Asked, Picked, Puzzled, read_reply
from triage.plain.talk import Talk
from triage.plan.words import HEADLINES
from triage.rules.answers import Answer
from triage.rules.model import Urgency
from triage.session.answer_words import answer_words
from triage.session.page import Page
from triage.session.paging import answer_from
from triage.session.view import View


def ask_question(talk: Talk, view: View, page: Page) -> None:
    """Write ``page`` unless it stands there already, read one line and act on it."""
    if talk.written != page:
        write_page(talk.lines, page, talk.number(page), first=not talk.explained)
        talk.explained = True
        talk.written = page
    typed = talk.read()
    if talk.over:
        return
    match read_reply(page, typed):
        case Picked(values):
            _answer(talk, view, page, values)
        case Asked(command, rest):
            obey(talk, command, rest, view)
        case Puzzled(says):
            talk.say(says)


def _answer(talk: Talk, view: View, page: Page, values: tuple[str, ...]) -> None:
    try:
        answer = answer_from(page, values)
    except ValueError as trouble:
        talk.say(str(trouble))
        return
    talk.session = talk.guide.interview.answer(talk.session, page.question, answer)
    talk.say(_heard(talk, page, answer))
    _say_if_urgent(talk, view)


def _heard(talk: Talk, page: Page, answer: Answer) -> str:
    words = answer_words(talk.guide.rule_set.questions[page.question], answer)
    unsure = answer.unsure or answer.rest_not_sure
    note = f" {_sentence(page.not_sure_says)}" if unsure and page.not_sure_says else ""
    return f"Answer: {words}.{note}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _say_if_urgent(talk: Talk, before: View) -> None:
    """Say so as soon as an answer makes this urgent, rather than only at the end."""
    after = talk.view
    urgency = after.decision.urgency
    if after.page is not None and urgency > before.decision.urgency and urgency >= Urgency.NOW:
        talk.say(f"So far: {HEADLINES[urgency]}. p = plan so far.")
