"""A plan as plain text: in parts, in the order a person needs them, and made to be heard as well as seen.

Parts name steps by their number. A part with nothing in it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from triage.export.layout import WIDTH, Sheet, step_numbers
from triage.plan.model import Citation, Plan, PlanContact, PlanStep, Reason
from triage.plan.times import date_words, made_words

Key = TypeVar("Key")

LAST_LINE = "If a child is in danger at any time, ring 999."


def plan_text(plan: Plan, width: int = WIDTH) -> str:
    """The whole plan, no line longer than ``width`` columns, without a newline at the end."""
    sheet = Sheet(width)
    sheet.text(plan.headline)
    sheet.text(plan.message)
    sheet.text(plan.fault)
    for part in (_do, _ring, _say, _by_when, _write, _tell, _if_nothing, _why, _unsure):
        part(sheet, plan)
    sheet.title(LAST_LINE)
    sheet.text(f"Made on {made_words(plan.made_at)}.")
    sheet.text(f"Rules: {plan.version} ({plan.hash[:12]}).")
    return sheet.written()


def _do(sheet: Sheet, plan: Plan) -> None:
    sheet.title("Do now, in this order")
    for step in plan.steps:
        mark = f"{step.number}. "
        sheet.item(mark, step.do)
        for line in step.how:
            sheet.text(line, indent=len(mark))


def _ring(sheet: Sheet, plan: Plan) -> None:
    steps = [step for step in plan.steps if step.contacts]
    if steps:
        sheet.title("Ring")
    noted: set[str] = set()
    for contacts, numbers in _grouped(steps, lambda step: step.contacts):
        sheet.text(f"{step_numbers(numbers)}:")
        _contacts(sheet, contacts, noted)


def _contacts(sheet: Sheet, contacts: Iterable[PlanContact], noted: set[str]) -> None:
    """Contacts of one step. What to know about each is told the first time only."""
    said = False
    for contact in contacts:
        if contact.fallback and not said:
            sheet.text("If you cannot reach them:", indent=2)
            said = True
        indent = 4 if contact.fallback else 2
        sheet.item("- ", contact.detail, indent)
        if contact.id not in noted:
            sheet.text(contact.note, indent + 2)
        noted.add(contact.id)


def _say(sheet: Sheet, plan: Plan) -> None:
    _by_step(sheet, plan, "Say", lambda step: quoted(step.say))


def _by_when(sheet: Sheet, plan: Plan) -> None:
    sheet.title("By when")
    for (when, clock), numbers in _grouped(plan.steps, lambda step: (step.when, step.clock)):
        stop = "" if when.endswith(".") else "."
        sheet.item("- ", f"{step_numbers(numbers)}: {when}{stop} {clock}".rstrip())


def _write(sheet: Sheet, plan: Plan) -> None:
    _by_step(sheet, plan, "Write down", lambda step: step.write)


def _tell(sheet: Sheet, plan: Plan) -> None:
    tells = list(_texts(plan, lambda step: step.tell))
    if tells or plan.do_not:
        sheet.title("Tell and do not tell")
    sheet.items(tells)
    sheet.items(plan.do_not)


def _if_nothing(sheet: Sheet, plan: Plan) -> None:
    sheet.title("If nothing happens")
    sheet.items(_texts(plan, lambda step: step.if_no_answer))
    sheet.items(_texts(plan, lambda step: step.if_late, ", if it is late"))


def _why(sheet: Sheet, plan: Plan) -> None:
    steps: dict[Reason, list[int]] = {}
    for step in plan.steps:
        for reason in step.reasons:
            steps.setdefault(reason, []).append(step.number)
    if steps:
        sheet.title("Why")
    warned: set[str] = set()
    for reason, numbers in steps.items():
        sheet.item("- ", f"{step_numbers(numbers)}, because {reason.why.rstrip('.')}.")
        for asked, answer in reason.answers:
            sheet.text(f"You answered: {asked} {answer.rstrip('.')}.", indent=2)
        for citation in reason.citations:
            again = bool(citation.caution) and citation.caution in warned
            sheet.text(f"From: {citation_words(citation, again=again)}", indent=2)
            warned.add(citation.caution)


def _unsure(sheet: Sheet, plan: Plan) -> None:
    for title, texts in (("What you were not sure of", plan.assumed), ("Not asked yet", plan.not_known)):
        if texts:
            sheet.title(title)
            sheet.items(texts)


def quoted(words: str) -> str:
    """Words to say, in quotation marks unless they have some of their own."""
    return f'"{words}"' if words and '"' not in words else words


def citation_words(citation: Citation, *, again: bool = False) -> str:
    """One passage with all that is needed to find it and to judge it. ``again``: its caution stands above already."""
    where = f", {citation.where}" if citation.where else ""
    words = f"{citation.passage}. {citation.source}, {citation.publisher}, {citation.edition}{where}."
    caution = "Take the same care as above." if again else citation.caution
    return " ".join(part for part in (words, caution, f"Checked {date_words(citation.checked_on)}.") if part)


def _by_step(sheet: Sheet, plan: Plan, title: str, text: Callable[[PlanStep], str]) -> None:
    texts = list(_texts(plan, text))
    if texts:
        sheet.title(title)
        sheet.items(texts)


def _texts(plan: Plan, text: Callable[[PlanStep], str], suffix: str = "") -> Iterator[str]:
    """Each text some steps have, once, after their numbers."""
    steps = [step for step in plan.steps if text(step)]
    return (f"{step_numbers(numbers)}{suffix}: {words}" for words, numbers in _grouped(steps, text))


def _grouped(steps: Iterable[PlanStep], key: Callable[[PlanStep], Key]) -> Iterator[tuple[Key, list[int]]]:
    """The numbers of the steps that share a key, in the order the keys first come."""
    groups: dict[Key, list[int]] = {}
    for step in steps:
        groups.setdefault(key(step), []).append(step.number)
    return iter(groups.items())
