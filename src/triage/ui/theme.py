"""The three looks: light, dark and high contrast.

Every pair of colours that can meet on a screen is listed in :data:`PAIRS`, and a test works out its contrast.
Colour only ever repeats what words, signs or weight already say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from rich.style import Style
from textual.theme import Theme

from triage.ui.lines import Ink


@dataclass(frozen=True)
class Palette:
    """One look. ``paper`` is the ground, ``band`` the ground under the cursor, ``side`` that of side panels.

    ``alarm``, ``now`` and ``soon`` are the grounds of urgency labels, the ``on_`` colours the words on them.
    """

    paper: str
    band: str
    side: str
    ink: str
    muted: str
    accent: str
    caution: str
    new: str
    rule: str
    alarm: str
    on_alarm: str
    now: str
    on_now: str
    soon: str
    on_soon: str


PALETTES: Mapping[str, Palette] = {
    "triage-dark": Palette(
        paper="#12181f", band="#22303d", side="#171f28", ink="#e8ebef", muted="#a9b5c2", accent="#8fc9f9",
        caution="#f0c674", new="#9ad9a1", rule="#3b4a59", alarm="#c62f2f", on_alarm="#ffffff", now="#f0b95b",
        on_now="#16110a", soon="#2f6ea5", on_soon="#ffffff",
    ),
    "triage-light": Palette(
        paper="#fbfaf6", band="#e3ebf3", side="#f3f2ec", ink="#1a1f26", muted="#4f5a66", accent="#0b559f",
        caution="#7a4a00", new="#1c6130", rule="#b9bcc0", alarm="#a81c1c", on_alarm="#ffffff", now="#7a4a00",
        on_now="#ffffff", soon="#0b559f", on_soon="#ffffff",
    ),
    "triage-high-contrast": Palette(
        paper="#000000", band="#2b2b00", side="#000000", ink="#ffffff", muted="#e4e4e4", accent="#ffe45c",
        caution="#ffc94d", new="#8dffa0", rule="#ffffff", alarm="#ffffff", on_alarm="#8b0000", now="#ffe45c",
        on_now="#000000", soon="#ffffff", on_soon="#000000",
    ),
}  # fmt: skip
NAMES: Mapping[str, str] = {
    "triage-dark": "dark",
    "triage-light": "light",
    "triage-high-contrast": "high contrast",
}
FIRST = "triage-dark"
NEEDED: Mapping[str, float] = {"triage-dark": 4.5, "triage-light": 4.5, "triage-high-contrast": 7.0}
"""The least contrast of any text in each look."""

_INKS: Mapping[Ink, str] = {
    Ink.PLAIN: "ink",
    Ink.STRONG: "ink",
    Ink.MUTED: "muted",
    Ink.ACCENT: "accent",
    Ink.CAUTION: "caution",
    Ink.NEW: "new",
    Ink.ADDED: "new",
    Ink.GONE: "caution",
    Ink.RULE: "rule",
}
"""The colour of each ink that is painted on whatever ground it meets."""
_LABELS: Mapping[Ink, tuple[str, str]] = {
    Ink.LABEL: ("ink", "band"),
    Ink.ALARM: ("on_alarm", "alarm"),
    Ink.NOW: ("on_now", "now"),
    Ink.SOON: ("on_soon", "soon"),
}
"""The colour and the ground of each ink that brings its own ground along."""
_NOT_BOLD = frozenset({Ink.PLAIN, Ink.MUTED, Ink.RULE, Ink.GONE})
GROUNDS = ("paper", "side", "band")
PAIRS: tuple[tuple[str, str], ...] = (
    *((colour, ground) for ground in GROUNDS for colour in dict.fromkeys(_INKS.values()) if colour != "rule"),
    *dict.fromkeys(_LABELS.values()),
)
"""Text colour and ground, for every pair that can meet. A rule is a line, not text."""


@cache
def ink_style(look: str, ink: Ink, ground: str) -> Style:
    """How one ink looks on one ground (``paper``, ``side`` or ``band``). An unknown look is painted as the first."""
    palette = PALETTES.get(look, PALETTES[FIRST])
    colour, ground = _LABELS.get(ink) or (_INKS[ink], ground)
    return Style(
        color=getattr(palette, colour),
        bgcolor=getattr(palette, ground),
        bold=ink not in _NOT_BOLD,
        underline=ink is Ink.ADDED,
        strike=ink is Ink.GONE,
    )


def variables(palette: Palette) -> dict[str, str]:
    """The names the style sheet uses for one look's colours."""
    return {f"t-{field.name.replace('_', '-')}": getattr(palette, field.name) for field in fields(palette)}


def themes() -> tuple[Theme, ...]:
    """The looks as the terminal library wants them."""
    return tuple(_theme(name, palette) for name, palette in PALETTES.items())


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        warning=palette.caution,
        error=palette.alarm,
        success=palette.new,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.paper,
        panel=palette.side,
        dark=name != "triage-light",
        variables=variables(palette),
    )


def next_theme(name: str) -> str:
    """The look after ``name``, in a circle."""
    order = list(PALETTES)
    return order[(order.index(name) + 1) % len(order)] if name in order else FIRST


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written ``#rrggbb``, as WCAG counts it: 1 (none) to 21 (black on white)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
