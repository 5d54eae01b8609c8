"""The screen as text, through what the app itself can export, so that a golden file reads as the screen does."""

from __future__ import annotations

import html
import re
from typing import Any

_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="[\d.]+"[^>]*clip-path="url\(#[^)]*-line-(\d+)\)">(.*?)</text>')
_CELL = 12.2


def screen_text(app: Any) -> str:
    """What is on the screen now, line by line, without spaces at line ends."""
    rows: dict[int, dict[int, str]] = {}
    for left, line, words in _TEXT.findall(app.export_screenshot()):
        text = html.unescape(words).replace("\xa0", " ")
        rows.setdefault(int(line), {})[round(float(left) / _CELL)] = text
    return "\n".join(_joined(rows.get(number, {})) for number in range(max(rows, default=-1) + 1)) + "\n"


def _joined(pieces: dict[int, str]) -> str:
    line = ""
    for column, text in sorted(pieces.items()):
        line = line.ljust(column) + text
    return line.rstrip()
