"""A new case that would notice a mutant: the few answers on which the two plans differ, and what to expect of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.engine.decide import Decider
from triage.engine.decision import Decision
from triage.engine.evaluate import Evaluator
from triage.explain.phrases import answer_words
from triage.policy.calmest import calmest
from triage.policy.drafts import Draft, name_of
from triage.policy.mutate.model import Mutant
from triage.policy.mutate.solving import Solving, Spoilt
from triage.policy.prove.proof import Goal, Verdict, Wrong
from triage.policy.prove.replay import Replay
from triage.policy.prove.search import prove
from triage.policy.walk import Walk, Walker
from triage.rules.answers import Answer
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.scenarios import Expect, Scenario

OTHERWISE = "calmest"


@dataclass(frozen=True)
class Story:
    """A draft of a scenario that passes with the rules as they are and fails with the mutant's.

    ``answers`` are pairs of a question and its answer, in words.
    """

    draft: Draft
    answers: tuple[tuple[str, str], ...]


def story_of(solving: Solving, mutant: Mutant, spoilt: Spoilt, difference: int) -> Story | None:
    """A case that tells the mutant apart; None where the interview never comes to one."""
    goal = Goal(mutant.subject, "", difference, (solving.case, spoilt), lambda _: Wrong("it comes out differently"))
    proof = prove(solving.solver, goal, [Replay(solving.rule_set), Replay(spoilt.rule_set)])
    if proof.verdict is not Verdict.FAILS:
        return None
    sound, other = proof.examples
    answers = {**other.decisive, **sound.decisive}
    ordered = {name: answers[name] for name in solving.rule_set.questions if name in answers}
    return _told(solving.rule_set, spoilt.rule_set, mutant, ordered)


def _told(rule_set: RuleSet, weakened: RuleSet, mutant: Mutant, answers: Mapping[str, Answer]) -> Story | None:
    case = Scenario("", "", answers, OTHERWISE, Expect(Urgency.TODAY), mutant.place, "", mutant.topic)
    idle = _walk(rule_set, case).never_asked
    kept = {
        name: answer
        for name, answer in answers.items()
        if name not in idle and answer != calmest(rule_set.questions[name])
    }
    case = replace(case, answers=kept)
    expect = difference_expected(_walk(rule_set, case), _walk(weakened, case))
    if expect is None:
        return None
    words = tuple(
        (rule_set.questions[name].ask, answer_words(rule_set.questions[name], one)) for name, one in kept.items()
    )
    return Story(Draft(name_of(rule_set.questions, kept), kept, OTHERWISE, expect), words)


def _walk(rule_set: RuleSet, case: Scenario) -> Walk:
    return Walker(rule_set, Decider(rule_set, None, evaluator=Evaluator(rule_set))).walk(case)


def difference_expected(before: Walk, after: Walk) -> Expect | None:
    """What to expect of a case so that only the first of two walks passes; None when they come to the same."""
    old, new = before.at_end.decision, after.at_end.decision
    soon_old, soon_new = _soon(old), _soon(new)
    lost = tuple(step for step in soon_old if step not in soon_new)
    gained = tuple(step for step in soon_new if step not in soon_old)
    moved = {step: level for step, level in soon_old.items() if soon_new.get(step, level) is not level}
    more = tuple(page for page in after.asked if page not in before.asked)
    fewer = tuple(page for page in before.pages if page not in after.asked)
    same = old.urgency is new.urgency and old.send_as is new.send_as
    if same and not (lost or gained or moved):
        if not (more or fewer):
            return None
        return Expect(old.urgency, asked=fewer, not_asked=more)
    label = old.send_as if old.send_as is not new.send_as or old.send_as > SendAs.INFORMATION_ONLY else None
    return Expect(old.urgency, label, lost, gained, soon=moved)


def _soon(decision: Decision) -> dict[str, Urgency]:
    return {step.step: step.urgency for step in decision.steps}
