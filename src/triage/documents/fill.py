"""Fills a form from a case: what the answers and the plan say goes in, what they cannot say stays a blank.

Nothing that could say who a child is ever comes out of here, since nothing of the kind ever goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.documents.case_file import NOT_IN_ORDER, CaseFile
from triage.documents.first_line import first_line, notices
from triage.documents.held import TICK, held
from triage.documents.paper import Blanks, Block, Paper, PaperPart, Prompts, Prose, Rows, Space, Table, Ticks
from triage.plan.model import Plan
from triage.plan.slots import Slots
from triage.plan.times import made_words
from triage.rules.documents import Document, DocumentPart
from triage.rules.model import RuleSet
from triage.session.answer_words import NONE_WORDS
from triage.session.view import AnswerRow, RowState, View

BY_HAND = "Write names, dates of birth and addresses in by hand. Keep this where such papers are kept."
ROOM_TO_WRITE = 4
"""Empty lines for what a saved case would have told."""
NOTHING = "Nothing that belongs here was answered."
ASKED = ("What was asked", "Answer")
HELP = "The questions above empty lines help you write. Take out what you do not need before you send it."
LAST_LINE = "If a child is in danger at any time, ring 999."


def fill(document: Document, rule_set: RuleSet, view: View, plan: Plan, file: CaseFile | None = None) -> Paper:
    """The form filled for one moment of the interview and its plan. The parts are taken as they are given.

    With a saved case in ``file``, what it knows of days and of what was done comes from there.
    """
    filler = _Filler(rule_set, view, plan, file)
    from_file = (file.foot,) if file is not None else ()
    doubt = (NOT_IN_ORDER,) if file is not None and not file.in_order else ()
    return Paper(
        id=document.id,
        title=filler.words(document.title),
        first_line=filler.words(first_line(document, plan)),
        notices=(*doubt, *notices(document, plan, enough=view.enough)),
        parts=tuple(filler.part(part) for part in document.parts),
        small_print=(
            " ".join((LAST_LINE, BY_HAND, *((HELP,) if any(part.prompts for part in document.parts) else ()))),
            f"Form: {document.id}. Made on {made_words(plan.made_at)}. Rules: {plan.version} ({plan.hash[:12]}).",
            *from_file,
        ),
    )


class _Filler:
    def __init__(self, rule_set: RuleSet, view: View, plan: Plan, file: CaseFile | None) -> None:
        self._plan = plan
        self._file = file
        self._rows = [row for row in view.rows if row.state is not RowState.SET_ASIDE]
        self._questions = rule_set.questions
        self._sections = {question.id: question.section for question in rule_set.questions.values()}
        self.words = Slots(rule_set, view.answers, view.decision.applies).fill

    def part(self, part: DocumentPart) -> PaperPart:
        return PaperPart(self.words(part.heading), tuple(self._blocks(part)) or (Space(ROOM_TO_WRITE),))

    def _blocks(self, part: DocumentPart) -> Iterator[Block]:
        """What a part holds, in the order a reader needs it: what is said, what is known, what is to be written."""
        if part.says:
            yield Prose(self._all(part.says))
        for holds in part.holds:
            known = held(holds, self._plan, self._file)
            if known is not None:
                yield known
        yield from self._answered(part)
        yield from self._by_hand(part)

    def _by_hand(self, part: DocumentPart) -> Iterator[Block]:
        if part.tick:
            yield Ticks(self._all(part.tick))
        if part.blanks:
            yield Blanks(self._all(part.blanks))
        if part.prompts:
            yield Prompts(self._all(part.prompts))
        if part.columns:
            yield Table(self._all(part.columns), part.space or 1)
        elif part.space:
            yield Space(part.space)

    def _answered(self, part: DocumentPart) -> Iterator[Block]:
        """What was asked, with the answer. What nothing was ticked of comes last, since it is the longest."""
        rows = [row for row in self._rows if self._belongs(row, part)]
        none = [row for row in rows if row.answer_words == NONE_WORDS]
        said = tuple((_asked(row), _in_words(row)) for row in rows if row not in none)
        if said:
            yield Rows(said, ASKED)
        if none and not part.only_ticked:
            yield Prose(tuple(map(self._none_of, none)))
        if not rows and (part.answers or part.answers_to) and not (part.blanks or part.prompts or part.space):
            yield Prose((NOTHING,))

    def _belongs(self, row: AnswerRow, part: DocumentPart) -> bool:
        return self._sections[row.question] in part.answers or row.question in part.answers_to

    def _none_of(self, row: AnswerRow) -> str:
        """What was said no to, by name: a reader of the paper never saw the list."""
        question = self._questions[row.question]
        return f"{_asked(row)} {NONE_WORDS}: {'; '.join(map(question.label, question.option_names))}."

    def _all(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self.words, texts))


def _asked(row: AnswerRow) -> str:
    """The question without what it told the person to do with it."""
    return row.ask.removesuffix(TICK)


def _in_words(row: AnswerRow) -> str:
    """The answer as the person gave it. Not sure stays not sure: a reader must not take it for a no."""
    return "Not answered" if row.state is RowState.SKIPPED else row.answer_words
