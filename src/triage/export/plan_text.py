"""A plan as plain text: step by step, each with all it needs, and made to be heard as well as seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from triage.export.layout import WIDTH, Sheet, step_numbers
from triage.plan.model import Citation, Plan, PlanContact, PlanStep, Reason
from triage.plan.times import date_words, made_words

LAST_LINE = "If a child is in danger at any time, ring 999."


def plan_text(plan: Plan, width: int = WIDTH) -> str:
    """The whole plan, no line longer than ``width`` columns, without a newline at the end."""
    sheet = Sheet(width)
    sheet.text(plan.headline)
    sheet.text(plan.message)
    sheet.text(plan.fault)
    for text in plan.own:
        sheet.text(text)
    sheet.title("Do these in order")
    told = _Told()
    for step in plan.steps:
        _step(sheet, step, told)
    _list(sheet, "Take care", plan.do_not)
    _why(sheet, plan)
    _list(sheet, "What you were not sure of", plan.assumed)
    _list(sheet, "Not asked yet", plan.not_known)
    sheet.title(LAST_LINE)
    sheet.text(f"Made on {made_words(plan.made_at)}.")
    sheet.text(f"Rules: {plan.version} ({plan.hash[:12]}).")
    return sheet.written()


@dataclass
class _Told:
    """What earlier steps have told already: notes of contacts, and which step had which contacts."""

    notes: set[str] = field(default_factory=set)
    contacts: dict[tuple[PlanContact, ...], int] = field(default_factory=dict)


def _step(sheet: Sheet, step: PlanStep, told: _Told) -> None:
    mark = f"{step.number}. "
    indent = len(mark)
    sheet.gap()
    sheet.item(mark, step.do)
    stop = "" if step.when.endswith(".") else "."
    sheet.text(f"When: {step.when}{stop} {step.clock}".rstrip(), indent)
    _contacts(sheet, step, told, indent)
    sheet.text(labelled("Say", quoted(step.say)), indent)
    for line in step.how:
        sheet.text(line, indent)
    parts = (
        ("Write down", step.write),
        ("Form", step.form_title),
        ("Tell", step.tell),
        ("If nobody answers", step.if_no_answer),
        ("If it is late", step.if_late),
    )
    for name, text in parts:
        sheet.text(labelled(name, text), indent)


def _contacts(sheet: Sheet, step: PlanStep, told: _Told, indent: int) -> None:
    """Who to ring. What to know about each is told the first time only, and so is a list of several."""
    if step.contacts in told.contacts:
        sheet.text(f"Ring: as for step {told.contacts[step.contacts]}.", indent)
        return
    if step.contacts:
        told.contacts[step.contacts] = step.number
    fallback = False
    for contact in step.contacts:
        if contact.fallback and not fallback:
            sheet.text("If you cannot reach them:", indent)
            fallback = True
        room = indent + 2 if fallback else indent
        sheet.item("- " if fallback else "Ring: ", contact.detail, room)
        if contact.id not in told.notes:
            sheet.text(contact.note, room + 2)
        told.notes.add(contact.id)


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
        for cited in cited_words(reason.citations, warned):
            sheet.text(f"From: {cited}", indent=2)


def _list(sheet: Sheet, title: str, texts: tuple[str, ...]) -> None:
    if texts:
        sheet.title(title)
        sheet.items(texts)


def labelled(name: str, text: str) -> str:
    """``Say: text``, or nothing when there is no text."""
    return f"{name}: {text}" if text else ""


def quoted(words: str) -> str:
    """Words to say, in quotation marks unless they have some of their own."""
    return f'"{words}"' if words and '"' not in words else words


def cited_words(citations: Iterable[Citation], warned: set[str]) -> Iterator[str]:
    """Some passages in words. A caution that is in ``warned`` is not said again in full; those of these are added."""
    for citation in citations:
        yield citation_words(citation, again=bool(citation.caution) and citation.caution in warned)
        warned.add(citation.caution)


def citation_words(citation: Citation, *, again: bool = False) -> str:
    """One passage with all that is needed to find it and to judge it. ``again``: its caution stands above already."""
    where = f" Found at: {citation.where}." if citation.where else ""
    words = f'"{citation.passage}", in {citation.source} ({citation.publisher}, {citation.edition}).{where}'
    caution = "Take the same care as above." if again else citation.caution
    return " ".join(part for part in (words, caution, f"Checked {date_words(citation.checked_on)}.") if part)
