"""What a person may say when they see a case differently: safer choices, reasons, and whom to talk to before less.

The words and the lists belong to whoever owns the rules. Where the national pack says nothing, :data:`BUILT_IN` stands
in: the right to disagree is never missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.rules.model import Place, SendAs, Urgency

NOWHERE = Place("")


class About(StrEnum):
    """What somebody sees differently, other than that it is more urgent."""

    LESS_URGENT = "less urgent"
    STEP = "a step"
    CHILD = "this child"


@dataclass(frozen=True)
class SaferChoice:
    """A choice that raises a plan at once. ``why`` completes "because ..."; ``because`` names passages."""

    id: str
    says: str
    urgency: Urgency
    send_as: SendAs | None
    steps: tuple[str, ...]
    why: str
    because: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class OwnReason:
    """A reason that can be chosen. ``safer``: it takes nothing away from the plan, so nobody need be asked first."""

    id: str
    about: About
    says: str
    safer: bool
    place: Place


@dataclass(frozen=True)
class Consult:
    """What is said to somebody who would do less than the plan. ``steps`` are whom to talk to, ``say`` the words."""

    says: str
    say: str
    write: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disagreeing:
    """Everything a national pack says about seeing a case differently."""

    says: str
    safer: tuple[SaferChoice, ...]
    reasons: tuple[OwnReason, ...]
    consult: Consult

    def about(self, about: About) -> tuple[OwnReason, ...]:
        """The reasons there are for seeing this differently."""
        return tuple(reason for reason in self.reasons if reason.about is about)


EMERGENCY_CARD_CHOICE = "ring-999"


def _reason(name: str, about: About, says: str, *, safer: bool = False) -> OwnReason:
    return OwnReason(name, about, says, safer, NOWHERE)


BUILT_IN = Disagreeing(
    says="You know this child. If you think it is more serious, go with that.",
    safer=(
        SaferChoice(
            EMERGENCY_CARD_CHOICE,
            "A child may be in danger now",
            Urgency.EMERGENCY,
            SendAs.CHILD_PROTECTION_REFERRAL,
            (),
            "you think a child may be in danger now",
            (),
            NOWHERE,
        ),
    ),
    reasons=(
        _reason("less-worried", About.LESS_URGENT, "What I know makes me less worried"),
        _reason("not-possible", About.STEP, "It cannot be done here"),
        _reason("something-missing", About.STEP, "Something is missing", safer=True),
        _reason("not-this-child", About.CHILD, "It does not fit this child"),
    ),
    consult=Consult(
        says="The plan stays as it is. Talk it through with your safeguarding lead before you do less than it says.",
        say="The guidance says to do more than I think is needed. Can we look at it together?",
        write="What you think, why, who you spoke to, and what you agreed.",
    ),
)
"""What stands in for a pack that says nothing."""
