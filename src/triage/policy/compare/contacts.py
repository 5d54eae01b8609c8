"""What an edit does to whom a person is told to ring: which contacts a step shows them, and what each can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.policy.compare.edits import Edit
from triage.policy.compare.model import EDITED, GONE, Change, Kind, Story
from triage.policy.compare.sides import Side, Sides
from triage.policy.compare.stories import Stories
from triage.policy.prove.replay import Outcome
from triage.policy.prove.ringing import can_be_rung
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import Is
from triage.rules.model import Confidence, Contact, QuestionType, RuleSet
from triage.rules.problems import listed

NOBODY = ""
"""The role of whoever does not say what theirs is, or is not asked."""


_WAYS: Mapping[str, tuple[str, str]] = {
    "phone": ("number", "number"),
    "email": ("email", "email address"),
    "web": ("web", "web address"),
    "hours": ("hours", "hours"),
}
"""Ways to reach a contact, each with the name of its codes and in words."""


@dataclass(frozen=True)
class Listing:
    """The contacts a step shows to people of one role, before and after, and the literal for those cases."""

    step: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    literal: int

    def shows(self, before: Outcome, after: Outcome) -> bool:
        """Whether a case that was played shows just these contacts."""
        listings = [(one, listing) for one, listing in ((before, self.before), (after, self.after))]
        return all(
            self.step in one.steps and contacts_for(one.rule_set, self.step, role_in(one)) == listing
            for one, listing in listings
        )


def role_in(outcome: Outcome) -> str:
    """The role the person gave in a case that was played."""
    answer = outcome.sheet.get(ROLE_QUESTION)
    return NOBODY if answer is None or answer.unsure or not answer.values else answer.values[0]


def contacts_for(rules: RuleSet, step: str, role: str) -> tuple[str, ...]:
    """The contacts a step names for people of a role: those meant for them, or all when that would leave none."""
    named = rules.steps[step].contacts
    if role == NOBODY:
        return named
    return tuple(name for name in named if _fits(rules.contacts[name], role)) or named


def _fits(contact: Contact, role: str) -> bool:
    return not contact.roles or role in contact.roles


class ContactChanges:
    """Looks at contacts."""

    def __init__(self, sides: Sides, stories: Stories) -> None:
        self._sides = sides
        self._stories = stories

    def listings(self, edits: Mapping[str, Edit]) -> Iterator[Change]:
        """The steps that show other contacts, each under the edit behind it: its own, a contact's, or the roles'."""
        old, new = self._sides.old.rules, self._sides.new.rules
        for step in new.steps:
            if step in old.steps:
                behind = self._behind(step, edits)
                if behind is not None:
                    yield from self._step(behind, step)

    def _behind(self, step: str, edits: Mapping[str, Edit]) -> Edit | None:
        own = edits.get(f"step {step}")
        if own is not None and "contacts" in own.changed:
            return own
        for name in self._sides.new.rules.steps[step].contacts:
            edit = edits.get(f"contact {name}")
            if edit is not None and "roles" in edit.changed:
                return edit
        some_roles = any(
            self._sides.new.rules.contacts[name].roles for name in self._sides.new.rules.steps[step].contacts
        )
        return edits.get(f"question {ROLE_QUESTION}") if some_roles else None

    def _step(self, edit: Edit, step: str) -> Iterator[Change]:
        self._stories.forget()
        told: set[tuple[str, tuple[str, ...]]] = set()
        listings = list(self._listings(step))
        if not listings and edit.id == step:
            says = "It names other contacts, and no case has a plan that shows it."
            yield edit.change(
                Kind.WORDING, "contacts-unseen", says, content=(edit.before.contacts, edit.after.contacts)
            )
        for listing in listings:
            kind, code, says, names = self._judged(listing)
            if (code, names) not in told:
                told.add((code, names))
                story = self._stories.of(listing.literal, listing.shows)
                yield edit.change(kind, code, says, details=(step, *names), story=story)

    def _listings(self, step: str) -> Iterator[Listing]:
        formulas = self._sides.formulas
        both = [side.case.steps([step]) for side in (self._sides.old, self._sides.new)]
        for one, was in _roles(self._sides.old).items():
            for other, now in _roles(self._sides.new).items():
                before, after = (
                    contacts_for(self._sides.old.rules, step, one),
                    contacts_for(self._sides.new.rules, step, other),
                )
                if before != after:
                    literal = formulas.every([*both, was, now])
                    if self._sides.can_be(literal):
                        yield Listing(step, before, after, literal)

    def _judged(self, listing: Listing) -> tuple[Kind, str, str, tuple[str, ...]]:
        old, new = self._sides.old.rules, self._sides.new.rules
        gone = [name for name in listing.before if name not in listing.after]
        come = [name for name in listing.after if name not in listing.before]
        names = (*(f"-{name}" for name in gone), *(f"+{name}" for name in come))
        where = f"The step {listing.step}"
        if not gone and not come:
            return Kind.DIFFERENT, "contact-order", f"{where} names its contacts in another order.", listing.after
        if not gone:
            return Kind.SAFER, "contact-added", f"{where} names {listed(come, 'and')} too.", names
        if not come:
            return Kind.LESS_SAFE, "contact-gone", f"{where} no longer names {listed(gone, 'and')}.", names
        lost = any(can_be_rung(old, name) for name in gone) and not any(can_be_rung(new, name) for name in come)
        says = f"{where} names {listed(come, 'and')} instead of {listed(gone, 'and')}"
        if lost:
            return Kind.LESS_SAFE, "contact-gone", f"{says}, and that leads to no number.", names
        return Kind.DIFFERENT, "contact-changed", f"{says}.", names

    def of(self, edit: Edit) -> Iterator[Change]:
        """What the edit does to one contact, wherever it is shown."""
        if edit.state != EDITED:
            yield self._whole(edit)
            return
        self._stories.forget()
        before, after = edit.before, edit.after
        for name in _WAYS:
            yield from self._way(edit, name, _shown(before, name), _shown(after, name))
        if before.name != after.name:
            yield self._changed(edit, "contact-name", f'It is called "{after.name}", no longer "{before.name}".')
        yield from self._fallback(edit)
        if before.roles != after.roles:
            says = f"It is for {_people(after)}, no longer for {_people(before)}."
            yield self._changed(edit, "contact-roles", says)
        if before.confidence is not after.confidence:
            says = f"How surely it is known: {after.confidence.value}, no longer {before.confidence.value}."
            yield edit.change(Kind.WORDING, "contact-confidence", says, details=(says,))

    def _whole(self, edit: Edit) -> Change:
        gone = edit.state == GONE
        contact: Contact = edit.before if gone else edit.after
        rules = (self._sides.old if gone else self._sides.new).rules
        says = f'"{contact.name}" is {edit.state} among the contacts.'
        kind = Kind.DIFFERENT if not can_be_rung(rules, contact.id) else Kind.LESS_SAFE if gone else Kind.SAFER
        return edit.change(kind, f"contact-{'removed' if gone else 'new'}", says, content=(contact,))

    def _way(self, edit: Edit, name: str, before: str, after: str) -> Iterator[Change]:
        """One way to reach a contact that came, went or is another one. Hours that went are only different."""
        code, word = _WAYS[name]
        if before == after:
            return
        if before.replace(" ", "") == after.replace(" ", ""):
            says = f'Its {word} is spaced otherwise: "{after}".'
            yield edit.change(Kind.WORDING, f"{code}-spaced", says, details=(says,))
        elif (before and after) or name == "hours":
            says = f'It shows the {word} "{after or "none"}", no longer "{before or "none"}".'
            yield self._changed(edit, f"{code}-changed", says)
        elif before:
            says = f'It no longer shows its {word} "{before}".'
            yield edit.change(Kind.LESS_SAFE, f"{code}-gone", says, details=(says,), story=self._story(edit.id))
        else:
            says = f'It now shows the {word} "{after}".'
            yield edit.change(Kind.SAFER, f"{code}-added", says, details=(says,), story=self._story(edit.id))

    def _fallback(self, edit: Edit) -> Iterator[Change]:
        before, after = edit.before.fallback, edit.after.fallback
        gone, come = [n for n in before if n not in after], [n for n in after if n not in before]
        if gone:
            says = f"Whoever gets no answer is no longer sent on to {listed(gone, 'and')}."
            yield edit.change(Kind.LESS_SAFE, "fallback-gone", says, details=tuple(gone), story=self._story(edit.id))
        if come:
            says = f"Whoever gets no answer is sent on to {listed(come, 'and')} too."
            yield edit.change(Kind.SAFER, "fallback-added", says, details=tuple(come), story=self._story(edit.id))
        if before != after and not gone and not come:
            yield self._changed(edit, "fallback-order", "Those to fall back on come in another order.")

    def _changed(self, edit: Edit, code: str, says: str) -> Change:
        return edit.change(Kind.DIFFERENT, code, says, details=(says,), story=self._story(edit.id))

    def _story(self, contact: str) -> Story | None:
        """A case in which a step names the contact under both versions, if there is one."""
        literal = self._sides.formulas.every(
            [self._sides.old.case.contact(contact), self._sides.new.case.contact(contact)]
        )
        if not self._sides.can_be(literal):
            return None
        return self._stories.of(literal, lambda before, after: contact in before.contacts & after.contacts)


def _shown(contact: Contact, name: str) -> str:
    """What the plan shows of it: nothing that was never verified, but for the hours."""
    value = str(getattr(contact, name))
    return "" if contact.confidence is Confidence.UNVERIFIED and name != "hours" else value


def _people(contact: Contact) -> str:
    return listed(contact.roles, "and") if contact.roles else "everyone"


def _roles(side: Side) -> dict[str, int]:
    """Every role a person can give, and none, each with its literal."""
    question = side.rules.questions.get(ROLE_QUESTION)
    formulas = side.case.formulas
    if question is None or question.type not in (QuestionType.CHOICE, QuestionType.YES_NO):
        return {NOBODY: formulas.true}
    given, asked = side.case.answers[ROLE_QUESTION], side.case.applies(ROLE_QUESTION)
    roles: dict[str, int] = {
        value: formulas.every([asked, given.says(Is(ROLE_QUESTION, (value,), exactly=True))])
        for value in question.option_names
    }
    some: Sequence[int] = list(roles.values())
    return {**roles, NOBODY: -formulas.some(some)}
