"""Which rules a command uses: a folder, the rules that came with the program, or an installed release.

A person who is asked questions always gets rules to go by. A command that was told one release gets that one or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from triage.cli.errors import REMINDER, Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.folders import USED, key_lists, releases_folder
from triage.cli.settings import Settings, load_rules
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.policy.release.choose import Choice
    from triage.policy.release.refusal import ReleaseRefusedError
    from triage.policy.release.shelf import Shelf
    from triage.rules.model import RuleSet

FILES = frozenset(
    ("check", "test", "prove", "diff", "mutate", "new", "watch", "release", "uses", "graph", "docs", "workbench")
)
"""Commands that work on rule files. They take those of the folder, and a release only when it is named."""
ASKING = frozenset((None, "ask"))
"""Where a person is asked questions: the full screen and line by line."""
SHELF = frozenset({"install", "releases", "use", "remove", "trust", "rerun"})
"""Commands about releases themselves."""


def open_shelf() -> Shelf:
    """The releases installed for this person."""
    from triage.policy.release.keys import trusted_keys
    from triage.policy.release.shelf import Shelf

    return Shelf(releases_folder(), lambda: trusted_keys(key_lists()))


def settled(settings: Settings, command: str | None, today: date) -> Settings:
    """The settings with the folder of the release to use, and what the person must be told about it.

    Raises Stop when a release named on the command line must not be used, unless questions are asked.
    """
    return next(all_settled(settings, command, today))


def all_settled(settings: Settings, command: str | None, today: date) -> Iterator[Settings]:
    """As :func:`settled`, with the settings to fall back on after it, should its rules not load."""
    wanted = _wanted(settings, command)
    if not wanted:
        yield settings
        return
    from triage.policy.release.choose import choices, instead

    found, refused = choices(open_shelf(), settings.folder, wanted, settings.areas, today)
    named = settings.release_by == "--release" and command not in ASKING
    if named and command in FILES:
        found, refused = _as_it_is(wanted)
    if named and refused is not None:
        raise Stop(
            f"Release {settings.release} {refused.says}",
            remedy=f"{refused.remedy} Or use the rules that came with the program: --release built-in.\n{REMINDER}",
            code=ExitCode.RULES_REFUSED,
        )
    yield from (_with(settings, choice, keep_areas=named or choice.release == wanted) for choice in found)
    if refused is None and not named:  # somebody goes on looking, so its rules did not load
        others = instead(open_shelf(), settings.folder, wanted, settings.areas, today)
        yield from (_with(settings, choice, keep_areas=False) for choice in others)


def _as_it_is(wanted: str) -> tuple[tuple[Choice, ...], ReleaseRefusedError | None]:
    """The release whatever its dates, for commands that only work on its files; or why it is not to be believed."""
    from triage.policy.release.choose import Choice

    taken = open_shelf().take(wanted)
    return (Choice(taken.folder, wanted, taken.name, ()),), taken.refused


def _wanted(settings: Settings, command: str | None) -> str:
    """The hash of the release to use, or nothing when it is to be a folder. Raises Stop for one not installed."""
    if command in SHELF or settings.folder_named or (command in FILES and settings.release_by != "--release"):
        return ""
    if not settings.release and not (releases_folder() / USED).exists():
        return ""  # the usual case, and quick: nothing about releases need be read
    from triage.policy.release.refusal import ReleaseStoppedError
    from triage.policy.release.shelf import BUILT_IN

    shelf = open_shelf()
    if not settings.release or settings.release == BUILT_IN:
        used = BUILT_IN if settings.release else next(iter(shelf.used()), BUILT_IN)
        return "" if used == BUILT_IN else used
    try:
        return shelf.find(settings.release)
    except ReleaseStoppedError as stopped:
        if settings.release_by == "--release" and command not in ASKING:
            raise Stop(stopped.says, remedy=stopped.remedy, place=settings.release_by) from None
        return settings.release


def _with(settings: Settings, choice: Choice, *, keep_areas: bool) -> Settings:
    return replace(
        settings,
        folder=choice.folder,
        chosen_by=choice.words,
        areas=settings.areas if keep_areas else choice.areas,
        notice=choice.notice,
    )


def load_first(settings: Settings, command: str | None, today: date) -> tuple[Settings, RuleSet]:
    """The first rules that load, for somebody who is asked questions. Raises RulesRefused when none do."""
    refused: RulesRefused | None = None
    first = ""
    for one in all_settled(settings, command, today):
        try:
            rules = load_rules(one, today)
        except RulesRefused as problems:
            first = first or one.chosen_by
            refused = refused or problems
            continue
        return (replace(one, notice=one.notice or _not_loaded(first, one.chosen_by)) if first else one), rules
    raise refused or RulesRefused(())


def _not_loaded(first: str, instead: str) -> str:
    return (
        f"This program cannot read {first}, so it goes by {instead}. Tell whoever looks after your rules: the release"
        " and the program do not belong together."
    )
