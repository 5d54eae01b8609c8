"""What is said about a choice: kindly where it is safer than needed, plainly where it is less safe."""

from __future__ import annotations

from collections.abc import Mapping

from triage.training.model import Part, Round, Verdict

ASKED: Mapping[Part, str] = {
    Part.URGENCY: "How soon would you act?",
    Part.FIRST_STEP: "What would you do first?",
    Part.CONTACT: "Whom would you ring first?",
    Part.PARENTS: "What about the parents?",
}
CALLED: Mapping[Part, str] = {
    Part.URGENCY: "How soon",
    Part.FIRST_STEP: "What first",
    Part.CONTACT: "Whom to ring",
    Part.PARENTS: "The parents",
}
WHEN: Mapping[Round, str] = {
    Round.BEFORE: "Before you talk about it",
    Round.AFTER: "After you have talked about it",
}

WHY: Mapping[tuple[Part, Verdict], str] = {
    (Part.URGENCY, Verdict.SAFER): (
        "Safer than needed. It can also do harm: those who answer urgent calls are kept from another child, and a "
        "family that is rushed may trust nobody the next time."
    ),
    (Part.URGENCY, Verdict.LESS_SAFE): "Less safe. The child would wait longer than the rules allow.",
    (Part.FIRST_STEP, Verdict.SAFER): (
        "Safer than needed. It can also do harm: it brings in more people, sooner, than the family needs, and help "
        "they would have taken may be lost."
    ),
    (Part.FIRST_STEP, Verdict.LESS_SAFE): "Less safe. While you do this, what has to come first waits.",
    (Part.FIRST_STEP, Verdict.OTHER): "It belongs to the same hour. The rules put the other one first.",
    (Part.CONTACT, Verdict.SAFER): (
        "Safer than needed. It can also do harm: a line that is busy with this is not free for a child in danger, "
        "and you may be sent on and lose time."
    ),
    (Part.CONTACT, Verdict.LESS_SAFE): "Less safe. The people who can act would not hear of it from this call.",
    (Part.CONTACT, Verdict.OTHER): "They have a part in this plan too. The rules ring somebody else first.",
    (Part.PARENTS, Verdict.SAFER): (
        "Safer than needed. It can also do harm: parents who hear late, or from others, may stop working with you. "
        "Where it is safe they have a right to know."
    ),
    (Part.PARENTS, Verdict.LESS_SAFE): "Less safe. Said now, it can put the child in danger, or stop a referral.",
    (Part.PARENTS, Verdict.OTHER): "The rules do say something about the parents here.",
}
"""Why each kind of difference matters. What agrees needs no words."""

NOTHING_TO_RING = "Nobody yet"
HELD_BACK = "Kept. What the rules say comes when the room has talked about it."
SAME_WAY = "You and the rules go the same way throughout."


def confidence_words(confidence: int, agrees: bool) -> str:
    """What to make of how sure somebody was. No praise and no blame: it is there to learn from."""
    if agrees:
        return f"You were {confidence}% sure, and you went the rules' way."
    if confidence >= 80:
        return f"You were {confidence}% sure. Where you are as sure as this and differ, look at the passage first."
    return f"You were {confidence}% sure. Being unsure is a reason to ask, and there is always somebody to ask."
