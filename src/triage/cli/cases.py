"""``triage cases``: everything about saved cases but answering them, one short function for each thing to be done."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from triage import __version__
from triage.cli.case_place import PROMPT, cases_folder, in_words, opened, read_date
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules

if TYPE_CHECKING:
    from triage.case.chain import Case
    from triage.case.keeping import Summary
    from triage.store.cases import SavedCases

Act = Callable[[Namespace, Settings, datetime], Outcome]


def cases(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Carry out one thing with saved cases. Whatever stands against it ends in 4, with a remedy."""
    from triage.cli import case_moving, case_places, case_telling, case_writing
    from triage.cli.case_place import case_time

    acts: Mapping[str, Act] = {
        **_ACTS,
        **case_telling.ACTS,
        **case_moving.ACTS,
        **case_places.ACTS,
        **case_writing.ACTS,
    }
    with in_words():
        return acts[arguments.act or "list"](arguments, settings, case_time(now))


def _list(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case.keeping import summaries, to_look_at_again
    from triage.export.case_json import list_data

    with opened() as store:
        everything = summaries(store, now)
    shown = [one for one in everything if getattr(arguments, "all", False) or not one.archived]
    again = to_look_at_again(everything, now.date())
    reminder = (
        f"To be looked at again, and kept or deleted: {', '.join(one.reference for one in again)}." if again else ""
    )
    if getattr(arguments, "json", False):
        return Outcome(json_text(list_data(shown)), message=reminder)
    if not shown:
        return Outcome("There are no saved cases. To start one: triage cases new", message=reminder)
    return Outcome("\n".join(_line(one, now) for one in shown), message=reminder)


def _line(one: Summary, now: datetime) -> str:
    from triage.plan.times import day_words, moment_words

    changed = f"changed {day_words(one.changed.astimezone(now.tzinfo).date(), now.date())}"
    if one.archived:
        return f"{one.reference}: put away, {changed}"
    if one.next_due is None:
        return f"{one.reference}: nothing due, {changed}"
    due = moment_words(one.next_due.astimezone(now.tzinfo), now)
    return f"{one.reference}: {'OVERDUE since' if one.next_due < now else 'next due'} {due}, {changed}"


def _new(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.events import started
    from triage.case.reference import made_up

    reference = chosen_reference(arguments.reference or made_up(os.urandom(6)), anyway=arguments.anyway)
    rule_set = load_rules(settings, now.date())
    with opened() as store:
        store.create(started(now, os.urandom(16).hex(), reference, rule_set, f"triage {__version__}"))
    return Outcome(reference, message=f"Started. To answer it, saved after every answer: triage ask {reference}")


def chosen_reference(text: str, *, anyway: bool) -> str:
    """The reference as it is kept. Raises Stop when it names somebody, or may do so and was not insisted on."""
    from triage.case.reference import judge_reference

    judged = judge_reference(text)
    if judged.refused:
        raise Stop(judged.refused, remedy="Nothing was written.")
    if judged.doubt and not anyway:
        raise Stop(judged.doubt, remedy="If it names nobody, say so with --anyway. Nothing was written.")
    return judged.reference


def _show(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.export.case_json import case_data
    from triage.export.case_text import case_text

    with opened() as store:
        case = store.load(arguments.reference)
        message = _out_of_order(store, case, arguments.reference)
    return Outcome(json_text(case_data(case, now)) if arguments.json else case_text(case, now), message=message)


def _out_of_order(store: SavedCases, case: Case, reference: str) -> str:
    from triage.case.shelf import out_of_order

    says = out_of_order(store, case)
    return f"{says} See: triage cases audit {reference}" if says else ""


def _answers(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.replay import replay
    from triage.case.resume import resumed
    from triage.export.answers_file import answers_text

    rule_set = load_rules(settings, now.date())
    with opened() as store:
        state = replay(store.load(arguments.reference))
    fitting = resumed(state, rule_set)
    return Outcome(answers_text(dict(fitting.session.entries)), message=fitting.says)


def _audit(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.audit import audit, intact
    from triage.case.chain import read_receipt
    from triage.case.rerun import Came, rerun
    from triage.cli.past_rules import finder
    from triage.export.case_json import audit_data
    from triage.export.case_text import history_text

    try:
        receipts = [read_receipt(text) for text in arguments.receipt]
    except ValueError as wrong:
        raise Stop(str(wrong), place="--receipt") from None
    with opened() as store:
        case = store.load(arguments.reference)
        findings = audit(case, [store.receipt(case), *receipts])
    with finder(settings, now.date()) as find:
        again = rerun(case, find.decider)
        rule_set = find.rule_set
    fine = intact(findings) and all(one.came in (Came.SAME, Came.NO_RULES) for one in again)
    code = ExitCode.FINE if fine else ExitCode.PROBLEMS_FOUND
    if arguments.json:
        return Outcome(json_text(audit_data(findings, again, str(case.receipt))), code)
    says = [history_text(case, rule_set, now), "", *(one.says for one in findings), *(one.says for one in again)]
    if fine:
        says.append("Nothing was changed or cut, as far as the case itself and the receipts can show.")
    return Outcome("\n".join([*says, f"Receipt: {case.receipt}."]), code)


def _on(_arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    from triage.cli.case_passphrase import CASES, passphrases
    from triage.store import database
    from triage.store.opening import is_on, set_up

    folder = cases_folder()
    if not database.available():
        raise Stop(database.MISSING, remedy=database.REMEDY, code=ExitCode.CASE_STORE)
    if is_on(folder):
        return Outcome(f"Saved cases are on already, in {folder}.")
    prompt = "Choose a passphrase of at least 12 letters (it cannot be got back if you forget it): "
    set_up(folder, passphrases().choose(CASES, prompt)).close()
    return Outcome(
        f"Saved cases are on, in {folder}. To start one: triage cases new",
        message="Without the passphrase nobody can read them: not you, and not whoever looks after this computer.",
    )


def _passphrase(_arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    from triage.cli.case_passphrase import CASES, NEW, passphrases
    from triage.store.opening import change_passphrase

    source = passphrases()
    old = source.ask(CASES, "The passphrase as it is now: ")
    change_passphrase(cases_folder(), lambda: old, source.choose(NEW, "The new passphrase: "))
    return Outcome("The passphrase is changed. Copies of the folder made before still open with the old one.")


def _remember(_arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    from triage.cli.case_passphrase import CASES, passphrases
    from triage.store.opening import remember

    remember(cases_folder(), lambda: passphrases().ask(CASES, PROMPT))
    return Outcome("The keyring of this computer keeps the key now. Whoever is signed in as you can open your cases.")


def _forget(_arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    from triage.store.opening import forget

    forget(cases_folder())
    return Outcome("The passphrase is asked for again from now on.")


def written(path: Path, data: bytes) -> None:
    """Write a file for this person only, whole or not at all. Raises Stop when it cannot be."""
    from triage.store.files import put_in_place

    try:
        put_in_place(path, data)
    except OSError as trouble:
        raise Stop(f"It cannot be written: {trouble.strerror or 'the system refused'}.", place=str(path)) from None


def day(text: str) -> str:
    """A day in words. Raises Stop when it is none."""
    from triage.plan.times import date_words

    return date_words(read_date(text, "DAY"))


_ACTS: Mapping[str, Act] = {
    "list": _list,
    "on": _on,
    "new": _new,
    "show": _show,
    "answers": _answers,
    "audit": _audit,
    "passphrase": _passphrase,
    "remember": _remember,
    "forget": _forget,
}
