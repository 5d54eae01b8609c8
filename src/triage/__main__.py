"""``python -m triage`` is the same as the ``triage`` command."""

from __future__ import annotations

import sys

from triage.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
