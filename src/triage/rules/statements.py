"""Safety statements: what must be so in every case, whatever the rules say. ``triage prove`` proves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from triage.rules.conditions import Condition
from triage.rules.model import Place, SendAs, Urgency

NEXT_STEP, SOMEONE_TO_RING, DEADLINE = "next step", "someone to ring", "deadline"
WAYS_ON: Final = (NEXT_STEP, SOMEONE_TO_RING, DEADLINE)


@dataclass(frozen=True)
class Named:
    """What every statement has: its name, what it says in a sentence, its place and its pack."""

    id: str
    says: str
    place: Place
    pack: str

    @property
    def full_name(self) -> str:
        """Its name, told apart from those of other packs."""
        return f"{self.pack}/{self.id}"


@dataclass(frozen=True)
class EveryCase(Named):
    """Every case in which ``when`` holds comes to at least this.

    ``one_of``: at least one of these steps. ``has`` is of :data:`WAYS_ON`.
    """

    when: Condition
    urgency: Urgency | None = None
    send_as: SendAs | None = None
    steps: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    has: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeverLowers(Named):
    """A more serious answer to one of ``questions`` (empty: to any) never makes a case calmer.

    ``exceptions``: questions left out of it, each with the reason.
    """

    questions: tuple[str, ...]
    exceptions: Mapping[str, str]


@dataclass(frozen=True)
class WaysOn(Named):
    """Every case has these (of :data:`WAYS_ON`)."""

    has: tuple[str, ...]


@dataclass(frozen=True)
class NeverWeaker(Named):
    """The local pack never comes to less than the pack ``than``."""

    than: str


Statement: TypeAlias = EveryCase | NeverLowers | WaysOn | NeverWeaker
