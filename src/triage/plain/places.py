"""The places of a case, line by line: where you are and what is next, then what can be done, by its number."""

from __future__ import annotations

from collections.abc import Callable

from triage.case.asks_places import place_telling
from triage.commands import Where, find_word
from triage.engine.decision import Tri
from triage.export.layout import Sheet
from triage.export.places.home import something_owed
from triage.export.places.opening import Kept, Seen, open_place, seen
from triage.export.places.page import Leads, Place, PlacePage, Way
from triage.export.places.text import write_head, write_part
from triage.plain.forms import write_form
from triage.plain.keeping import keep_worry
from triage.plain.talk import Talk
from triage.plain.telling import tell
from triage.session.view import View

SAVED_ONLY = "That needs a saved case."
MORE, MORE_WORDS = "more", "All the rest of this page"
Obey = Callable[[Talk, str, str, View], None]
"""Carries out one command by its id, with what was typed after its word."""
COMMANDS = {
    "case": Place.HOME,
    "ladder": Place.LADDER,
    "meetings": Place.MEETINGS,
    "early-help": Place.EARLY_HELP,
    "handover": Place.HANDOVER,
    "record": Place.RECORD,
}


def go_to(place: Place, talk: Talk, view: View, rest: str, obey: Obey) -> None:
    """Stay at the places of a case until the person goes back to the plan. ``rest`` is the line to begin with."""
    if place is Place.RECORD and talk.keeper is None:
        talk.say(SAVED_ONLY)
    else:
        _Visit(talk, view, obey).stay(place, rest)


def write_owed(talk: Talk) -> None:
    """On taking up a saved case of which something is owed: the whole of it, before anything else."""
    keeper, view = talk.keeper, talk.view
    if keeper is not None and view.page is None and something_owed(keeper.state, keeper.clock()):
        _write(talk, open_place(Place.HOME, _seen(talk, view)), ways=False)
        talk.say("Type k for this page with all its ways: the ladder, meetings, early help, handover, the record.")


def _seen(talk: Talk, view: View) -> Seen:
    keeper, guide = talk.keeper, talk.guide
    plan = talk.plan(view)
    if keeper is None:
        return seen(talk.session, plan, guide.rule_set, guide.clock())

    def kept() -> Kept:
        find = {guide.rule_set.hash: guide.decider}.get
        return Kept(keeper.case, keeper.store.receipt(keeper.case), find)

    return seen(talk.session, plan, guide.rule_set, keeper.clock(), keeper.state, kept)


def _write(talk: Talk, page: PlacePage, *, ways: bool = True) -> None:
    sheet = Sheet()
    write_head(sheet, page)
    write_part(sheet, page.next)
    if page.place is Place.HOME:
        for part in page.parts:
            write_part(sheet, part)
    talk.say()
    talk.lines.verbatim(sheet.written())
    if ways:
        _write_ways(talk, page)


def _write_ways(talk: Talk, page: PlacePage) -> None:
    talk.say()
    talk.say("From here:")
    for number, way in enumerate(page.ways, start=1):
        told = {None: "", True: " (told)", False: " (not yet)"}[way.done]
        about = f": {way.about}" if way.about else ""
        talk.lines.listed(str(number), f"{way.title}{told}{about}.")
    if _rest(page):
        talk.lines.listed(MORE, f"{MORE_WORDS}.")


def _rest(page: PlacePage) -> bool:
    return page.place is not Place.HOME and bool(page.parts)


class _Visit:
    """One stay at the places of a case."""

    def __init__(self, talk: Talk, view: View, obey: Obey) -> None:
        self._talk = talk
        self._view = view
        self._obey_with = obey
        self._at: tuple[Place, str] | None = None
        self._shown: PlacePage | None = None

    def stay(self, place: Place, rest: str) -> None:
        talk = self._talk
        self._at = (place, "")
        while self._at is not None and not talk.over:
            page = open_place(self._at[0], _seen(talk, self._view), self._at[1])
            if not rest:
                self._write(page)
                rest = talk.read("Which? A number, or Enter to go back: ").lower()
            typed, rest = rest, ""
            self._take(page, typed)

    def _write(self, page: PlacePage) -> None:
        """The page; after something was done on it that changed nothing of what is next, only where it stands now."""
        before, self._shown = self._shown, page
        if before is not None and (before.place, before.head, before.next) == (page.place, page.head, page.next):
            self._talk.say(" ".join(part for part in (page.head, page.why) if part))
            _write_ways(self._talk, page)
        else:
            _write(self._talk, page)

    def _take(self, page: PlacePage, typed: str) -> None:
        if not typed:
            self._leave(page)
        elif typed == MORE and _rest(page):
            self._write_rest(page)
        elif typed.isdecimal() and 1 <= int(typed) <= len(page.ways):
            self._go(page.ways[int(typed) - 1])
        else:
            self._named(page, typed)

    def _leave(self, page: PlacePage) -> None:
        """From a place to the whole case, and from there to the plan."""
        self._at = None if page.place is Place.HOME else (Place.HOME, "")

    def _named(self, page: PlacePage, typed: str) -> None:
        """What was typed is the name of a place, or anything that can be done at the plan; or it is nothing."""
        found = find_word(typed, Where.PLAN)
        if found is None:
            last = len(page.ways)
            self._talk.say(f"They are numbered from 1 to {last}. Enter goes back, p to the plan. 999 for the card.")
        elif found[0].id in COMMANDS:
            self._at = (COMMANDS[found[0].id], "")
        elif found[0].id == "back":
            self._leave(page)
        else:
            self._obey(found[0].id, found[1])

    def _obey(self, command: str, rest: str = "") -> None:
        """Do something that can be done at the plan. Where it leads to a question, or to the plan, the visit ends."""
        before = self._talk.session
        self._obey_with(self._talk, command, rest, self._view)
        if command == "plan" or self._talk.session != before:
            self._at = None

    def _write_rest(self, page: PlacePage) -> None:
        sheet = Sheet()
        for part in page.parts:
            write_part(sheet, part)
        self._talk.say()
        self._talk.lines.verbatim(sheet.written())

    def _go(self, way: Way) -> None:
        talk, view = self._talk, self._view
        match way.leads:
            case Leads.PLACE:
                place, _, which = way.to.partition(":")
                self._at = (Place(place), which)
            case Leads.TELL:
                self._tell(way.to)
            case Leads.FORM:
                write_form(talk, view, way.to)
            case Leads.QUESTION:
                self._ask_again(way.to)
            case Leads.PAGE | Leads.STEP:
                self._page(way.to)

    def _tell(self, name: str) -> None:
        talk = self._talk
        telling = place_telling(name, _seen(talk, self._view).state, talk.guide.rule_set)
        if talk.keeper is None or telling is None:
            talk.say(SAVED_ONLY)
        else:
            tell(talk, talk.keeper, telling)

    def _ask_again(self, question: str) -> None:
        applies = self._view.decision.applies.get(question)
        asked = self._talk.guide.danger_question if applies in (None, Tri.FALSE) else question
        self._talk.session = self._talk.session.change(asked)
        self._talk.written = self._at = None

    def _page(self, name: str) -> None:
        """One of the pages every case has."""
        if name == "keep":
            if keep_worry(self._talk, self._view):
                self._at = (Place.HOME, "")
        else:
            self._obey({"away": "shelf"}.get(name, name))
