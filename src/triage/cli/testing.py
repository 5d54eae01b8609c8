"""``triage test``: the scenarios beside the rules, walked through the real interview, with how long each took."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from triage.cli.checking import target, within
from triage.cli.errors import Stop, problems_told
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, packs_asked
from triage.engine.decide import Decider, build_decider
from triage.policy.report import report_data, report_text
from triage.policy.scenarios import ScenarioReport, run_scenarios
from triage.policy.sidebyside import NARROW
from triage.rules.demonstrations import Demonstration, read_demonstrations
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.rules.scenarios import Scenario, read_scenarios
from triage.rules.vignettes import Vignette, read_bank, read_vignettes
from triage.training.demonstrations import broken, broken_words
from triage.training.moved import moved, moved_words
from triage.training.path import Trainer


def test(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Run the scenarios of every pack, or of the areas asked for, or of one part of the rules.

    Ends in 1 when one fails, when a scenario file is broken, and when there was nothing to run. With ``--new`` a
    scenario is written instead.
    """
    if arguments.new is not None:
        from triage.cli.new_scenario import new_scenario

        return new_scenario(arguments, settings, now)
    if arguments.name is not None or arguments.into is not None:
        raise Stop("--name and --in go with --new.", remedy="Give the file of answers: --new answers.yaml")
    folder, part = target(arguments.path, settings)
    part = _folder_of(folder, part)
    found: list[_Tested] = []
    for pack in packs_asked(folder, settings.areas):
        rule_set = load(folder, [pack], now.date())
        try:
            scenarios = _within(read_scenarios(folder, [pack], rule_set), part)
            stories = [one for one in read_vignettes(folder, [pack], rule_set) if within(one.place.file, part)]
            walks = [one for one in read_demonstrations(folder, [pack], rule_set) if within(one.place.file, part)]
        except RulesRefused as refused:
            problems = problems_told(refused)
            return Outcome(_told(found, arguments.json), ExitCode.PROBLEMS_FOUND, problems)
        told = "\n".join(filter(None, (_stories(folder, rule_set, stories, now), _walks(rule_set, walks))))
        if scenarios:
            found.append(_Tested(rule_set, _own(rule_set, _run(rule_set, scenarios, now), pack, part), told))
        elif told:
            found.append(_Tested(rule_set, None, told))
    if not found:
        raise Stop("There are no scenarios in it.", place=part or str(folder), code=ExitCode.PROBLEMS_FOUND)
    failed = any(one.report is not None and one.report.failed for one in found)
    return Outcome(_told(found, arguments.json), ExitCode.PROBLEMS_FOUND if failed else ExitCode.FINE)


@dataclass(frozen=True)
class _Tested:
    """One pack: how its scenarios went (None: it has none), and what there is to say about its stories for training."""

    rule_set: RuleSet
    report: ScenarioReport | None
    stories: str


def _told(found: Sequence[_Tested], as_json: bool) -> str:
    if as_json:
        return json_text([_data(one) for one in found])
    width = get_terminal_size((NARROW, 24)).columns
    texts: list[str] = []
    for one in found:
        if one.report is not None:
            texts.append(f"{one.rule_set.version}\n{report_text(one.report, width)}")
        if one.stories:
            texts.append(one.stories)
    return "\n\n".join(texts)


def _data(one: _Tested) -> dict[str, Any]:
    known = {"rules": one.rule_set.version, "hash": one.rule_set.hash}
    report = report_data(one.report) if one.report is not None else {}
    return known | report | ({"stories": one.stories.splitlines()} if one.stories else {})


def _run(rule_set: RuleSet, scenarios: Sequence[Scenario], now: datetime) -> ScenarioReport:
    decider = build_decider(rule_set)
    try:
        return run_scenarios(rule_set, decider, scenarios, now)
    finally:
        decider.close()


def _stories(folder: Path, rule_set: RuleSet, stories: Sequence[Vignette], now: datetime) -> str:
    """Which stories for training the rules now answer otherwise. That fails nothing: the rules mark, not the notes."""
    if not stories:
        return ""
    bank = read_bank(folder, [one.id for one in rule_set.packs], rule_set)
    found = moved(Trainer(rule_set, Decider(rule_set, None), bank, now), stories)
    lines = [line for one in found for line in moved_words(one)]
    return "\n".join([*lines, f"{_count(len(stories))} for training, {len(found) or 'none'} moved."])


def _walks(rule_set: RuleSet, walks: Sequence[Demonstration]) -> str:
    """Which demonstrations no longer fit the rules. That fails nothing either; they cannot be played as they are."""
    if not walks:
        return ""
    found = broken(rule_set, Decider(rule_set, None), walks)
    lines = [line for one in found for line in broken_words(one)]
    count = f"{len(walks)} demonstration{'' if len(walks) == 1 else 's'}"
    return "\n".join([*lines, f"{count}, {len(found) or 'none'} broken."])


def _count(stories: int) -> str:
    return f"{stories} {'story' if stories == 1 else 'stories'}"


def _own(rule_set: RuleSet, report: ScenarioReport, pack: str, part: str) -> ScenarioReport:
    """The report with coverage counted over the rules of this pack and part only."""
    own = {name for name, rule in rule_set.rules.items() if rule.pack == pack and within(rule.place.file, part)}
    inside = part or f"rules/{pack}"
    return replace(
        report,
        fired=tuple(name for name in report.fired if name in own),
        never_fired=tuple(name for name in report.never_fired if name in own),
        cannot_fire=tuple(name for name in report.cannot_fire if name in own),
        reached=tuple(branch for branch in report.reached if within(branch.place.file, inside)),
        missed=tuple(branch for branch in report.missed if within(branch.place.file, inside)),
        given=tuple(branch for branch in report.given if within(branch.place.file, inside)),
        never_given=tuple(branch for branch in report.never_given if within(branch.place.file, inside)),
    )


def _within(scenarios: Sequence[Scenario], part: str) -> tuple[Scenario, ...]:
    return tuple(scenario for scenario in scenarios if within(scenario.place.file, part))


def _folder_of(folder: Path, part: str) -> str:
    """A rules file stands for its whole topic, whose scenarios lie beside it."""
    return part.rpartition("/")[0] if part and (folder / part).is_file() else part
