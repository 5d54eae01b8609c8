"""A conversation about a saved case: what is said of saving, and saving after every answer."""

from __future__ import annotations

from triage.case.answering import begun_again
from triage.case.autosave import Autosave
from triage.case.differing import keep_view, own_views
from triage.case.events import started
from triage.case.keeping import CasesError
from triage.case.reference import judge_reference, made_up
from triage.case.standing_words import progress
from triage.plain.talk import Talk
from triage.session.session import Session
from triage.session.view import View

TO_KEEP = (
    "Saved cases are not set up on this computer, so nothing of this worry can be kept, and no clock can run. To set "
    "them up, once: leave, and type triage cases on. Until then write the times down on paper."
)


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


def keep_worry(talk: Talk, view: View) -> bool:
    """Keep this worry as a saved case from now on, with all there is of it. Whether it is kept."""
    if talk.keeper is not None:
        return False
    try:
        desk = talk.desk() if talk.desk is not None else None
        if desk is None:
            talk.say(TO_KEEP)
            return False
        reference = _reference(talk, made_up(desk.chance(6)))
        if reference:
            rules = talk.guide.rule_set
            begun = started(desk.now(), desk.chance(16).hex(), reference, rules, desk.made_by)
            _take_up(talk, Autosave(desk.store, desk.store.create(begun), rules, desk.now), view)
    except CasesError as trouble:
        talk.say(f"NOT SAVED: {trouble.says} {trouble.remedy}".rstrip())
    if talk.keeper is None:
        talk.say("Nothing was kept.")
    return talk.keeper is not None


def _reference(talk: Talk, ready: str) -> str:
    """What the case is to be called; empty when nothing will do."""
    typed = talk.read(f"A reference that names nobody, no initials and no date of birth, or Enter for {ready}: ")
    if talk.over:
        return ""
    judged = judge_reference(typed or ready)
    if judged.refused:
        talk.say(judged.refused)
        return ""
    if judged.doubt and talk.read(f"{judged.doubt} Type y if it names nobody: ").lower() not in ("y", "yes"):
        return ""
    return judged.reference


def _take_up(talk: Talk, keeper: Autosave, view: View) -> None:
    """Write all there is of the conversation into the case."""
    own, talk.own, talk.keeper = talk.own, (), keeper
    kept = keeper.follow(talk.session, talk.guide.view, talk.plan)
    for one in own:
        talk.own = (*talk.own, one)
        keep_view(keeper, talk.guide.rule_set, talk.session, view, one, talk.plan(view))
    talk.say(kept.says or f"This worry is saved as {keeper.reference} from now on, after every answer.")


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
