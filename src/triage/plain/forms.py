"""Forms and letters, line by line: which there are, and one filled in, to read, to copy or to save."""

from __future__ import annotations

from triage.documents.cabinet import Cabinet
from triage.documents.case_file import CaseFile
from triage.documents.fill import fill
from triage.documents.kept import keep_form
from triage.documents.paper import Paper
from triage.documents.writers import Format
from triage.documents.writers.text import as_text
from triage.plain.talk import Talk
from triage.rules.documents import Document
from triage.session.view import View

FORMATS = {
    **{form.value: form for form in Format},
    "w": Format.WORD,
    "docx": Format.WORD,
    "h": Format.HTML,
    "page": Format.HTML,
    "txt": Format.TEXT,
    "x": Format.TEXT,
    "m": Format.MARKDOWN,
    "md": Format.MARKDOWN,
}
"""What can be typed after the number of a form to save it, and as what."""


def forms(talk: Talk, view: View, rest: str) -> None:
    """List the forms, those the case calls for first, and write or save the one that is chosen."""
    documents, called = _documents(talk, view)
    if not documents:
        talk.say("These rules have no forms.")
        return
    if not rest:
        _list(talk, documents, called)
        rest = talk.read("Number of the form to write, or Enter to go on: ")
    number, _, form = rest.lower().partition(" ")
    if number.isdecimal() and 1 <= int(number) <= len(documents):
        _write_or_save(talk, view, documents[int(number) - 1].id, form.strip())
    elif rest:
        talk.say(f"The forms are numbered from 1 to {len(documents)}. For example: t 1")


def write_form(talk: Talk, view: View, name: str) -> None:
    """Write one form filled from the worry; from its history too, when it is a saved case."""
    documents, _ = _documents(talk, view)
    number = next((number for number, one in enumerate(documents, start=1) if one.id == name), 0)
    if not number:
        talk.say("These rules have no such form.")
        return
    talk.say()
    talk.lines.verbatim(as_text(_filled(talk, view, name)).rstrip("\n"))
    talk.say()
    talk.say(f"To save it as a file: t {number} word, t {number} html (a page to print), t {number} text or markdown.")


def _write_or_save(talk: Talk, view: View, name: str, form: str) -> None:
    if not form:
        write_form(talk, view, name)
    elif form in FORMATS:
        talk.say(keep_form(_filled(talk, view, name), FORMATS[form], talk.keep, talk.keeper))
    else:
        talk.say("It can be saved as word, html, text or markdown. For example: t 1 word")


def _filled(talk: Talk, view: View, name: str) -> Paper:
    rule_set, keeper = talk.guide.rule_set, talk.keeper
    document = Cabinet(rule_set).in_use(rule_set.documents[name], view.answers)
    file = CaseFile(keeper.case, rule_set, keeper.clock()) if keeper is not None else None
    return fill(document, rule_set, view, talk.plan(view), file)


def _documents(talk: Talk, view: View) -> tuple[tuple[Document, ...], int]:
    """Every form in the order it is numbered, and how many of them the case calls for."""
    cabinet = Cabinet(talk.guide.rule_set)
    called = cabinet.called_for(view.answers)
    return (*called, *cabinet.others(view.answers)), len(called)


def _list(talk: Talk, documents: tuple[Document, ...], called: int) -> None:
    talk.say()
    talk.say("Forms and letters, filled from your answers. Names stay blank: you write them in by hand.")
    for number, document in enumerate(documents, start=1):
        if number == called + 1:
            talk.say("Others:" if called else "All of them:")
        talk.lines.listed(str(number), f"{document.title}. {document.use}")
