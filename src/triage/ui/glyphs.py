"""The few signs that are not on a keyboard, each with a plain stand-in for terminals that cannot show it."""

from __future__ import annotations

import os
from collections.abc import Mapping


def plain_letters_only(environment: Mapping[str, str]) -> bool:
    """Whether the terminal's own setting says that it has no signs beyond plain letters."""
    named = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "utf-8")
    coded = named.lower().replace("-", "")
    return "utf8" not in coded


_PLAIN = plain_letters_only(os.environ)

CURSOR = ">" if _PLAIN else "›"
UP = "^" if _PLAIN else "↑"
DOWN = "v" if _PLAIN else "↓"
DOT = "-" if _PLAIN else "·"
BAR = "-" if _PLAIN else "─"
PIPE = "|" if _PLAIN else "│"
ARROW = "->" if _PLAIN else "→"
CHOSEN, NOT_CHOSEN = ("(*)" if _PLAIN else "(•)"), "( )"
TICKED, NOT_TICKED, SET_ASIDE = "[x]", "[ ]", "[-]"
FULL, UPPER_HALF, LOWER_HALF = ("#", "", "") if _PLAIN else ("█", "▀", "▄")
"""For letters painted point by point. Plain letters have no halves."""
