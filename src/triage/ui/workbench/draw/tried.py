"""The answers being tried, what holds under them part by part, and what comes of the whole case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.engine.decision import Tri
from triage.explain.phrases import answer_words
from triage.plan.words import HEADLINES
from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.trial import Mark, Part, Tried
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.ui.bindings import key_of
from triage.ui.draw.words import urgency_label
from triage.ui.glyphs import DOT
from triage.ui.lines import Bit, Ink, flow, shorten
from triage.ui.sheet import Pen

_MARKS = {Mark.YES: Ink.NEW, Mark.NO: Ink.MUTED, Mark.OPEN: Ink.ACCENT, Mark.NOT_ASKED: Ink.MUTED}
_MARK = 11
ANSWER = "answer:"
VERDICT = 2
"""Lines at the top that say what comes of the answers."""


@dataclass(frozen=True)
class Trying:
    """What the try page shows. ``questions`` are those listed, ``answers`` what is tried."""

    rule_set: RuleSet
    thing: Thing
    tried: Tried
    questions: Sequence[str]
    answers: Mapping[str, Answer]


def draw_trying(pen: Pen, trying: Trying) -> None:
    """The verdict, the answers as rows, the condition with its marks, and the case."""
    _verdict(pen, trying)
    pen.gap()
    keys = ("Space next answer", "Enter choose", "Backspace take back", f"{key_of('make')} make it hold")
    pen.text(Bit(f" {DOT} ".join(keys), Ink.MUTED))
    for name in trying.questions:
        _answer(pen, trying, name)
    if trying.tried.parts:
        pen.heading(_HEADINGS.get(trying.thing.kind, "What it asks"))
        for part in trying.tried.parts:
            _part(pen, part)
    _case(pen, trying)


_HEADINGS = {Kind.RULE: "When it holds", Kind.FACT: "When it holds", Kind.QUESTION: "When it is asked"}


def _verdict(pen: Pen, trying: Trying) -> None:
    """Whether the thing has a part in the case, and how urgent the case is."""
    rule_set, thing, tried = trying.rule_set, trying.thing, trying.tried
    bits = [Bit(_holds(thing, tried), Ink.NEW if tried.holds is Mark.YES else Ink.STRONG)]
    if thing.kind is Kind.RULE and tried.holds is Mark.YES:
        bits += [Bit("  and asks for  ", Ink.MUTED), urgency_label(rule_set.rules[thing.name].urgency)]
    pen.line(*bits)
    pen.line(Bit("The case  ", Ink.MUTED), urgency_label(tried.decision.urgency), *_may_rise(trying))


def _holds(thing: Thing, tried: Tried) -> str:
    if thing.kind is Kind.STEP:
        return "It is in the plan" if any(one.step == thing.name for one in tried.decision.steps) else "Not in the plan"
    if not tried.parts:
        return "What answers make of the case"
    verb = "is asked" if thing.kind is Kind.QUESTION else "holds"
    if tried.holds is Mark.OPEN:
        return "Still open: answers to come decide it"
    return (
        f"It {verb}" if tried.holds is Mark.YES else f"It {'is not asked' if verb == 'is asked' else 'does not hold'}"
    )


def _may_rise(trying: Trying) -> list[Bit]:
    rules, urgency = trying.rule_set.rules, trying.tried.decision.urgency
    higher = sum(rules[name].urgency > urgency for name in trying.tried.may_rise)
    return [Bit(f"  so far; {higher} could raise it", Ink.MUTED)] if higher else []


def _answer(pen: Pen, trying: Trying, name: str) -> None:
    top = len(pen.lines)
    question = trying.rule_set.questions[name]
    given = trying.answers.get(name)
    if trying.tried.asked.get(name) is Tri.FALSE:
        said = Bit("not asked" if given is None else f"{answer_words(question, given)} (not asked)", Ink.MUTED)
    else:
        said = Bit(answer_words(question, given), Ink.STRONG) if given is not None else Bit("not answered", Ink.MUTED)
    label = shorten(name.replace("_", " "), 24)
    first = (Bit("    "), Bit(f"{label:<24}  "))
    pen.lines.extend(flow([said], pen.left + pen.text_width, first))
    pen.mark_row(f"{ANSWER}{name}", top)


def _part(pen: Pen, part: Part) -> None:
    mark = Bit(f"{part.mark.value:<{_MARK}}", _MARKS[part.mark])
    first = (Bit("  "), mark, Bit("  " * part.depth))
    ink = Ink.STRONG if part.mark is Mark.YES else Ink.PLAIN
    pen.lines.extend(flow([Bit(part.words, ink)], pen.left + pen.text_width, first, 2 + _MARK + 2 * part.depth + 2))


def _case(pen: Pen, trying: Trying) -> None:
    decision = trying.tried.decision
    pen.heading("The whole case")
    pen.line(urgency_label(decision.urgency, HEADLINES[decision.urgency]))
    pen.text(f"send as: {decision.send_as.word}")
    held = [one.rule for one in decision.fired]
    shown = ", ".join(held[:6]) + (f" and {len(held) - 6} more" if len(held) > 6 else "")
    pen.text(Bit(shown, Ink.MUTED), label="Rules", column=6)
    if trying.thing.kind is Kind.RULE:
        pen.text(Bit("Steps (this: brought by this rule)", Ink.MUTED))
    for step in decision.steps:
        own = trying.thing.kind is Kind.RULE and trying.thing.name in step.rules
        first = (Bit("  "), Bit("this " if own else "     ", Ink.NEW), Bit(f"{step.urgency.word:<10} ", Ink.MUTED))
        pen.lines.extend(flow([Bit(trying.rule_set.steps[step.step].do)], pen.left + pen.text_width, first))
