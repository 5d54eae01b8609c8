"""What the engine raises when it cannot be built. Once built, it does not raise."""

from __future__ import annotations


class EngineRefused(Exception):  # noqa: N818 - it says what happened, like RulesRefused
    """The rule set cannot be evaluated: it names something that is not there, goes round in a circle or is too large.

    The message is one plain sentence that says what and where.
    """
