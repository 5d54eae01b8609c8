"""Gathers the words something new is made of: from options, and from a person at a terminal for those left out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from datetime import date

from triage.cli.errors import Stop, unknown
from triage.rules.problems import listed
from triage.text import clean_line

Ask = Callable[[str], str | None]
"""Shows a question and returns the line typed; None when the input has ended."""
Say = Callable[[str], None]
"""Tells the person something in between."""
MOST_SHOWN = 20
_NOUNS = {"--because": "passage", "--send-as": "name for a message", "--kind": "kind of step"}
"""What an option takes, where its own name does not say it."""


class Form:
    """The words given. What is missing is asked for with ``ask``, or noted where there is nobody to ask."""

    def __init__(self, arguments: Namespace, ask: Ask | None, say: Say | None = None) -> None:
        self._arguments = arguments
        self._ask = ask
        self._say = say
        self._missing: list[str] = []

    @property
    def asking(self) -> bool:
        """Whether there is a person to ask."""
        return self._ask is not None

    def given(self, option: str) -> str:
        """What was given with ``option``, as one clean line; empty when nothing was."""
        return " ".join(clean_line(getattr(self._arguments, _dest(option)) or "").split())

    def text(self, option: str, question: str, default: str | None = None) -> str:
        """The words for ``option``. With a ``default`` they may be left out."""
        given = self.given(option)
        if given or (self._ask is None and default is not None):
            return given or default or ""
        if self._ask is None:
            self._missing.append(f"  {option}  {question}")
            return ""
        optional = " (or nothing)" if default == "" and "nothing" not in question else ""
        return self._read(f"{question} [{default}]" if default else f"{question}{optional}", default)

    def one_of(self, option: str, question: str, known: Collection[str], default: str | None = None) -> str:
        """One of ``known`` for ``option``. Raises Stop for any other that was given; asks again for one typed."""
        names = listed(sorted(known) if len(known) > MOST_SHOWN else known, "or", most=MOST_SHOWN)
        while True:
            word = self.text(option, f"{question} {names}", default)
            if not word or word in known or word == default:
                return word
            self._refuse(option, word, known)

    def several(self, option: str, question: str, known: Collection[str], *, needed: bool = True) -> tuple[str, ...]:
        """Some of ``known`` for ``option``, typed with commas between. Raises Stop for any other that was given."""
        given = [word for text in getattr(self._arguments, _dest(option)) for word in _split(text)]
        while True:
            words = given or _split(self._several_typed(option, question, needed))
            wrong = [word for word in words if word not in known]
            if not wrong:
                return tuple(dict.fromkeys(words))
            self._refuse(option, wrong[0], known)

    def day(self, option: str, question: str, default: date) -> date:
        """A day for ``option``, year first. Raises Stop for one given that is none; asks again for one typed."""
        while True:
            word = self.text(option, question, default.isoformat())
            try:
                return date.fromisoformat(word)
            except ValueError:
                if self._ask is None or self.given(option):
                    says = f'"{word[:40]}" is not a date.'
                    raise Stop(says, place=option, remedy="Write the year, month and day: 2026-11-22.") from None

    def lines(self, option: str) -> tuple[str, ...]:
        """Everything given with ``option``, each as one clean line. Nobody is asked."""
        return tuple(" ".join(clean_line(text).split()) for text in getattr(self._arguments, _dest(option)))

    def typed(self, question: str) -> str:
        """What a person types in answer, if there is one to ask; they may type nothing."""
        return "" if self._ask is None else self._read(question, "")

    def complete(self, what: str) -> None:
        """Raise Stop, naming every option left out, unless all the words are there."""
        if self._missing:
            says = f"These words are yours to give. Nothing was written, because {what} without them would be a blank."
            raise Stop(says, remedy="\n".join([*self._missing, "In a terminal you are asked for each."]))
        if self._ask is not None and self._say is not None:
            self._say(f"Trying {what} out in a copy of your rules ...")

    def _several_typed(self, option: str, question: str, needed: bool) -> str:
        if self._ask is None and not needed:
            return ""
        return self.text(option, question, None if needed else "")

    def _read(self, question: str, default: str | None) -> str:
        while True:
            typed = self._ask(f"{question}\n> ") if self._ask is not None else None
            if typed is None:
                raise Stop("The input ended before all the words were there. Nothing was written.")
            line = " ".join(clean_line(typed).split())
            if line or default is not None:
                return line or default or ""

    def _refuse(self, option: str, word: str, known: Collection[str]) -> None:
        wrong = unknown(_NOUNS.get(option, option.lstrip("-").replace("-", " ")), word, known, place=option)
        if self._ask is None or self.given_at_all(option):
            raise wrong
        self._ask(f"{wrong.says} {wrong.remedy}\nPress Enter to try again.")

    def given_at_all(self, option: str) -> bool:
        """Whether the option was on the command line."""
        return bool(getattr(self._arguments, _dest(option)))


def _dest(option: str) -> str:
    return option.lstrip("-").replace("-", "_")


def _split(text: str) -> Sequence[str]:
    return [word for part in text.split(",") if (word := " ".join(clean_line(part).split()))]
