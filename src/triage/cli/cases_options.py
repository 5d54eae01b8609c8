"""What ``triage cases`` takes: each thing that can be done with saved cases, and its options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

PAPERS = ("text", "markdown", "html", "word")
"""What a form can be written as."""

ACTS: Mapping[str, tuple[str, str]] = {
    "list": ("", "List your saved cases: what is due next, and when each was last changed. The same as: triage cases"),
    "on": ("", "Start saving cases: choose a passphrase. Until then nothing is saved."),
    "new": ("[REFERENCE]", "Start a new saved case. Without a reference, one that names nobody is made for you."),
    "show": ("REFERENCE", "Show where a case stands: what is due, what was done, what others owe, and its receipt."),
    "done": ("REFERENCE STEP", "Mark a step as done, by its number or name in: triage cases show."),
    "happened": ("REFERENCE WHAT", "Say that something happened: a reply, new information, a meeting called."),
    "owes": ("REFERENCE WHO WHAT", "Note what another agency owes you, and by when."),
    "came": ("REFERENCE NUMBER", "Note that what was owed came, by its number or name in: triage cases show."),
    "note": ("REFERENCE", "Add a note. It is typed, or read from standard input, never given as an argument."),
    "ladder": ("REFERENCE", "When you disagree: which rung you are on, until when, who is next, and what to write."),
    "meetings": ("REFERENCE [MEETING]", "Meetings: what to prepare and by when, and what if you cannot go."),
    "early-help": ("REFERENCE", "Early help: the team, who leads, the plan, the words agreed, the next review."),
    "handover": ("REFERENCE", "Hand a case over: you hold it until somebody has accepted it."),
    "write": ("REFERENCE FORM", "Fill a form from a case as it stands, such as: handover-note, case-record."),
    "keep": ("REFERENCE DAY", "Set the day to look again at whether the case is still to be kept."),
    "rename": ("REFERENCE NEW", "Give a case another reference."),
    "archive": ("REFERENCE", "Put a case away. Nothing of it is due any more; nothing is lost."),
    "reopen": ("REFERENCE", "Take a case out again that was put away."),
    "delete": ("REFERENCE", "Delete a case for good. Nothing of it can be brought back."),
    "answers": ("REFERENCE", "Write the answers of a case as an answers file, for decide and for scenarios."),
    "export": ("REFERENCE FILE", "Write one case to an encrypted file with a passphrase of its own."),
    "import": ("FILE", "Take in a case from such a file."),
    "audit": ("REFERENCE", "Check that nothing was changed or cut since it was written, and make its decisions again."),
    "passphrase": ("", "Change the passphrase."),
    "remember": ("", "Let the keyring of this computer keep the key, so that no passphrase is asked for."),
    "forget": ("", "Ask for the passphrase again from now on."),
}
"""Everything that can be done, with what it takes and its line of help."""

_JSON, _ALL, _ANYWAY, _YES, _NOTE = "--json", "--all", "--anyway", "--yes", "--note"
_FLAGS: Mapping[str, str] = {
    _JSON: "Give the result as JSON.",
    _ALL: "List cases that were put away as well.",
    _ANYWAY: "Use the reference although it looks like a name or a date.",
    _YES: "Do not ask once more.",
    _NOTE: "Ask for a note to go with it; through a pipe, read it.",
    "--not-possible": "The step cannot be done: asks why.",
    "--again": "The step is open again.",
    "--will-not": "What was owed will not come.",
    "--settled": "The disagreement is settled, and you have it in writing.",
    "--report-sent": "Your report has gone, and somebody has confirmed it.",
    "--shared": "The family has seen your report.",
    "--to-chair": "What the family may not see went to the chair first, apart from the report.",
    "--remote": "You have asked to join by phone or video.",
    "--held": "The meeting was held.",
    "--met": "The team around the family has met.",
    "--plan-written": "There is a written plan with actions, owners and dates.",
    "--message-agreed": "Everyone has agreed what the family is told, and by whom.",
    "--not-settled": "The rung tried last did not settle it.",
}
_TEXTS: Mapping[str, tuple[str, str]] = {
    "--on": ("TIME", "When it was, if not now: 2026-11-20T16:20, or 16:20 for today."),
    "--by": ("WHO", "Who did it, if not you: a role or a team, not a name."),
    "--tried": ("RUNG", "The number of the rung that was taken up: its clock starts."),
    "--briefed": ("ROLE", "Who you briefed to speak for you: a role, not a name."),
    "--lead": ("ROLE", "The lead practitioner who was agreed: a role, not a name."),
    "--review": ("DAY", "When the plan is looked at again."),
    "--to": ("ROLE", "To whom it was offered: a role, not a name. You still hold it."),
    "--accepted-by": ("ROLE", "Who has accepted it in writing: a role, not a name."),
    "--out": ("FILE", "Write it to this new file."),
    "--due": ("TIME", "By when it is owed."),
    "--meets": ("TIME", "When the meeting is."),
    "--meeting": ("WORDS", "What sort of meeting: a conference, a core group. No names."),
    "--clock": ("STEP", "The step whose time limit started, for: happened REFERENCE time started."),
    "--as": ("REFERENCE", "Keep it under this reference."),
    "--receipt": ("RECEIPT", "A receipt from an earlier document, such as 12-0123456789abcdef, to check against."),
}
_TAKES: Mapping[str, tuple[str, ...]] = {
    "list": (_ALL, _JSON),
    "new": (_ANYWAY,),
    "rename": (_ANYWAY,),
    "show": (_JSON,),
    "done": ("--on", "--by", "--not-possible", "--again", _NOTE),
    "happened": ("--on", "--meets", "--meeting", "--clock", _NOTE),
    "owes": ("--due",),
    "came": ("--on", "--will-not"),
    "ladder": ("--tried", "--on", "--not-settled", "--settled", _NOTE, _JSON),
    "meetings": ("--report-sent", "--shared", "--to-chair", "--remote", "--briefed", "--held", "--on", _NOTE, _JSON),
    "early-help": ("--met", "--lead", "--plan-written", "--message-agreed", "--review", "--on", _NOTE, _JSON),
    "handover": ("--to", "--accepted-by", "--on", _JSON),
    "write": ("--form-as", "--out"),
    "delete": (_YES,),
    "import": ("--as",),
    "audit": ("--receipt", _JSON),
}


def add_options(
    parser: argparse.ArgumentParser,
    kind: type[argparse.ArgumentParser],
    shared: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add everything that can be done with saved cases to the parser of ``triage cases``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", title="what to do", parser_class=kind)
    for name, (takes, text) in ACTS.items():
        act = acts.add_parser(name, help=text, description=text, allow_abbrev=False)
        shared(act)
        for word in takes.split():
            optional = word.startswith("[")
            plain = word.strip("[]")
            act.add_argument(plain.lower(), metavar=plain, nargs="?" if optional else "+" if plain == "WHAT" else None)
        for option in _TAKES.get(name, ()):
            _add(act, option)


def _add(parser: argparse.ArgumentParser, option: str) -> None:
    if option in _FLAGS:
        parser.add_argument(option, action="store_true", help=_FLAGS[option])
    elif option == "--form-as":
        parser.add_argument("--as", dest="form_format", choices=PAPERS, default="text", help="What to write it as.")
    elif option == "--receipt":
        parser.add_argument(option, metavar=_TEXTS[option][0], action="append", default=[], help=_TEXTS[option][1])
    else:
        name = "named" if option == "--as" else option[2:].replace("-", "_")
        parser.add_argument(option, dest=name, metavar=_TEXTS[option][0], help=_TEXTS[option][1])
