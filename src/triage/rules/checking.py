"""Checks every pack of a folder: reading, building, schemas, meaning and scenarios, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from triage.rules import nodes
from triage.rules.acceptance import accepted_in, check_accepted, settle
from triage.rules.checks import run_checks
from triage.rules.checks.answers import every_answer_counts
from triage.rules.checks.demonstrations import check_demonstrations
from triage.rules.checks.subject import Subject
from triage.rules.checks.unused import everything_is_used
from triage.rules.checks.vignettes import check_vignettes
from triage.rules.codes import CODES
from triage.rules.demonstrations import demonstrations_into
from triage.rules.files import PACK_FILE, pack_names
from triage.rules.load import Loaded, load_into
from triage.rules.model import Place
from triage.rules.problems import Collector, Problem, errors_in, in_order
from triage.rules.scenarios import scenarios_into
from triage.rules.schema import check_shape, schema_for
from triage.rules.sign_off import sign_offs_into
from triage.rules.statements_reader import statements_into
from triage.rules.vignettes import vignettes_into

FIRST_LINE = "# yaml-language-server: $schema="


@dataclass(frozen=True)
class Looked:
    """What reading and checking the packs of a folder came to, before anything accepted is left out.

    ``subjects`` are the packs without errors of their own; ``whole`` says that this is all of them.
    """

    out: Collector
    subjects: tuple[Subject, ...]
    whole: bool


def check(folder: Path, today: date) -> tuple[Problem, ...]:
    """Every problem in every pack of ``folder``, sorted by place. ``today`` is the day dates are held against.

    Problems that only show when all cases are looked at are not among them: see :mod:`triage.policy.checks.run`.
    """
    looked = look(folder, today)
    kept, _ = settle(
        looked.out.all(),
        accepted_in(looked.subjects),
        lambda code: looked.whole and not CODES[code].over_all_cases,
    )
    return in_order(looked.out.with_lines(kept))


def look(folder: Path, today: date) -> Looked:
    """Read and check every pack of a folder, one by one and together."""
    out = Collector()
    names = pack_names(folder)
    if not names:
        out.error("TR312", Place("rules"), "there are no packs here.", f"a pack is a folder with a {PACK_FILE} in it.")
    subjects = [_one_pack(folder, name, today, out) for name in names]
    sound = tuple(subject for subject in subjects if subject is not None)
    whole = len(sound) == len(names)
    if whole:
        everything_is_used(sound, out)
        every_answer_counts(sound, out)
    return Looked(out, sound, whole)


def _one_pack(folder: Path, name: str, today: date, out: Collector) -> Subject | None:
    """Load one pack with those below it and check it. The rule set as a subject, or None when it has errors."""
    own = Collector()
    loaded = load_into(folder, [name], today, own)
    sound = not errors_in(own.all())
    trees: dict[str, nodes.Node] = {}
    subject: Subject | None = None
    if loaded is not None:
        # The files of the packs below are checked with those packs.
        own_files = f"rules/{name}/"
        trees.update({file: tree for file, tree in loaded.trees.items() if file.startswith(own_files)})
        subject = Subject(loaded.rule_set, loaded.material.gathered, today, name)
        check_accepted(subject, own)
        if sound:
            run_checks(subject, own)
        if not loaded.material.partial:
            scenarios_into(folder, [name], loaded.rule_set, own, trees)
            statements_into(folder, [name], loaded.rule_set, own, trees)
            bank = vignettes_into(folder, [name], loaded.rule_set, own, trees)
            check_vignettes(bank, loaded.rule_set, own)
            walks = demonstrations_into(folder, [name], loaded.rule_set, own, trees)
            check_demonstrations(walks, loaded.rule_set, own)
        sign_offs_into(folder, [name], own, trees)
    _check_shapes(trees, own)
    _check_first_lines(loaded, own)
    out.take(own)
    return subject if sound else None


def _check_shapes(trees: dict[str, nodes.Node], out: Collector) -> None:
    """Hold each file against its schema, unless it has errors already: those say it better."""
    wrong = {problem.place.file for problem in errors_in(out.all())}
    for file, tree in trees.items():
        if file not in wrong:
            check_shape(tree, file, out)


def _check_first_lines(loaded: Loaded | None, out: Collector) -> None:
    for file in loaded.files if loaded is not None else ():
        if file.name.endswith(".yaml") and not file.data.lstrip(b"\xef\xbb\xbf").startswith(FIRST_LINE.encode()):
            up = "../" * (file.name.count("/") - 1)
            hint = f"start the file with '{FIRST_LINE}{up}{schema_for(file.name)}'."
            out.warning(
                "TR214", Place(file.name), "the first line does not name the schema, so editors cannot help.", hint
            )
