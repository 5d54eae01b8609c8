"""What several tests of the screens start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture
def open_terminal() -> Iterator[Callable[..., Any]]:
    """Starts the program in terminals of its own, as ``ui.terminal.Terminal`` does, and ends it after the test."""
    from ui.terminal import Terminal

    opened: list[Terminal] = []

    def start(*arguments: str, **more: Any) -> Terminal:
        opened.append(Terminal(*arguments, **more))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.child.close(force=True)
