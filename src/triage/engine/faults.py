"""What is said when a check could not run or the two checks disagree. Calm, and never a reason to do less."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What went wrong with the reasoning."""

    DISAGREED = "the two checks disagreed"
    NO_ENGINE = "the rules engine is not available"
    ENGINE_FAILED = "the rules engine failed"
    EVALUATOR_FAILED = "the evaluator failed"
    BOTH_FAILED = "both checks failed"
    NO_RULE = "no rule holds"


SENTENCES = {
    FaultKind.DISAGREED: (
        "Our two checks did not agree, so we show the more careful result. "
        "Follow it, and talk it through with your safeguarding lead."
    ),
    FaultKind.NO_ENGINE: ("One of our two checks cannot run here. The other one made this plan, and it is complete."),
    FaultKind.ENGINE_FAILED: "One of our two checks did not finish. The other one made this plan, and it is complete.",
    FaultKind.EVALUATOR_FAILED: (
        "One of our two checks did not finish. The other one made this plan. "
        "Talk it through with your safeguarding lead as well."
    ),
    FaultKind.BOTH_FAILED: (
        "We could not work out a plan. Use the emergency card: if a child is in danger now, ring 999; "
        "if not, ring your local children's social care and tell your safeguarding lead now."
    ),
    FaultKind.NO_RULE: (
        "No rule fits these answers, so we cannot give you steps. Talk to your safeguarding lead today. "
        "If a child is in danger, ring 999."
    ),
}


@dataclass(frozen=True)
class FaultReport:
    """A fault for the log. Holds nothing of the case: rule ids on which the checks differ, version and hash.

    ``detail`` is the class of the error that was raised, never its text.
    """

    kind: FaultKind
    version: str
    hash: str
    only_engine: tuple[str, ...] = ()
    only_evaluator: tuple[str, ...] = ()
    detail: str = ""
