"""Forms and letters, line by line: which there are, and one filled in, to read or to copy."""

from __future__ import annotations

from triage.documents.cabinet import Cabinet
from triage.documents.case_file import CaseFile
from triage.documents.fill import fill
from triage.documents.writers.text import as_text
from triage.plain.talk import Talk
from triage.rules.documents import Document
from triage.session.view import View


def forms(talk: Talk, view: View, rest: str) -> None:
    """List the forms, those the case calls for first, and write the one that is chosen."""
    cabinet = Cabinet(talk.guide.rule_set)
    called = cabinet.called_for(view.answers)
    documents = (*called, *cabinet.others(view.answers))
    if not documents:
        talk.say("These rules have no forms.")
        return
    if not rest:
        _list(talk, documents, len(called))
        rest = talk.read("Number of the form to write, or Enter to go on: ")
    if rest.isdecimal() and 1 <= int(rest) <= len(documents):
        write_form(talk, view, documents[int(rest) - 1].id)
    elif rest:
        talk.say(f"The forms are numbered from 1 to {len(documents)}. For example: t 1")


def write_form(talk: Talk, view: View, name: str) -> None:
    """Write one form filled from the worry; from its history too, when it is a saved case."""
    rule_set, keeper = talk.guide.rule_set, talk.keeper
    if name not in rule_set.documents:
        talk.say("These rules have no such form.")
        return
    document = Cabinet(rule_set).in_use(rule_set.documents[name], view.answers)
    file = CaseFile(keeper.case, rule_set, keeper.clock()) if keeper is not None else None
    talk.say()
    talk.lines.verbatim(as_text(fill(document, rule_set, view, talk.plan(view), file)).rstrip("\n"))


def _list(talk: Talk, documents: tuple[Document, ...], called: int) -> None:
    talk.say()
    talk.say("Forms and letters, filled from your answers. Names stay blank: you write them in by hand.")
    for number, document in enumerate(documents, start=1):
        if number == called + 1:
            talk.say("Others:" if called else "All of them:")
        talk.lines.listed(str(number), f"{document.title}. {document.use}")
