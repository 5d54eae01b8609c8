"""``triage teach collate`` and ``triage teach handout``: a room's results together, and sheets on paper."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from triage.cli.errors import Stop
from triage.cli.forms import to_new_file
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings
from triage.cli.teaching import lesson, read_results, trainer_for
from triage.documents.writers import Format, WordMissingError, written
from triage.training.agreement import AgreementMissingError
from triage.training.collate import collate as collated
from triage.training.collated_words import collated_data, collated_text, results_csv
from triage.training.sheets import answer_sheet, learner_sheet


def collate(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Put the results in several files together."""
    results = [read_results(name) for name in arguments.files]
    found = lesson(arguments, settings, now, draw=False)
    try:
        with trainer_for(found, now) as trainer:
            room = collated(trainer, results)
    except AgreementMissingError as missing:
        raise Stop(str(missing)) from missing
    said = ""
    if arguments.csv:
        to_new_file(Path(arguments.csv).expanduser(), results_csv(results).encode("utf-8"))
        said = f"Every try is written to {arguments.csv}."
    return Outcome(json_text(collated_data(room)) if arguments.json else collated_text(room), message=said)


def handout(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Write the stories asked for as a sheet, in their own order unless a seed is given."""
    form = Format(arguments.form_format)
    if form is Format.WORD and not arguments.out:
        raise Stop("A Word file cannot be shown here.", place="--as word", remedy="Add --out and the name of a file.")
    found = lesson(arguments, settings, now, draw=False)
    with trainer_for(found, now) as trainer:
        paper = (answer_sheet if arguments.answers else learner_sheet)(trainer, found.chosen)
    try:
        data = written(paper, form)
    except WordMissingError as missing:
        raise Stop(str(missing), place="--as word") from missing
    if not arguments.out:
        return Outcome(data.decode(), message=found.note)
    to_new_file(Path(arguments.out).expanduser(), data)
    return Outcome(message=f"Written to {arguments.out}.")
