"""``triage forms`` and ``triage write``: what has to be in writing, listed, and filled from a file of answers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from triage.cli.deciding import answers_from, moment_from
from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.keeping import write_private
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.documents.cabinet import Cabinet
from triage.documents.fill import fill
from triage.documents.paper import Paper
from triage.documents.writers import Format, WordMissingError, written
from triage.engine.decide import build_decider
from triage.export.layout import Sheet
from triage.plain.guide import Guide, make_guide
from triage.rules.documents import Document
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.session.session import Session
from triage.session.view import View


def forms(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """List the forms; with a file of answers, those it calls for first."""
    rule_set = load_rules(settings, now.date())
    cabinet = Cabinet(rule_set)
    called: tuple[Document, ...] = ()
    others = tuple(rule_set.documents.values())
    if arguments.answers:
        try:
            with guided(rule_set, now) as guide:
                answers = _view(guide, arguments.answers).answers
        except RulesRefused as refused:
            return _wrong_answers(refused)
        called, others = cabinet.called_for(answers), cabinet.others(answers)
    if arguments.json:
        return Outcome(json_text({"called for": _data(called), "others": _data(others)}))
    lists = (("These answers call for:", called), ("All forms:" if not called else "Others:", others))
    return Outcome("\n\n".join(_list(title, found) for title, found in lists if found))


def write(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Fill one form. Text goes to standard output, or to a new file; a Word file always to a file."""
    moment = moment_from(arguments.at, now)
    rule_set = load_rules(settings, moment.date())
    document, form = chosen_form(arguments, rule_set)
    try:
        with guided(rule_set, moment) as guide:
            paper = _paper(guide, document, _view(guide, arguments.answers))
        data = written(paper, form)
    except RulesRefused as refused:
        return _wrong_answers(refused)
    except WordMissingError as missing:
        raise Stop(str(missing), place="--as word") from missing
    if not arguments.out:
        return Outcome(data.decode())
    to_new_file(Path(arguments.out).expanduser(), data)
    return Outcome(message=f"Written to {arguments.out}. Check it, and write the names in by hand.")


def chosen_form(arguments: Namespace, rule_set: RuleSet) -> tuple[Document, Format]:
    """The form asked for, and what to write it as. Raises Stop when there is none, or it cannot be shown so."""
    document = rule_set.documents.get(arguments.form)
    if document is None:
        raise unknown("form", arguments.form, list(rule_set.documents))
    form = Format(arguments.form_format)
    if form is Format.WORD and not arguments.out:
        raise Stop("A Word file cannot be shown here.", place="--as word", remedy="Add --out and the name of a file.")
    return document, form


def _paper(guide: Guide, document: Document, view: View) -> Paper:
    chosen = Cabinet(guide.rule_set).in_use(document, view.answers)
    return fill(chosen, guide.rule_set, view, guide.plan(view))


@contextmanager
def guided(rule_set: RuleSet, moment: datetime) -> Iterator[Guide]:
    """The rules ready to be asked at one moment, and let go at the end."""
    decider = build_decider(rule_set)
    try:
        yield make_guide(rule_set, decider, lambda: moment)
    finally:
        decider.close()


def _view(guide: Guide, file: str) -> View:
    return guide.view(Session(tuple(answers_from(file, guide.rule_set).items())))


def _wrong_answers(refused: RulesRefused) -> Outcome:
    problems = problems_told(refused)
    return Outcome(code=ExitCode.PROBLEMS_FOUND, message=problems)


def to_new_file(path: Path, data: bytes) -> None:
    """Write a file that was not there, for this person alone. Raises Stop when it is there, or cannot be written."""
    try:
        write_private(path, data)
    except FileExistsError:
        raise Stop("There is a file of this name.", place=str(path), remedy="Name another one.") from None
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        raise Stop(f"It cannot be written: {reason}.", place=str(path), remedy="Name another folder.") from None


def _list(title: str, documents: Sequence[Document]) -> str:
    sheet = Sheet()
    sheet.text(title)
    for document in documents:
        sheet.item(f"  {document.id}: ", f"{document.title}. {document.use}")
    return sheet.written()


def _data(documents: Sequence[Document]) -> list[dict[str, Any]]:
    return [{"form": document.id, "title": document.title, "use": document.use} for document in documents]
