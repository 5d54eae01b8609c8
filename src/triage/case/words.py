"""Entries and steps of a case in plain words, one line each."""

from __future__ import annotations

from collections.abc import Mapping

from triage.case.answering import plain_answer
from triage.case.canonical import Plain
from triage.case.chain import Entry
from triage.case.moments import read_day, read_moment
from triage.case.rungs import stage_number
from triage.case.schema import BODIES, body_problem
from triage.case.state import Status, StepState, plain_text
from triage.plan.times import date_words, made_words
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.session.answer_words import answer_words

_SAYS: Mapping[str, str] = {
    "started": "Case {reference} started.",
    "renamed": "Called {reference} from now on.",
    "answered": "Answered: {question} {answer}",
    "rules noted": "Looked at under the rules {rules}.",
    "decided": "Decided: {urgency}, {send as}, {steps} steps, under the rules {rules}.",
    "step done": "Done: {step}. {note}",
    "step not possible": "Not possible: {step}. Because: {why}",
    "step done by another": "Done by {who}: {step}. {note}",
    "undone": "To be done again: {step}. {note}",
    "happened": "Happened: {what}. {meeting} {meets} {note}",
    "owed": "Owed by {who}: {what}. {note}",
    "owed settled": "What was owed (entry {owed}): {how}. {note}",
    "note": "Note: {text}",
    "disagreed": "Disagreed about {about} {id}: {reason} ({direction}).",
    "rung tried": "Disagreement taken up: {rung}. {note}",
    "rung answered": "Disagreement: {what}. {note}",
    "meeting": "Meeting (entry {meeting}): {what}. {who} {note}",
    "early help": "Early help: {what}. {who} {due} {note}",
    "handover": "Handover {what}: {who}. {note}",
    "retention set": "To be looked at again on {look again}.",
    "archived": "Put away. {note}",
    "reopened": "Taken out again. {note}",
    "exported": "Written out: {what} (receipt {entries}).",
    "imported": "Taken in from a file with {entries} entries.",
}


class EntryWords:
    """Puts entries into words. ``rule_set`` gives the words of questions and answers, ``steps`` those of steps by
    their names; without them, it is the names."""

    def __init__(self, rule_set: RuleSet | None = None, steps: Mapping[str, str] | None = None) -> None:
        self._rule_set = rule_set
        self._steps = steps or {}

    def says(self, entry: Entry) -> str:
        """What one entry says, without its number and time."""
        if entry.kind not in BODIES or body_problem(entry.kind, entry.body):
            return f'Something this version does not know ("{entry.kind[:40]}"). It is kept as it is.'
        return " ".join(_SAYS[entry.kind].format_map(_Texts(self._texts(entry))).split())

    def _texts(self, entry: Entry) -> dict[str, str]:
        texts = {name: _text(name, value) for name, value in entry.body.items()}
        if entry.kind == "answered":
            texts |= self._answer(texts["question"], plain_answer(entry.body["answer"]))
        if "step" in texts:
            texts["step"] = self._steps.get(texts["step"], texts["step"]).rstrip(".")
        if "rung" in texts:
            texts["rung"] = rung_words(texts["rung"], self._rule_set)
        when = entry.body.get("when")
        if isinstance(when, str) and read_moment(when) != entry.at:
            texts["note"] = f"({made_words(read_moment(when))}) {texts.get('note', '')}"
        return texts

    def _answer(self, question: str, answer: Answer) -> dict[str, str]:
        asked = self._rule_set.questions.get(question) if self._rule_set is not None else None
        if asked is None:
            values = [str(answer.number)] if answer.number is not None else list(answer.values)
            return {"question": question, "answer": f"{', '.join(values) or answer.kind.value}."}
        return {"question": asked.ask, "answer": f"{answer_words(asked, answer).rstrip('.')}."}


def rung_words(rung: str, rule_set: RuleSet | None = None) -> str:
    """A rung of the ladder of disagreement: ``stage 2, your manager or lead``."""
    number = stage_number(rung)
    limit = rule_set.deadlines.get(rung) if rule_set is not None else None
    who = f", {limit.owner}" if limit is not None else ""
    return f"stage {number}{who}" if number else rung


class _Texts(dict[str, str]):
    """What a line is filled from; what is not there is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def _text(name: str, value: Plain) -> str:
    if isinstance(value, Mapping):
        return f"{plain_text(value, 'version')} ({plain_text(value, 'hash')[:12]})"
    if isinstance(value, list | tuple):
        return str(len(value))
    if name == "look again" and isinstance(value, str):
        return date_words(read_day(value))
    if name in ("meets", "due", "report due") and isinstance(value, str):
        return made_words(read_moment(value))
    return str(value)


def step_words(step: StepState) -> str:
    """What became of a step: ``to do``, ``done on Friday 20 November 2026, 4:10 pm: spoke to the duty worker``."""
    if step.status is Status.OPEN:
        if step.again and step.when is not None:
            return f"to do again: done on {made_words(step.when)}, and it has become more urgent since"
        return step.status.value
    who = f" ({step.who})" if step.who else ""
    when = f" on {made_words(step.when)}" if step.when is not None else ""
    return f"{step.status.value}{who}{when}" + (f": {step.note}" if step.note else "")
