"""Checks of meaning: what a rule set may load with, but should not be published with.

Each check is a function that looks at one :class:`~triage.rules.checks.subject.Subject` and notes what it finds.
"""

from __future__ import annotations

from collections.abc import Callable

from triage.rules.checks import dates, lengths, nights, reasons, repeats, safety, sources, wording
from triage.rules.checks.subject import Subject
from triage.rules.problems import Collector

Check = Callable[[Subject, Collector], None]

CHECKS: tuple[Check, ...] = (
    safety.national_pack_has_a_floor,
    safety.not_sure_is_not_calmer,
    safety.emergency_names_someone_to_ring,
    safety.unverified_contact_shows_no_number,
    sources.rules_stand_on_sources_in_force,
    sources.rules_stand_on_checked_passages,
    sources.limits_and_contacts_stand_on_sources_in_force,
    dates.sources_are_looked_at_in_time,
    dates.contacts_are_looked_at_in_time,
    dates.nothing_is_checked_in_the_future,
    wording.sentences_are_short,
    wording.terms_are_current,
    wording.no_step_says_to_do_nothing,
    wording.words_are_kind,
    reasons.reasons_follow_because,
    lengths.texts_fit_the_screen,
    nights.calls_are_answered_at_night,
    repeats.rules_are_not_repeated,
)


def run_checks(subject: Subject, out: Collector) -> None:
    """Run every check on one rule set."""
    for check in CHECKS:
        check(subject, out)
