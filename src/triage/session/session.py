"""What a person has told us so far, and which page they asked to see: a frozen record, nothing else.

Every screen is worked out afresh from it, so going back, changing an answer, resuming a case and auditing one
are all the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from triage.rules.answers import Answer, skipped


@dataclass(frozen=True)
class Session:
    """The answers in the order first given, the page being looked at again, and the sections being made fuller.

    ``at`` is None when the person is simply going forwards. Every method returns a new session.
    """

    entries: tuple[tuple[str, Answer], ...] = ()
    at: str | None = None
    opened: frozenset[str] = frozenset()

    @property
    def answers(self) -> dict[str, Answer]:
        """Every answer given, whether or not its question still applies."""
        return dict(self.entries)

    def answer(self, question: str, answer: Answer) -> Session:
        """Give or change an answer, then go forwards. A changed answer keeps its place in the order."""
        if any(asked == question for asked, _ in self.entries):
            kept = tuple((asked, answer if asked == question else old) for asked, old in self.entries)
        else:
            kept = (*self.entries, (question, answer))
        return replace(self, entries=kept, at=None)

    def skip(self, question: str) -> Session:
        """Pass over a question. It counts as not sure, and stays marked as skipped."""
        return self.answer(question, skipped())

    def change(self, question: str) -> Session:
        """Look at one question (again). Answering it goes back to where the person was."""
        return replace(self, at=question)

    def back(self, from_question: str | None) -> Session:
        """Look at the page asked before ``from_question``, or the last one asked when nothing is being asked.

        On the first page it stays there; before any answer it changes nothing.
        """
        asked = [question for question, _ in self.entries]
        if from_question in asked:
            asked = asked[: asked.index(from_question)] or asked[:1]
        return replace(self, at=asked[-1]) if asked else replace(self, at=None)

    def forward(self) -> Session:
        """Leave the page being looked at as it was, and go on from where the person had got to."""
        return replace(self, at=None)

    def fuller(self, *sections: str) -> Session:
        """Ask what is left of these sections (in place of any opened before), or of none to return to the plan."""
        return replace(self, opened=frozenset(sections), at=None)
