"""What is shown as soon as there is enough to act, with pages left unasked: that it is final, and already keeps safe.

A plan is shown when no page is left that could raise it. Here that is proved for every sheet, however little of it is
filled in; and whatever a safety statement asks of a case must be in the plan by then, and not only once all is asked.
"""

from __future__ import annotations

from triage.policy.prove.case import Case
from triage.policy.prove.demands import demanded, in_words, lacking
from triage.policy.prove.pages import Pages
from triage.policy.prove.partial import Partial
from triage.policy.prove.proof import Check, Goal, Wrong
from triage.policy.prove.replay import Outcome
from triage.rules.model import SendAs, Urgency
from triage.rules.statements import EveryCase

ENOUGH = "enough-to-act-is-final"
EARLY = "as soon as there is enough to act"
_SAYS = "Once there is enough to act, no page left unasked can make it more urgent or a message stronger."


class Stopping:
    """Every sheet at which the interview says that there is enough to act, beside all that it may still become."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._formulas = case.formulas
        self._shown = Partial(case)
        self._enough = Pages(self._shown).enough

    def final(self) -> Goal:
        """However the pages left are answered, nothing is raised.

        A 999 call waits for nothing: what a message is called after it may still be settled.
        """
        formulas, shown, case = self._formulas, self._shown, self._case
        levels = [formulas.every([-shown.urgency(level), case.urgency(level)]) for level in Urgency]
        labels = formulas.some(formulas.every([-shown.send_as(label), case.send_as(label)]) for label in SendAs)
        late = formulas.every([labels, -shown.urgency(Urgency.EMERGENCY)])
        violated = formulas.every([self._enough, formulas.some([*levels, late])])
        return Goal(ENOUGH, _SAYS, violated, (shown, case), _raised)

    def early(self, statement: EveryCase) -> Goal:
        """Where the statement's condition is known to hold, all it asks for is in the plan that is shown."""
        holds = self._shown.condition(statement.when).true
        # A page is answered when it is asked: sheets that no interview makes are left out.
        asked = (
            self._formulas.some([-answered, self._shown.applies(name).true])
            for name, answered in self._shown.answered.items()
        )
        violated = self._formulas.every([self._enough, holds, -demanded(self._shown, statement)])
        if violated != self._formulas.false:
            violated = self._formulas.every([violated, *asked])
        name = f"{statement.id} ({EARLY})"
        return Goal(name, statement.says, violated, (self._shown,), _lacking(statement), statement.place)


def _raised(outcomes: tuple[Outcome, ...]) -> Wrong | None:
    """The second outcome must not be above the first."""
    shown, becomes = outcomes
    words = []
    if becomes.urgency is not None and not shown.at_least(becomes.urgency):
        words.append(f"it is shown as {shown.urgency_word} and can become {becomes.urgency_word}")
    if becomes.send_as > shown.send_as and shown.urgency is not Urgency.EMERGENCY:
        words.append(f'a message is called "{shown.send_as.word}" and can become "{becomes.send_as.word}"')
    return Wrong("; ".join(words)) if words else None


def _lacking(statement: EveryCase) -> Check:
    def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
        (outcome,) = outcomes
        missing = lacking(statement, outcome)
        if not missing:
            return None
        # No scenario keeps it: a scenario is about the plan when all that matters has been answered.
        words = f"the plan is shown before it is so: {in_words(missing)}"
        return Wrong(words, must=tuple(one.must for one in missing))

    return check
