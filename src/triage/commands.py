"""Everything a person can do while in the app, once: the one list that key bindings, the command palette, the help
screen, plain mode's help and the table in ``docs/commands.md`` are all made from.

Plain data. Nothing here knows how a command is carried out; front ends look commands up by ``id``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The parts of the app a command can belong to. ``CASE`` are the places of a case: the whole of it, the ladder of
    disagreement, meetings, early help, the handover and the record. ``READING`` is any page that is only read:
    contacts, guidance, the emergency card, help, and the answers to why, why not and what would change it.
    ``WORKBENCH`` are the pages for those who write the rules. ``STORIES``, ``STORY`` and ``PROJECTOR`` are the Teach
    door: choosing a made-up story, working through one, and showing one to a room. ``EDITIONS`` are the pages that hold
    a case against two editions of the rules."""

    START = "start"
    QUESTION = "question"
    ANSWERS = "check your answers"
    PLAN = "plan"
    CASE = "this case"
    READING = "reading"
    WORKBENCH = "workbench"
    STORIES = "made-up stories"
    STORY = "a made-up story"
    PROJECTOR = "projector"
    EDITIONS = "two editions"


EVERYWHERE = frozenset(Where)


@dataclass(frozen=True)
class Command:
    """One thing a person can do.

    ``keys`` work in the full screen, by the names the screen library gives them (``question_mark``, ``f9``);
    ``words`` are what plain mode understands when they are typed, in lower case. Either may be empty: the command is
    then not offered there. ``takes`` says what may follow the word in plain mode ("line number").
    ``short`` is the one or two words for a row of keys at the foot of a screen. ``listed`` is whether that row shows
    it. ``widget`` marks keys that lists and buttons answer by themselves: shown in help, not to be bound again.
    """

    id: str
    title: str
    help: str
    short: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    where: frozenset[Where]
    takes: str = ""
    listed: bool = False
    widget: bool = False

    @property
    def key_labels(self) -> tuple[str, ...]:
        """The keys as a person reads them on a keyboard: ``?``, ``F9``, ``Ctrl+P``."""
        return tuple(key_label(key) for key in self.keys)

    @property
    def keys_shown(self) -> str:
        """All keys in a few characters, for help and the docs: ``1-9``, ``0 or u``."""
        if len(self.keys) > 2 and self.keys == DIGITS[: len(self.keys)]:
            return f"1-{self.keys[-1]}"
        return " or ".join(self.key_labels)


DIGITS = tuple("123456789")
_LABELS = {"question_mark": "?", "enter": "Enter", "escape": "Esc", "space": "Space", "up": "Up", "down": "Down",
           "tab": "Tab", "left": "Left", "right": "Right", "home": "Home", "end": "End", "pageup": "Page Up",
           "pagedown": "Page Down", "backspace": "Backspace"}  # fmt: skip


def key_label(key: str) -> str:
    """What is printed on the keyboard for one key name: ``ctrl+p`` gives ``Ctrl+P``, ``f9`` gives ``F9``."""
    if key in _LABELS:
        return _LABELS[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return key.upper() if len(key) > 1 else key


def _at(*where: Where) -> frozenset[Where]:
    return frozenset(where)


_Q, _A, _P, _R, _S = Where.QUESTION, Where.ANSWERS, Where.PLAN, Where.READING, Where.START
_C, _W = Where.CASE, Where.WORKBENCH
_LIST, _STORY, _SHOW, _TWO = Where.STORIES, Where.STORY, Where.PROJECTOR, Where.EDITIONS

COMMANDS: tuple[Command, ...] = (
    # Answering
    Command("choose", "Choose an answer", "Choose the answer with that number. On a page where more than one may be "
            "chosen, choosing again takes it back.", "choose", DIGITS, (), _at(_Q, _STORY), listed=True),
    Command("move", "Move between lines", "Move up and down the lines and from part to part; Space chooses the line "
            "you are on.", "move", ("up", "down", "tab", "space"), (), EVERYWHERE,
            widget=True),
    Command("not-sure", "Not sure", "Say you are not sure. The page tells you how that is treated: never as if all "
            "were well.", "not sure", ("u", "0"), ("u", "0", "not sure", "unsure", "dont know", "don't know"),
            _at(_Q), listed=True),
    Command("none", "None of these", "Say that none of the lines on this page is so.", "none", ("n",),
            ("n", "none", "none of these"), _at(_Q)),
    Command("continue", "Continue", "Keep this answer and go on.", "continue", ("enter",), (), _at(_Q, _STORY),
            listed=True),
    Command("skip", "Skip this question", "Pass over it. It counts as not sure, and you can come back to it.",
            "skip", ("s",), ("s", "skip"), _at(_Q)),
    Command("back", "Back", "Go back one question. Nothing you have answered is lost.", "back", ("b",),
            ("b", "back"), _at(_Q, _A, _P, _STORY), listed=True),
    Command("why-ask", "Why we ask", "Show why this question is asked and what it settles.", "why we ask",
            ("question_mark",), ("?", "why we ask"), _at(_Q), listed=True),
    Command("danger", "The danger question", "Go straight to the question about danger, to answer it again.",
            "danger", ("d",), ("d", "danger"), _at(_Q, _A, _P, _C)),
    Command("plan", "The plan so far", "Show the plan your answers make up to now.", "plan", ("p",),
            ("p", "plan"), _at(_Q, _A, _P, _C)),
    Command("answers", "Check your answers", "Show every answer you have given, and change any of them.", "answers",
            ("a",), ("a", "answers", "change"), _at(_Q, _A, _P, _C), takes="number of the answer to change"),
    # The plan
    Command("why", "Why this line", "Show the answers, the rule and the guidance behind a line of the plan.", "why",
            ("w",), ("w", "why"), _at(_P), takes="line number", listed=True),
    Command("why-not", "Why not more urgent", "Show the nearest rules that would be more urgent, and what they lack.",
            "why not", ("n",), ("n", "why not"), _at(_P), listed=True),
    Command("change", "What would change it", "Show the smallest change in your answers that would make this more or "
            "less urgent.", "what if", ("x",), ("x", "what would change it"), _at(_P), listed=True),
    Command("line", "Open a line", "Show all of the line you are on, or close it again.", "open", ("enter",), (),
            _at(_P), listed=True, widget=True),
    Command("done", "Mark as done", "Mark the line you are on as done, or not done. Kept only for a saved case.",
            "done", ("space",), (), _at(_P), listed=True, widget=True),
    Command("mark", "What became of a line", "In a saved case: the line is done, done by someone else, or not possible "
            "and why, with the time it was. Saved at once.", "mark", ("m",), ("m", "mark"), _at(_P),
            takes="line number", listed=True),
    Command("happened", "Something happened", "In a saved case: they have it, the outcome, no reply, new information, "
            "a meeting, a note, or what somebody owes you. Saved at once.", "happened", ("e",),
            ("e", "happened", "note"), _at(_P, _C), takes="number of the choice", listed=True),
    # The places of a case
    Command("case", "This case", "Show the whole case: what is overdue first, what others owe, what is next, and the "
            "ways to the ladder, meetings, early help, handover, forms and the record.", "case", ("k",),
            ("k", "case", "this case"), _at(_P, _C), takes="number of the line", listed=True),
    Command("ladder", "When you disagree", "Show the ladder of disagreement: which step of it you are on, until when, "
            "who speaks to whom next, and how to get it in writing.", "disagree", ("l",), ("l", "ladder"),
            _at(_P, _C), takes="number of the line"),
    Command("meetings", "Meetings", "Show what to prepare for a meeting and by when, and what if you cannot go.",
            "meetings", (), ("meetings", "meeting"), _at(_P), takes="number of the line"),
    Command("early-help", "Early help", "Show who leads, the written plan, the words agreed and the next review.",
            "early help", (), ("early help", "early-help"), _at(_P), takes="number of the line"),
    Command("handover", "Handover", "Show who holds the case, and hand it over: offered, then accepted.", "handover",
            (), ("handover", "hand over"), _at(_P), takes="number of the line"),
    Command("record", "The record", "In a saved case: every entry, and whether anything was changed or cut.", "record",
            (), ("record", "audit"), _at(_P), takes="number of the line"),
    Command("pick", "Choose a line", "Do what the line with that number says. Enter does it for the line you are on.",
            "choose", DIGITS, (), _at(_C), listed=True, widget=True),
    Command("open", "Every line in full", "Show the lines of the plan in full: all of them, or only one.", "in full",
            ("o",), ("o", "open"), _at(_P), takes="line number"),
    Command("fuller", "Make it fuller", "Answer a few more questions, part by part, to add to the plan. Nothing you "
            "add makes it less urgent.", "make it fuller", ("f",), ("f", "fuller"), _at(_P), takes="part number",
            listed=True),
    Command("forms", "Forms and letters", "Fill a call sheet, a referral, a letter or your own record from your "
            "answers. Names stay blank, to be written by hand.", "forms", ("t",), ("t", "forms", "letters"),
            _at(_P, _C), takes="number of the form, and word, html, text or markdown to save it", listed=True),
    Command("differ", "See it differently", "Say that it is more urgent, and the plan changes at once. Or say that it "
            "is less urgent, that a step is wrong or missing, or that it does not fit this child.", "your view",
            ("v",), ("v", "differ", "disagree", "more urgent"), _at(_Q, _A, _P), takes="number of the choice",
            listed=True),
    # Looking things up
    Command("contacts", "Contacts", "Show who to ring, with numbers, hours and when each was checked.", "contacts",
            ("c",), ("c", "contacts"), EVERYWHERE, listed=True),
    Command("guidance", "Guidance", "Read or search the guidance behind the rules.", "guidance", ("g",),
            ("g", "guidance"), EVERYWHERE, takes="words to look for", listed=True),
    # Always there
    Command("card", "Emergency card", "Show who to ring when a child may be in danger. It works even when nothing "
            "else does.", "999", ("f9",), ("999", "card", "emergency"), EVERYWHERE, listed=True),
    Command("help", "Help", "Show what you can do here.", "help", ("f1", "h"), ("h", "help"), EVERYWHERE),
    Command("blank", "Blank the screen", "Hide everything at once; the same key brings it back.", "blank", ("f10",),
            (), EVERYWHERE, listed=True),
    Command("theme", "Change the colours", "Go to the next theme: light, dark or high contrast.", "colours", ("f2",),
            (), EVERYWHERE),
    Command("palette", "All commands", "Search everything you can do by name.", "commands", ("ctrl+p",), (),
            EVERYWHERE),
    Command("files", "Rule files", "Show whether the rule files changed since they were read, what is wrong with them, "
            "and which version a new worry uses.", "rule files", ("f6",), (), EVERYWHERE),
    # For those who write the rules
    Command("source", "Which file and line", "Show which lines of the rule files what is on the screen comes from.",
            "file and line", ("f3",), (), _at(_Q, _A, _P)),
    Command("workbench", "Rules workbench", "Look at the rules, their guidance and their scenarios, and try answers on "
            "them. Nothing of your worry is lost.", "workbench", ("f5",), (), EVERYWHERE),
    Command("part", "Choose a part", "Show another part: the rule itself, its guidance, its scenarios, who uses it, or "
            "answers to try.", "parts", ("1", "2", "3", "4", "5"), (), _at(_W), widget=True),
    Command("try", "Try answers", "Choose answers and see at each which conditions hold, and what comes of the case.",
            "try", ("t",), (), _at(_W), listed=True),
    Command("make", "Make it hold", "Add the fewest answers with which this rule holds.", "make it hold", ("m",), (),
            _at(_W)),
    Command("another", "Another question", "Answer any other question among the answers tried.", "another", ("a",), (),
            _at(_W)),
    Command("clear", "Clear the answers", "Take back every answer tried.", "clear", ("x",), (), _at(_W)),
    Command("problems", "Problems", "Show what is wrong with the rule files, and scenarios that fail.", "problems",
            ("f7", "p"), (), _at(_W), listed=True),
    Command("run", "Run every scenario", "Run all the scenarios. It takes a while; you can go on meanwhile.", "run all",
            ("f8", "r"), (), _at(_W)),
    Command("edit", "Open in your editor", "Open the file at this line in your own editor. It is read again after.",
            "edit", ("f4", "e"), (), _at(_W), listed=True),
    Command("again", "Say it again", "Write the page you are on once more.", "again", (), ("r", "again"),
            _at(_Q, _A, _P)),
    Command("close", "Close", "Close this and go back to where you were.", "close", ("escape",), (),
            _at(_R, _W, _C, _LIST, _STORY, _SHOW, _TWO), listed=True),
    Command("new", "New worry", "Start again with a new worry. Asks first if there are answers to lose.", "new worry",
            ("ctrl+n",), ("new",), _at(_S, _P)),
    # Made-up stories, to practise on
    Command("teach", "Practise on made-up stories", "Read a made-up story, say what you would do, and see what the "
            "rules say and why. Nothing of it becomes a case.", "practise", ("p",), (), _at(_S)),
    Command("read", "Read a story", "Open the story you are on.", "read", ("enter",), (), _at(_LIST), listed=True,
            widget=True),
    Command("topic", "Only one topic", "Show the stories of one topic, or of all.", "topic", ("t",), (), _at(_LIST),
            listed=True),
    Command("level", "Only as hard as this", "Show easy stories, middling ones, hard ones, or all.", "how hard",
            ("l",), (), _at(_LIST), listed=True),
    Command("lot", "In an order drawn by lot", "Put the stories in an order drawn by lot. Its number is shown, so that "
            "the same order can be had again.", "by lot", ("r",), (), _at(_LIST), listed=True),
    Command("same-lot", "The same order again", "Type the number of a draw, to have its order again.", "same draw",
            ("n",), (), _at(_LIST)),
    Command("story", "The story again", "Show the story once more.", "story", ("s",), (), _at(_STORY, _SHOW),
            listed=True),
    Command("try-again", "Try again from there", "Choose again from where you and the rules part. What you chose "
            "before that stays.", "try again", ("t",), (), _at(_STORY), listed=True),
    Command("what-if", "What if", "Change one answer of the story, and see both plans side by side and why they "
            "differ.", "what if", ("x",), (), _at(_STORY, _SHOW), listed=True),
    Command("whole-plan", "The rules' whole plan", "Show everything the rules say about this story.", "whole plan",
            ("w",), (), _at(_STORY, _SHOW), listed=True),
    Command("editions", "Two editions", "Hold this story against an older edition of the rules, word by word.",
            "two editions", ("e",), (), _at(_LIST, _STORY)),
    Command("discuss", "Questions to discuss", "Show what to talk about after this story.", "discuss", ("d",), (),
            _at(_STORY)),
    Command("next-story", "The next story", "Go on to the next story of the list.", "next story", ("n",), (),
            _at(_STORY), listed=True),
    Command("projector", "Projector", "Show the stories to a room: large letters, one thing at a time, nothing kept. "
            "The same key leads back.", "projector", ("p",), (), _at(_LIST, _STORY, _SHOW), listed=True),
    Command("reveal", "Show the next thing", "Show the next thing: the question, what can be chosen, a pause for the "
            "vote, what the rules say, and why. Keys of a presenter's remote work too.", "continue",
            ("enter", "right", "pagedown"), (), _at(_SHOW), listed=True),
    Command("hide", "Go back one", "Take the last thing away again.", "back", ("b", "left", "pageup"), (), _at(_SHOW),
            listed=True),
    Command("vote", "Count a hand", "While the room votes: count one hand for the choice with that number. Backspace "
            "takes it back. It is only on the screen, and kept nowhere.", "hands", DIGITS, (), _at(_SHOW),
            listed=True),
    Command("notes", "Speaker's notes", "Show or hide your notes for this story. On a mirrored screen the room sees "
            "them too: print them with triage teach handout --speaker.", "notes", ("n",), (), _at(_SHOW), listed=True),
    Command("restart", "This story from its start", "Begin this story again.", "from the start", ("home",), (),
            _at(_SHOW)),
    Command("skip-on", "On to the next story", "Leave this story for the next one of the list.", "next story", ("end",),
            (), _at(_SHOW), listed=True),
    Command("edition", "The other edition", "Show both editions, then only the older one, then only the newer one.",
            "both, older, newer", ("e",), (), _at(_TWO), listed=True),
    Command("differing", "Only what differs", "Leave out the lines that are the same in both, or show them again.",
            "only changes", ("o",), (), _at(_TWO), listed=True),
    # Saved cases
    Command("cases", "Saved cases", "List your saved cases, what is overdue first, and open one. Asks for your "
            "passphrase.", "saved cases", ("s",), (), _at(_S), listed=True),
    Command("today", "Today", "Show what is due in all your saved cases, what is overdue first.", "today", ("t",), (),
            _at(_S), listed=True),
    Command("shelf", "Keep, move or delete a case", "Put a saved case away, set the day to look at it again, write it "
            "to an encrypted file or take one in, check its history, delete it for good, or change the passphrase. In "
            "the full screen it is a line of: Saved cases.", "keep or delete", (), ("cases",), _at(_Q, _A, _P)),
    Command("new-case", "New saved case", "Start a case that is saved, encrypted, after every answer.", "new case",
            ("k",), (), _at(_S)),
    Command("quit", "Quit", "Leave. It asks first if there are answers to lose.", "quit",
            ("q", "ctrl+c"), ("q", "quit", "exit"), EVERYWHERE),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def commands_at(where: Where) -> tuple[Command, ...]:
    """The commands that belong to one part of the app, in the order of the list."""
    return tuple(command for command in COMMANDS if where in command.where)


def find_word(typed: str, where: Where) -> tuple[Command, str] | None:
    """The command a line typed in plain mode names there, with what follows its word.

    ``w 3`` at the plan gives the command ``why`` and ``3``. Longer words win ("why not" before "why"). None when the
    line is no command, or has something after a word that takes nothing.
    """
    line = " ".join(typed.lower().split())
    named = [(word, command) for command in commands_at(where) for word in command.words]
    for word, command in sorted(named, key=lambda pair: -len(pair[0])):
        if line == word:
            return command, ""
        if line.startswith(f"{word} "):
            return (command, line.removeprefix(word).strip()) if command.takes else None
    return None
