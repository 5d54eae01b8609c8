"""Takes a case up again under the rules of today, which may not be those it was answered under."""

from __future__ import annotations

from dataclasses import dataclass, replace

from triage.case.state import CaseState
from triage.rules.model import RuleSet
from triage.session.session import Session
from triage.session.valid import check_answer


@dataclass(frozen=True)
class Resumed:
    """A session to go on with. ``left_out`` are questions whose answers today's rules cannot take; the case keeps
    them. ``other_rules``: the case was last looked at under other rules than these."""

    session: Session
    left_out: tuple[str, ...]
    other_rules: bool

    @property
    def says(self) -> str:
        """What to tell the person, or nothing."""
        if not self.other_rules:
            return ""
        changed = "The rules have changed since this case was last open, so the plan may have changed too."
        if not self.left_out:
            return changed
        count = len(self.left_out)
        answers = "1 answer is" if count == 1 else f"{count} answers are"
        return f"{changed} {answers} to a question that is asked differently now. The case keeps them; answer it again."


def resumed(state: CaseState, rule_set: RuleSet) -> Resumed:
    """The session of a case, with only the answers that ``rule_set`` can take. It goes on where it was left."""
    kept, left_out = [], []
    for question, answer in state.session.entries:
        try:
            check_answer(rule_set, question, answer)
        except ValueError:
            left_out.append(question)
        else:
            kept.append((question, answer))
    session = replace(state.session, entries=tuple(kept))
    return Resumed(session, tuple(left_out), state.rules_hash != rule_set.hash)
