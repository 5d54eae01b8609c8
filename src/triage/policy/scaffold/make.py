"""Works out the files for something new: which file each part goes to, and what the whole file says then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from triage.explain.phrases import mid_sentence
from triage.policy.scaffold import parts
from triage.policy.scaffold.append import SCENARIOS, with_entry
from triage.policy.scaffold.case import Reached, can_hold, reach, scenario_lines
from triage.policy.scaffold.trial import copy_with, new_problems, read
from triage.policy.yaml_text import answer_yaml, names_yaml, text_yaml
from triage.rules.files import SCENARIOS_FILE
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.problems import Problem, RulesRefused, errors_in
from triage.rules.scenarios import Scenario


class ThereAlreadyError(Exception):
    """A file that was to be new is there. Its name is the text."""


class NeverHoldsError(Exception):
    """No answers make the new rule hold."""


@dataclass(frozen=True)
class Made:
    """What is to be written, what it was made from, and what ``check`` finds in it that was not there before.

    ``reached`` is the case written with a rule; None for anything else, and for a rule that waits for a law.
    ``still_national`` are the contacts a local pack does not fill in yet.
    """

    files: Mapping[str, str]
    before: Mapping[str, str | None]
    problems: tuple[Problem, ...] = ()
    reached: Reached | None = None
    still_national: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be written: it brings no error."""
        return not errors_in(self.problems)


def make_topic(folder: Path, pack: str, topic: parts.NewTopic, today: date) -> Made:
    """A topic file. Raises ThereAlreadyError."""
    file = topic_path(pack, topic.id)
    return _tried(folder, _new(folder, {file: parts.topic_file(topic, file)}), today)


def topic_path(pack: str, topic: str) -> str:
    """The file of a topic, from the folder that holds ``rules``."""
    return f"rules/{pack}/{topic}/rules.yaml"


def make_source(folder: Path, source: parts.NewSource, today: date) -> Made:
    """A guidance file. Raises ThereAlreadyError."""
    return _tried(folder, _new(folder, {f"guidance/{source.id}.md": parts.source_file(source)}), today)


def make_rule(
    folder: Path,
    pack: str,
    topic: str,
    rule: parts.NewRule,
    *,
    case: str,
    today: date,
    step: parts.NewStep | None = None,
    question: parts.NewQuestion | None = None,
) -> Made:
    """A rule at the end of its topic file, with its step and question if they are new, and with a scenario.

    ``case`` is the name of the scenario. Raises CannotAddError when a file is laid out so that nothing can be added,
    and NeverHoldsError when no case reaches the rule.
    """
    file = topic_path(pack, topic)
    before = {file: read(folder, file)}
    text = before[file] or ""
    for part, lines in (
        ("questions", None if question is None else list(parts.question_lines(question))),
        ("steps", None if step is None else list(parts.step_lines(step))),
        ("rules", list(parts.rule_lines(rule))),
    ):
        text = text if lines is None else with_entry(text, part, lines)
    return _with_case(folder, pack, Made({file: text}, before), rule.id, case, today)


def _with_case(folder: Path, pack: str, made: Made, rule: str, case: str, today: date) -> Made:
    try:
        with copy_with(folder, made.files) as copy:
            rule_set = load(copy, [pack], today)
    except RulesRefused as refused:
        return replace(made, problems=refused.problems)
    if not can_hold(rule_set, rule):
        return _tried(folder, made, today)
    reached = reach(rule_set, rule)
    if reached is None:
        raise NeverHoldsError(rule)
    (file,) = made.files
    beside = f"{file.rpartition('/')[0]}/{SCENARIOS_FILE}"
    known = read(folder, beside)
    text = parts.first_line(beside, "scenarios.schema.json") + "\n" if known is None else known
    text = with_entry(text, SCENARIOS, list(scenario_lines(case, rule, reached)))
    whole = Made({**made.files, beside: text}, {**made.before, beside: known}, reached=reached)
    return _tried(folder, whole, today)


def make_pack(folder: Path, pack: parts.NewPack, example: Scenario | None, today: date) -> Made:
    """A local pack: its facts, its contacts, its promise never to be weaker, and ``example`` as its first scenario.

    Raises ThereAlreadyError.
    """
    home = f"rules/{pack.id}"
    files = {f"{home}/pack.yaml": parts.pack_file(pack, f"{home}/pack.yaml")}
    files[f"{home}/safety.yaml"] = parts.safety_file(pack, f"{home}/safety.yaml")
    if pack.contacts:
        files[f"{home}/contacts.yaml"] = parts.contacts_file(pack, f"{home}/contacts.yaml", today)
    if example is not None:
        file = f"{home}/{SCENARIOS_FILE}"
        files[file] = _carried_over(file, pack.title, example)
    return _tried(folder, _new(folder, files), today)


def example_for(rule_set: RuleSet, scenarios: Iterable[Scenario]) -> Scenario | None:
    """The first of the most urgent cases that end with ringing someone a local pack fills in: never to be lost."""
    local = {name for name, contact in rule_set.contacts.items() if contact.local}
    fit = [
        scenario
        for scenario in scenarios
        if scenario.otherwise and any(local & set(rule_set.steps[step].contacts) for step in scenario.expect.steps)
    ]
    return max(fit, key=lambda scenario: scenario.expect.urgency, default=None)


def _carried_over(file: str, title: str, example: Scenario) -> str:
    lines = [parts.first_line(file, "scenarios.schema.json"), "scenarios:"]
    lines += [f"  - name: {text_yaml(f'{title}, {mid_sentence(example.name)}')}", "    answers:"]
    lines += [f"      {question}: {answer_yaml(answer)}" for question, answer in example.answers.items()]
    lines += [f"    otherwise: {example.otherwise}", "    expect:", f"      urgency: {example.expect.urgency.word}"]
    lines += [f"      steps: {names_yaml(example.expect.steps)}"]
    return "\n".join(lines) + "\n"


def _new(folder: Path, files: Mapping[str, str]) -> Made:
    for file in files:
        if (folder / file).exists():
            raise ThereAlreadyError(file)
    return Made(files, dict.fromkeys(files))


def _tried(folder: Path, made: Made, today: date) -> Made:
    with copy_with(folder, made.files) as copy:
        problems = new_problems(folder, copy, today)
    return Made(made.files, made.before, problems, made.reached)
