"""A case played through the real evaluator: what every counterexample is held against before anyone sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.engine.decide import Decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.outcome import StepOrder, highest_label, highest_urgency
from triage.rules.answers import Answers
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import Condition
from triage.rules.model import Fact, Place, RuleSet, SendAs, Urgency
from triage.session.interview import Interview
from triage.session.session import Session


class ProverError(Exception):
    """The prover and the evaluator do not agree about a case. The text says how: it is a fault of the program."""


@dataclass(frozen=True)
class Outcome:
    """What an answer sheet comes to: a complete one, or one of which nothing more must be asked.

    ``complete``: every question that is asked has its answer. ``urgency`` is None when no rule holds. ``contacts``
    are those that a step names and that are for the person who asks. ``holds`` are the conditions asked about that
    hold, by name.
    """

    rule_set: RuleSet
    sheet: Answers
    rules: tuple[str, ...]
    urgency: Urgency | None
    send_as: SendAs
    steps: tuple[str, ...]
    contacts: frozenset[str]
    holds: frozenset[str]
    complete: bool = True

    @property
    def urgency_word(self) -> str:
        """The urgency in the word of the rule files."""
        return "nothing" if self.urgency is None else self.urgency.word

    def at_least(self, level: Urgency) -> bool:
        """Whether the case is at least this urgent."""
        return self.urgency is not None and self.urgency >= level


class Replay:
    """Plays cases of one rule set. ``conditions`` are more conditions to be asked about, by name."""

    def __init__(self, rule_set: RuleSet, conditions: Mapping[str, Condition] | None = None) -> None:
        self.rule_set = rule_set
        # A name with a blank in it cannot be the name of a fact in a file.
        asked = {
            f"asked {name}": Fact(f"asked {name}", "", when, "", Place("")) for name, when in (conditions or {}).items()
        }
        self._asked = {fact: fact.removeprefix("asked ") for fact in asked}
        self._evaluator = Evaluator(replace(rule_set, facts={**rule_set.facts, **asked}))
        self._order = StepOrder(rule_set)

    def outcome(self, sheet: Answers) -> Outcome:
        """What the sheet comes to. Raises ProverError when it is not complete, or answers what is not asked."""
        evaluation = self._evaluator.evaluate(sheet)
        asked = {name for name, applies in evaluation.applies.items() if applies is Tri.TRUE}
        if asked != set(sheet) or evaluation.open_rules:
            odd = sorted(asked.symmetric_difference(sheet)) or list(evaluation.open_rules)
            raise ProverError(f"the prover took this for a complete case, and it is not: {', '.join(odd)}")
        return self._told(sheet, evaluation)

    def _told(self, sheet: Answers, evaluation: Evaluation) -> Outcome:
        rules = evaluation.true_rules
        steps = tuple(step.step for step in self._order.steps(rules))
        return Outcome(
            rule_set=self.rule_set,
            sheet=sheet,
            rules=rules,
            urgency=highest_urgency(self.rule_set, rules),
            send_as=highest_label(self.rule_set, rules),
            steps=steps,
            contacts=frozenset(
                name for step in steps for name in self.rule_set.steps[step].contacts if self._for_person(name, sheet)
            ),
            holds=frozenset(name for fact, name in self._asked.items() if evaluation.facts[fact] is Tri.TRUE),
        )

    def _for_person(self, contact: str, sheet: Answers) -> bool:
        """Whether the contact is for the role the person gave; without one, every contact is."""
        roles, role = self.rule_set.contacts[contact].roles, sheet.get(ROLE_QUESTION)
        return not roles or role is None or role.unsure or role.values[0] in roles


class EarlyReplay(Replay):
    """Plays sheets that are only partly filled in, at which the interview says that there is enough to act."""

    def __init__(self, rule_set: RuleSet, conditions: Mapping[str, Condition] | None = None) -> None:
        super().__init__(rule_set, conditions)
        self._interview = Interview(rule_set, Decider(rule_set, None))

    def outcome(self, sheet: Answers) -> Outcome:
        """What is shown then. Raises ProverError when the interview would ask for more first."""
        view = self._interview.view(Session(tuple(sheet.items())))
        if not view.enough:
            page = view.page.question if view.page is not None else "something"
            raise ProverError(f"the prover took this for enough to act, and the interview asks {page} first")
        told = self._told(sheet, self._evaluator.evaluate(sheet))
        return replace(told, urgency=view.decision.urgency, complete=False)
