"""Which files make up a set of packs, and their bytes. Names stay names: links and odd files are not followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from triage.rules.model import Place
from triage.rules.problems import Collector, did_you_mean, quoted
from triage.rules.raw_text import LARGEST_FILE

PACK_FILE = "pack.yaml"
SCENARIOS_FILE = "scenarios.yaml"
TERMS_FILE = "terms.yaml"
SAFETY_FILE = "safety.yaml"
SIGN_OFF_FILE = "sign-off.yaml"
VIGNETTES_FILE = "vignettes.yaml"
DEMONSTRATIONS_FILE = "demonstrations.yaml"
MOST_FILES = 2_000


@dataclass(frozen=True)
class Found:
    """One file: its name from the data folder, its bytes, and the folder name that is its topic."""

    name: str
    data: bytes
    topic: str = ""


def pack_names(folder: Path) -> tuple[str, ...]:
    """The packs under ``rules/``: every folder with a pack file, in alphabetical order."""
    rules = folder / "rules"
    if not rules.is_dir():
        return ()
    return tuple(sorted(path.name for path in rules.iterdir() if (path / PACK_FILE).exists()))


def pack_folder(folder: Path, pack: str, out: Collector) -> Path | None:
    """The folder of a pack, or None when there is none, which is noted."""
    names = pack_names(folder)
    if pack in names:
        return folder / "rules" / pack
    hint = did_you_mean(pack, names) or f"look in {folder}/rules; a pack is a folder with a {PACK_FILE} in it."
    out.error("TR312", Place("rules"), f"there is no pack called {quoted(pack)}.", hint)
    return None


def read_file(folder: Path, path: Path, out: Collector) -> Found | None:
    """One file, or None when it cannot be read; the reason is noted."""
    name = path.relative_to(folder).as_posix()
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        reason = "it is a link" if path.is_symlink() else "the system does not allow it"
        out.error(
            "TR117",
            Place(name),
            f"this file cannot be read: {reason}.",
            "put the file itself here, readable for everyone.",
        )
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        out.error("TR117", Place(name), "this is not an ordinary file.", "put the file itself here.")
        return None
    with os.fdopen(handle, "rb") as file:
        # One byte more than is allowed is enough to see that a file is too large.
        data = file.read(LARGEST_FILE + 1)
    topic = path.parent.name if path.parent.parent.name != "rules" else path.stem
    return Found(name, data, topic)


def rule_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The pack file and every topic file of a pack, in the order of their names: the files that decide cases."""
    others = (SCENARIOS_FILE, SAFETY_FILE, SIGN_OFF_FILE, VIGNETTES_FILE, DEMONSTRATIONS_FILE)
    return _read_all(folder, _yaml_paths(folder, pack, out), out, lambda name: name not in others)


def scenario_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The scenario files of a pack, in the order of their names."""
    return _read_all(folder, _yaml_paths(folder, pack, Collector()), out, lambda name: name == SCENARIOS_FILE)


def safety_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The files of a pack with safety statements, in the order of their names."""
    return _read_all(folder, _yaml_paths(folder, pack, Collector()), out, lambda name: name == SAFETY_FILE)


def sign_off_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The files of a pack that say who accepted which change, in the order of their names."""
    return _read_all(folder, _yaml_paths(folder, pack, Collector()), out, lambda name: name == SIGN_OFF_FILE)


def vignette_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The files of a pack with stories for training, in the order of their names."""
    return _read_all(folder, _yaml_paths(folder, pack, Collector()), out, lambda name: name == VIGNETTES_FILE)


def demonstration_files(folder: Path, pack: str, out: Collector) -> tuple[Found, ...]:
    """The files of a pack with walks through the app that play by themselves, in the order of their names."""
    return _read_all(folder, _yaml_paths(folder, pack, Collector()), out, lambda name: name == DEMONSTRATIONS_FILE)


def guidance_files(folder: Path, out: Collector) -> tuple[Found, ...]:
    """Every guidance file, in the order of their names."""
    return _read_all(folder, sorted((folder / "guidance").glob("*.md")), out, lambda name: name != "README.md")


def _read_all(folder: Path, paths: Iterable[Path], out: Collector, wanted: Callable[[str], bool]) -> tuple[Found, ...]:
    found = (read_file(folder, path, out) for path in paths if wanted(path.name))
    return tuple(file for file in found if file is not None)


def _yaml_paths(folder: Path, pack: str, out: Collector) -> list[Path]:
    """The YAML files of a pack and of its topic folders; files that look like rules but would not be read are noted."""
    top = folder / "rules" / pack
    found = []
    for path in sorted(top.rglob("*"))[:MOST_FILES]:
        if path.suffix == ".yaml" and len(path.relative_to(top).parts) <= 2:
            found.append(path)
        elif path.suffix in (".yaml", ".yml"):
            hint = (
                "end its name with .yaml."
                if path.suffix == ".yml"
                else "move it to a topic folder: rules/<pack>/<topic>/."
            )
            out.error("TR117", Place(path.relative_to(folder).as_posix()), "this file would not be read here.", hint)
    return sorted(
        found, key=lambda path: (path.name != PACK_FILE or path.parent != top, path.relative_to(top).as_posix())
    )


def hash_of(files: Iterable[Found]) -> str:
    """SHA-256 over the names and contents of files, whatever their line ends; the order does not matter."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda found: found.name):
        data = file.data.replace(b"\r\n", b"\n")
        name = file.name.encode()
        digest.update(b"%d:%s%d:" % (len(name), name, len(data)))
        digest.update(data)
    return digest.hexdigest()
