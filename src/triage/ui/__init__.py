"""The full-screen app. Everything that imports textual lives here and is only imported once the app is asked for.

What a screen shows is drawn by plain functions (``draw/``) as lines of inked text, which two small widgets paint.
"""

from __future__ import annotations

import os

_NEVER = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_PRESS",
    "TEXTUAL_DEBUG",
)


def quiet_surroundings() -> None:
    """Take away the settings with which textual would write a case to a log, a picture or a debugging tool.

    Textual reads them when it is first imported, so this runs before that.
    """
    for name in _NEVER:
        os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"


quiet_surroundings()
