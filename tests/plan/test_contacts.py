"""Who to ring: no number that was not verified, and always somebody to fall back on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plan.plan_rules import CONTACTS, RULE_SET, contact
from triage.plan.contacts import FRESH_DAYS, NO_NUMBER_NOTE, plan_contact, plan_contacts
from triage.plan.model import PlanContact
from triage.plan.slots import Slots
from triage.rules.model import Confidence, Contact

TODAY = date(2026, 11, 20)
SLOTS = Slots(RULE_SET, {}, {})


def shown(*names: str, roles: tuple[str, ...] = ()) -> tuple[PlanContact, ...]:
    return plan_contacts(RULE_SET, names, roles, SLOTS, TODAY)


def one(found: Contact) -> PlanContact:
    return plan_contact(found, SLOTS, TODAY)


def test_a_verified_number_is_shown_with_when_it_was_checked() -> None:
    found = one(contact("duty", "01452 1", hours="Monday to Friday", email="duty@example.org"))
    assert found.detail == "01452 1, Duty, open Monday to Friday, checked 2 November 2026, duty@example.org"
    assert (found.phone, found.verified) == ("01452 1", True)


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (Confidence.SECOND_HAND, "read second-hand, checked 2 November"),
        (Confidence.KNOWN, "widely known, last looked at 2 November"),
    ],
)
def test_how_a_number_was_checked_is_told(confidence: Confidence, words: str) -> None:
    assert words in one(contact("duty", "01452 1", confidence=confidence)).detail


@given(st.from_regex(r"0\d{9,10}", fullmatch=True), st.text("abc@.", min_size=1), st.text("xyz.", min_size=1))
def test_what_was_not_verified_is_held_back_altogether(phone: str, email: str, web: str) -> None:
    found = one(contact("duty", phone, confidence=Confidence.UNVERIFIED, email=email, web=web))
    assert found == PlanContact("duty", "Duty", "", "Duty, number not verified, so not shown", NO_NUMBER_NOTE, False)


def test_a_contact_without_a_number_says_so_and_how_to_find_it() -> None:
    found = shown("front-door")[0]
    assert found.detail == "Front door, number not given here"
    assert found.note == "On the council website."
    assert not found.verified


def test_the_note_that_stands_in_names_numbers_that_always_work() -> None:
    assert "101" in NO_NUMBER_NOTE
    assert "999" in NO_NUMBER_NOTE


def test_fall_backs_follow_until_one_can_be_rung() -> None:
    found = shown("front-door")
    assert [(each.id, each.fallback, each.phone) for each in found] == [
        ("front-door", False, ""),
        ("night-team", True, ""),
        ("police", True, "101"),
        ("helpline", True, "0808 800 5000"),
    ]


def test_a_number_that_works_still_shows_who_to_try_next() -> None:
    assert [each.id for each in shown("police")] == ["police", "emergency"]


@pytest.mark.parametrize("wanted", [item.id for item in CONTACTS])
def test_falling_back_in_a_circle_ends_and_repeats_nobody(wanted: str) -> None:
    names = [each.id for each in shown(wanted)]
    assert len(names) == len(set(names))
    assert any(each.verified for each in shown(wanted))


def test_a_number_checked_long_ago_is_shown_as_one_that_may_have_changed() -> None:
    found = shown("old-number")
    assert found[0].phone == "01452 000003"
    assert not found[0].verified
    assert found[0].detail.endswith("checked 1 January 2026, over 90 days ago, so it may have changed")
    assert found[1].id == "helpline"


@given(st.integers(0, 400))
@example(FRESH_DAYS)
@example(FRESH_DAYS + 1)
def test_a_number_goes_stale_after_ninety_days(age: int) -> None:
    found = one(contact("duty", "01452 1", checked_on=TODAY - timedelta(days=age)))
    assert found.verified == (age <= FRESH_DAYS)
    assert ("may have changed" in found.detail) == (age > FRESH_DAYS)


def test_numbers_of_three_figures_do_not_go_stale() -> None:
    assert shown("police")[0].verified
    assert "changed" not in shown("police")[0].detail


def test_a_missing_date_is_not_taken_for_a_fresh_one() -> None:
    found = one(contact("duty", "01452 1", checked_on=None))
    assert not found.verified
    assert "not known" in found.detail


def test_a_contact_reached_by_form_only_is_usable() -> None:
    found = shown("form")[0]
    assert found.verified
    assert found.phone == ""
    assert found.detail == "Form, checked 2 November 2026, report.example.org"


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        (("gp",), ["practice-nurse"]),
        (("school staff",), ["school-nurse"]),
        ((), ["school-nurse", "practice-nurse"]),
        (("police",), ["school-nurse", "practice-nurse"]),
    ],
)
def test_contacts_meant_for_a_role_are_chosen_by_it_and_never_to_nobody(
    roles: tuple[str, ...], names: list[str]
) -> None:
    assert [each.id for each in shown("school-nurse", "practice-nurse", roles=roles)] == names


def test_an_unknown_contact_is_an_error() -> None:
    with pytest.raises(KeyError):
        shown("nobody")


def test_slots_are_filled_in_names_and_notes() -> None:
    found = one(replace(CONTACTS[0], name="{lead}", note="Ask {lead}."))
    assert (found.name, found.note) == ("Your safeguarding lead", "Ask your safeguarding lead.")
