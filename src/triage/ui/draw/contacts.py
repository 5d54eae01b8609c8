"""Who to ring, by group, those for your own role first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.plan.model import PlanContact
from triage.rules.model import Contact, RuleSet
from triage.ui.lines import Bit, Ink, apart
from triage.ui.sheet import Drawing, Pen, Room, Sheet

NO_NUMBER = "no number here"
_COLUMN = 9
"""Columns for the labels ("No answer" is the longest)."""
_YOURS = "For your role"
_NOT_YOURS = ", for other roles"


def contacts_drawing(
    rule_set: RuleSet, ready: Mapping[str, PlanContact], role: str = "", role_words: str = ""
) -> Drawing:
    """Every contact; the one under the cursor shows all that is known of it.

    ``ready`` holds them as they may be shown: a number that was never verified is not in it.
    """
    areas = ", ".join(pack.area for pack in rule_set.packs if pack.area)

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Contacts", Ink.STRONG))
        local = (
            f"National contacts and those for {areas}." if areas else "National contacts only: no local pack is loaded."
        )
        yours = f" Those for your role come first ({role_words})." if role else ""
        pen.text(Bit(f"{local}{yours} If a child is in danger now, ring 999.", Ink.MUTED))
        for group, contacts in _groups(rule_set.contacts.values(), role):
            pen.heading(group)
            for contact in contacts:
                _contact(pen, contact, ready, rule_set, full=contact.id == room.cursor)
        return pen.sheet()

    return draw


def _groups(contacts: Iterable[Contact], role: str) -> list[tuple[str, list[Contact]]]:
    """Contacts under their headings: those meant for ``role``, then each group in file order, other roles' last.

    The group that holds 999 comes before them all.
    """
    groups: dict[str, list[Contact]] = {}
    for contact in contacts:
        group = contact.group or "Others"
        if role and contact.roles:
            group = _YOURS if role in contact.roles else f"{group}{_NOT_YOURS}"
        groups.setdefault(group, []).append(contact)
    danger = {group for group, members in groups.items() if any(one.phone == "999" for one in members)}
    order = sorted(groups, key=lambda group: (group not in danger, group != _YOURS, group.endswith(_NOT_YOURS)))
    return [(group, groups[group]) for group in order]


def _without_number(contact: Contact, shown: PlanContact) -> str:
    """How to reach a contact that has no telephone, in a few words; its line in full has the address."""
    if shown.verified and (contact.email or contact.web):
        return "by email" if contact.email else "online"
    return NO_NUMBER


def _contact(pen: Pen, contact: Contact, ready: Mapping[str, PlanContact], rule_set: RuleSet, *, full: bool) -> None:
    top = len(pen.lines)
    shown = ready[contact.id]
    number = Bit(shown.phone, Ink.ACCENT) if shown.phone else Bit(_without_number(contact, shown), Ink.MUTED)
    name = Bit(shown.name, Ink.STRONG if full else Ink.PLAIN)
    pen.lines.append(apart((Bit("    "), name), (number,), pen.left + pen.text_width))
    if full:
        _details(pen, contact, ready, rule_set)
    pen.mark_row(contact.id, top, lit=1)


def _details(pen: Pen, contact: Contact, ready: Mapping[str, PlanContact], rule_set: RuleSet) -> None:
    shown = ready[contact.id]
    others = ", ".join(ready[other].name for other in contact.fallback if other in ready)
    source = rule_set.sources.get(contact.source.partition("#")[0])
    for name, bit in (
        ("For", Bit(contact.use)),
        ("Reach", Bit(shown.detail, Ink.PLAIN if shown.verified else Ink.CAUTION)),
        ("", Bit(shown.note)),
        ("Area", Bit(contact.area)),
        ("No answer", Bit(others)),
        ("From", Bit(source.title if source else "", Ink.MUTED)),
    ):
        pen.text(bit, indent=4, label=name, column=_COLUMN)
