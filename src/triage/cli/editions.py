"""``triage teach editions``: one case under two editions of the rules, or every story whose outcome differs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from triage.cli.choosing import open_shelf
from triage.cli.comparing import open_named
from triage.cli.deciding import text_of
from triage.cli.errors import Stop, problems_told, unknown
from triage.cli.exit_codes import ExitCode
from triage.cli.forms import to_new_file
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, packs_to_load, plain_wanted, require_folder
from triage.engine.decide import Decider, build_decider
from triage.policy.compare.names import Names
from triage.policy.compare.opening import Opened
from triage.policy.compare.revisions import NoRevisionError
from triage.rules.answers_file import read_answers_of
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.vignettes import Vignette, read_vignettes
from triage.training.editions.cases import aligned, named, questions_of_both, renamed_answers, stories_of, story_case
from triage.training.editions.comparing import compare
from triage.training.editions.data import compared_data
from triage.training.editions.deciding import dated
from triage.training.editions.html import compared_html
from triage.training.editions.model import Case, Compared, Edition, NoEditionError
from triage.training.editions.overview import overview, overview_text
from triage.training.editions.words import compared_text

_ANSWERS = (".yaml", ".yml")


@dataclass(frozen=True)
class Pair:
    """Two editions ready to decide, with every story of either. ``names`` are those that changed between them."""

    old: Edition
    new: Edition
    stories: tuple[Case, ...]
    names: Names


def editions(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Tell what differs for one case, or with ``--all`` for which stories anything does."""
    whole = arguments.all or not (arguments.story or arguments.case)
    with pair(arguments.old, arguments.new, settings, now, quick=whole) as found:
        if _screen_wanted(arguments):
            return _on_screen(found, None if whole else _case(arguments, found), now)
        if whole:
            return _all(arguments, found, now)
        told = compare(found.old, found.new, _case(arguments, found), now)
    return _one(arguments, told)


def _screen_wanted(arguments: Namespace) -> bool:
    """Whether to show it in the full screen: there is one, and nothing else was asked for."""
    if arguments.json or arguments.out or arguments.form_format:
        return False
    terminals = sys.stdin.isatty() and sys.stdout.isatty()
    return not plain_wanted(arguments, os.environ, terminals=terminals)


def _on_screen(found: Pair, chosen: Case | None, now: datetime) -> Outcome:
    from triage.cli.interview import keep_file
    from triage.ui.app import AppContext, run
    from triage.ui.teach.editions import Editions, EditionsApp

    context = AppContext(load=lambda: found.new.rule_set, now=datetime.now, keep=keep_file)
    old, new = (f"{one.name} ({dated(one.rule_set)})" for one in (found.old, found.new))
    door = Editions(lambda case: compare(found.old, found.new, case, now), found.stories, old, new, chosen)
    return Outcome(code=ExitCode(run(EditionsApp(context, door))))


@contextmanager
def pair(old: str | None, new: str | None, settings: Settings, now: datetime, *, quick: bool = False) -> Iterator[Pair]:
    """The two editions named; without ``new`` the rules in use, without ``old`` the newest other release.

    ``quick``: decide by one method instead of two, for many cases at once. Raises Stop when there is no such edition,
    or it cannot be used.
    """
    require_folder(settings.folder, settings.chosen_by)
    with ExitStack() as stack:
        try:
            newer = open_named(new or "", settings.folder, stack)
            older = open_named(old or _before(newer, settings), settings.folder, stack)
        except NoRevisionError as error:
            raise Stop(error.says, remedy=error.remedy) from error
        before, after = _loaded(older, settings, now), _loaded(newer, settings, now)
        before_renamed, names = aligned(before, after)
        stories = stories_of(_stories(newer, after), _stories(older, before), names)
        deciders = []
        for rules in (before_renamed, after):
            decider = Decider(rules, None) if quick else build_decider(rules)
            stack.callback(decider.close)
            deciders.append(decider)
        yield Pair(
            Edition(_called(older, settings), before_renamed, deciders[0]),
            Edition(_called(newer, settings), after, deciders[1]),
            stories,
            names,
        )


def against_the_older(settings: Callable[[], Settings], stack: ExitStack) -> Callable[[Vignette], Compared]:
    """What holds a story against the newest other release. Both are read once, and let go with ``stack``."""
    found: list[Pair] = []

    def hold(story: Vignette) -> Compared:
        now = datetime.now()
        try:
            if not found:
                found.append(stack.enter_context(pair(None, None, settings(), now)))
        except Stop as stop:
            raise NoEditionError(stop.lines()) from None
        case = named(found[0].stories, story.id) or story_case(story)
        return compare(found[0].old, found[0].new, case, now)

    return hold


def _before(newer: Opened, settings: Settings) -> str:
    """The newest installed release that is not the one in use."""
    for one in open_shelf().all():
        if one.release is not None and one.folder != newer.folder and one.folder != settings.folder:
            return one.hash
    raise Stop(
        "There is no older edition on this computer to hold these rules against.",
        place="--old",
        remedy="Name one: triage teach editions --old, with a folder of rules, a release or a release file.\n"
        "To see what is installed: triage releases",
    )


def _called(opened: Opened, settings: Settings) -> str:
    if opened.folder == settings.folder:
        return "the rules in use"
    folder = Path(opened.name).expanduser()
    return f"the rules in {folder.resolve().name}" if folder.is_dir() else opened.name


def _loaded(opened: Opened, settings: Settings, now: datetime) -> RuleSet:
    packs = packs_to_load(opened.folder, available_packs(opened.folder), settings.areas)
    try:
        return load(opened.folder, packs, now.date())
    except RulesRefused as refused:
        problems = problems_told(refused)
        raise Stop(
            f"{problems}\n\nThe edition called {opened.name} cannot be used.", code=ExitCode.RULES_REFUSED
        ) from None


def _stories(opened: Opened, rules: RuleSet) -> tuple[Vignette, ...]:
    """The stories of an edition; none where they cannot be read, since the other's do as well."""
    try:
        return read_vignettes(opened.folder, [pack.id for pack in rules.packs], rules)
    except RulesRefused:
        return ()


def _case(arguments: Namespace, found: Pair) -> Case:
    if arguments.case:
        return _saved(arguments.case, found)
    name = arguments.story
    if name == "-" or name.endswith(_ANSWERS) or Path(name).expanduser().is_file():
        return _from_file(name, found)
    case = named(found.stories, name)
    if case is None:
        raise unknown("story", name, [one.id for one in found.stories])
    return case


def _from_file(name: str, found: Pair) -> Case:
    text, shown = text_of(name)
    questions = questions_of_both(found.old.rule_set, found.new.rule_set)
    before = {old: questions[new] for old, new in found.names.get("question", {}).items() if new in questions}
    try:
        answers = read_answers_of(text, shown, {**before, **questions})
    except RulesRefused as refused:
        raise Stop(problems_told(refused), code=ExitCode.PROBLEMS_FOUND) from None
    return Case(Path(shown).stem, f"The answers in {Path(shown).name}", (), renamed_answers(answers, found.names))


def _saved(reference: str, found: Pair) -> Case:
    from triage.case.replay import replay
    from triage.cli.case_place import opened

    with opened() as store:
        state = replay(store.load(reference))
    answers = renamed_answers(dict(state.session.entries), found.names)
    return Case(reference, f"The saved case {reference}", (), answers)


def _one(arguments: Namespace, told: Compared) -> Outcome:
    if arguments.json:
        return _out(arguments, json_text(compared_data(told)))
    return _out(arguments, compared_html(told) if arguments.form_format == "html" else compared_text(told))


def _out(arguments: Namespace, text: str) -> Outcome:
    if not arguments.out:
        return Outcome(text)
    to_new_file(Path(arguments.out).expanduser(), f"{text.rstrip()}\n".encode())
    return Outcome(message=f"Written to {arguments.out}.")


def _all(arguments: Namespace, found: Pair, now: datetime) -> Outcome:
    """Every story for which anything differs, and what goes through most of them."""
    told = [compare(found.old, found.new, case, now) for case in found.stories]
    if arguments.json:
        return _out(arguments, json_text([compared_data(one) for one in told if one.differs]))
    sides = [(one.name, dated(one.rule_set)) for one in (found.old, found.new)]
    return _out(arguments, overview_text(overview(told), sides[0], sides[1]))
