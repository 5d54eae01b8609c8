"""``triage graph``: where each answer leads, as a tree in the terminal, as Mermaid or as DOT."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.policy.graph.drawing import draw
from triage.policy.graph.parts import Of, sorts_of
from triage.policy.graph.tree import tree, tree_text
from triage.policy.graph.written import data, dot, mermaid
from triage.rules.model import RuleSet
from triage.rules.problems import listed


def graph(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Draw the topic, question or rule named, or the overview. Raises Stop, with the nearest name, for any other."""
    rule_set = load_rules(settings, now.date())
    of = _sort(rule_set, arguments.name, arguments.of) if arguments.name else None
    name = arguments.name or ""
    match arguments.format:
        case "mermaid":
            return Outcome(mermaid(draw(rule_set, of, name)))
        case "dot":
            return Outcome(dot(draw(rule_set, of, name)))
        case "json":
            return Outcome(json_text(data(draw(rule_set, of, name))))
    more = "" if of else "\n\nOne of them in full: triage graph TOPIC. A question or a rule works too."
    return Outcome(tree_text(tree(rule_set, of, name)) + more)


def _sort(rule_set: RuleSet, name: str, wanted: str | None) -> Of:
    sorts = sorts_of(rule_set, name)
    if wanted and Of(wanted) not in sorts:
        known = {Of.TOPIC: rule_set.topics, Of.QUESTION: rule_set.questions, Of.RULE: rule_set.rules}[Of(wanted)]
        raise unknown(wanted, name, known)
    if wanted:
        return Of(wanted)
    if not sorts:
        raise unknown("topic, question or rule", name, [*rule_set.topics, *rule_set.questions, *rule_set.rules])
    if len(sorts) > 1:
        says = f'"{name}" is the name of a {listed(sorts, "and of a")}.'
        raise Stop(says, remedy=f"Say which is meant: {listed([f'--of {sort.value}' for sort in sorts])}.")
    return sorts[0]
