"""One learner's results on paper: what they chose, beside the rules. No total, no grade and no certificate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.documents.chart import Grid
from triage.documents.paper import Block, Bullets, Paper, PaperPart, Prose
from triage.rules.vignettes import Vignette
from triage.training.given import Given, given_by, marked_of, rules_choice, verdicts
from triage.training.mark import mark
from triage.training.model import Part, Round
from triage.training.offer import Offer, offer
from triage.training.path import Trainer
from triage.training.results import Results, Try
from triage.training.sheets import MADE_UP, citation_of, rules_line
from triage.training.words import CALLED, SAME_WAY, confidence_words

NOT_A_CERTIFICATE = "This is for you to learn from. It is not a mark and not a certificate, and nobody is ranked."
BLANK = "(blank)"


@dataclass(frozen=True)
class Shown:
    """One try to show: what it is called, such as "First try", and what was given."""

    name: str
    given: Given


def tries_of(results: Results) -> tuple[Shown, ...]:
    """The first, best and last try at each story of a file, one that is two of them once."""
    found: list[Shown] = []
    for story, tries in results.stories.items():
        groups: list[tuple[list[str], Try]] = []
        for name, made in (("first", tries.first), ("best", tries.best), ("last", tries.last)):
            same = next((names for names, other in groups if other == made), None)
            if same is None:
                groups.append(([name], made))
            else:
                same.append(name)
        when = results.round or Round.BEFORE
        for names, made in groups:
            name = f"{' and '.join(names).capitalize()} try" if tries.count > 1 else ""
            found.append(Shown(name, given_by(results.learner, when, story, made.choice)))
    return tuple(found)


def rounds_of(answers: Sequence[Given]) -> tuple[Shown, ...]:
    """What a learner handed in on paper, before and after."""
    named = {Round.BEFORE: "Before the discussion", Round.AFTER: "After the discussion"}
    return tuple(Shown(named[one.round], one) for one in answers)


def results_sheet(trainer: Trainer, learner: str, shown: Sequence[Shown]) -> Paper:
    """Everything one learner chose, story by story, in the order they met them."""
    stories = {one.id: one for one in trainer.bank.vignettes}
    names = list(dict.fromkeys(one.given.story for one in shown))
    parts = [
        PaperPart(stories[name].title, tuple(_story(trainer, stories[name], _of(shown, name))))
        for name in names
        if name in stories
    ]
    gone = tuple(f"These rules have no story {name} any more." for name in names if name not in stories)
    notices = (NOT_A_CERTIFICATE, *gone)
    return Paper("results-sheet", f"Learner {learner}", "", notices, tuple(parts), (MADE_UP, rules_line(trainer)))


def _of(shown: Sequence[Shown], story: str) -> list[Shown]:
    return [one for one in shown if one.given.story == story]


def _story(trainer: Trainer, story: Vignette, shown: Sequence[Shown]) -> Iterator[Block]:
    """Each try beside the others and the rules; then what there is to look at in the last of them."""
    offered = offer(trainer, story)
    rules = {one.part: one.rules for one in mark(trainer, story, rules_choice(trainer, story)).parts}
    rows = [
        (CALLED[part], *(_cell(trainer, story, one.given, part, offered) for one in shown), rules[part])
        for part in Part
    ]
    rows.append(("How sure", *(_sure(one.given) for one in shown), ""))
    yield Grid(("", *(one.name or "You" for one in shown), "The rules"), tuple(rows))
    yield from _debrief(trainer, story, shown[-1].given)
    yield Prose(("To take home:",))
    yield Bullets(tuple(f"{point.says} ({citation_of(trainer, point.because)})" for point in story.points))


def _cell(trainer: Trainer, story: Vignette, given: Given, part: Part, offered: Offer) -> str:
    if part not in given.chosen:
        return BLANK
    return f"{offered.words(part, given.chosen[part])} [{verdicts(trainer, story, given)[part].value}]"


def _sure(given: Given) -> str:
    return BLANK if given.confidence is None else f"{given.confidence} in a hundred"


def _debrief(trainer: Trainer, story: Vignette, given: Given) -> Iterator[Block]:
    """Where the paths first part, and the passage there. Blanks are passed over."""
    marked = marked_of(trainer, story, given)
    whole = len(given.chosen) == len(Part)
    first = marked.divergence
    texts = []
    if first is not None:
        texts.append(f"You first part at: {CALLED[first.part].lower()}. {first.why}")
        passages = citation_of(trainer, [one.anchor for one in first.citations])
        if first.because:
            texts.append(f"Because {first.because.rstrip('.')}." + (f" From: {passages}." if passages else ""))
    elif whole:
        texts.append(SAME_WAY)
    if given.confidence is not None and whole:
        texts.append(confidence_words(given.confidence, first is None))
    if texts:
        yield Prose(tuple(texts))
