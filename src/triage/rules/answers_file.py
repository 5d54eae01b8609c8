"""Reads answers as people write them: in an answers file, and inside scenarios."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules import nodes
from triage.rules.answers import NO, NOT_SURE, YES, Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.fields import whole
from triage.rules.model import Question, QuestionType, RuleSet
from triage.rules.problems import Collector, RulesRefused, closest, errors_in, listed, quoted
from triage.rules.yaml_reader import read_yaml

SKIPPED = "skipped"
NONE_OF_THESE = "none of these"
_TRUE_FALSE = {"true": YES, "false": NO}


def read_answers(text: str, file: str, rule_set: RuleSet) -> dict[str, Answer]:
    """The answers in ``text``: a question and its answer on each line, alone or below ``answers:``.

    ``file`` names the text in messages. Raises :class:`RulesRefused` with every problem in it.
    """
    return read_answers_of(text, file, rule_set.questions)


def read_answers_of(text: str, file: str, questions: Mapping[str, Question]) -> dict[str, Answer]:
    """As :func:`read_answers`, for any questions."""
    out = Collector()
    tree = read_yaml(text.encode("utf-8", "surrogatepass"), file, out)
    if isinstance(tree, nodes.Mapping) and len(tree.entries) == 1 and tree.entries[0][0].text == "answers":
        tree = tree.entries[0][1]
    answers = {} if tree is None else answers_in(tree, questions, out)
    problems = out.all()
    if errors_in(problems):
        raise RulesRefused(problems)
    return answers


def answers_in(node: nodes.Node, questions: Mapping[str, Question], out: Collector) -> dict[str, Answer]:
    """The answers of a block ``question: answer``; what is wrong is noted and left out."""
    if not isinstance(node, nodes.Mapping):
        if not isinstance(node, nodes.Scalar) or node.text:
            message = f"answers are written as 'question: answer', one to a line; this is {nodes.kind(node)}."
            out.error("TR601", node.place, message, "write 'harm_level: needs help'.")
        return {}
    found: dict[str, Answer] = {}
    for key, value in node.entries:
        question = questions.get(key.text)
        if question is None:
            near = closest(key.text, questions)
            hint = f"did you mean '{near}'?" if near else ""
            out.error("TR301", key.place, f"there is no question called {quoted(key.text)}.", hint)
            continue
        answer = read_answer(question, value, out)
        if answer is not None:
            found[key.text] = answer
    return found


def read_answer(question: Question, node: nodes.Node, out: Collector) -> Answer | None:
    """The answer a node holds for a question, or None when it is none, which is noted."""
    if isinstance(node, nodes.Mapping):
        out.error("TR601", node.place, f"this is not an answer of '{question.id}'.", _forms(question))
        return None
    if isinstance(node, nodes.Sequence):
        return _list_answer(question, node, out)
    if node.text in ("", NOT_SURE, SKIPPED):
        return {"": None, NOT_SURE: not_sure(), SKIPPED: skipped()}[node.text]
    if question.type is QuestionType.NUMBER:
        return _number_answer(question, node, out)
    if question.type is QuestionType.SEVERAL:
        if node.text == NONE_OF_THESE:
            return ticked()
        return ticked(node.text) if _known(question, node, node.text, out) else None
    text = _TRUE_FALSE.get(node.text.lower(), node.text) if question.type is QuestionType.YES_NO else node.text
    return chosen(text) if _known(question, node, text, out) else None


def _number_answer(question: Question, node: nodes.Scalar, out: Collector) -> Answer | None:
    figure = whole(node, f"'{question.id}'", out)
    if figure is None:
        return None
    if question.lowest <= figure <= question.highest:
        return number(figure)
    message = f"{figure} is not an answer of '{question.id}'."
    out.error("TR302", node.place, message, f"give a number from {question.lowest} to {question.highest}.")
    return None


def _list_answer(question: Question, node: nodes.Sequence, out: Collector) -> Answer | None:
    """A list of options ticked; the last item may be "not sure", for the options not named."""
    if question.type is not QuestionType.SEVERAL:
        out.error("TR601", node.place, f"'{question.id}' takes one answer, not a list.", _forms(question))
        return None
    items = list(node.items)
    rest = bool(items) and isinstance(items[-1], nodes.Scalar) and items[-1].text == NOT_SURE
    names = [item for item in (items[:-1] if rest else items) if isinstance(item, nodes.Scalar)]
    if len(names) < len(items) - rest:
        out.error("TR601", node.place, f"this is not an answer of '{question.id}'.", _forms(question))
        return None
    if len(names) == 1 and names[0].text == NONE_OF_THESE and not rest:
        return ticked()
    unknown = [name for name in names if not _known(question, name, name.text, out)]
    if unknown:
        return None
    if rest and not names:
        return not_sure()
    return ticked(*{name.text for name in names}, rest_not_sure=rest)


def _known(question: Question, node: nodes.Scalar, text: str, out: Collector) -> bool:
    if text in question.option_names:
        return True
    if text in (NOT_SURE, NONE_OF_THESE, SKIPPED) and question.type is QuestionType.SEVERAL:
        hint = "'not sure' comes last in a list; 'none of these' and 'skipped' stand alone."
    else:
        near = closest(text, [*question.option_names, NOT_SURE])
        hint = f"did you mean '{near}'?" if near else _forms(question)
    if node.text:
        out.error("TR302", node.place, f"{quoted(node.text)} is not an answer of '{question.id}'.", hint)
    return False


def _forms(question: Question) -> str:
    """What may be answered, in words."""
    if question.type is QuestionType.NUMBER:
        return f"give a number from {question.lowest} to {question.highest}, or 'not sure'."
    if question.type is QuestionType.SEVERAL:
        return f"give 'none of these', 'not sure', or a list of: {listed(question.option_names, 'and', 30)}."
    return f"give {listed([*question.option_names, NOT_SURE, SKIPPED], most=30)}."
