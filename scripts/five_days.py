"""Plays the five-day story and keeps all of it to be looked at: ``python scripts/five_days.py FOLDER``.

Writes a picture of every screen, at 80 by 24 and at 140 by 40, and every paper that was saved. The story itself is in
tests/story/five_days.py. With ``rsvg-convert`` on the path the pictures are PNG files as well.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "scripts"))

from picture import tidied  # noqa: E402

from story.computer import Computer  # noqa: E402
from story.five_days import play  # noqa: E402
from triage.ui.app import TriageApp  # noqa: E402

SIZES = ((80, 24), (140, 40))


def draw(folder: Path, size: tuple[int, int]) -> Computer:
    """Play it once at this size, and write its pictures."""
    place = folder / f"{size[0]}x{size[1]}"
    place.mkdir(parents=True, exist_ok=True)

    def seen(name: str, app: TriageApp) -> None:
        (place / f"{name}.svg").write_text(tidied(app.export_screenshot()), encoding="utf-8")

    with tempfile.TemporaryDirectory() as cases:
        computer = Computer(Path(cases) / "cases", size, seen)
        asyncio.run(play(computer))
    return computer


def main() -> None:
    """Draw it at both sizes, and keep the papers of the first."""
    folder = Path(sys.argv[1])
    for place, size in enumerate(SIZES):
        computer = draw(folder, size)
        if place == 0:
            papers = folder / "papers"
            papers.mkdir(exist_ok=True)
            for name, data in computer.written.items():
                (papers / name).write_bytes(data)
    if shutil.which("rsvg-convert"):
        for svg in sorted(folder.glob("*/*.svg")):
            subprocess.run(["rsvg-convert", "--output", svg.with_suffix(".png"), svg], check=True)
    print(f"{len(list(folder.glob('*/*.svg')))} pictures and {len(list(folder.glob('papers/*')))} papers in {folder}")


if __name__ == "__main__":
    main()
