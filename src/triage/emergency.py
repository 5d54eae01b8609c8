"""The emergency card: what to do when a child may be in danger now.

It is compiled into the code, so that it shows even when no rule file can be read and both evaluators have
failed. It holds only numbers that are the same everywhere in England, and only characters any terminal has.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

WIDEST = 72
"""No line of the card is longer than this many columns."""

NSPCC = "0808 800 5000"
"""The NSPCC Helpline, for an adult who is worried about a child. Its hours could not be confirmed."""


@dataclass(frozen=True)
class Card:
    """A title and short lines, each a thought of its own, the first things first."""

    title: str
    lines: tuple[str, ...]


EMERGENCY_CARD = Card(
    "IF A CHILD MAY BE IN DANGER NOW",
    (
        "Ring 999 now. Ask for the police, or an ambulance if anyone is hurt.",
        'Say: "A child is in danger now." Say where, and who is with them.',
        "Do not wait for proof, or for anybody's permission. You need neither.",
        "Stay with the child if that is safe for you.",
        "If you cannot hear or speak, dial 18000 by textphone or text relay app.",
        "Or text 999 (emergencySMS): first time, text the word register.",
        "Then ring children's social care for the place where the child is.",
        "In the evening or at a weekend, ask for their out of hours team.",
        "Not sure of the number? The council's switchboard or website has it.",
        "If nobody answers, ring the police on 101. If it gets worse, 999.",
        "Tell your safeguarding lead, but never wait for them before ringing.",
        f"For advice: NSPCC Helpline, {NSPCC}. Never wait for it either.",
        "Write down the times, who you spoke to, and any words exactly.",
    ),
)


def card_text(width: int = WIDEST) -> str:
    """The card as plain text, no line longer than ``width`` columns (20 at the least), ending without a newline."""
    width = max(20, min(width, WIDEST))
    lines = textwrap.wrap(EMERGENCY_CARD.title, width)
    for line in EMERGENCY_CARD.lines:
        lines += textwrap.wrap(line, width, subsequent_indent="  ")
    return "\n".join(lines)
