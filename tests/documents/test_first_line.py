"""What a form is called at its very top, and which forms and parts a case calls for: never calmer than the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.plan_rules import HERE, NO_ANSWERS, NOW, RULE_SET, decision
from triage.documents.cabinet import Cabinet
from triage.documents.first_line import FIRST_LINES, UNSETTLED, calmer_than_plan, first_line, notices
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.plan.words import UNNAMED_MESSAGE, message
from triage.rules.answers import Answer, chosen, not_sure, ticked
from triage.rules.conditions import Condition, Includes, Is
from triage.rules.documents import KIND_OF_MESSAGE, Document, DocumentPart
from triage.rules.model import SendAs

PLAN = build_plan(RULE_SET, decision("floor"), NO_ANSWERS, NOW)
REFERRAL, SUPPORT, ADVICE, INFORMATION = (
    "CHILD PROTECTION REFERRAL: needs action",
    "REQUEST FOR SUPPORT: needs an answer",
    "REQUEST FOR ADVICE: needs an answer today",
    "FOR INFORMATION ONLY",
)
LINES = {
    SendAs.CHILD_PROTECTION_REFERRAL: REFERRAL,
    SendAs.SUPPORT_REQUEST: SUPPORT,
    SendAs.ADVICE: ADVICE,
    SendAs.INFORMATION_ONLY: INFORMATION,
}
UNASKED = "Not every question that matters was answered. Ring first if a child may be at risk."


def form(first: str, *parts: DocumentPart, when: Condition | None = None, name: str = "form") -> Document:
    return Document(name, "topic", "A form", "to write", first, parts, HERE, when)


def plan(send_as: SendAs, named: bool = True) -> Plan:
    return replace(PLAN, send_as=send_as, message=message(send_as, named))


@pytest.mark.parametrize("send_as", SendAs)
@pytest.mark.parametrize("told", ["FOR INFORMATION ONLY", "For information only: a copy"])
def test_a_form_that_only_tells_is_called_what_the_plan_calls_it_when_that_is_more(send_as: SendAs, told: str) -> None:
    more = send_as is not SendAs.INFORMATION_ONLY
    assert first_line(form(told), plan(send_as)) == (LINES[send_as] if more else told)
    assert calmer_than_plan(form(told), plan(send_as)) is more
    said = f"Your answers make this more than information: {LINES[send_as]}. Use the form for that."
    assert notices(form(told), plan(send_as), enough=True) == ((said,) if more else ())


@pytest.mark.parametrize("send_as", SendAs)
def test_a_form_named_by_the_plan_has_its_name_or_asks_the_writer_which(send_as: SendAs) -> None:
    assert FIRST_LINES == LINES
    assert first_line(form(KIND_OF_MESSAGE), plan(send_as)) == LINES[send_as]
    assert first_line(form(KIND_OF_MESSAGE), plan(send_as, named=False)) == UNSETTLED
    assert first_line(form(INFORMATION), plan(send_as, named=False)) == UNSETTLED
    assert plan(send_as, named=False).message == UNNAMED_MESSAGE
    assert notices(form(INFORMATION), plan(send_as, named=False), enough=True) == (
        "Your answers do not say that this is only information. Strike out above what it is not.",
    )


@pytest.mark.parametrize("first", ["", "ACTION PLAN", REFERRAL])
@pytest.mark.parametrize("send_as", SendAs)
def test_a_form_with_a_line_of_its_own_keeps_it_and_needs_no_notice(send_as: SendAs, first: str) -> None:
    for named in (True, False):
        assert first_line(form(first), plan(send_as, named)) == first
        assert notices(form(first), plan(send_as, named), enough=True) == ()
        assert notices(form(first), plan(send_as, named), enough=False) == (UNASKED,)


def test_both_notices_are_given_and_what_it_is_called_comes_first() -> None:
    found = notices(form(INFORMATION), plan(SendAs.ADVICE), enough=False)
    assert len(found) == 2
    assert found[1] == UNASKED


HURT = Includes("danger", ("hurt",))
PARTS = (
    DocumentPart("Always"),
    DocumentPart("When hurt", when=HURT),
    DocumentPart("When safe", when=Is("safe", ("no",))),
)
RULES = replace(
    RULE_SET,
    documents={
        "by-answers": form("", *PARTS, when=HURT, name="by-answers"),
        "by-step": form("", name="by-step"),
        "never-first": form("", name="never-first"),
    },
    steps={**RULE_SET.steps, "chase": replace(RULE_SET.steps["chase"], document="by-step")},
)
CABINET = Cabinet(RULES)


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, []),
        ({"danger": ticked("hurt")}, ["by-answers"]),
        ({"danger": ticked("alone")}, []),
        ({"danger": not_sure()}, []),
        ({"later": chosen("no")}, ["by-step"]),
        ({"later": chosen("yes")}, []),
        ({"later": chosen("no"), "danger": ticked("hurt")}, ["by-answers", "by-step"]),
    ],
)
def test_forms_a_case_calls_for_come_first_and_none_is_ever_missing(
    answers: dict[str, Answer], first: list[str]
) -> None:
    assert [one.id for one in CABINET.called_for(answers)] == first
    assert [one.id for one in CABINET.others(answers)] == [name for name in RULES.documents if name not in first]


@pytest.mark.parametrize(
    ("answers", "left_out"),
    [
        ({}, set()),
        ({"danger": ticked("hurt")}, set()),
        ({"danger": ticked()}, {"When hurt"}),
        ({"safe": chosen("yes")}, {"When safe"}),
        ({"safe": chosen("no"), "danger": ticked("alone")}, {"When hurt"}),
        ({"safe": chosen("yes"), "danger": ticked()}, {"When hurt", "When safe"}),
    ],
)
def test_only_a_part_that_cannot_apply_is_left_out(answers: dict[str, Answer], left_out: set[str]) -> None:
    kept = [part.heading for part in CABINET.in_use(RULES.documents["by-answers"], answers).parts]
    assert kept == [part.heading for part in PARTS if part.heading not in left_out]
