"""Letters tall enough to be read from the back of a room, built from the terminal's own cells.

A terminal cannot set larger type, so a word that matters is painted point by point. A point is two columns wide and a
line high; where that does not fit, one column wide and half a line high. Without such signs a point is ``##``.
Own shapes of seven points, as no font has to be looked for, shipped or licensed for a dozen words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.ui.glyphs import FULL, LOWER_HALF, UPPER_HALF
from triage.ui.lines import Bit, Ink, Line

HEIGHT = 7
"""Points from the top of a letter to its foot."""
_GAP = 1
_BETWEEN_LINES = 1

_SHAPES = {
    "A": ".##. #..# #..# #### #..# #..# #..#",
    "B": "###. #..# #..# ###. #..# #..# ###.",
    "C": ".##. #..# #... #... #... #..# .##.",
    "D": "###. #..# #..# #..# #..# #..# ###.",
    "E": "#### #... #... ###. #... #... ####",
    "F": "#### #... #... ###. #... #... #...",
    "G": ".##. #..# #... #.## #..# #..# .##.",
    "H": "#..# #..# #..# #### #..# #..# #..#",
    "I": "### .#. .#. .#. .#. .#. ###",
    "J": "..## ...# ...# ...# ...# #..# .##.",
    "K": "#..# #..# #.#. ##.. #.#. #..# #..#",
    "L": "#... #... #... #... #... #... ####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
    "O": ".##. #..# #..# #..# #..# #..# .##.",
    "P": "###. #..# #..# ###. #... #... #...",
    "Q": ".##. #..# #..# #..# #..# #.## .###",
    "R": "###. #..# #..# ###. #.#. #..# #..#",
    "S": ".### #... #... .##. ...# ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "#### ...# ...# .##. #... #... ####",
    "0": ".##. #..# #..# #..# #..# #..# .##.",
    "1": ".#. ##. .#. .#. .#. .#. ###",
    "2": ".##. #..# ...# ..#. .#.. #... ####",
    "3": "###. ...# ...# .##. ...# ...# ###.",
    "4": "#..# #..# #..# #### ...# ...# ...#",
    "5": "#### #... #... ###. ...# ...# ###.",
    "6": ".##. #... #... ###. #..# #..# .##.",
    "7": "#### ...# ..#. ..#. .#.. .#.. .#..",
    "8": ".##. #..# #..# .##. #..# #..# .##.",
    "9": ".##. #..# #..# .### ...# ...# .##.",
    "?": ".##. #..# ...# ..#. .#.. .... .#..",
    "!": "# # # # # . #",
    "-": "... ... ... ### ... ... ...",
    " ": ".. .. .. .. .. .. ..",
}
_GLYPHS = {letter: tuple(shape.split(" ")) for letter, shape in _SHAPES.items()}
LETTERS = frozenset(_GLYPHS)
"""Everything that can be painted."""


@dataclass(frozen=True)
class _Size:
    """How a point is painted: ``across`` columns wide, and so many points to a line."""

    across: int
    down: int

    def lines(self, rows: Sequence[str]) -> list[str]:
        """Rows of points as lines of signs."""
        if self.down == 1:
            return ["".join((FULL if point == "#" else " ") * self.across for point in row).rstrip() for row in rows]
        pairs = zip(rows[::2], [*rows[1::2], "." * len(rows[0])], strict=False)
        return ["".join(_HALVES[one + other] for one, other in zip(top, foot, strict=True)).rstrip()
                for top, foot in pairs]  # fmt: skip


_HALVES = {"##": FULL, "#.": UPPER_HALF, ".#": LOWER_HALF, "..": " "}
_LARGE, _SMALL = _Size(2, 1), _Size(1, 2)
_SIZES = (_LARGE, _SMALL) if UPPER_HALF else (_LARGE,)


def block_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """``text`` in the largest letters that fit in ``width`` columns and ``height`` lines, over two lines if need be.

    Small letters are painted as capitals. Empty when no size fits, or something in it cannot be painted.
    """
    words = text.upper()
    if not words.strip() or not set(words) <= LETTERS:
        return ()
    for size in _SIZES:
        for broken in _broken(words):
            made = _painted(broken, size)
            if len(made) <= height and max(map(len, made)) <= width:
                return tuple(made)
    return ()


def big(text: str, ink: Ink, width: int, height: int, left: int) -> tuple[Line, ...]:
    """``text`` as tall letters ``left`` columns from the edge; where they do not fit, in plain letters set apart."""
    made = block_lines(text, width, height)
    if made:
        return tuple((Bit(" " * left), Bit(line, ink)) for line in made)
    apart = " ".join(text.upper())
    return ((Bit(" " * left), Bit(apart if len(apart) <= width else text.upper(), ink)),)


def _broken(words: str) -> list[tuple[str, ...]]:
    """On one line; then, for several words, on two, as evenly as they go."""
    parts = words.split()
    ways = [(" ".join(parts[:place]), " ".join(parts[place:])) for place in range(1, len(parts))]
    return [(" ".join(parts),), *sorted(ways, key=lambda way: max(map(len, way)))]


def _painted(broken: Sequence[str], size: _Size) -> list[str]:
    made: list[str] = []
    for number, words in enumerate(broken):
        made += [""] * (_BETWEEN_LINES if number else 0)
        made += size.lines(_points(words))
    return made


def _points(words: str) -> list[str]:
    """One line of words as rows of points."""
    glyphs = [_GLYPHS[letter] for letter in words]
    return [("." * _GAP).join(glyph[row] for glyph in glyphs) for row in range(HEIGHT)]
