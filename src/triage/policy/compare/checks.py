"""What watches over the rules, and may have been weakened: safety statements and scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from triage.policy.compare.edits import Edit, pairs
from triage.policy.compare.keys import plain
from triage.policy.compare.model import EDITED, Change, Kind
from triage.policy.compare.sides import Sides
from triage.policy.compare.stories import Stories
from triage.policy.compare.texts import reworded_line
from triage.policy.compare.version import Version
from triage.rules.expecting import Expect
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn

T = TypeVar("T", Statement, Scenario)
Judged = tuple[list[str], list[str]]
"""What is asked for less than before, and what is asked for more, in words."""


def statement_changes(
    sides: Sides, stories: Stories, old: Sequence[Statement], new: Sequence[Statement]
) -> Iterator[Change]:
    """Safety statements that are gone, cover fewer cases or ask for less, and the other way round."""
    before, after = ({one.full_name: one for one in some} for some in (old, new))
    for edit in pairs("statement", before, after):
        if edit.state != EDITED or type(edit.before) is not type(edit.after):
            yield from _whole(edit)
        else:
            yield from _weaker_or_stronger(edit, _asks(edit.before, edit.after, sides.new.rules))
            if edit.before.says != edit.after.says:
                line = reworded_line("says", edit.before.says, edit.after.says)
                yield edit.change(Kind.WORDING, "text-changed", "Its words changed.", details=(line,))
    for name in after:
        if name in before and isinstance(before[name], EveryCase) and isinstance(after[name], EveryCase):
            yield from _covers(sides, stories, Edit("statement", name, before[name], after[name]))


def _whole(edit: Edit) -> Iterator[Change]:
    if edit.before is not None:
        says = f'It is gone: "{edit.before.says}"'
        yield edit.change(Kind.LESS_SAFE, "statement-gone", says, content=(edit.before,))
    if edit.after is not None:
        yield edit.change(Kind.SAFER, "statement-new", f'It is new: "{edit.after.says}"', content=(edit.after,))


def _covers(sides: Sides, stories: Stories, edit: Edit) -> Iterator[Change]:
    """The cases a statement is about, which may be others because a fact that it names was edited."""
    formulas = sides.formulas
    before = sides.old.case.condition(edit.before.when)
    after = sides.new.case.condition(edit.after.when)
    name = edit.after.full_name
    for kind, code, literal, words in (
        (Kind.LESS_SAFE, "statement-narrower", formulas.every([before, -after]), "no longer covers some cases"),
        (Kind.SAFER, "statement-wider", formulas.every([-before, after]), "covers more cases"),
    ):
        if sides.can_be(literal):
            stories.forget()
            story = stories.of(literal, lambda one, other: (name in one.holds) is not (name in other.holds))
            says = f'It {words}: "{edit.after.says}"'
            yield edit.change(kind, code, says, story=story, content=(edit.before.when, edit.after.when))


def _asks(before: Statement, after: Statement, rules: RuleSet) -> Judged:
    """What one statement asks for less and more than the other of its form."""
    less: list[str] = []
    more: list[str] = []
    if isinstance(before, EveryCase) and isinstance(after, EveryCase):
        _levels("urgency at least", before.urgency, after.urgency, less, more)
        _levels("send as at least", before.send_as, after.send_as, less, more)
        for key in ("steps", "never", "contacts", "has"):
            _lists(key, getattr(before, key), getattr(after, key), less, more)
        # Of these one is enough, so each one more asks for less.
        if before.one_of and after.one_of:
            _lists("one of these steps", before.one_of, after.one_of, more, less)
        else:
            _lists("one of these steps", before.one_of, after.one_of, less, more)
    elif isinstance(before, NeverLowers) and isinstance(after, NeverLowers):
        was, now = (_covered(one, rules) for one in (before, after))
        less += [f"{name} is left out" for name in rules.questions if name in was - now]
        more += [f"{name} is looked at too" for name in rules.questions if name in now - was]
    elif isinstance(before, WaysOn) and isinstance(after, WaysOn):
        _lists("has", before.has, after.has, less, more)
    elif isinstance(before, NeverWeaker) and isinstance(after, NeverWeaker) and before.than != after.than:
        less.append(f"it is held against {after.than}, no longer against {before.than}")
    return less, more


def _covered(one: NeverLowers, rules: RuleSet) -> set[str]:
    return set(one.questions or rules.questions) - set(one.exceptions)


def _levels(key: str, before: Any, after: Any, less: list[str], more: list[str]) -> None:
    was, now = (-1 if value is None else int(value) for value in (before, after))
    words = [("nothing" if value is None else value.word) for value in (before, after)]
    if was != now:
        (less if now < was else more).append(f"{key}: {words[1]}, no longer {words[0]}")


def _lists(key: str, before: Iterable[str], after: Iterable[str], less: list[str], more: list[str]) -> None:
    less += [f"{key}: no longer {name}" for name in before if name not in tuple(after)]
    more += [f"{key}: {name} too" for name in after if name not in tuple(before)]


def _weaker_or_stronger(edit: Edit, judged: Judged) -> Iterator[Change]:
    less, more = judged
    if less:
        says = f"It asks for less: {'; '.join(less)}."
        yield edit.change(Kind.LESS_SAFE, f"{edit.kind}-weaker", says, details=tuple(less))
    if more:
        says = f"It asks for more: {'; '.join(more)}."
        yield edit.change(Kind.SAFER, f"{edit.kind}-stronger", says, details=tuple(more))


def scenario_changes(rules: RuleSet, old: Sequence[Scenario], new: Sequence[Scenario]) -> Iterator[Change]:
    """Scenarios that are gone, test another case or expect less, and the other way round.

    ``rules`` are the new ones.
    """
    before, after = ({one.full_name: one for one in some} for some in (old, new))
    for edit in pairs("scenario", before, after):
        if edit.before is None:
            yield edit.change(Kind.SAFER, "scenario-new", "It is new.", content=(edit.after,))
        elif edit.after is None:
            yield edit.change(Kind.LESS_SAFE, "scenario-gone", "It is gone.", content=(edit.before,))
        else:
            yield from _weaker_or_stronger(edit, _expects(edit.before.expect, edit.after.expect))
            yield from _other_case(edit, rules)


def _expects(before: Expect, after: Expect) -> Judged:
    less: list[str] = []
    more: list[str] = []
    for one in fields(Expect):
        was, now, key = getattr(before, one.name), getattr(after, one.name), one.name.replace("_", " ")
        if one.name in ("urgency", "send_as"):
            _levels(key, was, now, less, more)
        else:
            _lists(key, tuple(_items(was)), tuple(_items(now)), less, more)
    return less, more


def _items(expected: Any) -> Iterator[str]:
    """What is expected, one thing at a time: a name, or a step with what is expected of it."""
    if not isinstance(expected, Mapping):
        yield from map(str, expected)
        return
    for step, value in expected.items():
        yield from (f"{step} {getattr(one, 'word', one)}" for one in (value if isinstance(value, tuple) else (value,)))


def _other_case(edit: Edit, rules: RuleSet) -> Iterator[Change]:
    """Whether it still tests the case it did. An answer to a page that is gone could not stay."""
    before, after = edit.before, edit.after
    lost = [
        name for name, answer in before.answers.items() if name in rules.questions and after.answers.get(name) != answer
    ]
    if lost:
        says = f"It tests another case: {', '.join(lost)} answered otherwise, or no longer."
        yield edit.change(Kind.LESS_SAFE, "scenario-other-case", says, details=tuple(lost), content=(after.answers,))
    elif before.answers != after.answers or before.otherwise != after.otherwise:
        more = [name for name in after.answers if name not in before.answers]
        says = f"Its case is told otherwise: {', '.join(more) or 'how other pages are answered'}."
        content = (after.answers, after.otherwise)
        yield edit.change(Kind.DIFFERENT, "scenario-told-otherwise", says, details=tuple(more), content=content)


def checks_by_new_names(old: Version, new: Version) -> tuple[Version, list[Change]]:
    """The old version with its statements and scenarios by their new names, and what only its name was changed of."""
    changes: list[Change] = []
    statements = _by_new_names(old.statements, new.statements, "statement", "id", changes)
    scenarios = _by_new_names(old.scenarios, new.scenarios, "scenario", "name", changes)
    return replace(old, statements=statements, scenarios=scenarios), changes


def _by_new_names(old: Sequence[T], new: Sequence[T], kind: str, field: str, changes: list[Change]) -> tuple[T, ...]:
    names = {one.full_name for one in old}
    kept = {one.full_name for one in new}
    fresh = {_content(one, field): one for one in new if one.full_name not in names}
    found: list[T] = []
    for one in old:
        now = fresh.pop(_content(one, field), None) if one.full_name not in kept else None
        if now is None:
            found.append(one)
            continue
        edit = Edit(kind, now.full_name, one, now)
        was = getattr(one, field)
        changes.append(edit.change(Kind.WORDING, "renamed", f"It was called {was}.", details=(was,)))
        renamed: dict[str, Any] = {field: getattr(now, field)}
        found.append(replace(one, **renamed))
    return tuple(found)


def _content(one: Statement | Scenario, field: str) -> str:
    return repr(plain(one, {"place", "topic", field}))
