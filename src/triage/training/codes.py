"""The short codes of a paper: typed as they come, read strictly, and never guessed.

A code is a letter for each question and how sure the learner is: ``BACD70``, or ``3-B-A-C-D-70`` with the number of the
story. A question mark, an underscore, an x, or nothing between two dashes is a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from triage.training.model import Part
from triage.training.words import CALLED

BLANK = "?"
PARTS = len(Part)
MOST_SURE = 100

_BLANKS = str.maketrans("_X", BLANK * 2)
_DASHES = re.compile(r"\s*[-‐‑‒–—−./]\s*")
_LEARNER = re.compile(r"\s*#?\s*0*(\d{1,4})(?: *[:,;)\t]|\.(?=\s)|\s(?!\s*-)|$) *")
_LEFT_OUT = re.compile(r"(?:^|[,;\t])\s*(?=[,;\t])")
_CLOSE = re.compile(r"(?:(\d+)-?)?([A-Z?]{4})(?:-?(\d+)%?|-?\?)?")
_APART = re.compile(r"(?:(\d+)-)?([A-Z?]?)-([A-Z?]?)-([A-Z?]?)-([A-Z?]?)(?:-(\d*)%?|-\?)?")
_TOKEN = re.compile(r"(\d+)%?|([A-Z?])")
_WORD = re.compile(r"[A-Za-z]{5,}")


class CodeError(ValueError):
    """A line cannot be read. The words say what is wrong, and what to type."""


@dataclass(frozen=True)
class Code:
    """What one paper says of one story: a letter for each part, empty where it is blank, and how sure, or None."""

    letters: tuple[str, ...]
    sure: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was chosen at all."""
        return not any(self.letters)

    def written(self) -> str:
        """The code in its short form."""
        return "".join(letter or BLANK for letter in self.letters) + ("" if self.sure is None else str(self.sure))


@dataclass(frozen=True)
class Line:
    """One paper as it was typed: whose, and the code of each story, by its number on the sheet."""

    learner: str
    codes: Mapping[int, Code]


Sizes = Sequence[Mapping[Part, int]]
"""How many letters each part has, for each story on the sheet."""


def read_line(typed: str, sizes: Sizes) -> Line:
    """A whole paper: the learner's number, then the code of each story. Raises CodeError."""
    found = _LEARNER.match(typed)
    if found is None or int(found[1]) == 0:
        raise CodeError("Start with the learner's number, then a space, such as: 7 BACD70. Never type a name.")
    codes = read_codes(typed[found.end() :], sizes)
    if not codes:
        raise CodeError(f"There is no code after learner {found[1]}.")
    return Line(found[1], codes)


def read_codes(typed: str, sizes: Sizes, first: int = 1) -> dict[int, Code]:
    """The codes of one paper. A code without the number of its story belongs to the next one. Raises CodeError.

    ``first`` is the story that the first code belongs to where it does not say.
    """
    if long := _WORD.search(typed):
        raise CodeError(f'"{long[0][:20]}" is not a code. A code is {PARTS} letters and how sure, such as BACD70.')
    text = _LEFT_OUT.sub(", = ", typed.upper()).translate(_BLANKS)
    text = _DASHES.sub("-", text.replace(",", " ").replace(";", " ").replace(":", " "))
    chunks = text.split()
    pieces = list(_pieces(chunks)) if all(map(_is_code, chunks)) else list(_loose(text, len(sizes)))
    return _in_place(pieces, sizes, first)


Piece = tuple[int | None, Code | None]
"""The number of a story where it was typed, and the code; None for a story that was left out."""


def _is_code(chunk: str) -> bool:
    return chunk in (BLANK, "=") or bool(_CLOSE.fullmatch(chunk) or _APART.fullmatch(chunk))


def _pieces(chunks: Sequence[str]) -> Iterator[Piece]:
    """Codes that stand each by itself, with spaces between them."""
    for chunk in chunks:
        if chunk in (BLANK, "="):
            yield None, None
            continue
        found = _CLOSE.fullmatch(chunk)
        if found is not None:
            yield _piece(found[1], found[2], found[3])
        elif apart := _APART.fullmatch(chunk):
            yield _piece(apart[1], "".join(apart[number] or BLANK for number in range(2, 6)), apart[6])


def _piece(number: str | None, letters: str, sure: str | None) -> Piece:
    return (int(number) if number else None), Code(_letters(letters), int(sure) if sure else None)


def _letters(text: str) -> tuple[str, ...]:
    return tuple("" if letter == BLANK else letter for letter in text)


def _loose(text: str, stories: int) -> Iterator[Piece]:
    """Letters and numbers with spaces anywhere. What could be read in two ways is refused."""
    if left := re.sub(r"[A-Z?\d%\s]", "", text):
        raise CodeError(_unclear(left.strip("=") or ",,"))
    tokens = [found[1] or found[2] for found in _TOKEN.finditer(text)]
    groups = re.findall(r"((?:\d+ )*)((?:[A-Z?] )+)", " ".join(tokens) + " ")
    after = re.findall(r"[A-Z?] ((?:\d+ )*)$", " ".join(tokens) + " ")
    numbers = [group[0].split() for group in groups] + [after[0].split() if after else []]
    if not groups or len(numbers[0]) > 1 or len(numbers[-1]) > 1:
        raise CodeError(_unclear(text.strip()))
    story = numbers[0][0] if numbers[0] else None
    for (_, letters), between in zip(groups, numbers[1:], strict=True):
        given = letters.replace(" ", "")
        if len(given) != PARTS:
            raise CodeError(_too_few(story, given))
        last = between is numbers[-1]
        sure, following = (between[0] if between else None, None) if last else _sure_or_story(between, stories)
        yield _piece(story, given, sure)
        story = following


def _sure_or_story(numbers: Sequence[str], stories: int) -> tuple[str | None, str | None]:
    """What the numbers between two codes are: how sure, and the next story's number."""
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    if len(numbers) == 1 and int(numbers[0]) > stories:
        return numbers[0], None
    if not numbers:
        return None, None
    raise CodeError(f"{numbers[0]} could be how sure, or a story. Write each code without spaces, such as 2BACD70.")


def _in_place(pieces: Sequence[Piece], sizes: Sizes, first: int) -> dict[int, Code]:
    codes: dict[int, Code] = {}
    at = first - 1
    for number, code in pieces:
        at = number if number is not None else at + 1
        if not 1 <= at <= len(sizes):
            raise CodeError(f"There is no story {at}: this sheet has {len(sizes)}.")
        if at in codes:
            raise CodeError(f"Story {at} is there twice.")
        if code is not None:
            _check(at, code, sizes[at - 1])
            codes[at] = code
    return codes


def _check(number: int, code: Code, sizes: Mapping[Part, int]) -> None:
    for part, letter in zip(Part, code.letters, strict=True):
        last = ascii_uppercase[sizes[part] - 1]
        if letter > last:
            raise CodeError(f'Story {number}, "{CALLED[part]}": there is no {letter}. The letters are A to {last}.')
    if code.sure is not None and code.sure > MOST_SURE:
        raise CodeError(f"Story {number}: {code.sure} is more than 100.")


def _too_few(story: str | None, given: str) -> str:
    which = f"Story {story}" if story else "A code"
    return (
        f"{which} has {len(given)} {'letter' if len(given) == 1 else 'letters'} ({given}), and needs {PARTS}. "
        f"Type {BLANK} for each that is blank, such as BA{BLANK}D70."
    )


def _unclear(text: str) -> str:
    return f'"{text[:30]}" cannot be read. A code is {PARTS} letters and how sure, such as BACD70. {BLANK} is a blank.'
