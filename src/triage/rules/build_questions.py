"""Builds questions (without their ``ask when``, which needs every question to be known first)."""

from __future__ import annotations

from triage.rules import nodes
from triage.rules.answers import NO, YES
from triage.rules.entries import Entry
from triage.rules.fields import Fields, names_in, prose, whole, wrong_kind
from triage.rules.keys import OPTION_KEYS, QUESTION_KEYS
from triage.rules.model import Option, Question, QuestionType
from triage.rules.names import Names, check_name, check_slots
from triage.rules.problems import closest, listed, quoted

YES_NO_OPTIONS = (Option(YES, "Yes"), Option(NO, "No"))
ITSELF = "itself"
EVERY_OPTION = "every option"
LARGEST_NUMBER = 10_000


def build_question(entry: Entry, names: Names) -> tuple[Question, nodes.Node | None]:
    """The question of an entry, and its ``ask when`` still to be read."""
    fields = Fields(entry.node, entry.what, QUESTION_KEYS, names.out, entry.place)
    sort = QuestionType(
        fields.word("type", [kind.value for kind in QuestionType], required=True) or QuestionType.CHOICE
    )
    options = _options(fields, sort, names)
    lowest, highest = _bounds(fields, sort)
    shell = Question(
        id=entry.key.text,
        topic=entry.topic,
        section=_section(fields, entry, names),
        ask=_shown(fields, "ask", names, required=True),
        why=_shown(fields, "why", names, required=True),
        type=sort,
        options=options,
        not_sure_means=(),
        not_sure_says="",
        place=entry.place,
        hint=_shown(fields, "hint", names),
        always_ask=fields.yes_no("always ask"),
        lowest=lowest,
        highest=highest,
        unit=fields.text("unit"),
    )
    means = _not_sure_means(fields, shell)
    says = _shown(fields, "not sure says", names) or not_sure_words(shell, means)
    return _with_not_sure(shell, means, says), fields.value("ask when")


def _with_not_sure(question: Question, means: tuple[str, ...], says: str) -> Question:
    from dataclasses import replace

    return replace(question, not_sure_means=means, not_sure_says=says)


def _shown(fields: Fields, key: str, names: Names, *, required: bool = False) -> str:
    text = fields.text(key, required=required)
    value = fields.value(key)
    check_slots(text, value if isinstance(value, nodes.Scalar) else None, names, allowed=False)
    return text


def _section(fields: Fields, entry: Entry, names: Names) -> str:
    section = fields.name("section") or entry.section
    if section is None:
        fields.missing("section", "and neither has its topic file")
        return ""
    return section.text if names.check("section", section) else ""


def _options(fields: Fields, sort: QuestionType, names: Names) -> tuple[Option, ...]:
    if sort is QuestionType.YES_NO:
        fields.not_here(("options",), "the answers are always Yes and No")
        return YES_NO_OPTIONS
    if sort is QuestionType.NUMBER:
        fields.not_here(("options",), "the answer is a number")
        return ()
    node = fields.value("options", required=True)
    if isinstance(node, nodes.Sequence):
        message = "options need the words the person reads: 'value: words', one to a line, without a dash."
        fields.out.error("TR203", node.place, message, "write 'needs help: Health or development will suffer'.")
        return ()
    found = [_option(key, value, names) for key, value in fields.mapping("options")]
    if len(found) == 1:
        fields.out.error(
            "TR209", fields.place("options"), "one option is no choice.", "add another, or make it 'type: yes no'."
        )
    return tuple(found)


def _option(key: nodes.Scalar, value: nodes.Node, names: Names) -> Option:
    check_name(key, "option", names.out)
    if not isinstance(value, nodes.Mapping):
        label, hint = prose(value, f"option {quoted(key.text)}", names.out), ""
    else:
        fields = Fields(value, f"option {quoted(key.text)}", OPTION_KEYS, names.out, key.place)
        label, hint = fields.text("label", required=True), fields.text("hint")
    check_slots(label + hint, key, names, allowed=False)
    return Option(key.text, label, hint)


def _bounds(fields: Fields, sort: QuestionType) -> tuple[int, int]:
    if sort is not QuestionType.NUMBER:
        fields.not_here(("lowest", "highest", "unit"), "it is for 'type: number'")
        return 0, 0
    lowest, highest = fields.whole("lowest", required=True), fields.whole("highest", required=True)
    if lowest is None or highest is None:
        return 0, LARGEST_NUMBER
    if lowest >= highest or highest > LARGEST_NUMBER:
        message = f"the answers would go from {lowest} to {highest}."
        fields.out.error(
            "TR206", fields.place("highest"), message, f"make highest more than lowest, and at most {LARGEST_NUMBER}."
        )
        return 0, LARGEST_NUMBER
    return lowest, highest


def _not_sure_means(fields: Fields, question: Question) -> tuple[str, ...]:
    """The options "not sure" counts as; nothing for "itself"."""
    node = fields.value("not sure means")
    if node is None:
        if fields.node is not None:
            choices = listed(_may_mean(question))
            message = f'{fields.what} does not say what "not sure" means.'
            fields.out.error("TR401", fields.at, message, f"add 'not sure means:' with the safer of {choices}.")
        return ()
    if isinstance(node, nodes.Mapping):
        wrong_kind(node, "'not sure means:' takes an answer of the question, or 'itself'", fields.out)
        return ()
    given = names_in(node, "'not sure means:'", fields.out)
    if len(given) > 1 and question.type is not QuestionType.SEVERAL:
        fields.out.error("TR402", node.place, '"not sure" can only mean one answer here.', "name the safer one.")
        return ()
    return _meanings(given, question, fields)


def _meanings(given: list[nodes.Scalar], question: Question, fields: Fields) -> tuple[str, ...]:
    texts = [name.text for name in given]
    if texts == [ITSELF] or not texts:
        return ()
    if texts == [EVERY_OPTION] and question.type is QuestionType.SEVERAL:
        return question.option_names
    if question.type is QuestionType.NUMBER:
        figure = whole(given[0], "'not sure means:'", fields.out)
        if figure is not None and not question.lowest <= figure <= question.highest:
            message = f"{figure} is not between {question.lowest} and {question.highest}."
            fields.out.error("TR402", given[0].place, message, "name a number the person could have given.")
        return () if figure is None else (str(figure),)
    return tuple(text for name in given if (text := _known_option(name, question, fields)))


def _known_option(name: nodes.Scalar, question: Question, fields: Fields) -> str:
    yes_no = {"true": YES, "false": NO}
    text = yes_no.get(name.text.lower(), name.text) if question.type is QuestionType.YES_NO else name.text
    if text in question.option_names or not question.options:
        return text if question.options else ""
    near = closest(text, _may_mean(question))
    hint = f"did you mean '{near}'?" if near else f"use {listed(_may_mean(question), most=30)}."
    fields.out.error("TR402", name.place, f"{quoted(text)} is not an answer of {quoted(question.id)}.", hint)
    return ""


def _may_mean(question: Question) -> list[str]:
    names = list(question.option_names)
    if question.type is QuestionType.SEVERAL:
        names.append(EVERY_OPTION)
    if question.type is QuestionType.NUMBER:
        names.append("a number")
    return [*names, ITSELF]


def not_sure_words(question: Question, means: tuple[str, ...]) -> str:
    """The line beside "Not sure" when the file gives none."""
    if not means:
        return "That is a useful answer. The advice allows for it."
    if question.type is QuestionType.NUMBER:
        return f"To be safe, this counts as {means[0]} {question.unit}".rstrip() + "."
    if means == question.option_names and question.type is QuestionType.SEVERAL:
        return "To be safe, this counts as all of these."
    return f"To be safe, this counts as: {'; '.join(question.label(value) for value in means)}"
