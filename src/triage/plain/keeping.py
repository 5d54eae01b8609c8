"""A conversation about a saved case: what is said of saving, and saving after every answer."""

from __future__ import annotations

from triage.case.answering import begun_again
from triage.case.differing import own_views
from triage.case.standing_words import progress
from triage.plain.talk import Talk
from triage.session.session import Session


def welcome_back(talk: Talk) -> None:
    """Take up the session of a saved case, and say that everything is saved as it is answered."""
    keeper = talk.keeper
    if keeper is None:
        return
    talk.session = keeper.opening.session
    talk.own = own_views(keeper.state)
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
    kept = keeper.follow(talk.session, talk.guide.view, talk.plan)
    if kept.says:
        talk.say(kept.says)
    if kept.session != talk.session:
        talk.session = kept.session
        talk.written = None


def write_progress(talk: Talk) -> None:
    """How a saved case stands: what became of its steps, what is overdue, what others owe, what happened."""
    if talk.keeper is None:
        return
    state = talk.keeper.state
    known = progress(state, talk.keeper.clock())
    numbers = {step.id: step.number for step in talk.plan(talk.view).steps}
    late = {name: known.when[name] for name in known.late if name in numbers}
    became = {name: words for name, words in known.became.items() if name in numbers}
    sections = (
        (
            "Overdue",
            [
                f"Line {numbers[name]}: {words}."
                for name, words in sorted(late.items(), key=lambda one: numbers[one[0]])
            ],
        ),
        (
            "Dealt with",
            [
                f"Line {numbers[name]}: {words}"
                for name, words in sorted(became.items(), key=lambda one: numbers[one[0]])
            ],
        ),
        ("Owed to you, and meetings", known.owed),
        ("What happened, the newest first", known.happened),
    )
    for title, lines in sections:
        if lines:
            talk.say()
            talk.say(f"{title}:")
        for line in lines:
            talk.lines.listed("-", line, indent=0, room=2)


def leaving(talk: Talk) -> str:
    """What to ask before leaving or starting again, or nothing when everything is on the disk."""
    if talk.keeper is None:
        return "Nothing is kept. Type y to leave"
    if not talk.keeper.saved:
        return "Your last answers are NOT saved. Type y to leave all the same"
    return ""
