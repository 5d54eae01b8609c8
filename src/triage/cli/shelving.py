"""``triage install``, ``releases``, ``use`` and ``remove``: the releases of rules on this computer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from triage.cli.choosing import open_shelf
from triage.cli.errors import Stop
from triage.cli.output import Outcome, json_text
from triage.cli.reading import release_bytes
from triage.cli.settings import Settings
from triage.cli.trusting import stopping
from triage.plan.times import date_words
from triage.policy.release.manifest import PackNote, pack_data
from triage.policy.release.shelf import BUILT_IN, SHOWN, OnShelf, Shelf
from triage.rules.load import available_packs

SOON = 30
"""Days before a review date from which it is mentioned."""


def install(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    """Verify a release file and put it beside the others. Nothing changes when it is refused."""
    path = Path(arguments.file).expanduser()
    shelf = open_shelf()
    with stopping():
        data = release_bytes(path)
        try:
            installed = shelf.install(data)
            used = _chosen(shelf, installed, now.date()) if arguments.use else ""
        except OSError as trouble:
            raise _unwritten(shelf, trouble, "Nothing was installed; the rules used before are still used.") from None
    if installed.release is None:
        raise Stop("It was written, but could not be read back.", place=str(shelf.folder), remedy="Try again.")
    manifest = installed.release.manifest
    lines = [
        f"Release {manifest.name} ({installed.hash[:SHOWN]}) is installed, signed by {installed.release.key.owner}.",
        *(_pack_line(pack, now.date()) for pack in manifest.packs),
        used or f"To use it: triage use {manifest.name}",
    ]
    return Outcome("\n".join(lines))


def _chosen(shelf: Shelf, installed: OnShelf, today: date) -> str:
    """Choose what was just installed. Raises Stop, with what did happen, when it must not be used."""
    try:
        says = _usable(installed, today)
    except Stop as stop:
        raise Stop(f"It is installed, but not chosen. {stop.says}", remedy=stop.remedy) from None
    shelf.use(installed.hash)
    return says


def releases(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """List what is installed: dates, key, and which is used. Nothing that is wrong with one hides the others."""
    shelf = open_shelf()
    used = (shelf.used() or (BUILT_IN,))[0]
    found = shelf.all()
    built_in = available_packs(settings.folder)
    if arguments.json:
        rows = [_data(one, used=one.hash == used) for one in found]
        return Outcome(json_text([{"release": BUILT_IN, "used": used == BUILT_IN}, *rows]))
    lines = [f"{BUILT_IN}, the rules that came with the program{_mark(used=used == BUILT_IN)}"]
    lines += [f"  {pack.title} {pack.version}, {_dates(pack.in_force_from, pack.review_by, now.date())}"
              for pack in built_in]  # fmt: skip
    for one in found:
        lines += ["", *_lines(one, now.date(), used=one.hash == used)]
    return Outcome("\n".join(lines))


def _lines(one: OnShelf, today: date, *, used: bool) -> Iterator[str]:
    yield f"{one.name} ({one.hash[:SHOWN]}){_mark(used=used)}"
    if one.release is None:
        yield f"  NOT USABLE. It {one.refused.says if one.refused else ''}"
        yield f"  {one.refused.remedy if one.refused else ''}"
        return
    manifest = one.release.manifest
    for pack in manifest.packs:
        yield f"  {_pack_line(pack, today)}"
    yield f"  made on {date_words(manifest.made_on)}, approved by {', '.join(manifest.approved_by)}"
    yield f"  signed by {one.release.key.owner}, key {one.release.key.fingerprint}"


def _mark(*, used: bool) -> str:
    return "  <- in use" if used else ""


def _pack_line(pack: PackNote, today: date) -> str:
    return f"{pack.title} {pack.version}, {_dates(pack.in_force_from, pack.review_by, today)}"


def _dates(starts: date, review_by: date, today: date) -> str:
    """Both dates in words, and what they mean today where that matters."""
    words = f"in force from {date_words(starts)}, review by {date_words(review_by)}"
    if starts > today:
        return f"{words} (NOT YET IN FORCE)"
    left = (review_by - today).days
    if left < 0:
        return f"{words} (REVIEW OVERDUE)"
    return f"{words} ({left} days left)" if left <= SOON else words


def _data(one: OnShelf, *, used: bool) -> dict[str, Any]:
    """One installed release as plain data. Keys are only ever added, never renamed."""
    data: dict[str, Any] = {"release": one.name, "hash": one.hash, "used": used, "usable": one.release is not None}
    if one.release is None:
        refused = one.refused
        return data | {"reason": refused.reason.value if refused else "", "says": refused.says if refused else ""}
    manifest = one.release.manifest
    return data | {
        "made on": manifest.made_on.isoformat(),
        "approved by": list(manifest.approved_by),
        "key": one.release.key.fingerprint,
        "signed by": one.release.key.owner,
        "packs": [pack_data(pack) for pack in manifest.packs],
    }


def use(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    """Choose the rules to use from now on. Refused for a release that may not be used; a date to come is fine."""
    shelf = open_shelf()
    with stopping():
        wanted = BUILT_IN if arguments.release_name == BUILT_IN else shelf.find(arguments.release_name)
    says = "The rules that came with the program are used from now on."
    if wanted != BUILT_IN:
        says = _usable(shelf.take(wanted), now.date())
    try:
        shelf.use(wanted)
    except OSError as trouble:
        raise _unwritten(shelf, trouble, "The rules used before are still used.") from None
    return Outcome(says)


def _usable(one: OnShelf, today: date) -> str:
    """What choosing this release means. Raises Stop when it must not be used."""
    if one.release is None:
        refused = one.refused
        raise Stop(f"Release {one.name} {refused.says if refused else ''}", remedy=refused.remedy if refused else "")
    packs = one.release.manifest.packs
    national = [pack for pack in packs if not pack.extends] or list(packs)
    starts = max(pack.in_force_from for pack in national)
    if max(pack.review_by for pack in national) < today:
        remedy = "Ask whoever looks after your rules for a newer release."
        raise Stop(f"Release {one.name} is past its review date.", remedy=remedy)
    if starts > today:
        return f"Release {one.name} will be used from {date_words(starts)} on, when it comes into force."
    return f"Release {one.name} is used from now on."


def remove(arguments: Namespace, _settings: Settings, _now: datetime) -> Outcome:
    """Take a release off this computer. Cases decided under it can then not be decided again."""
    shelf = open_shelf()
    with stopping():
        wanted = shelf.find(arguments.release_name)
    was_used = (shelf.used() or ("",))[0] == wanted
    name = shelf.take(wanted).name
    try:
        shelf.remove(wanted)
    except OSError as trouble:
        raise _unwritten(shelf, trouble, "It is still installed.") from None
    return Outcome(f"Release {name} is removed.{_next(shelf) if was_used else ''}")


def _next(shelf: Shelf) -> str:
    used = (shelf.used() or (BUILT_IN,))[0]
    if used == BUILT_IN:
        return " The rules that came with the program are used from now on."
    return f" Release {shelf.take(used).name}, which was used before it, is used again."


def _unwritten(shelf: Shelf, trouble: OSError, remedy: str) -> Stop:
    reason = trouble.strerror or "the system refused"
    return Stop(f"It cannot be written: {reason}.", place=str(shelf.folder), remedy=remedy)
