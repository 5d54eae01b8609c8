"""Put each seeded defect into a copy of the rules, and tell what finds it.

Run from the project's folder: ``python scripts/seeded_defects.py`` writes docs/defects.md; with names it tells about
these alone and writes nothing. Ends in 1 when fewer than 95 % are found.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from defects.finders import Clean, Found, look  # noqa: E402
from defects.seeded import all_defects, scratch_copy  # noqa: E402
from defects.table import page, row  # noqa: E402

PAGE = ROOT / "docs" / "defects.md"
ENOUGH = 0.95
AT_ONCE = 2


@cache
def clean() -> Clean:
    """The rules as they are, looked at once in each process."""
    return Clean(datetime.now())


def find(name: str) -> Found:
    """What finds one defect."""
    defect = next(one for one in all_defects() if one.name == name)
    with TemporaryDirectory() as folder:
        return look(defect, scratch_copy(Path(folder)), clean())


def main(names: list[str]) -> int:
    """Looks at these defects, or at all of them. Returns the exit code."""
    wanted = [one.name for one in all_defects() if not names or one.name in names]
    results = []
    with ProcessPoolExecutor(AT_ONCE) as pool:
        for one in pool.map(find, wanted):
            results.append(one)
            print(row(one), end="", flush=True)
    if not names:
        PAGE.write_text(page(results), encoding="utf-8")
    return 0 if results and sum(one.found for one in results) >= ENOUGH * len(results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
