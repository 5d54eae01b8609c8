"""Rule sets of any size, grown from the shipped one: the same shapes, the same depth, as many of them as wanted.

A smaller one keeps every so many of the national rules, with what they rest on. A larger one has the topics again
under other names, with questions, facts, steps and scenarios of their own; the danger pages, the role, the kinds of
worry and the seriousness, which every topic rests on, are there once. Everything is written as YAML files, so that
reading them counts. ``python benchmarks/grow.py 1000 FOLDER`` writes one to look at.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from triage.engine.evaluate import Evaluator
from triage.engine.outcome import highest_urgency
from triage.policy.calmest import otherwise_answer
from triage.rules.load import load
from triage.rules.scenarios import read_scenarios

ROOT = Path(__file__).resolve().parents[1]
PACK = Path("rules") / "england"
ONCE = frozenset({"danger", "role", "threshold", "worry", "evidence"})
"""Topics that are there once: every other rests on them."""
SCENARIOS = 500
"""The most scenarios that are written, so that the time for them grows with the rules alone."""
PARTS = ("questions", "facts", "deadlines", "steps", "rules")
Data = dict[str, Any]


def read(path: Path) -> Data:
    """A YAML file with every scalar as the text it is."""
    found: Data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def write(path: Path, data: object) -> None:
    """Writes a YAML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000_000), encoding="utf-8")


def topics() -> dict[str, Data]:
    """The shipped topics by name, with their scenarios under a key of their own."""
    found = {}
    for path in sorted((ROOT / PACK).glob("*/rules.yaml")):
        topic = read(path)
        topic["scenarios"] = read(path.with_name("scenarios.yaml"))["scenarios"]
        for step in topic.get("steps", {}).values():
            step.pop("document", None)  # forms and letters are left out
        found[path.parent.name] = topic
    return found


def rule_count(all_topics: dict[str, Data]) -> int:
    """How many rules there are."""
    return sum(len(topic.get("rules", {})) for topic in all_topics.values())


def grown(count: int) -> dict[str, Data]:
    """The topics of a rule set with so many rules."""
    shipped = topics()
    if count <= rule_count(shipped):
        return fewer(shipped, count)
    result, copy = dict(shipped), 1
    while rule_count(result) < count:
        copy += 1
        for name in (name for name in shipped if name not in ONCE):
            # The last time round there are questions and steps for more rules than are left to write.
            result[f"{name}-{copy}"] = again(shipped, name, copy, count - rule_count(result))
    return result


def again(shipped: dict[str, Data], name: str, copy: int, most: int) -> Data:
    """A topic once more, under other names, with at most so many of its rules."""
    own = {part: {one for other in shipped if other not in ONCE for one in shipped[other].get(part, {})}
           for part in PARTS}  # fmt: skip
    rename = Rename(own, copy)
    topic = {key: value for key, value in shipped[name].items() if key not in (*PARTS, "contacts")}
    topic["topic"] = f"{name}-{copy}"
    for part in PARTS:
        entries = list(shipped[name].get(part, {}).items())[: most if part == "rules" else None]
        if entries:
            topic[part] = {rename(part, key): rename.entry(value) for key, value in entries}
    for question in topic.get("questions", {}).values():
        question["ask"] = question["ask"].replace("?", f" ({copy})?", 1)
    topic["scenarios"] = [
        {**one, "name": f"{one['name']} ({copy})",
         "answers": {rename("questions", key): value for key, value in one["answers"].items()}}
        for one in topic["scenarios"]
    ]  # fmt: skip
    return topic


class Rename:
    """Gives the things that are copied their new names, wherever they are named."""

    def __init__(self, own: dict[str, set[str]], copy: int) -> None:
        self.own, self.copy = own, copy

    def __call__(self, part: str, name: str) -> str:
        """The new name of one thing, or the name it has when it is there once."""
        mark = "_" if part in ("questions", "facts") else "-"
        return f"{name}{mark}{self.copy}" if name in self.own[part] else name

    def entry(self, body: Data) -> Data:
        """A question, fact, step, deadline or rule with what it names renamed."""
        named = {"by": "deadlines", "steps": "steps", "covered by": "steps"}
        result = dict(body)
        for key, value in body.items():
            if key in ("when", "ask when"):
                result[key] = self.condition(value)
            elif key in named:
                result[key] = self.names(named[key], value)
        return result

    def names(self, part: str, value: Any) -> Any:
        """One name or a list of them."""
        return [self(part, one) for one in value] if isinstance(value, list) else self(part, value)

    def condition(self, found: Any) -> Any:
        """A condition: its questions and facts."""
        if isinstance(found, list):
            return [self.condition(one) for one in found]
        if not isinstance(found, dict):
            return found
        result = {}
        for key, value in found.items():
            if key in ("all", "any", "none", "exactly"):
                result[key] = self.condition(value)
            elif key == "fact":
                result[key] = self.names("facts", value)
            else:
                result[key if key == "switch" else self("questions", key)] = value
        return result


def fewer(shipped: dict[str, Data], count: int) -> dict[str, Data]:
    """Every so many of the rules, with the questions, facts and steps that they rest on."""
    every = [(topic, name) for topic, data in shipped.items() for name in data.get("rules", {})]
    must = [one for one in every if one[1] in ("floor", "significant-harm-ring-now")]
    step = len(every) / count
    kept = set(must) | {every[int(place * step)] for place in range(count - len(must))}
    words = set(_words([shipped[topic]["rules"][name] for topic, name in kept]))
    parts = {one: data[part][one] for data in shipped.values() for part in PARTS[:-1] for one in data.get(part, {})}
    waiting = set(words)
    while waiting:
        new = {word for one in waiting if one in parts for word in _words(parts[one])} - words
        words |= new
        waiting = new
    words |= {"role", "danger", "danger_check", "situation", "also_worried", "death_about"}
    result = {}
    for topic, data in shipped.items():
        small = {key: value for key, value in data.items() if key not in PARTS}
        for part in PARTS[:-1]:
            if own := {one: value for one, value in data.get(part, {}).items() if one in words}:
                small[part] = own
        if rules := {one: value for one, value in data.get("rules", {}).items() if (topic, one) in kept}:
            small["rules"] = rules
        result[topic] = small
    return result


def _words(data: Any) -> Iterator[str]:
    """Every key and every whole word in some data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list):
        for one in data:
            yield from _words(one)
    elif re.fullmatch(r"[a-z][a-z0-9_-]*", data):
        yield data


def write_rule_set(count: int, folder: Path) -> int:
    """Writes a rule set with so many rules into a folder. Returns how many there are."""
    shutil.copytree(ROOT / "guidance", folder / "guidance", dirs_exist_ok=True)
    (folder / PACK).mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "rules").glob("*.schema.json"):
        shutil.copy(path, folder / "rules" / path.name)
    for name in ("pack.yaml", "contacts.yaml", "deadlines.yaml", "terms.yaml"):
        shutil.copy(ROOT / PACK / name, folder / PACK / name)
    made = grown(count)
    gone = names_in(topics()) - names_in(made)
    scenarios = {}
    for name, data in made.items():
        scenarios[name] = [_bare(one) for one in data.pop("scenarios") if gone.isdisjoint(_words(one["answers"]))]
        write(folder / PACK / name / "rules.yaml", data)
    statements = read(ROOT / PACK / "safety.yaml")["statements"]
    fitting = {name: one for name, one in statements.items() if gone.isdisjoint(_words(one))}
    write(folder / PACK / "safety.yaml", {"statements": fitting})
    write_scenarios(folder, scenarios)
    return rule_count(made)


def names_in(all_topics: dict[str, Data]) -> set[str]:
    """Everything that has a name in some topics."""
    return {one for data in all_topics.values() for part in PARTS for one in data.get(part, {})}


def write_scenarios(folder: Path, scenarios: dict[str, list[Data]]) -> None:
    """Every so many of the scenarios, as many as there are time for; each expects the urgency that it comes to."""
    every = [(topic, one) for topic, some in scenarios.items() for one in some]
    step = max(1.0, len(every) / SCENARIOS)
    kept: dict[str, list[Data]] = {}
    for place in range(min(SCENARIOS, len(every))):
        topic, one = every[int(place * step)]
        kept.setdefault(topic, []).append(one)
    for topic, some in kept.items():
        write(folder / PACK / topic / "scenarios.yaml", {"scenarios": some})
    rule_set = load(folder, ["england"], date.today())
    evaluator = Evaluator(rule_set)
    comes_to = {}
    for one in read_scenarios(folder, ["england"], rule_set):
        questions = rule_set.questions.values()
        answers = {q.id: one.answers.get(q.id) or otherwise_answer(q, one.otherwise) for q in questions}
        given = {name: answer for name, answer in answers.items() if answer is not None}
        comes_to[one.topic, one.name] = highest_urgency(rule_set, evaluator.evaluate(given).true_rules)
    for topic, some in kept.items():
        for scenario in some:
            urgency = comes_to[topic, scenario["name"]]
            if urgency is not None:
                scenario["expect"] = {"urgency": urgency.word}
        write(folder / PACK / topic / "scenarios.yaml", {"scenarios": some})


def _bare(scenario: Data) -> Data:
    """A scenario that expects an urgency only, since more rules bring more steps."""
    kept = {key: value for key, value in scenario.items() if key in ("name", "answers", "otherwise")}
    return {**kept, "expect": {"urgency": "today"}}


if __name__ == "__main__":
    wanted, target = sys.argv[1:]
    print(f"{write_rule_set(int(wanted), Path(target))} rules in {target}")
