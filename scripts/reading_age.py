"""Measure how easy every text is that a person reads: the average and the hardest twenty.

Run from the project's folder: ``python scripts/reading_age.py``, or with a number for a longer list. Grades are school
years by the SMOG formula, the strictest of the usual ones on short texts; the reading age is five more. Needs the
package readability (in the dev extra).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import readability

from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet

ROOT = Path(__file__).resolve().parent.parent
AGE_OF_GRADE_NOUGHT = 5
HARDEST = 20
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"'”’]?\s+|\n+")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_SLOT = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class Measured:
    """One text with its grade. ``kind`` is question, step, contact or passage."""

    kind: str
    name: str
    place: str
    words: int
    grade: float


def texts(rule_set: RuleSet) -> Iterator[tuple[str, str, str, list[str]]]:
    """Kind, name, place and the pieces of every text."""
    for question in rule_set.questions.values():
        options = [part for option in question.options for part in (option.label, option.hint)]
        pieces = [question.ask, question.hint, question.why, question.not_sure_says, *options]
        yield "question", question.id, str(question.place), pieces
    for step in rule_set.steps.values():
        pieces = [step.do, *step.how, step.say, step.write, step.tell, *step.do_not, step.if_no_answer]
        yield "step", step.id, str(step.place), pieces
    for contact in rule_set.contacts.values():
        yield "contact", contact.id, str(contact.place), [contact.name, contact.use, contact.note]
    for source in rule_set.sources.values():
        for passage in source.passages:
            yield "passage", f"{source.id}#{passage.anchor}", str(passage.place), [passage.title, passage.text]


def measured(rule_sets: Iterable[RuleSet]) -> list[Measured]:
    """Every text with its grade, hardest first. What stands in several rule sets counts once."""
    every = {place: (kind, name, pieces) for one in rule_sets for kind, name, place, pieces in texts(one)}
    found = []
    for place, (kind, name, pieces) in every.items():
        sentences = list(_sentences(pieces))
        if sentences:
            words = sum(len(sentence.split()) for sentence in sentences)
            found.append(Measured(kind, name, place, words, grade("\n".join(sentences))))
    return sorted(found, key=lambda one: -one.grade)


def grade(sentences: str) -> float:
    """The SMOG grade of a text with one sentence on each line."""
    return float(readability.getmeasures(sentences, lang="en")["readability grades"]["SMOGIndex"])


def average(found: list[Measured]) -> float:
    """The average grade, each text counted by its words."""
    return sum(one.grade * one.words for one in found) / sum(one.words for one in found)


def every_rule_set(today: date) -> list[RuleSet]:
    """The rules of every pack, each local one with the national one below it."""
    return [load(ROOT, [pack.id], today) for pack in available_packs(ROOT)]


def _sentences(pieces: list[str]) -> Iterator[str]:
    """The sentences of some pieces, words only; a slot counts as one short word."""
    for piece in pieces:
        for sentence in _SENTENCE_END.split(_SLOT.sub("them", piece)):
            words = _WORD.findall(sentence)
            if words:
                yield " ".join(words)


def main(arguments: list[str]) -> int:
    """Print the averages and the hardest texts."""
    found = measured(every_rule_set(date.today()))
    for kind in ("question", "step", "contact", "passage"):
        part = [one for one in found if one.kind == kind]
        print(f"{kind:<9} {len(part):>5} texts, average grade {average(part):.1f}")
    whole = average(found)
    print(f"{'all':<9} {len(found):>5} texts, average grade {whole:.1f}, reading age {whole + AGE_OF_GRADE_NOUGHT:.0f}")
    print()
    for one in found[: int(arguments[0]) if arguments else HARDEST]:
        print(f"{one.grade:5.1f}  {one.kind:<8} {one.name}  {one.place}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
