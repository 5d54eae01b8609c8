"""Reads what a scenario expects: the words below ``expect:``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from triage.rules import nodes
from triage.rules.build import SEND_AS, URGENCIES, send_as_of, urgency_of
from triage.rules.fields import Fields, names_in, one_of, prose
from triage.rules.keys import EXPECT_KEYS
from triage.rules.limits import is_limit, limit_words, read_limit
from triage.rules.model import Place, SendAs, Urgency
from triage.rules.names import Names

T = TypeVar("T")


@dataclass(frozen=True)
class Expect:
    """What a plan must hold. Names are ids of the rule set.

    ``by`` gives a step its deadline, by name, or its limit as a rule file writes it (``24 hours``). ``soon`` gives a
    step its own urgency, ``says`` words that its line in the plan must hold, and ``rings`` contacts that line names.
    ``asked`` are pages that come before there is enough to act; ``not_asked`` are pages that never come.
    """

    urgency: Urgency
    send_as: SendAs | None = None
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    by: Mapping[str, str] = field(default_factory=dict)
    soon: Mapping[str, Urgency] = field(default_factory=dict)
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


def read_expect(node: nodes.Node, at: Place, names: Names) -> Expect:
    """What a node expects. Whatever is wrong with it is noted, and left out."""
    fields = Fields(node, "'expect:'", EXPECT_KEYS, names.out, at)
    urgency = fields.word("urgency", URGENCIES, required=True)
    send_as = fields.word("send as", SEND_AS)
    return Expect(
        urgency=urgency_of(urgency),
        send_as=send_as_of(send_as),
        steps=_names(fields, "steps", "step", names),
        not_steps=_names(fields, "not steps", "step", names),
        rules=_names(fields, "rules", "rule", names),
        not_rules=_names(fields, "not rules", "rule", names),
        contacts=_names(fields, "contacts", "contact", names),
        by=_of_steps(fields, "by", names, _limit),
        soon=_of_steps(fields, "soon", names, _urgency),
        says=_of_steps(fields, "says", names, _fragments),
        rings=_of_steps(fields, "rings", names, _contacts),
        asked=_names(fields, "asked", "question", names),
        not_asked=_names(fields, "not asked", "question", names),
    )


def _names(fields: Fields, key: str, kind: str, names: Names) -> tuple[str, ...]:
    """The names in a list; an empty list is allowed and says nothing."""
    node = fields.value(key)
    if isinstance(node, nodes.Sequence) and not node.items:
        return ()
    return names.kept(kind, fields.names(key))


def _of_steps(fields: Fields, key: str, names: Names, read: Callable[[nodes.Node, Names], Iterator[T]]) -> dict[str, T]:
    """The entries of a block whose keys are steps."""
    found: dict[str, T] = {}
    for step, value in fields.mapping(key):
        if names.check("step", step):
            for one in read(value, names):
                found[step.text] = one
    return found


def _limit(node: nodes.Node, names: Names) -> Iterator[str]:
    if not isinstance(node, nodes.Scalar):
        names.out.error("TR203", node.place, "'by:' takes a step and its deadline.", "write 'step: deadline'.")
    elif is_limit(node.text):
        limit = read_limit(node, names.out)
        if limit is not None:
            yield limit_words(limit)
    elif node.text and names.check("deadline", node):
        yield node.text


def _urgency(node: nodes.Node, names: Names) -> Iterator[Urgency]:
    word = one_of(node, "'soon:'", URGENCIES, names.out)
    if word:
        yield urgency_of(word)


def _fragments(node: nodes.Node, names: Names) -> Iterator[tuple[str, ...]]:
    items = node.items if isinstance(node, nodes.Sequence) else (node,)
    texts = tuple(text for item in items if (text := prose(item, "'says:'", names.out)))
    if texts:
        yield texts


def _contacts(node: nodes.Node, names: Names) -> Iterator[tuple[str, ...]]:
    kept = names.kept("contact", names_in(node, "'rings:'", names.out))
    if kept:
        yield kept
