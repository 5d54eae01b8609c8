"""``triage diff``: two versions of the rules held against each other over every case."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from triage.cli.choosing import open_shelf
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, packs_to_load, require_folder
from triage.policy.compare.accepted import Accepted, draft
from triage.policy.compare.data import differences_data
from triage.policy.compare.folders import PackDifferences, SideRefusedError, compare_folders
from triage.policy.compare.markdown import differences_markdown
from triage.policy.compare.model import Change, Kind
from triage.policy.compare.opening import Opened, open_version, versions_named
from triage.policy.compare.revisions import NoRevisionError
from triage.policy.compare.words import NOTHING, differences_text, idle_lines
from triage.policy.prove.solver import SolverMissingError
from triage.policy.release.refusal import ReleaseStoppedError
from triage.rules.files import Found, pack_names
from triage.rules.load import available_packs
from triage.rules.problems import Collector, RulesRefused, errors_in, render
from triage.rules.raw_text import LARGEST_FILE
from triage.rules.sign_off import SignOff, read_sign_offs, sign_offs_into


def diff(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Say what the newer of two versions does to every case.

    Ends in 1 when something is less safe and nobody accepted it. Raises Stop for a version there is not.
    """
    require_folder(settings.folder, settings.chosen_by)
    if len(arguments.versions) > 2:
        raise Stop("Name two versions at most: the old one, then the new one.")
    with ExitStack() as stack:
        try:
            names = versions_named(arguments.versions)
            old, new = (open_named(name, settings.folder, stack) for name in names)
            found = compare_folders(old, new, _wanted(new, settings), now.date())
        except NoRevisionError as error:
            raise Stop(error.says, remedy=error.remedy) from error
        except SolverMissingError as missing:
            raise Stop(str(missing)) from missing
        except SideRefusedError as error:
            return Outcome(code=ExitCode.RULES_REFUSED, message=_refused(error))
        accepted = Accepted(sign_offs(arguments.sign_off, new.folder))
    return _told(arguments, found, accepted, now)


def open_named(name: str, working: Path, stack: ExitStack) -> Opened:
    """The version ``name`` stands for, which may be a release that is installed here."""
    shelf = open_shelf()
    if name and not Path(name).expanduser().exists():
        with suppress(ReleaseStoppedError):  # no release of that name, so it may be a revision
            taken = shelf.take(shelf.find(name))
            if taken.refused is not None:
                raise Stop(f"Release {taken.name} {taken.refused.says}", remedy=taken.refused.remedy)
            return Opened(taken.folder, f"release {taken.name}")
    return open_version(name, working, stack)


def _refused(error: SideRefusedError) -> str:
    problems = "\n\n".join(render(problem) for problem in error.refused.problems)
    return f"The rules called {error.side.name} cannot be loaded, so they cannot be compared.\n\n{problems}"


def _wanted(new: Opened, settings: Settings) -> Sequence[str]:
    if not settings.areas:
        return ()
    return packs_to_load(new.folder, available_packs(new.folder), settings.areas)


def sign_offs(named: str | None, folder: Path) -> Sequence[SignOff]:
    """What was accepted, in the file that was named and beside the new rules. Raises RulesRefused for a broken file."""
    out = Collector()
    found = list(sign_offs_into(folder, pack_names(folder), out))
    if named is not None:
        path = Path(named).expanduser()
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            raise Stop("This is not a sign-off file.", place=named)
        more = read_sign_offs([Found(named, path.read_bytes())], out)
        known = {one.change for one in found}
        found += [one for one in more if one.change not in known]
    if errors_in(out.all()):
        raise RulesRefused(out.all())
    return found


def _told(arguments: Namespace, found: Sequence[PackDifferences], accepted: Accepted, now: datetime) -> Outcome:
    differences = [one.differences for one in found]
    missing = accepted.missing(differences)
    code = ExitCode.PROBLEMS_FOUND if missing else ExitCode.FINE
    idle = "\n".join(idle_lines(accepted.idle(differences)))
    if arguments.sign_off_draft:
        nothing = "" if missing else "Nothing is less safe without a sign-off."
        return Outcome(draft(missing, now.date()), code, "\n".join(filter(None, (nothing, idle))))
    form = "json" if arguments.json else arguments.format
    return Outcome(_FORMATS[form](found, accepted), code, "\n".join(filter(None, (idle, _summary(missing)))))


def _summary(missing: Sequence[Change]) -> str:
    if not missing:
        return ""
    return (
        f"{len(missing)} less safe, accepted by nobody. Put it right, or see: triage diff --sign-off-draft\n"
        "A sign-off says who accepts which change and why; it stands in rules/<pack>/sign-off.yaml."
    )


def _as_text(found: Sequence[PackDifferences], accepted: Accepted) -> str:
    told = [differences_text(one.differences, accepted) for one in found if one.differences.changes]
    return "\n\n".join(told) if told else NOTHING


def _as_json(found: Sequence[PackDifferences], accepted: Accepted) -> str:
    return json_text(differences_data(found, accepted))


def _as_github(found: Sequence[PackDifferences], accepted: Accepted) -> str:
    """A note for each change at its line, as code hosts show it beside the files."""
    return "\n".join(
        f"::{_severity(change, accepted)} file={_property(change.place.file)},line={change.place.line},"
        f"title={_property(change.kind.value)}::{_data(f'{change.subject}: {change.says} [{change.key}]')}"
        for one in found
        for change in one.differences.changes
        if change.place is not None and change.kind is not Kind.WORDING
    )


def _severity(change: Change, accepted: Accepted) -> str:
    if change.kind is not Kind.LESS_SAFE:
        return "notice"
    return "error" if accepted.of(change) is None else "warning"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_FORMATS: Mapping[str, Callable[[Sequence[PackDifferences], Accepted], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
    "markdown": differences_markdown,
}
