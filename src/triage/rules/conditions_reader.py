"""Reads conditions: from ``when:`` and ``ask when:`` as written to the tree in :mod:`triage.rules.conditions`."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules import nodes
from triage.rules.answers import NO, NOT_SURE, YES
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.fields import whole
from triage.rules.model import Question, QuestionType
from triage.rules.names import CONDITION_WORDS, Names
from triage.rules.problems import Collector, closest, did_you_mean, listed, quoted

NONE_OF_THESE = "none of these"
COMPARISONS = ("at least", "under", "between", "exactly")
_HINTS = {
    "and": "write all:",
    "or": "write any:",
    "not": "write none:",
    "if": "put the condition straight after when:",
    "facts": "write fact:",
    "switches": "write switch:",
    "question": "write the question's name itself: harm_level: needs help",
}
_OTHER_COMPARISONS = {
    "over": "for more than 5 write {at least: 6}",
    "more than": "for more than 5 write {at least: 6}",
    "above": "for more than 5 write {at least: 6}",
    "at most": "for 5 or fewer write {under: 6}",
    "up to": "for 5 or fewer write {under: 6}",
    "less than": "write {under: 6}",
    "below": "write {under: 6}",
    "equals": "write {exactly: 5}, or the number alone",
    "from": "write {between: [3, 5]}; both ends count",
}
_TRUE_FALSE = {"true": YES, "false": NO, "Yes": YES, "No": NO, "True": YES, "False": NO}


class ConditionReader:
    """Reads conditions about a known set of questions. Gives None for one that is wrong, which is then noted."""

    def __init__(self, questions: Mapping[str, Question], names: Names, out: Collector) -> None:
        self.questions = questions
        self.names = names
        self.out = out

    def read(self, node: nodes.Node, *, exactly: bool = False) -> Condition | None:
        """The condition a node holds. ``exactly`` looks behind "not sure"."""
        if isinstance(node, nodes.Scalar):
            return self._word(node)
        if isinstance(node, nodes.Sequence):
            self._wrong(
                node, "a list does not say whether all or any of it must hold", "put 'all:' or 'any:' before it."
            )
            return None
        if not node.entries:
            self._wrong(node, "this condition is empty", "write 'always' for a rule that always holds.")
            return None
        parts = [self._entry(key, value, exactly) for key, value in node.entries]
        return _together(parts)

    def _word(self, node: nodes.Scalar) -> Condition | None:
        if node.text == "always":
            return Always()
        if not node.text:
            return None
        if node.text in self.names.known.get("fact", ()):
            hint = f"write {{fact: {node.text}}}."
        elif node.text in self.questions:
            hint = f"say which answer: {{{node.text}: {(self.questions[node.text].option_names or ('3',))[0]}}}."
        else:
            hint = "write a question and its answer, such as {harm_level: needs help}, or 'always'."
        self._wrong(node, f"{quoted(node.text)} is not a condition", hint)
        return None

    def _entry(self, key: nodes.Scalar, value: nodes.Node, exactly: bool) -> Condition | None:
        word = key.text
        if word in self.questions:
            return self._question(self.questions[word], value, exactly)
        if exactly and word in ("fact", "switch", "exactly"):
            self._wrong(key, f"'{word}:' cannot stand inside 'exactly:'", "name the questions and answers themselves.")
            return None
        if word in ("all", "any", "none"):
            return self._group(word, value, exactly)
        if word == "exactly":
            return self.read(value, exactly=True) if isinstance(value, nodes.Mapping) else self._not_exactly(value)
        if word in ("fact", "switch"):
            return self._named(word, value)
        if not isinstance(value, nodes.Scalar) or value.text:
            self._unknown(key)
        return None

    def _not_exactly(self, value: nodes.Node) -> Condition | None:
        self._wrong(value, "'exactly:' takes a question and its answer", "write {exactly: {harm_level: needs help}}.")
        return None

    def _group(self, word: str, value: nodes.Node, exactly: bool) -> Condition | None:
        if isinstance(value, nodes.Scalar) and not value.text:
            return None
        items = (
            value.items if isinstance(value, nodes.Sequence) else (value,) if isinstance(value, nodes.Mapping) else ()
        )
        if not items or (isinstance(value, nodes.Mapping) and len(value.entries) > 1 and word != "all"):
            self._wrong(
                value, f"'{word}:' takes a list of conditions", "put '- ' before each, or write [{...}, {...}]."
            )
            return None
        parts = tuple(part for item in items if (part := self.read(item, exactly=exactly)) is not None)
        if len(parts) < len(items):
            return None
        return All(parts) if word == "all" else AnyOf(parts) if word == "any" else NoneOf(parts)

    def _named(self, word: str, value: nodes.Node) -> Condition | None:
        items = value.items if isinstance(value, nodes.Sequence) else (value,)
        parts: list[Condition | None] = []
        for item in items:
            if not isinstance(item, nodes.Scalar):
                self._wrong(item, f"'{word}:' takes a name", f"write {{{word}: name}}.")
                parts.append(None)
            elif item.text and self.names.check(word, item):
                parts.append(FactHolds(item.text) if word == "fact" else SwitchOn(item.text))
            else:
                parts.append(None)
        if not parts:
            self._wrong(value, f"'{word}:' names nothing", f"write {{{word}: name}}.")
        return _together(parts)

    def _unknown(self, key: nodes.Scalar) -> None:
        if self.names.partial:
            return
        facts, switches = self.names.known.get("fact", ()), self.names.known.get("switch", ())
        hint = _HINTS.get(key.text.lower(), "")
        for word, names in (("fact", facts), ("switch", switches)):
            if key.text in names:
                hint = f"'{key.text}' is a {word}: write {{{word}: {key.text}}}"
        near = closest(key.text, [*self.questions, *CONDITION_WORDS])
        hint = (
            f"{hint}."
            if hint
            else f"did you mean '{near}'?"
            if near
            else "add it under 'questions:', or correct the name."
        )
        self.out.error("TR301", key.place, f"there is no question called {quoted(key.text)}.", hint)

    def _question(self, question: Question, value: nodes.Node, exactly: bool) -> Condition | None:
        if isinstance(value, nodes.Mapping):
            return self._comparison(question, value, exactly)
        items = value.items if isinstance(value, nodes.Sequence) else (value,)
        if not items:
            self._wrong(value, f"no answer of '{question.id}' is named", "name at least one.")
        answers = [self._answer(question, item) for item in items]
        if not answers or any(answer is None for answer in answers):
            return None
        return _any_of(question, [answer for answer in answers if answer is not None], exactly)

    def _answer(self, question: Question, node: nodes.Node) -> str | None:
        """One answer named in a condition, in the words of the question, or None."""
        if not isinstance(node, nodes.Scalar):
            self._wrong(node, f"an answer of '{question.id}' is expected", "name one answer, or a list of answers.")
            return None
        text = node.text
        if text in (NOT_SURE, ""):
            return text or None
        if text in ("skipped", "not asked"):
            hint = "write 'not sure'; a skipped question counts as not sure."
            self._wrong(node, f"rules cannot ask for {quoted(text)}", hint)
            return None
        if question.type is QuestionType.NUMBER:
            figure = whole(node, f"'{question.id}'", self.out)
            return None if figure is None or not self._within(question, figure, figure + 1, node) else str(figure)
        if question.type is QuestionType.SEVERAL and text == NONE_OF_THESE:
            return text
        if question.type is QuestionType.YES_NO:
            text = _TRUE_FALSE.get(text, text)
        return text if self._option(question, node, text) else None

    def _option(self, question: Question, node: nodes.Scalar, text: str) -> bool:
        options = question.option_names
        if text in options or not options:
            return bool(options)
        near = closest(text, [*options, NOT_SURE])
        hint = f"did you mean '{near}'?" if near else f"use {listed([*options, NOT_SURE], most=30)}."
        self.out.error("TR302", node.place, f"{quoted(text)} is not an answer of '{question.id}'.", hint)
        return False

    def _comparison(self, question: Question, value: nodes.Mapping, exactly: bool) -> Condition | None:
        if question.type is QuestionType.SEVERAL:
            return self._includes(question, value, exactly)
        if question.type is not QuestionType.NUMBER:
            self._wrong(
                value,
                f"'{question.id}' is not a number question",
                f"name the answer: {{{question.id}: {(question.option_names or ('...',))[0]}}}.",
            )
            return None
        return self._range(question, value, exactly)

    def _includes(self, question: Question, value: nodes.Mapping, exactly: bool) -> Condition | None:
        key, inner = value.entries[0] if value.entries else (None, value)
        if key is None or key.text != "includes" or len(value.entries) > 1:
            self._wrong(
                value, f"'{question.id}' allows several answers", f"write {{{question.id}: {{includes: ...}}}}."
            )
            return None
        if isinstance(inner, nodes.Mapping):
            self._answer(question, inner)
            return None
        return self._question(question, inner, exactly)

    def _range(self, question: Question, value: nodes.Mapping, exactly: bool) -> Condition | None:
        low: int | None = None
        high: int | None = None
        before = len(self.out)
        for key, inner in value.entries:
            if key.text not in COMPARISONS:
                hint = _OTHER_COMPARISONS.get(key.text.lower()) or did_you_mean(key.text, COMPARISONS)
                self._wrong(
                    key, f"{quoted(key.text)} is not a comparison", hint if hint.endswith((".", "?")) else f"{hint}."
                )
                continue
            first, last = self._ends(key.text, inner)
            low = first if low is None else low if first is None else max(low, first)
            high = last if high is None else high if last is None else min(high, last)
        if len(self.out) > before or (low is None and high is None):
            if len(self.out) == before and not value.entries:
                self._wrong(value, "no number is named", "write {at least: 3}.")
            return None
        return InRange(question.id, low, high, exactly) if self._within(question, low, high, value) else None

    def _ends(self, word: str, node: nodes.Node) -> tuple[int | None, int | None]:
        """The lowest number that counts and the first one that does not."""
        if word == "between":
            if not isinstance(node, nodes.Sequence) or len(node.items) != 2:
                self._wrong(node, "'between:' takes two numbers, and both count", "write {between: [3, 5]}.")
                return None, None
            first, last = (whole(item, "'between:'", self.out) for item in node.items)
            return first, None if last is None else last + 1
        figure = whole(node, f"'{word}:'", self.out)
        if figure is None:
            return None, None
        return (figure, None) if word == "at least" else (None, figure) if word == "under" else (figure, figure + 1)

    def _within(self, question: Question, low: int | None, under: int | None, node: nodes.Node) -> bool:
        """Whether some answer the question allows lies in the range."""
        first = question.lowest if low is None else max(low, question.lowest)
        last = question.highest if under is None else min(under - 1, question.highest)
        if first <= last or question.highest < question.lowest:
            return True
        message = (
            f"no answer of '{question.id}' can be in this range; it goes from {question.lowest} to {question.highest}."
        )
        self.out.error("TR314", node.place, message, "correct the numbers here, or the question's lowest and highest.")
        return False

    def _wrong(self, node: nodes.Node, message: str, suggestion: str) -> None:
        if not isinstance(node, nodes.Scalar) or node.text:
            self.out.error("TR313", node.place, f"{message}.", suggestion)


def _together(parts: list[Condition | None]) -> Condition | None:
    """All of the parts; None when one of them is wrong."""
    sound = [part for part in parts if part is not None]
    if not parts or len(sound) < len(parts):
        return None
    return sound[0] if len(sound) == 1 else All(tuple(sound))


def _any_of(question: Question, answers: list[str], exactly: bool) -> Condition:
    """The test for any of the answers named."""
    if question.type not in (QuestionType.SEVERAL, QuestionType.NUMBER):
        return Is(question.id, tuple(dict.fromkeys(answers)), exactly)
    tests: list[Condition] = []
    ticked = tuple(dict.fromkeys(answer for answer in answers if answer not in (NOT_SURE, NONE_OF_THESE)))
    if question.type is QuestionType.NUMBER:
        tests += [InRange(question.id, int(answer), int(answer) + 1, exactly) for answer in ticked]
    elif ticked:
        tests.append(Includes(question.id, ticked, exactly))
    if NONE_OF_THESE in answers:
        tests.append(NoneOf((Includes(question.id, question.option_names, exactly),)))
    if NOT_SURE in answers:
        tests.append(Is(question.id, (NOT_SURE,), exactly))
    return tests[0] if len(tests) == 1 else AnyOf(tuple(tests))
