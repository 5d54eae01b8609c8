"""Handouts: the stories for learners to answer on paper, and the answers for the trainer, with their passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from triage.documents.chart import Grid, Lettered
from triage.documents.paper import Blanks, Block, Paper, PaperPart, Point, Points, Prompts, Prose, Rows, Space
from triage.export.plan_text import cited_words
from triage.plan.words import message
from triage.rules.vignettes import Vignette
from triage.training.choosing import chosen
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import Choice, Marked, Part, Round
from triage.training.offer import Offer, offer
from triage.training.path import Trainer
from triage.training.words import ASKED, CALLED, WHEN

NOTES = 2
"""Lines for notes below each story; with more, a story would not stand on one page."""
MADE_UP = "The stories are made up. They are for practice, and say nothing about anybody who answers them."


def learner_sheet(trainer: Trainer, stories: Sequence[Vignette]) -> Paper:
    """The stories with everything there is to choose from, no answers, and a page to hand in."""
    notices = (
        "Choose one letter for each question. Then say how sure you are of all of it, from 0 to 100.",
        "Put your letters on this page and hand it in. It has your number, never your name.",
    )
    parts = [PaperPart("To hand in", tuple(_slip(len(stories))))]
    parts += [
        PaperPart(_heading(story, at), tuple(_to_answer(trainer, story)), new_page=True)
        for at, story in _numbered(stories)
    ]
    return Paper("learner-sheet", "What would you do?", "", notices, tuple(parts), _small_print(trainer))


def _slip(stories: int) -> Iterator[Block]:
    yield Blanks(("Your number",))
    columns = ("Story", *(CALLED[part] for part in Part), "How sure")
    rows = tuple((str(number), *[""] * (len(columns) - 1)) for number in range(1, stories + 1))
    for when in Round:
        yield Prose((WHEN[when],))
        yield Grid(columns, rows, tall=True)
    yield Prose(
        ("A letter in each box; how sure is 0 for a guess, 100 for certain. What you leave empty stays empty.",)
    )


def answer_sheet(trainer: Trainer, stories: Sequence[Vignette]) -> Paper:
    """The same stories with what the rules say, why, and the passages; and the notes for the trainer."""
    parts = [PaperPart(_heading(story, at), tuple(_answered(trainer, story))) for at, story in _numbered(stories)]
    notices = ("For the trainer. It was made by the rules named below; make it afresh when they change.",)
    return Paper("answer-sheet", "What the rules say", "", notices, tuple(parts), _small_print(trainer))


def letters(offered: Offer, part: Part) -> dict[str, str]:
    """The letter of each choice."""
    return dict(zip(offered.values(part), ascii_uppercase, strict=False))


def _numbered(stories: Sequence[Vignette]) -> Iterator[tuple[int, Vignette]]:
    return iter(enumerate(stories, start=1))


def _heading(story: Vignette, number: int) -> str:
    return f"{number}. {story.title}"


def _small_print(trainer: Trainer) -> tuple[str, ...]:
    return MADE_UP, rules_line(trainer)


def rules_line(trainer: Trainer) -> str:
    """Which rules a sheet was made by."""
    return f"Rules: {trainer.rule_set.version} ({trainer.rule_set.hash[:12]})."


def _told(story: Vignette) -> Prose:
    return Prose((f"You are: {story.setting}.", story.story))


def _to_answer(trainer: Trainer, story: Vignette) -> Iterator[Block]:
    yield _told(story)
    offered = offer(trainer, story)
    for part in Part:
        named = letters(offered, part)
        yield Lettered(ASKED[part], tuple((named[one.value], one.words) for one in offered.parts[part]))
    yield Prose(("Your notes:",))
    yield Space(NOTES)


def _answered(trainer: Trainer, story: Vignette) -> Iterator[Block]:
    yield _told(story)
    offered, choice = offer(trainer, story), rules_choice(trainer, story)
    marked = mark(trainer, story, choice)
    pairs = [(CALLED[one.part], _answer(offered, one.part, choice, one.rules)) for one in marked.parts]
    yield Rows((*pairs, ("What to call it", message(marked.path.send_as, named=True))))
    lessons = tuple(f"{one.says} ({citation_of(trainer, one.because)})" for one in story.points)
    points = [*_because(marked), Point("To take home", lessons)]
    if story.discuss:
        points.append(Point("To discuss", story.discuss))
    yield Points(tuple(points))
    if story.speaker:
        yield Prompts((story.speaker,))


def _because(marked: Marked) -> Iterator[Point]:
    """Why, with the passages. A caution that stands above already is not said again in full."""
    warned: set[str] = set()
    for because, citations in {one.because: one.citations for one in marked.parts if one.because}.items():
        cited = tuple(f"From: {words}" for words in cited_words(citations, warned))
        yield Point(f"Because {because.rstrip('.')}.", cited)


def _answer(offered: Offer, part: Part, choice: Choice, rules: str) -> str:
    letter = letters(offered, part).get(chosen(choice, part))
    return f"{letter}: {rules}" if letter else rules


def citation_of(trainer: Trainer, anchors: Sequence[str]) -> str:
    """The passages behind a teaching point: their titles, sources and editions."""
    found = (trainer.rule_set.passage(anchor) for anchor in anchors)
    return "; ".join(f"{passage.title}, in {source.title}, {source.edition}" for source, passage in found)
