"""What comes of comparing two versions of the rules: plain frozen data, no behaviour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.policy.prove.proof import Example
from triage.rules.answers import Answer
from triage.rules.model import Place

NEW, GONE, EDITED = "new", "gone", "edited"


class Kind(StrEnum):
    """What a change means for a child, the worst first."""

    LESS_SAFE = "less safe"
    SAFER = "safer"
    DIFFERENT = "different contact or deadline"
    WORDING = "wording only"


@dataclass(frozen=True)
class Story:
    """One case in which a change shows: what it came to before, and what it comes to after.

    Each :class:`Example` has the whole outcome (``outcome``) and the few answers that force it (``decisive``).
    """

    before: Example
    after: Example

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that show it, by the questions of the new rules; the rest may be answered in any way."""
        return {**self.before.decisive, **self.after.decisive}


@dataclass(frozen=True)
class Change:
    """One thing that differs.

    ``code`` is a short name that stays (``urgency-lowered``). ``subject`` is what was edited ("rule ring-now"), and
    changes with the same subject have the same cause. ``says`` is one plain sentence. ``key`` names this very change
    in a sign-off file: another edit of the same thing has another key. ``details`` are the things concerned (steps,
    rules, texts), as they stand in the files. ``state`` says of the subject whether it was edited, is new or is gone.
    """

    kind: Kind
    code: str
    subject: str
    says: str
    story: Story | None
    key: str
    place: Place | None
    details: tuple[str, ...] = ()
    state: str = EDITED


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two versions, which are named as a person would name them."""

    old: str
    new: str
    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def less_safe(self) -> bool:
        """Whether any change makes some case less safe."""
        return bool(self.of(Kind.LESS_SAFE))


_WORST_FIRST = ("urgency-", "send-as-", "step-gone", "step-later", "deadline-", "guarded-", "step-added")
"""How the codes of the changes with one cause begin, in the order in which they are told."""


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes by kind, the worst first, then by place and cause; each key once."""
    kinds = list(Kind)
    once = {change.key: change for change in changes}
    return tuple(
        sorted(
            once.values(),
            key=lambda one: (kinds.index(one.kind), one.place or Place(""), one.subject, _weight(one), one.code),
        )
    )


def _weight(change: Change) -> int:
    return next((at for at, start in enumerate(_WORST_FIRST) if change.code.startswith(start)), len(_WORST_FIRST))
