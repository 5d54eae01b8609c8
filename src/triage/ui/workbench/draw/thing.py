"""One thing: its lines in the file, and what they mean in plain words; its guidance, and who uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from triage.explain.condition_words import condition_lines
from triage.explain.phrases import all_of
from triage.explain.rule import tell_rule
from triage.plan.times import date_words
from triage.plan.words import HEADLINES, caution
from triage.policy.uses.find import Use
from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.bench import Bench, key
from triage.policy.workbench.excerpt import Excerpt
from triage.policy.workbench.stories import condition_of
from triage.rules.model import Question
from triage.session.paging import not_sure_words
from triage.ui.lines import Bit, Ink, flow, paragraphs
from triage.ui.sheet import Pen
from triage.ui.workbench.draw.browse import thing_line

_COLUMN = 8


def draw_place(pen: Pen, thing: Thing) -> None:
    """What it is and where it stands."""
    where = f"{thing.place.file}:{thing.place.line}" if thing.place is not None else ""
    pen.text(Bit(thing.name, Ink.STRONG), Bit(f"  {thing.kind.value}", Ink.MUTED), Bit(f"  {where}", Ink.ACCENT))


def draw_rule(pen: Pen, bench: Bench, thing: Thing) -> None:
    """The lines of the file, then the thing in words, with the things it names as rows."""
    if thing.place is not None:
        _lines(pen, bench.excerpt(thing.place))
    pen.heading("In words")
    _WORDS.get(thing.kind, _says)(pen, bench, thing)


def _lines(pen: Pen, found: Excerpt) -> None:
    if not found.lines:
        pen.text(Bit("Its lines cannot be read.", Ink.CAUTION))
    for number, line in enumerate(found.lines, start=found.first):
        margin = len(line) - len(line.lstrip())
        first = (Bit(f"{number:>5}  ", Ink.MUTED), Bit(" " * margin))
        # A long line goes on below, further in, so that nothing of it is cut off.
        pen.lines.extend(flow([Bit(line.lstrip())], pen.width - 2, first, 9 + margin))
    if found.more:
        pen.text(Bit(f"       and {found.more} more lines", Ink.MUTED))


def _says(pen: Pen, bench: Bench, thing: Thing) -> None:
    del bench
    pen.text(thing.says)


def _rule(pen: Pen, bench: Bench, thing: Thing) -> None:
    told = tell_rule(bench.rule_set, thing.name)
    _when(pen, told.when)
    pen.text(Bit(HEADLINES[told.rule.urgency], Ink.STRONG), label="Then", column=_COLUMN)
    if told.rule.send_as is not None:
        pen.text(f"send as: {told.rule.send_as.word}", label="", column=_COLUMN)
    pen.text(told.rule.why, label="Because", column=_COLUMN)
    _rows(pen, "Steps", bench, Kind.STEP, [step.id for step in told.steps])
    _rows(pen, "Rests on the answers to", bench, Kind.QUESTION, [name for name, _ in told.asked])


def _when(pen: Pen, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        text = line.lstrip()
        inwards = len(line) - len(text)
        first = (Bit("  "), Bit(("When" if number == 0 else "").ljust(_COLUMN), Ink.MUTED), Bit("  " + " " * inwards))
        pen.lines.extend(flow([Bit(text)], pen.left + pen.text_width, first, 14 + inwards))


def _question(pen: Pen, bench: Bench, thing: Thing) -> None:
    question = bench.rule_set.questions[thing.name]
    pen.text(Bit(question.ask, Ink.STRONG), label="Asks", column=_COLUMN)
    pen.text(question.why, label="Why", column=_COLUMN)
    for number, line in enumerate(_answers(question)):
        pen.text(line, label="Answers" if number == 0 else "", column=_COLUMN)
    pen.text(f"Not sure: {not_sure_words(question)}", label="", column=_COLUMN)
    if question.ask_when is not None:
        pen.text("Asked only when:", label="When", column=_COLUMN)
        _when(pen, condition_lines(bench.rule_set, question.ask_when))
    elif question.always_ask:
        pen.text("Asked before anything calmer than now is shown", label="When", column=_COLUMN)


def _answers(question: Question) -> Sequence[str]:
    if question.options:
        return [f"{option.value}: {option.label}" for option in question.options]
    return [f"{question.lowest} to {question.highest} {question.unit}".strip()]


def _fact(pen: Pen, bench: Bench, thing: Thing) -> None:
    pen.text(bench.rule_set.facts[thing.name].says, label="Says", column=_COLUMN)
    condition = condition_of(bench.rule_set, thing)
    if condition is not None:
        _when(pen, condition_lines(bench.rule_set, condition))


def _step(pen: Pen, bench: Bench, thing: Thing) -> None:
    step = bench.rule_set.steps[thing.name]
    for label, text in (("Do", step.do), ("Say", step.say), ("Write", step.write), ("Tell", step.tell),
                        ("Else", step.if_no_answer)):  # fmt: skip
        pen.text(text, label=label, column=_COLUMN)
    _rows(pen, "Rings", bench, Kind.CONTACT, step.contacts)
    _rows(pen, "By", bench, Kind.DEADLINE, [step.by] if step.by else [])


def _contact(pen: Pen, bench: Bench, thing: Thing) -> None:
    contact = bench.rule_set.contacts[thing.name]
    checked = date_words(contact.checked_on) if contact.checked_on is not None else "no day given"
    for label, text in (("Name", contact.name), ("For", contact.use), ("Number", contact.phone or "none"),
                        ("Open", contact.hours), ("Note", contact.note), ("Checked", checked)):  # fmt: skip
        pen.text(text, label=label, column=_COLUMN)
    _rows(pen, "When nobody answers", bench, Kind.CONTACT, contact.fallback)


def _deadline(pen: Pen, bench: Bench, thing: Thing) -> None:
    limit = bench.rule_set.deadlines[thing.name]
    for label, text in (
        ("Limit", limit.says),
        ("From", limit.starts),
        ("Begins", ", ".join(limit.started_by)),
        ("Owed", f"{limit.waits_for.what} ({limit.waits_for.owed_by})" if limit.waits_for is not None else ""),
        ("Basis", limit.basis),
        ("If late", limit.if_late),
    ):
        pen.text(text, label=label, column=_COLUMN)


def _source(pen: Pen, bench: Bench, thing: Thing) -> None:
    source = bench.rule_set.sources[thing.name]
    pen.text(source.title, label="Title", column=_COLUMN)
    pen.text(f"{source.publisher}, {source.edition}", label="From", column=_COLUMN)
    pen.text(f"{source.standing.value}; look again by {date_words(source.review_by)}", label="Stands", column=_COLUMN)


def _scenario(pen: Pen, bench: Bench, thing: Thing) -> None:
    found = next((one for one in bench.scenarios if one.name == thing.name), None)
    if found is not None:
        pen.text(f"urgency {found.expect.urgency.word}", label="Expects", column=_COLUMN)
        _rows(pen, "Steps it expects", bench, Kind.STEP, found.expect.steps)
        _rows(pen, "Rules it expects", bench, Kind.RULE, found.expect.rules)


_WORDS: dict[Kind, Callable[[Pen, Bench, Thing], None]] = {
    Kind.RULE: _rule,
    Kind.QUESTION: _question,
    Kind.FACT: _fact,
    Kind.STEP: _step,
    Kind.CONTACT: _contact,
    Kind.DEADLINE: _deadline,
    Kind.SOURCE: _source,
    Kind.SCENARIO: _scenario,
}


def _rows(pen: Pen, heading: str, bench: Bench, kind: Kind, names: Iterable[str]) -> None:
    """Things this one names, each a row to open."""
    found = [one for name in names if (one := bench.thing(f"{kind.value}:{name}")) is not None]
    if not found:
        return
    pen.gap()
    pen.text(Bit(heading, Ink.MUTED))
    for one in found:
        top = len(pen.lines)
        pen.line(*thing_line(one, pen.text_width))
        pen.mark_row(key(one), top)


def draw_guidance(pen: Pen, bench: Bench, thing: Thing) -> None:
    """The passages a thing rests on, in full, each with how sure we are of it; sources are rows to open."""
    anchors = anchors_of(bench, thing)
    if not anchors:
        pen.text(Bit(f"This {thing.kind.value} names no passage of its own.", Ink.MUTED))
    for anchor in anchors:
        source, passage = bench.rule_set.passage(anchor)
        pen.gap()
        top = len(pen.lines)
        pen.text(
            Bit("  "), Bit(passage.title, Ink.ACCENT), Bit(f"  {passage.place.file}:{passage.place.line}", Ink.MUTED)
        )
        pen.mark_row(f"passage:{anchor}", top, lit=1)
        where = f", {passage.where}" if passage.where else ""
        checked = date_words(source.checked_on)
        pen.text(Bit(f"{source.title}, {source.edition}{where}. Checked {checked}.", Ink.MUTED), indent=2)
        pen.text(Bit(caution(source, passage, bench.rule_set.sources, source.checked_on), Ink.CAUTION), indent=2)
        for text in paragraphs(passage.text):
            pen.text(text, indent=2)


def anchors_of(bench: Bench, thing: Thing) -> tuple[str, ...]:
    """The passages a thing names."""
    rules = bench.rule_set
    match thing.kind:
        case Kind.RULE:
            return rules.rules[thing.name].because
        case Kind.DEADLINE:
            return rules.deadlines[thing.name].because
        case Kind.CONTACT:
            source = rules.contacts[thing.name].source
            return (source,) if "#" in source else ()
        case Kind.SOURCE:
            return tuple(f"{thing.name}#{passage.anchor}" for passage in rules.sources[thing.name].passages)
        case Kind.STEP:
            used = [use.user.name for use in rules_using(bench, thing)]
            return tuple(dict.fromkeys(anchor for name in used for anchor in rules.rules[name].because))
        case _:
            return ()


def rules_using(bench: Bench, thing: Thing) -> list[Use]:
    """The rules that use a thing."""
    return [use for use in bench.users.of(thing).uses if use.user.kind is Kind.RULE]


def draw_users(pen: Pen, bench: Bench, thing: Thing) -> None:
    """Everything that uses a thing, by kind, each a row to open."""
    uses = bench.users.of(thing).uses
    if not uses:
        pen.text(Bit(f"Nothing uses this {thing.kind.value}." if thing.kind not in (Kind.RULE, Kind.SCENARIO) else
                     f"No scenario or statement names this {thing.kind.value}.", Ink.MUTED))  # fmt: skip
    for kind in dict.fromkeys(use.user.kind for use in uses):
        pen.heading(kind.plural.capitalize())
        for use in (one for one in uses if one.user.kind is kind):
            top = len(pen.lines)
            through = f", through {all_of(use.through)}" if use.through else ""
            first = (Bit("    "),)
            words = [Bit(use.user.name, Ink.ACCENT), Bit(f"  {use.key}{through}", Ink.MUTED)]
            pen.lines.extend(flow(words, pen.left + pen.text_width, first))
            pen.mark_row(key(use.user), top)
