"""Fixed words for seeing a case differently, the same on every front end."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules.disagreeing import About

TITLE = "See it differently"
ABOUT_WORDS: Mapping[About, str] = {
    About.LESS_URGENT: "I think it is less urgent.",
    About.STEP: "A step is wrong or missing.",
    About.CHILD: "It does not fit this child.",
}
"""What can be chosen besides more urgent."""
TAKE_BACK = "Go back to the plan my answers make."
AS_URGENT_AS_CAN_BE = "The plan is as urgent as it can be. Ring 999 whenever you think it right."
REASON_ONLY = "Why? Only the reason you choose is noted. The plan stays as it is."
STEP_ASKED = "Which line of the plan?"
MISSING = "None of these: one is missing"
KEPT = "Noted. The plan stays as it is."
TALKED = "I have talked it through"
NOT_YET = "Not yet. Go back to the plan"
