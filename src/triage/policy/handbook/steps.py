"""The steps of a topic, each with whom to ring, what to say, and the rules that bring it."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.graph.parts import rules_of
from triage.policy.handbook.book import Book, names_of
from triage.policy.handbook.markup import Element, Part, el, facts, listed, telephone
from triage.policy.uses.things import Kind
from triage.rules.model import Step


def steps_part(book: Book, topic: str) -> Iterator[Element]:
    """The steps of a topic, and links to those of other topics that its rules bring."""
    own = [step for step in book.rule_set.steps.values() if step.topic == topic]
    brought = {step: None for rule in rules_of(book.rule_set, topic) for step in rule.steps}
    others = [name for name in brought if book.rule_set.steps[name].topic != topic]
    if own or others:
        more = [el("h3", "Steps of other topics"), listed(map(book.step, others))] if others else None
        yield el("section", el("h2", "Steps"), [_step(book, step) for step in own], more, id="steps")


def _step(book: Book, step: Step) -> Element:
    fill = book.slots.fill
    rules = book.uses(Kind.STEP, step.id, Kind.RULE)
    cited = dict.fromkeys(anchor for rule in rules for anchor in book.rule_set.rules[rule].because)
    return el(
        "article",
        el("h3", fill(step.do)),
        el("p", el("code", step.id), f" {step.kind.value}", class_="name"),
        listed(map(fill, step.how)),
        facts(
            names_of("Ring", [_contact(book, name) for name in step.contacts]),
            ("Say", el("q", fill(step.say)) if step.say else None),
            ("If no answer", fill(step.if_no_answer)),
            ("By", _by(book, step)),
            ("Write down", fill(step.write)),
            ("Tell", fill(step.tell)),
            ("Do not", list(map(_line, map(fill, step.do_not)))),
            names_of("Left out beside", [book.step(name) for name in step.covered_by]),
            names_of("Brought by", [book.rule(name) for name in rules]),
            names_of("Rests on", [book.passage(anchor) for anchor in cited]),
        ),
        id=f"step-{step.id}",
    )


def _line(text: str) -> Element:
    return el("p", text)


def _contact(book: Book, name: str) -> Part:
    phone = book.rule_set.contacts[name].phone
    return [book.contact(name), [": ", telephone(phone)] if phone else None]


def _by(book: Book, step: Step) -> Part:
    return book.deadline(step.by) if step.by else "As soon as the rule that brings it says."
