"""Keys from the start page to every screen."""

from __future__ import annotations

from ui.driving import TO_PLAN, TO_WEEKS, TO_WORRY

WALKS = {
    "start": (),
    "danger": ("1", "1", "u"),
    "long page": TO_WORRY,
    "number": TO_WEEKS,
    "plan": TO_PLAN,
    "plan in full": (*TO_PLAN, "o", "end"),
    "why": (*TO_PLAN, "w"),
    "passage": (*TO_PLAN, "g"),
    "why not": (*TO_PLAN, "n"),
    "what would change it": (*TO_PLAN, "x"),
    "answers": (*TO_PLAN, "a"),
    "fuller": (*TO_PLAN, "f"),
    "contacts": ("c", "down", "down", "down"),
    "guidance": ("g",),
    "search": ("g", "d", "o"),
    "help": ("1", "f1"),
    "palette": ("1", "ctrl+p"),
}
