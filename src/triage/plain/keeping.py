"""A conversation about a saved case: what is said of saving, and saving after every answer."""

from __future__ import annotations

from triage.case.answering import begun_again
from triage.plain.talk import Talk
from triage.session.session import Session


def welcome_back(talk: Talk) -> None:
    """Take up the session of a saved case, and say that everything is saved as it is answered."""
    keeper = talk.keeper
    if keeper is None:
        return
    talk.session = keeper.opening.session
    talk.say(f"This case is saved as {keeper.reference} after every answer.")
    if keeper.opening.says:
        talk.say(keeper.opening.says)


def keep(talk: Talk, before: Session) -> None:
    """Save what the last turn brought. What could not be saved is said, and is tried again at the next turn."""
    keeper = talk.keeper
    if keeper is None or (talk.session.entries == before.entries and keeper.saved):
        return
    if begun_again(before, talk.session):
        talk.keeper = None
        return
    kept = keeper.follow(talk.session, talk.guide.view, talk.guide.plan)
    if kept.says:
        talk.say(kept.says)
    if kept.session != talk.session:
        talk.session = kept.session
        talk.written = None


def leaving(talk: Talk) -> str:
    """What to ask before leaving or starting again, or nothing when everything is on the disk."""
    if talk.keeper is None:
        return "Nothing is kept. Type y to leave"
    if not talk.keeper.saved:
        return "Your last answers are NOT saved. Type y to leave all the same"
    return ""
