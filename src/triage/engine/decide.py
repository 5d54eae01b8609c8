"""Decides: both checks on every set of answers, compared. A fault can only make the result more careful.

:meth:`Decider.decide` never raises for anything that goes wrong in the reasoning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from triage.engine.decision import Decision, Evidence, Fired, Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.faults import SENTENCES, FaultKind, FaultReport
from triage.engine.outcome import StepOrder, highest_label, highest_urgency, in_file_order
from triage.engine.requests import Requests
from triage.engine.seam import Reasoner
from triage.rules.answers import Answers
from triage.rules.model import RuleSet, SendAs, Urgency

EVALUATOR: Final = "evaluator"
FAILURES_ALLOWED: Final = 3
"""After so many failures in a row the engine is left alone."""

ReportHook: TypeAlias = Callable[[FaultReport], None]


class EngineFaultError(Exception):
    """The engine replied, and said that something went wrong."""


@dataclass(frozen=True)
class _Views:
    """What each check found. None: it could not say."""

    engine: tuple[str, ...] | None
    evaluation: Evaluation | None
    fault: FaultReport | None


class Decider:
    """Decides for one rule set. ``reasoner`` None: the evaluator decides alone, and says so.

    ``report`` is told of every fault, without case data; that there is no engine it is told once, with ``why_alone``.
    ``evaluator`` is the decider's own unless one is given; it is None if it could not be built.
    """

    def __init__(
        self,
        rule_set: RuleSet,
        reasoner: Reasoner | None,
        *,
        evaluator: Evaluator | None = None,
        report: ReportHook | None = None,
        why_alone: str = "",
    ) -> None:
        self.rule_set = rule_set
        self.reasoner = reasoner
        self.evaluator = evaluator or _evaluator(rule_set)
        self._report = report
        self._why_alone = why_alone
        self._told_alone = False
        self._requests = Requests(rule_set)
        self._order = StepOrder(rule_set)
        self._failures = 0

    def decide(self, answers: Answers) -> Decision:
        """The decision for these answers. Wrong answers count as *not sure*; unknown questions are ignored."""
        views = self._look(answers)
        self._tell(views.fault)
        if views.engine is None and views.evaluation is None:
            return self._emergency()
        return self._combine(views)

    def close(self) -> None:
        """Lets go of the engine. The decider goes on with the evaluator alone."""
        reasoner, self.reasoner = self.reasoner, None
        if reasoner is not None:
            reasoner.close()

    def _tell(self, fault: FaultReport | None) -> None:
        if fault is None or self._report is None:
            return
        alone = fault.kind is FaultKind.NO_ENGINE
        if not (alone and self._told_alone):
            self._report(fault)
        self._told_alone = self._told_alone or alone

    def _look(self, answers: Answers) -> _Views:
        evaluation, broken = self._evaluate(answers)
        engine, fault = self._ask_engine(answers)
        if evaluation is None:
            kind = FaultKind.BOTH_FAILED if engine is None else FaultKind.EVALUATOR_FAILED
            return _Views(engine, None, self._fault(kind, broken))
        if engine is None or fault is not None:
            return _Views(None, evaluation, fault)
        return _Views(engine, evaluation, self._difference(engine, evaluation))

    def _evaluate(self, answers: Answers) -> tuple[Evaluation | None, BaseException | None]:
        if self.evaluator is None:
            return None, None
        try:
            evaluation = self.evaluator.evaluate(answers)
            # Read here what is worked out on first use, so that a failure shows here and not later.
            _ = evaluation.true_rules, evaluation.open_rules, evaluation.applies
        except Exception as error:
            return None, error
        return evaluation, None

    def _ask_engine(self, answers: Answers) -> tuple[tuple[str, ...] | None, FaultReport | None]:
        if self.reasoner is None:
            return None, replace(self._fault(FaultKind.NO_ENGINE), detail=self._why_alone)
        if self._failures >= FAILURES_ALLOWED:
            return None, self._fault(FaultKind.ENGINE_FAILED)
        try:
            reply = self.reasoner.conclude(self._requests.request(answers))
            if reply["fault"]:
                raise EngineFaultError(reply["fault"])
            found = in_file_order(self.rule_set, reply["rules"])
            if len(found) != len(set(reply["rules"])):
                raise EngineFaultError("unknown rule")
        except Exception as error:
            self._failures += 1
            return None, self._fault(FaultKind.ENGINE_FAILED, error)
        self._failures = 0
        return found, None

    def _difference(self, engine: tuple[str, ...], evaluation: Evaluation) -> FaultReport | None:
        if engine == evaluation.true_rules:
            return None
        only_engine = tuple(name for name in engine if name not in evaluation.true_rules)
        only_evaluator = tuple(name for name in evaluation.true_rules if name not in engine)
        return replace(self._fault(FaultKind.DISAGREED), only_engine=only_engine, only_evaluator=only_evaluator)

    def _fault(self, kind: FaultKind, error: BaseException | None = None) -> FaultReport:
        return FaultReport(
            kind, self.rule_set.version, self.rule_set.hash, detail="" if error is None else type(error).__name__
        )

    def _combine(self, views: _Views) -> Decision:
        evaluation = views.evaluation
        held = () if evaluation is None else evaluation.true_rules
        if views.engine is None or views.engine == held:
            rules = held
        else:
            rules = in_file_order(self.rule_set, {*held, *views.engine})
        urgency = highest_urgency(self.rule_set, rules)
        return Decision(
            urgency=Urgency.TODAY if urgency is None else urgency,
            send_as=highest_label(self.rule_set, rules),
            fired=tuple(Fired(name, _evidence(evaluation, name)) for name in rules),
            open=() if evaluation is None else tuple(name for name in evaluation.open_rules if name not in rules),
            steps=self._order.steps(rules),
            applies=self._unknown_applies() if evaluation is None else evaluation.applies,
            fault=self._sentences(views, nothing=urgency is None),
            methods=self._methods(views),
            version=self.rule_set.version,
            hash=self.rule_set.hash,
        )

    def _sentences(self, views: _Views, *, nothing: bool) -> str:
        said = [] if views.fault is None else [SENTENCES[views.fault.kind]]
        if nothing:
            said.append(SENTENCES[FaultKind.NO_RULE])
        return " ".join(said)

    def _methods(self, views: _Views) -> tuple[str, ...]:
        engine = () if views.engine is None or self.reasoner is None else (self.reasoner.name,)
        return engine if views.evaluation is None else (*engine, EVALUATOR)

    def _unknown_applies(self) -> dict[str, Tri]:
        """Without the evaluator: a question that always applies does; for the others it is not known."""
        questions = self.rule_set.questions.items()
        return {name: Tri.TRUE if question.ask_when is None else Tri.OPEN for name, question in questions}

    def _emergency(self) -> Decision:
        return Decision(
            urgency=Urgency.EMERGENCY,
            send_as=SendAs.CHILD_PROTECTION_REFERRAL,
            fired=(),
            open=(),
            steps=(),
            applies=self._unknown_applies(),
            fault=SENTENCES[FaultKind.BOTH_FAILED],
            methods=(),
            version=self.rule_set.version,
            hash=self.rule_set.hash,
        )


def build_decider(rule_set: RuleSet, *, report: ReportHook | None = None) -> Decider:
    """A decider with the rules engine beside the evaluator; the evaluator alone where the engine cannot be had."""
    try:
        # Late: the first page of the app is decided without the rules engine.
        from triage.engine.compile import compile_rules
        from triage.engine.durable import DurableReasoner

        reasoner = DurableReasoner(compile_rules(rule_set))
    except Exception as error:
        return Decider(rule_set, None, report=report, why_alone=type(error).__name__)
    return Decider(rule_set, reasoner, report=report)


def _evaluator(rule_set: RuleSet) -> Evaluator | None:
    try:
        return Evaluator(rule_set)
    except Exception:
        return None


def _evidence(evaluation: Evaluation | None, rule: str) -> tuple[Evidence, ...]:
    if evaluation is None:
        return ()
    try:
        return evaluation.evidence(rule)
    except Exception:
        return ()
