"""Which rules to use, and which way to ask: worked out from options, environment and terminal, in that order."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.errors import Stop, unknown
from triage.locate import RULES, data_folder

if TYPE_CHECKING:
    from triage.rules.model import Pack, RuleSet

NATIONAL = "england"
SUPPLIED = "supplied with the program"

ENVIRONMENT: Mapping[str, str] = {
    "TRIAGE_AREA": "Local packs to lay over the national rules, with commas between; --area counts for more.",
    "TRIAGE_RULES": "A folder holding rules and guidance to use instead of those supplied; --rules counts for more.",
    "TRIAGE_RELEASE": "An installed release of rules to use, by name or hash, or built-in; --release counts for more.",
    "TRIAGE_CASES": "A folder for saved cases, instead of the one this system keeps such things in.",
    "TRIAGE_PASSPHRASE": "For scripts: the passphrase of saved cases. With _FD at its end, the number of an open file.",
    "TRIAGE_NEW_PASSPHRASE": "For scripts: the new passphrase, for triage cases passphrase. _FD as above.",
    "TRIAGE_FILE_PASSPHRASE": "For scripts: the passphrase of an exported file. _FD as above.",
    "TRIAGE_PLAIN": "Set to anything but 0: ask line by line instead of the full screen.",
    "TERM": "When it is dumb, triage asks line by line.",
    "NO_COLOR": "Set to anything: the full screen uses no colour.",
}
"""Every environment variable that is looked at."""


@dataclass(frozen=True)
class Settings:
    """The folder that holds the rules, how it was chosen, and the local areas asked for.

    ``release`` is the release asked for by name and ``release_by`` the option or variable that did; both are empty when
    none was. ``notice`` is what the person must be told about the rules, or empty.
    """

    folder: Path
    chosen_by: str
    areas: tuple[str, ...]
    release: str = ""
    release_by: str = ""
    notice: str = ""

    @property
    def folder_named(self) -> bool:
        """Whether the person named a folder of rules."""
        return self.chosen_by in ("--rules", "TRIAGE_RULES")


def settings_from(arguments: Namespace, environment: Mapping[str, str]) -> Settings:
    """Options first, then the environment, then what came with the program. A release counts for more than a folder.

    Raises Stop when both a folder and a release are asked for by options.
    """
    named = environment.get("TRIAGE_AREA", "").split(",")
    areas = tuple(area.strip() for area in (arguments.areas or named) if area.strip())
    if arguments.rules and arguments.release:
        raise Stop("--rules and --release ask for different rules.", remedy="Give one of them.")
    if arguments.release:
        return Settings(data_folder(), SUPPLIED, areas, arguments.release, "--release")
    if arguments.rules:
        return Settings(data_folder(arguments.rules), "--rules", areas)
    if environment.get("TRIAGE_RELEASE"):
        return Settings(data_folder(), SUPPLIED, areas, environment["TRIAGE_RELEASE"], "TRIAGE_RELEASE")
    if environment.get("TRIAGE_RULES"):
        return Settings(data_folder(environment["TRIAGE_RULES"]), "TRIAGE_RULES", areas)
    return Settings(data_folder(), SUPPLIED, areas)


def plain_wanted(arguments: Namespace, environment: Mapping[str, str], *, terminals: bool) -> bool:
    """Whether to ask line by line: asked for, or the full screen cannot work. ``terminals``: both streams are."""
    asked = arguments.plain or environment.get("TRIAGE_PLAIN", "0") not in ("", "0")
    return asked or not terminals or environment.get("TERM", "") in ("dumb", "")


def packs_to_load(folder: Path, packs: Sequence[Pack], areas: Sequence[str]) -> tuple[str, ...]:
    """The ids of the packs for the ``areas`` asked for by id or name; the national pack when none was.

    Each brings the pack it extends when it is loaded. A pack whose own file is broken is not in ``packs``: its folder
    is enough here, so that loading it can say what is wrong. Raises Stop for an area that does not exist.
    """
    names = {name.lower(): pack.id for pack in packs for name in (pack.title, pack.area, pack.id) if name}
    wanted = []
    for area in areas:
        if area.lower() in names:
            wanted.append(names[area.lower()])
        elif area in _folders(folder / RULES):
            wanted.append(area)
        else:
            raise unknown("area or pack", area, {pack.id for pack in packs})
    return tuple(dict.fromkeys(wanted)) or (_national(packs),)


def packs_asked(folder: Path, areas: Sequence[str], part: str = "") -> tuple[str, ...]:
    """The ids of the packs to look at one by one: those of the ``areas`` asked for, or every pack of ``folder``.

    ``part`` keeps to the pack that part of the rules is of. Raises Stop when it is of none, and for an unknown area.
    """
    from triage.rules.load import available_packs

    packs = available_packs(folder)
    wanted = packs_to_load(folder, packs, areas) if areas else tuple(pack.id for pack in packs)
    if part:
        wanted = tuple(pack for pack in wanted if part.split("/")[:2] == [RULES, pack])
        if not wanted:
            raise Stop("There are no rules of a pack in it.", place=part, remedy="Name a pack, such as rules/england.")
    return wanted or packs_to_load(folder, packs, ())


def _folders(folder: Path) -> frozenset[str]:
    return frozenset(inner.name for inner in folder.iterdir() if inner.is_dir())


def _national(packs: Sequence[Pack]) -> str:
    national = [pack.id for pack in packs if not pack.extends]
    return NATIONAL if NATIONAL in national or not national else national[0]


def load_rules(settings: Settings, today: date) -> RuleSet:
    """The rule set asked for, with its packs. Raises Stop for an unknown folder or area, RulesRefused for bad rules."""
    from triage.rules.load import available_packs, load

    require_folder(settings.folder, settings.chosen_by)
    return load(
        settings.folder, packs_to_load(settings.folder, available_packs(settings.folder), settings.areas), today
    )


def load_opening_rules(settings: Settings) -> RuleSet | None:
    """Just enough of the rules asked for to show the first page; None when there is not even that."""
    from triage.rules.opening import load_opening

    return load_opening(settings.folder, [area.lower() for area in settings.areas] or [NATIONAL])


def require_folder(folder: Path, chosen_by: str) -> None:
    """Raise Stop unless ``folder`` holds a rules folder."""
    if not (folder / RULES).is_dir():
        raise Stop(
            f"There is no folder called {RULES} in {folder} ({chosen_by}).",
            remedy="Name the folder that holds both rules and guidance.",
        )
