"""Five days of one worry, played in the app: what is done on each, by real keys, and what is looked at.

A nursery worker rings on the Friday before a bank holiday. Nobody confirms it; then it is no further
action; they disagree; a conference is called that they cannot go to; and they hand the case over.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from story.computer import Computer, Player

CASE = "W-2C4F6H"
FRIDAY, TUESDAY, WEDNESDAY, THURSDAY, NEXT_WEEK = (
    "2026-05-22T15:50",
    "2026-05-26T17:20",
    "2026-05-27T10:00",
    "2026-05-28T17:05",
    "2026-05-29T09:00",
)


async def friday(player: Player) -> None:
    """The call at four on the Friday before the bank holiday, and what follows from it."""
    player.look("1-start")
    await player.unlock("k")
    player.look("1-new-case")
    await player.press("enter")
    player.look("1-first-question")
    await player.answer(
        danger=["none of these"],
        situation=["worried"],
        role=["early years"],
        worry=["physical"],
        harm_level=["significant harm"],
    )
    player.look("1-plan")
    await save(player, "call-sheet", "1-call-sheet")
    player.later("2026-05-22T16:20")
    await player.mark("ring-front-door", "done", "16:10", "The duty worker took it")
    player.look("1-plan-after-the-call")
    await player.mark("talk-to-lead", "done", "16:15", "")
    await player.mark("record-today", "done", "", "")
    await player.mark("note-the-injury", "done", "", "")
    await save(player, "referral", "1-referral")
    player.later("2026-05-22T16:50")
    await player.mark("follow-up-in-writing", "done", "", "By secure e-mail")
    await player.press("k")
    player.look("1-case")


async def tuesday(player: Player) -> None:
    """No word by the end of the next working day: it is chased, and they say they have it."""
    await player.unlock("t")
    player.look("2-today")
    await player.press("enter")
    player.look("2-case")
    await player.choose("due step chase-acknowledgement")
    player.look("2-chase")
    await player.press("escape", "e")
    player.look("2-what-happened")
    await player.tell("no-reply", "17:10", "The line was busy twice")
    player.later("2026-05-26T17:40")
    await player.press("e")
    await player.tell("acknowledged", "17:35", "A name and a reference, written in my notes")
    player.look("2-acknowledged")


async def wednesday(player: Player) -> None:
    """No further action. They disagree, ask for the reasons, and say so to the person who decided."""
    await player.unlock("s")
    player.look("3-cases")
    await player.choose(CASE)
    await player.press("e")
    await player.tell("outcome-told", "09:40", "No further action")
    player.look("3-outcome")
    await player.press("k")
    player.look("3-case")
    await player.choose("due answer situation")
    player.look("3-what-brings-you")
    await player.answer(situation=["disagree"])
    player.look("3-answers")
    await player.press("p")
    player.look("3-plan")
    player.later("2026-05-27T11:15")
    await player.mark("say-what-you-think", "done", "11:00", "They will not change it")
    player.look("3-plan-after")
    await player.mark("ask-reasons-in-writing", "done", "11:05", "")
    await player.mark("managers-take-it-up-now", "done", "11:10", "My lead rang their manager. An answer by tomorrow")
    await player.press("k")
    player.look("3-case-after")


async def thursday(player: Player) -> None:
    """Time is up for the first rung: managers take it up, in writing. Then a conference is called."""
    await player.unlock("t")
    player.look("4-today")
    await player.press("enter")
    await home(player)
    player.look("4-case")
    await player.choose("ladder")
    player.look("4-ladder")
    await player.choose("rung-3")
    await player.type("17:00")
    await player.type("Our senior manager has written to theirs")
    player.look("4-ladder-after")
    await player.press("escape", "p")
    await save(player, "escalation-letter", "4-letter")
    player.later("2026-05-28T17:30")
    await player.press("e")
    await player.tell("meeting", "03/06/2026 10:00", "2", "By e-mail from the conference team")
    await player.press("k")
    player.look("4-case-after")


async def friday_again(player: Player) -> None:
    """They cannot go to the conference, send the report, and hand the case over."""
    await player.unlock("s")
    await player.choose(CASE)
    await home(player)
    player.look("5-case")
    await player.choose("meetings")
    player.look("5-meeting")
    await save_here(player, "conference-report", "5-report")
    meeting = next(row for row in player.rows if row.endswith("-briefed"))
    await player.choose(meeting)
    for line in ("the deputy lead", "", "I am away that day"):
        await player.type(line)
    await player.choose(meeting.replace("briefed", "report-sent"))
    for line in ("", "The conference team has it"):
        await player.type(line)
    player.look("5-meeting-after")
    await player.press("k")
    await player.choose("handover")
    player.look("5-handover")
    await player.choose("offered")
    for line in ("the deputy lead", "", ""):
        await player.type(line)
    player.look("5-offered")
    player.later("2026-05-29T11:00")
    await player.choose("accepted")
    for line in ("the deputy lead", "", ""):
        await player.type(line)
    player.look("5-accepted")
    await player.press("p")
    await save(player, "handover-note", "5-note")
    await save(player, "case-record", "5-record")
    await player.press("k")
    await player.choose("record")
    player.look("5-history")
    await player.press("escape", "k")
    await player.choose("handover")
    await player.choose("away")
    player.look("5-put-away")
    await player.choose("archive")
    await player.press("enter")
    player.look("5-end")


DAYS: Mapping[str, Callable[[Player], Awaitable[None]]] = {
    FRIDAY: friday,
    TUESDAY: tuesday,
    WEDNESDAY: wednesday,
    THURSDAY: thursday,
    NEXT_WEEK: friday_again,
}


async def home(player: Player) -> None:
    """To the page of the whole case, wherever the case was opened."""
    if player.driver.place != "PlaceScreen":
        await player.press("k")


async def save_here(player: Player, form: str, name: str) -> None:
    """At a place: write the form that is offered there, and save it."""
    await player.press("t")
    await player.choose(form)
    player.look(name)
    for row in ("keep-word", "keep-html", "keep-text"):
        await player.choose(row)
    await player.press("escape", "escape")


async def save(player: Player, form: str, name: str) -> None:
    """At the plan or the case: write a form and save it as a Word file and as text."""
    await player.press("t")
    if name == "1-call-sheet":
        player.look("1-forms")
    await player.choose(form)
    player.look(name)
    for row in ("keep-word", "keep-html", "keep-text"):
        await player.choose(row)
    await player.press("escape", "escape")


async def play(computer: Computer) -> None:
    """All five days."""
    for moment, day in DAYS.items():
        async with computer.opened(moment) as player:
            await day(player)
