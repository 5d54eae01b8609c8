"""Which scenarios would notice a mutant: everything they expect, held against the plans of all of them at once.

What can be told from sets of scenarios is *sure*. The rest (pages, contacts, words of a line) is looked at in the
plan itself, one scenario after another, by the same judge that ``triage test`` has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from triage.engine.decide import Decider
from triage.engine.decision import Decision
from triage.engine.evaluate import Evaluator
from triage.plan.build import build_plan
from triage.policy.expectations import Judge, has_limit, named, said
from triage.policy.mutate.alike import texts_of
from triage.policy.mutate.expected import Expected, union
from triage.policy.mutate.hints import Hint, in_order
from triage.policy.mutate.model import Mutant, Patch, Sort
from triage.policy.mutate.plans import Bringing, Plans
from triage.policy.mutate.sheets import Mask, Sheets, Truths, bits
from triage.policy.mutate.touch import Users
from triage.policy.prove.reach import tests_in
from triage.policy.scenarios import failures_of
from triage.policy.walk import Walker
from triage.rules.answers import Answers
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario

_MOST_WALKS = 24
"""How many scenarios are walked to find one in which a page comes, or does not."""
_PAGES = (Sort.ASK_WHEN, Sort.ALWAYS_ASK)


class Notice:
    """The scenarios of one rule set, ready to be asked about one mutant after another.

    ``now`` is the moment plans are made at.
    """

    def __init__(self, rule_set: RuleSet, scenarios: Sequence[Scenario], now: datetime) -> None:
        self.rule_set = rule_set
        self.sheets = Sheets(rule_set, scenarios)
        self._now = now
        self._users = Users(rule_set)
        self._bringing = Bringing(rule_set.rules)
        self.plans = Plans(Truths(rule_set, self.sheets), self._bringing)
        self._decider = Decider(rule_set, None)
        self._decided: dict[int, tuple[Answers, Decision]] = {}
        self._expected = Expected(scenarios)
        # Scenarios that fail with the rules as they are fail with a mutant too, which tells nothing of it.
        failing = self._failing_already()
        self.broken = tuple(scenarios[place] for place in bits(failing))
        self._sound = self.sheets.all & ~failing

    def plans_of(self, mutant: Mutant, weakened: RuleSet) -> Plans:
        """What the plans of all scenarios hold with the mutant's rules."""
        touched = self._users.touched(mutant.patch)
        truths = Truths(weakened, self.sheets, self.plans.truths, touched)
        return Plans(truths, self._bringing, self.plans, mutant.patch)

    def scenario(self, mutant: Mutant, weakened: RuleSet, plans: Plans) -> Scenario | None:
        """A scenario that fails with the mutant's rules; None when every one still passes."""
        sure = self._expected.failing(plans, plans.rules_changed, plans.steps_changed)
        sure = (sure | self._limits(weakened, mutant.patch)) & self._sound
        if sure:
            return self.sheets.scenarios[next(bits(sure))]
        found = next(
            (place for place in bits(self._lines(mutant.patch) & self._sound) if self._unsaid(weakened, place)), None
        )
        if found is None:
            found = self._walked(mutant, weakened, plans)
        return None if found is None else self.sheets.scenarios[found]

    def _failing_already(self) -> Mask:
        """Scenarios that do not even pass with the rules as they are, as far as sets of scenarios can tell."""
        known = self.rule_set
        return self._expected.failing(self.plans, known.rules, known.steps) | self._limits(known)

    def _limits(self, weakened: RuleSet, patch: Patch | None = None) -> Mask:
        """Scenarios that expect a deadline or limit of a step, and it is another one (with the patch, only now)."""
        failing = 0
        for step, expected in self._expected.by.items():
            by = weakened.steps[step].by
            if patch is None or step in patch.steps or by in patch.deadlines:
                masks = (mask for wanted, mask in expected.items() if not has_limit(weakened, step, wanted))
                failing |= union(masks)
        return failing

    def _lines(self, patch: Patch) -> Mask:
        """Scenarios that expect something of a line of the plan which it may no longer say."""
        found = 0
        for name, now in patch.steps.items():
            before = self.rule_set.steps[name]
            lost = set(before.contacts) - set(now.contacts if now is not None else ())
            kept = texts_of(now) if now is not None else ()
            dropped = [text for text in texts_of(before) if text not in kept]
            found |= self.plans.shown(name) & self._expected.of_contacts(lost)
            found |= self._expected.of_line(name, dropped, lost)
        for slot, word in patch.words.items():
            answers = self.rule_set.words[slot].by_answer
            changed = [one for one in answers if word is None or one not in word.by_answer]
            whose = self.sheets.giving(self.rule_set.words[slot].question, changed)
            found |= whose & self._expected.of_lines(self.rule_set.steps)
        return found | (self._expected.of_lines(self.rule_set.steps) if patch.contacts else 0)

    def _unsaid(self, weakened: RuleSet, place: int) -> bool:
        """Whether a plan no longer says what it should, or names whom it should. Only its words have changed."""
        if place not in self._decided:
            sheet = self.sheets.sheet(place, self.rule_set)
            self._decided[place] = sheet, self._decider.decide(sheet)
        answers, decision = self._decided[place]
        plan = build_plan(weakened, decision, answers, self._now)
        expect = self.sheets.scenarios[place].expect
        return any(said(expect, plan)) or any(named(weakened, expect, plan))

    def _walked(self, mutant: Mutant, weakened: RuleSet, plans: Plans) -> int | None:
        """The first scenario to fail when it is walked through the interview, of those that may."""
        may = self._expected.failing_perhaps(plans, self.plans)
        for page in self._pages(mutant):
            may |= self._expected.of_pages(page)
        may &= self._sound
        if not may:
            return None
        evaluator = Evaluator(weakened)
        walker = Walker(weakened, Decider(weakened, None, evaluator=evaluator))
        judge, scenarios = Judge(weakened, evaluator), self.sheets.scenarios
        return next(
            (place for place in bits(may) if failures_of(weakened, walker, judge, scenarios[place], self._now)), None
        )

    def _pages(self, mutant: Mutant) -> frozenset[str]:
        """The pages that may come in other cases than before: the one it is about, or those a rule rests on."""
        if mutant.sort in _PAGES:
            return frozenset({mutant.name})
        conditions = [rule.when for name, rule in self.rule_set.rules.items() if name in mutant.patch.rules]
        conditions += [fact.when for name, fact in self.rule_set.facts.items() if name in mutant.patch.facts]
        return frozenset(test.question for test in tests_in(conditions))

    def fitting(self, mutant: Mutant, weakened: RuleSet, hint: Hint) -> int | None:
        """The scenario that is most about the mutant and would notice it with the hint; None when it would not."""
        scenarios = self.sheets.scenarios
        places = in_order(hint.places, scenarios, mutant, hint)
        if hint.key not in ("asked", "not asked"):
            return next(iter(places), None)
        before, after = _walker(self.rule_set), _walker(weakened)
        for place in islice(places, _MOST_WALKS):
            old, new = before.walk(scenarios[place]), after.walk(scenarios[place])
            was, now = (old.pages, new.pages) if hint.key == "asked" else (new.asked, old.asked)
            if hint.value in was and hint.value not in now:
                return place
        return None


def _walker(rule_set: RuleSet) -> Walker:
    return Walker(rule_set, Decider(rule_set, None, evaluator=Evaluator(rule_set)))
