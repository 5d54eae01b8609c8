"""What an edit does to the pages that are asked, to the answers they offer, and to what "not sure" counts as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from triage.policy.compare.edits import Edit
from triage.policy.compare.model import GONE, NEW, Change, Kind
from triage.policy.compare.sides import Side, Sides
from triage.policy.compare.stories import Shows, Stories
from triage.policy.compare.texts import reworded_line
from triage.policy.compare.world import related
from triage.policy.prove.replay import Outcome
from triage.rules.model import Question, QuestionType
from triage.rules.problems import listed
from triage.session.agenda import DANGER, interview_order

_ITSELF = "itself"


class PageChanges:
    """Looks at the questions."""

    def __init__(self, sides: Sides, stories: Stories) -> None:
        self._sides = sides
        self._stories = stories

    def differing(self) -> list[str]:
        """The questions of both versions that, in some case, only one of the two asks."""
        old, new = self._sides.old.case, self._sides.new.case
        both = [name for name in new.rule_set.questions if name in old.rule_set.questions]
        return [name for name in both if self._sides.can_differ(old.applies(name), new.applies(name))]

    def asked(self, edit: Edit, names: Sequence[str]) -> Iterator[Change]:
        """The questions that are asked in fewer cases because of an edit, and those asked in more."""
        self._stories.forget()
        fewer = [name for name in names if self._sides.can_be(self._only(self._sides.old, self._sides.new, name))]
        more = [name for name in names if self._sides.can_be(self._only(self._sides.new, self._sides.old, name))]
        questions = self._sides.old.rules.questions
        always = [name for name in fewer if questions[name].always_ask]
        if always:
            yield self._asked(edit, Kind.LESS_SAFE, "always-ask-narrower", always)
        rest = [name for name in fewer if name not in always]
        if rest:
            yield self._asked(edit, Kind.DIFFERENT, "asked-less", rest)
        if more:
            yield self._asked(edit, Kind.DIFFERENT, "asked-more", more)

    def _asked(self, edit: Edit, kind: Kind, code: str, names: Sequence[str]) -> Change:
        first = names[0]
        sides = (self._sides.new, self._sides.old) if code == "asked-more" else (self._sides.old, self._sides.new)
        shows: Shows = _asked_after(first) if code == "asked-more" else _asked_before(first)
        says = f"{listed(names, 'and')} {'is' if len(names) == 1 else 'are'} asked in "
        says += "more cases." if code == "asked-more" else "fewer cases."
        story = self._stories.of(self._only(*sides, first), shows)
        return edit.change(kind, code, says, details=tuple(names), story=story, content=edit.logic)

    def _only(self, one: Side, other: Side, name: str) -> int:
        """The question is asked under one version and not under the other."""
        return self._sides.formulas.every([one.case.applies(name), -other.case.applies(name)])

    def of(self, edit: Edit) -> Iterator[Change]:
        """What the edit does to one question."""
        before, after = edit.before, edit.after
        if edit.state in (NEW, GONE):
            yield self._whole_page(edit)
            return
        yield from _always_ask(edit, before, after)
        yield from _answers(edit, before, after)
        if before.not_sure_means != after.not_sure_means:
            yield _not_sure(edit, before, after)
        if before.section != after.section and not _left_danger(before, after):
            says = f"It moved from the section {before.section} to {after.section}."
            yield edit.change(Kind.WORDING, "page-moved", says, content=(before.section, after.section))

    def _whole_page(self, edit: Edit) -> Change:
        """A page that is new or gone. What it brings or takes along is told with the rules."""
        gone = edit.state == GONE
        question: Question = edit.before if gone else edit.after
        side = self._sides.old if gone else self._sides.new
        says = f'The page "{question.ask}" is {edit.state}.'
        if not self._sides.can_be(side.case.applies(edit.id)):
            kind, says = Kind.WORDING, f"{says} No case is asked it."
        elif question.always_ask:
            kind, says = (Kind.LESS_SAFE if gone else Kind.SAFER), f"{says} It must always be asked."
        else:
            kind = Kind.DIFFERENT
        return edit.change(kind, f"page-{edit.state}", says, content=(question,))


def _asked_before(name: str) -> Shows:
    return lambda before, after: _is_asked(before, name) and not _is_asked(after, name)


def _asked_after(name: str) -> Shows:
    return lambda before, after: _is_asked(after, name) and not _is_asked(before, name)


def _is_asked(outcome: Outcome, name: str) -> bool:
    return name in outcome.sheet


def _left_danger(before: Question, after: Question) -> bool:
    """A page that had to be asked whatever else is known, and need not be any more."""
    return before.always_ask and after.always_ask and before.section == DANGER and after.section != DANGER


def _always_ask(edit: Edit, before: Question, after: Question) -> Iterator[Change]:
    if before.always_ask and not after.always_ask:
        says = "It need not be asked any more before a plan is shown."
        yield edit.change(Kind.LESS_SAFE, "always-ask-gone", says)
    elif after.always_ask and not before.always_ask:
        yield edit.change(Kind.SAFER, "always-ask-added", "It must now be asked before a plan is shown.")
    if _left_danger(before, after):
        says = f"It left the section {DANGER}, whose pages are asked even when the plan is urgent already."
        yield edit.change(Kind.LESS_SAFE, "left-danger", says, content=(after.section,))


def _answers(edit: Edit, before: Question, after: Question) -> Iterator[Change]:
    """Answers that only one version offers, and those offered in other words or in another order."""
    if before.type is not after.type:
        says = f'It is a question of the type "{after.type.value}", no longer "{before.type.value}".'
        if not related(before, after):
            says += " An old answer says nothing about a new one, so every pair of them was looked at."
        yield edit.change(Kind.DIFFERENT, "answer-type", says, content=(before.type.value, after.type.value))
    if (before.lowest, before.highest) != (after.lowest, after.highest):
        says = f"It takes {after.lowest} to {after.highest}, no longer {before.lowest} to {before.highest}."
        yield edit.change(Kind.DIFFERENT, "answer-bounds", says, details=(says,))
    old, new = before.option_names, after.option_names
    missing = "a line not ticked" if after.type is QuestionType.SEVERAL else "not sure"
    for code, names, where in (
        ("answer-gone", [name for name in old if name not in new], "gone: the new rules read it as"),
        ("answer-new", [name for name in new if name not in old], "new: the old rules read it as"),
    ):
        if names and related(before, after):
            says = f"{listed(names, 'and')} {'is' if len(names) == 1 else 'are'} {where} {missing}."
            yield edit.change(Kind.DIFFERENT, code, says, details=tuple(names))
    yield from _option_words(edit, before, after)


def _option_words(edit: Edit, before: Question, after: Question) -> Iterator[Change]:
    known = {option.value: option for option in before.options}
    both = [(known[option.value], option) for option in after.options if option.value in known]
    lines = [
        reworded_line(f"answer {new.value}", f"{old.label} {old.hint}".strip(), f"{new.label} {new.hint}".strip())
        for old, new in both
        if (old.label, old.hint) != (new.label, new.hint)
    ]
    if lines:
        yield edit.change(Kind.WORDING, "answer-words", "Answers are worded otherwise.", details=tuple(lines))
    order = [name for name in before.option_names if name in after.option_names]
    if order != [name for name in after.option_names if name in before.option_names]:
        says = "Its answers stand in another order; they are to be written most serious first."
        yield edit.change(Kind.DIFFERENT, "answer-order", says, details=after.option_names)


def _not_sure(edit: Edit, before: Question, after: Question) -> Change:
    """What *not sure* counts as. What that does to cases is told beside it, as proved."""
    was, now = (", ".join(one.not_sure_means) or _ITSELF for one in (before, after))
    says = f"Not sure counts as {now}, no longer as {was}."
    calmer = before.type is after.type and _CALMER[after.type](before, after)
    kind, code = (Kind.LESS_SAFE, "not-sure-calmer") if calmer else (Kind.DIFFERENT, "not-sure-otherwise")
    return edit.change(kind, code, says, details=(was, now))


def _lower_option(before: Question, after: Question) -> bool:
    """Options are written most serious first, so a later one is calmer; so is the last one instead of *itself*."""
    names = after.option_names
    now = names.index(after.not_sure_means[0]) if after.not_sure_means else None
    was = names.index(before.not_sure_means[0]) if set(before.not_sure_means) & set(names) else None
    if now is None:
        return was == 0
    return now > was if was is not None else now == len(names) - 1


def _fewer_options(before: Question, after: Question) -> bool:
    return bool(set(before.not_sure_means) & set(after.option_names) - set(after.not_sure_means))


def _other_answer(before: Question, after: Question) -> bool:
    """What *not sure* counted as was the protective answer, by the old rules' own word."""
    return bool(before.not_sure_means and after.not_sure_means)


def _farther_figure(before: Question, after: Question) -> bool:
    """The end of the range that the old figure is nearer to is the serious one."""
    if not before.not_sure_means or not after.not_sure_means:
        return False
    was, now = int(before.not_sure_means[0]), int(after.not_sure_means[0])
    low = was - before.lowest <= before.highest - was
    return now > was if low else now < was


_CALMER: dict[QuestionType, Callable[[Question, Question], bool]] = {
    QuestionType.CHOICE: _lower_option,
    QuestionType.SEVERAL: _fewer_options,
    QuestionType.YES_NO: _other_answer,
    QuestionType.NUMBER: _farther_figure,
}


def never_asked(old: Side, new: Side) -> Iterator[Change]:
    """Pages that can no longer come up, because no rule rests on them and they need not be asked, or can again."""
    before, after = _can_come_up(old), _can_come_up(new)
    for name, question in new.rules.questions.items():
        if name in old.rules.questions and (name in before) is not (name in after):
            edit = Edit("question", name, old.rules.questions[name], question)
            if name in before:
                says = "No rule rests on it any more, so it is never asked."
                yield edit.change(Kind.DIFFERENT, "never-asked", says)
            else:
                yield edit.change(Kind.DIFFERENT, "asked-again", "A rule rests on it again, so it can be asked.")


def _can_come_up(side: Side) -> set[str]:
    """The questions that some rule rests on, directly or not, and those that must be asked, with their gates."""
    reach = side.case.reach
    found = {name for rule in side.rules.rules.values() for name in reach.condition(rule.when)}
    for name, question in side.rules.questions.items():
        if question.always_ask:
            found |= reach.question(name)
    return found


def page_order(old: Side, new: Side) -> Iterator[Change]:
    """The pages that both versions have, where they come in another order."""
    order = [name for name in interview_order(new.rules) if name in old.rules.questions]
    place = {name: at for at, name in enumerate(interview_order(old.rules))}
    moved = [(one, other) for one, other in pairwise(order) if place[one] > place[other]]
    if moved:
        says = "Pages come in another order: " + "; ".join(f"{one} now before {other}" for one, other in moved[:3])
        says += f" and {len(moved) - 3} more." if len(moved) > 3 else "."
        pairs = tuple(f"{one} before {other}" for one, other in moved)
        yield Edit("pages", "", (), ()).change(Kind.WORDING, "page-order", says, details=pairs)
