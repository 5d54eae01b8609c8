"""What if one answer of a story were another, line by line: pick it, give another, hear what changes and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from triage.explain.phrases import asked
from triage.plain.lines import Lines
from triage.plain.pages import write_page
from triage.plain.reply import Picked, Puzzled, read_reply
from triage.plan.difference import Fate
from triage.plan.words import HEADLINES, MESSAGE_NAMES
from triage.rules.answers import Answer
from triage.rules.vignettes import Vignette
from triage.session.paging import answer_from, make_page
from triage.session.view import AnswerRow
from triage.training.model import RulesPath
from triage.training.path import Trainer
from triage.training.what_if import WhatIf, opposite, told_answers, turning_answers, what_if

TURNS = "Another answer here changes how soon:"
REST = "The rest of the story:"
WHICH = "Which answer? Type its number, l for the list, or Enter to go back."
NOTHING_MOVES = "Nothing changes: the plan stays line for line as it was."
_FATES = {
    Fate.NEW: "New",
    Fate.GONE: "No longer there",
    Fate.SOONER: "Sooner than before",
    Fate.LATER: "Later than before",
}


def write_what_if(lines: Lines, read: Callable[[], str], trainer: Trainer, story: Vignette) -> None:
    """Let the learner change one answer after another until Enter. ``read`` gives a line typed; empty at the end."""
    turning = turning_answers(trainer, story)
    told = told_answers(trainer, story)
    rows = [one for one in told if one.question in turning]
    rows += [one for one in told if one.question not in turning]
    _write_rows(lines, rows, turning)
    while True:
        lines.say(WHICH)
        typed = read()
        if not typed:
            return
        if typed == "l":
            _write_rows(lines, rows, turning)
        elif typed.isdecimal() and 1 <= int(typed) <= len(rows):
            _one(lines, read, trainer, story, rows[int(typed) - 1].question)
        else:
            lines.say(f"Type a number from 1 to {len(rows)}, l for the list, or Enter to go back.")


def _write_rows(lines: Lines, rows: Sequence[AnswerRow], turning: Collection[str]) -> None:
    """Every answer with its number, those first that change how soon."""
    lines.say()
    for number, row in enumerate(rows, start=1):
        if number in (1, len(turning) + 1):
            lines.say(TURNS if row.question in turning else REST)
        lines.listed(str(number), f"{asked(row.ask)} {row.answer_words}.")


def _one(lines: Lines, read: Callable[[], str], trainer: Trainer, story: Vignette, name: str) -> None:
    given = trainer.path(story).view.answers[name]
    other = opposite(trainer.rule_set.questions[name], given) or _asked(lines, read, trainer, name, given)
    if other is not None:
        _write(lines, what_if(trainer, story, {name: other}))


def _asked(lines: Lines, read: Callable[[], str], trainer: Trainer, name: str, given: Answer) -> Answer | None:
    """Another answer; None when the learner goes back."""
    page = make_page(trainer.rule_set, trainer.rule_set.questions[name], given, 0)
    write_page(lines, page, 1, first=False)
    while typed := read():
        reply = read_reply(page, typed)
        try:
            if isinstance(reply, Picked):
                return answer_from(page, reply.values)
            lines.say(reply.says if isinstance(reply, Puzzled) else "Choose an answer, or Enter to go back.")
        except ValueError as wrong:
            lines.say(str(wrong))
    return None


def _write(lines: Lines, found: WhatIf) -> None:
    lines.say()
    for flip in found.flips:
        lines.say(f"What if: {asked(flip.ask)} {flip.was}. Now: {flip.now}.")
    lines.say(f"As told: {_outcome(found.told)}")
    lines.say(f"What if: {_outcome(found.changed)}")
    if found.moves_nothing:
        lines.say(NOTHING_MOVES)
    for fate, words in _FATES.items():
        pairs = found.difference.with_fate(fate)
        if pairs:
            lines.say(f"{words}:")
        for pair in pairs:
            lines.listed("-", pair.step.do, indent=0, room=2)
    for words, reasons in (("holds now", found.difference.started), ("no longer holds", found.difference.stopped)):
        for reason in reasons:
            source = f" ({reason.citations[0].passage}, in {reason.citations[0].source})" if reason.citations else ""
            lines.say(f"This {words}: {reason.why.rstrip('.')}.{source}")
    for flip in found.others:
        lines.say(f"Also: {asked(flip.ask)} {flip.was}, then {flip.now}.")


def _outcome(path: RulesPath) -> str:
    return f"{HEADLINES[path.urgency]}. {MESSAGE_NAMES[path.send_as]}."
