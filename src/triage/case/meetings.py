"""The meetings of a case as places: what to prepare and by when, what if you cannot go, and what the family sees.

The words and the limits are those of the rules. What they bring for a meeting is found by asking them what they would
bring if the answers were about it, so that a local pack's own steps and days count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from triage.case.actions import Action, Actions
from triage.case.open_ends import report_owed
from triage.case.state import CaseState, Happening, Told
from triage.plan.calendar import end_of_working_day, warning, working_days_before
from triage.rules.answers import Answer, chosen, not_sure, ticked
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.model import Deadline, RuleSet

KIND, SITUATION, BEFORE = "meeting_kind", ("situation", "meeting or plan"), "meeting_before"
REPORT, CANNOT_GO, FAMILY, LATE = "report owed", "cannot go", "not seen by family", "too late"
FORM = "conference-report"
MEETS = ("first conference", "review conference", "strategy", "core group", "child in need", "other meeting")
"""The kinds that are meetings somebody is invited to, those with the most to prepare first."""
CALM = {"danger": ticked(), "also_worried": chosen("no")}
"""A case about nothing but the meeting, so that what it brings is told apart from what everything else brings."""
_WORD = re.compile("[a-z]+")
_SAME = {"initial": "first", "meetings": "meeting", "reviews": "review"}
"""Words people use, with those the rules have."""


@dataclass(frozen=True)
class ReportDay:
    """When the report has to be in. ``says`` is the limit in words, ``if_late`` what to do after it."""

    due: datetime
    says: str
    if_late: str
    known: bool
    doubt: str


@dataclass(frozen=True)
class ToPrepare:
    """What the rules bring for a meeting: to prepare it, for the report, for somebody who cannot go, for what the
    family sees, and when the day for the report has passed."""

    prepare: tuple[Action, ...]
    write: tuple[Action, ...]
    cannot_go: tuple[Action, ...]
    family: tuple[Action, ...]
    late: tuple[Action, ...]


@dataclass(frozen=True)
class Meeting(ToPrepare):
    """One meeting. ``kind`` is empty when the words for it do not say which it is. ``report`` is None for a meeting
    that no limit is known for: it is due before it. ``sent``: the report went, as far as was told."""

    number: int
    kind: str
    title: str
    meets: datetime
    passed: bool
    sent: bool
    report: ReportDay | None
    told: tuple[Told, ...]


def meetings_of(state: CaseState, rule_set: RuleSet, now: datetime) -> tuple[Meeting, ...]:
    """Every meeting that was called, the next one first, those that have passed last."""
    asked = _Asked(state, rule_set, now)
    found = [asked.meeting(one, one.meets.astimezone(now.tzinfo)) for one in state.meetings if one.meets is not None]
    return tuple(sorted(found, key=lambda one: (one.passed, one.meets.timestamp())))


def report_due(state: CaseState, rule_set: RuleSet, words: str, meets: datetime) -> datetime | None:
    """When the report for a meeting has to be in; None when no limit is known."""
    found = _Asked(state, rule_set, meets).report(kind_of(words, rule_set), meets)
    return found.due if found is not None else None


def to_prepare(state: CaseState, rule_set: RuleSet, kind: str, now: datetime) -> tuple[ToPrepare, str]:
    """What to prepare for a kind of meeting whose day is not known, and in words when the report has to be in."""
    asked = _Asked(state, rule_set, now)
    return asked.brought(kind), asked.limit(kind)


def kinds_of(rule_set: RuleSet) -> tuple[tuple[str, str], ...]:
    """The kinds of meeting there are, by name and in words."""
    question = rule_set.questions.get(KIND)
    return tuple((name, question.label(name)) for name in MEETS if name in question.option_names) if question else ()


def kind_of(words: str, rule_set: RuleSet) -> str:
    """Which kind of meeting these words name; empty when they do not say."""
    question = rule_set.questions.get(KIND)
    said = {_SAME.get(word, word) for word in _WORD.findall(words.casefold())}
    kinds = question.option_names if question is not None else ()
    named = [kind for kind in kinds if set(_WORD.findall(kind)) <= said]
    return max(named, key=len, default="")


class _Asked:
    """Asks the rules what they bring for meetings of one case."""

    def __init__(self, state: CaseState, rule_set: RuleSet, now: datetime) -> None:
        self._state = state
        self._rule_set = rule_set
        self._now = now
        self._actions = Actions(rule_set, state.session.answers, now.date())
        role = state.session.answers.get(ROLE_QUESTION)
        self._base: dict[str, Answer] = {**CALM, ROLE_QUESTION: role or not_sure()}
        self._always = set(self._actions.brought_by(self._base))

    def meeting(self, called: Happening, meets: datetime) -> Meeting:
        kind = kind_of(called.meeting, self._rule_set)
        brought = self.brought(kind)
        return Meeting(
            prepare=brought.prepare,
            write=brought.write,
            cannot_go=brought.cannot_go,
            family=brought.family,
            late=brought.late,
            number=called.number,
            kind=kind,
            title=called.meeting or "A meeting",
            meets=meets,
            passed=meets < self._now,
            sent=not report_owed(self._state, called),
            report=self.report(kind, meets),
            told=tuple(one for one in self._state.told_of("meeting") if one.meeting == called.number),
        )

    def brought(self, kind: str) -> ToPrepare:
        """What the rules bring for a kind of meeting."""
        prepare = self._steps(kind)
        write = self._extra(kind, REPORT, prepare)
        return ToPrepare(
            prepare=self._actions.of(prepare),
            write=self._actions.of(write),
            cannot_go=self._actions.of(self._extra(kind, CANNOT_GO, prepare)),
            family=self._actions.of(self._extra(kind, FAMILY, prepare)),
            late=self._actions.of(step for step in self._extra(kind, LATE, prepare) if step not in write),
        )

    def limit(self, kind: str) -> str:
        """In words, how long before a meeting of this kind the report has to be in; empty when no limit is known."""
        timed = [one for one in self._limits(self._steps(kind)) if one.days_before is not None]
        return max(timed, key=lambda one: one.days_before or 0).says if timed else ""

    def report(self, kind: str, meets: datetime) -> ReportDay | None:
        """The earliest day that a limit for this kind gives; of all kinds, where it is not known which this is."""
        limits = self._limits(self._steps(kind)) if kind else list(self._rule_set.deadlines.values())
        timed = [limit for limit in limits if limit.days_before is not None]
        if not timed:
            return None
        first = max(timed, key=lambda one: one.days_before or 0)
        day = working_days_before(meets.date(), first.days_before or 0)
        end = min(end_of_working_day(day, meets), meets)
        return ReportDay(end, first.says, first.if_late, bool(kind), warning(day))

    def _limits(self, steps: Iterable[str]) -> list[Deadline]:
        names = (self._rule_set.steps[step].by for step in steps if step in self._rule_set.steps)
        return [self._rule_set.deadlines[name] for name in names if name in self._rule_set.deadlines]

    def _steps(self, kind: str, before: str = "") -> tuple[str, ...]:
        answers = {**self._base, SITUATION[0]: chosen(SITUATION[1]), KIND: chosen(kind) if kind else not_sure()}
        if before:
            answers[BEFORE] = ticked(before)
        return tuple(step for step in self._actions.brought_by(answers) if step not in self._always)

    def _extra(self, kind: str, before: str, prepare: tuple[str, ...]) -> tuple[str, ...]:
        """What it brings that something is so before the meeting. A kind that is not asked about it gets what is
        brought where the kind is not known."""
        for one in dict.fromkeys((kind, "")):
            without = {*prepare, *self._steps(one)}
            found = tuple(step for step in self._steps(one, before) if step not in without)
            if found:
                return found
        return ()
