"""``triage cases write``: a form filled from a saved case as it stands."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.case_place import opened
from triage.cli.cases import Act
from triage.cli.errors import Stop
from triage.cli.output import Outcome
from triage.cli.settings import Settings, load_rules

if TYPE_CHECKING:
    from triage.case.chain import Case
    from triage.documents.paper import Paper
    from triage.rules.documents import Document
    from triage.rules.model import RuleSet


def _write(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Fill one form. What is written to a file is noted in the case, with the receipt that it carries."""
    from triage.case.events import exported
    from triage.cli.forms import chosen_form, to_new_file
    from triage.documents.writers import WordMissingError, written

    rule_set = load_rules(settings, now.date())
    document, form = chosen_form(arguments, rule_set)
    with opened() as store:
        case = store.load(arguments.reference)
        paper, says = paper_from(case, document, rule_set, now)
        try:
            data = written(paper, form)
        except WordMissingError as missing:
            raise Stop(str(missing), place="--as word") from missing
        if not arguments.out:
            return Outcome(data.decode(), message=says)
        to_new_file(Path(arguments.out).expanduser(), data)
        store.append(case, [exported(now, f"form {document.id}", len(case.entries), case.head)])
    done = f"Written to {arguments.out}. It is not encrypted. Check it, and write the names in by hand."
    return Outcome(message=" ".join(part for part in (says, done) if part))


def paper_from(case: Case, document: Document, rule_set: RuleSet, now: datetime) -> tuple[Paper, str]:
    """The form filled from a case as it stands, and what to tell about the rules having changed, or nothing."""
    from triage.case.differing import own_views
    from triage.case.replay import replay
    from triage.case.resume import resumed
    from triage.cli.forms import guided
    from triage.documents.cabinet import Cabinet
    from triage.documents.case_file import CaseFile
    from triage.documents.fill import fill

    taken_up = resumed(replay(case), rule_set)
    with guided(rule_set, now) as guide:
        view = guide.view(taken_up.session)
        chosen = Cabinet(rule_set).in_use(document, view.answers)
        return fill(
            chosen, rule_set, view, guide.plan(view, own_views(replay(case))), CaseFile(case, rule_set, now)
        ), taken_up.says


ACTS: Mapping[str, Act] = {"write": _write}
"""Writing, by the word for it."""
