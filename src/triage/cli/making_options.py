"""What ``triage new`` takes: for each kind, the words the owner of the rules gives."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

KINDS: Mapping[str, str] = {
    "topic": "A topic: a file that questions, steps and rules can be added to.",
    "rule": "A rule at the end of its topic, with a scenario, and with its step and question where they are new.",
    "source": "A guidance file with its first passage.",
    "pack": "A local pack laid over the national one.",
}
"""What can be made, each with its line of help."""

_TITLE = ("--title", "WORDS", "What it is called, as people read it.")
_REVIEW = ("--review-by", "DATE", "The day by which it must be looked at again.")

TEXTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "topic": (
        _TITLE,
        ("--section", "SECTION", "The part of the interview its questions belong to."),
    ),
    "rule": (
        ("--topic", "TOPIC", "The topic it belongs to."),
        ("--when", "CONDITION", 'When it holds, as in a rule file: "harm_level: needs help".'),
        ("--ask", "WORDS", "A new question, answered with yes or no: the rule holds for yes, and for not sure."),
        ("--ask-why", "WORDS", "Why the new question is asked."),
        ("--ask-when", "CONDITION", "When the new question is asked; left out, in every case."),
        ("--urgency", "URGENCY", "How soon: emergency, now, today, days, planned or information."),
        ("--send-as", "WORDS", "What a message to another agency is called, if the rule says so."),
        ("--do", "WORDS", "A new step: what to do."),
        ("--kind", "KIND", "The sort of step: safety, ring, talk, write and so on."),
        ("--write", "WORDS", "What to write down about the new step."),
        ("--say", "WORDS", "What to say, when the new step rings someone."),
        ("--if-no-answer", "WORDS", "What to do when nobody answers."),
        ("--why", "WORDS", 'Why, as it follows "because".'),
        ("--case", "WORDS", "The name of its scenario: a made-up case in one line, no real people."),
    ),
    "source": (
        _TITLE,
        ("--publisher", "WORDS", "Who published it."),
        ("--edition", "WORDS", "Which edition, as it is printed there."),
        ("--address", "ADDRESS", "Where it can be found."),
        ("--licence", "WORDS", "Under which terms it may be used."),
        ("--status", "STATUS", "in force, background, superseded or not yet in force."),
        ("--confidence", "LETTER", "V read at the publisher, S second-hand, K known, X not verified."),
        _REVIEW,
        ("--read", "WORDS", "Which edition was read, and how."),
        ("--about", "WORDS", "What it is about, in a sentence."),
        ("--passage", "WORDS", "The heading of its first passage."),
        ("--text", "WORDS", "What the passage says, in your own words."),
        ("--left-to-judgement", "WORDS", "The reason, if no rule is to use the passage."),
    ),
    "pack": (
        _TITLE,
        ("--owner", "WORDS", "Who owns the pack: a role, never a person."),
        ("--extends", "PACK", "The pack it is laid over; left out, the national one."),
        ("--in-force-from", "DATE", "The first day it may be used; left out, today."),
        _REVIEW,
        ("--source", "NAME", "The guidance file or passage that gives the phone numbers."),
    ),
}
"""The options that take one text, by kind."""

SEVERAL: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "rule": (
        ("--step", "STEP", "A step there is that it brings. Give it again for more."),
        ("--contact", "CONTACT", "Who the new step rings. Give it again for more."),
        ("--because", "PASSAGE", "The passage it rests on, such as kcsie#speaking-up. Give it again for more."),
    ),
    "pack": (("--phone", "CONTACT=NUMBER", "The number of a national contact in this area. Give it again for more."),),
}
"""The options that can be given several times, by kind."""


def add_options(
    parser: argparse.ArgumentParser,
    parser_class: type[argparse.ArgumentParser],
    add_shared: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Give ``triage new`` a command for each kind, with its options. ``add_shared`` adds those of every command."""
    kinds = parser.add_subparsers(dest="making", metavar="KIND", required=True, parser_class=parser_class)
    for kind, text in KINDS.items():
        made = kinds.add_parser(kind, help=text, description=text, allow_abbrev=False)
        add_shared(made)
        made.add_argument("name", metavar="NAME", help="Its name in the rule files: lower-case words with hyphens.")
        for option, value, meaning in TEXTS[kind]:
            made.add_argument(option, metavar=value, help=meaning)
        for option, value, meaning in SEVERAL.get(kind, ()):
            made.add_argument(option, metavar=value, action="append", default=[], help=meaning)
        made.add_argument("--show", action="store_true", help="Show what would be written, and write nothing.")
