"""The page of a place as plain text, with the commands that do what can be done from there."""

from __future__ import annotations

from triage.case.actions import Action
from triage.export.layout import WIDTH, Sheet
from triage.export.places.page import Do, Item, Owing, Part, PlacePage, capital
from triage.export.plan_text import LAST_LINE, quoted

UNSAVED = "This worry is not saved"


def place_text(page: PlacePage, width: int = WIDTH) -> str:
    """The page as text. What to do next stands before everything else."""
    sheet = Sheet(width)
    write_head(sheet, page)
    write_part(sheet, page.next)
    told = [way for way in page.ways if way.command]
    if told:
        sheet.title("To note it, or to write it")
    for way in told:
        about = f" ({way.about})" if way.about else ""
        sheet.item("- ", f"{way.title}{about}: triage cases {way.command}")
    for part in page.parts:
        write_part(sheet, part)
    sheet.title(LAST_LINE)
    return sheet.written()


def title_words(page: PlacePage) -> str:
    """Which place of which case this is."""
    return f"{f'Case {page.reference}' if page.reference else UNSAVED}: {page.title}"


def write_head(sheet: Sheet, page: PlacePage) -> None:
    """Where you are. When the child may not be safe, that comes before everything."""
    if page.first:
        sheet.text(page.first)
        sheet.gap()
    sheet.text(title_words(page))
    sheet.gap()
    sheet.text(page.head)
    sheet.text(page.why)


def write_part(sheet: Sheet, part: Part) -> None:
    """One part with its title."""
    if part.items:
        sheet.title(part.title)
    for item in part.items:
        _item(sheet, item)


def _item(sheet: Sheet, item: Item) -> None:
    match item:
        case Do(action, brief):
            _action(sheet, action, brief=brief)
        case Owing():
            sheet.item("- ", owing_words(item))
        case _:
            sheet.item(item.mark, item.text)


def owing_words(item: Owing) -> str:
    """One thing that is due, in a line."""
    whose = f" ({item.whose})" if item.whose else ""
    said = f"{capital(item.when)}: {item.words.rstrip('.')}{whose}."
    return f"{said} {item.more}".rstrip()


def _action(sheet: Sheet, one: Action, *, brief: bool) -> None:
    sheet.item("- ", one.do)
    for line in () if brief else one.how:
        sheet.item("  * ", line)
    for line in one.ring:
        sheet.item("  ", f"Ring: {line}")
    if brief:
        return
    for name, text in (("Say", quoted(one.say)), ("Write down", one.write), ("If nobody answers", one.if_no_answer)):
        if text:
            sheet.item("  ", f"{name}: {text}")
    for line in one.do_not:
        sheet.item("  ! ", line)
