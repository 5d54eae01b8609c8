"""The line at the very top: whether this asks somebody to act, or only tells them something.

People act on what a message is called. Where the answers do not settle it, the line says so; it never falls back on
"for information only".
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.plan.model import Plan
from triage.plan.words import UNNAMED_MESSAGE
from triage.rules.documents import KIND_OF_MESSAGE, Document
from triage.rules.model import SendAs

FIRST_LINES: Mapping[SendAs, str] = {
    SendAs.CHILD_PROTECTION_REFERRAL: "CHILD PROTECTION REFERRAL: needs action",
    SendAs.SUPPORT_REQUEST: "REQUEST FOR SUPPORT: needs an answer",
    SendAs.ADVICE: "REQUEST FOR ADVICE: needs an answer today",
    SendAs.INFORMATION_ONLY: "FOR INFORMATION ONLY",
}
UNSETTLED = "SAY WHICH: needs action / request for support / request for advice / for information only"
"""For a plan whose rules do not say what a message is called. The writer strikes out what it is not."""


def first_line(document: Document, plan: Plan) -> str:
    """What stands at the top of a form for this plan; nothing for a form that has no such line."""
    if document.first_line == KIND_OF_MESSAGE or calmer_than_plan(document, plan):
        return UNSETTLED if plan.message == UNNAMED_MESSAGE else FIRST_LINES[plan.send_as]
    return document.first_line


def calmer_than_plan(document: Document, plan: Plan) -> bool:
    """Whether the form would tell people that nothing is asked of them, and the plan does not say so too."""
    only_tells = FIRST_LINES[SendAs.INFORMATION_ONLY].casefold() in document.first_line.casefold()
    return only_tells and (plan.send_as is not SendAs.INFORMATION_ONLY or plan.message == UNNAMED_MESSAGE)


def notices(document: Document, plan: Plan, *, enough: bool) -> tuple[str, ...]:
    """What the writer has to know before they use the form."""
    found = []
    if calmer_than_plan(document, plan):
        found.append(_more_than_information(plan))
    if not enough:
        found.append("Not every question that matters was answered. Ring first if a child may be at risk.")
    return tuple(found)


def _more_than_information(plan: Plan) -> str:
    if plan.message == UNNAMED_MESSAGE:
        return "Your answers do not say that this is only information. Strike out above what it is not."
    return f"Your answers make this more than information: {FIRST_LINES[plan.send_as]}. Use the form for that."
