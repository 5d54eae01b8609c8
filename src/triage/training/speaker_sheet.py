"""The sheet a trainer holds while a room looks at the projector: notes, answers, and which answers are worth changing.

A mirrored screen shows a room everything, so what only the speaker should see is on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.documents.paper import Block, Bullets, Paper, PaperPart, Prose, Rows
from triage.explain.difference import difference
from triage.explain.phrases import asked
from triage.plan.words import SHORT_WORDS
from triage.rules.vignettes import Vignette
from triage.training.choosing import chosen
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.training.sheets import MADE_UP, letters, rules_line
from triage.training.what_if import turning_answers, what_if
from triage.training.words import CALLED

KEYS = (
    "Enter, Right or Page Down: the next thing. b, Left or Page Up: back.",
    "A number while the room votes: one hand for that letter (1 is A). Backspace takes it back.",
    "x: what if. s: the story again. w: the whole plan. End: the next story. Home: this story from its start.",
    "F9: the emergency card, if something real comes up. F10: a blank screen while you talk.",
)
MOST_CHANGES = 4
NOTHING_TURNS = (
    "But for what everybody is asked, such as danger, no one answer of this story changes how soon. "
    "Change one, with x, and show that."
)


def speaker_sheet(trainer: Trainer, stories: Sequence[Vignette]) -> Paper:
    """For each story, in order: your notes, what the rules say and under which letter, and what to change live."""
    notices = ("For whoever speaks. The room sees the projector; this is what it does not show.",)
    parts = [PaperPart("Keys", (Bullets(KEYS),))]
    parts += [
        PaperPart(f"{number}. {story.title}", tuple(_story(trainer, story)))
        for number, story in enumerate(stories, start=1)
    ]
    return Paper("speaker-sheet", "Speaker's notes", "", notices, tuple(parts), (MADE_UP, rules_line(trainer)))


def _story(trainer: Trainer, story: Vignette) -> Iterator[Block]:
    yield Prose((f"You are: {story.setting}.",))
    if story.speaker:
        yield Prose((story.speaker,))
    yield Rows(tuple(_answers(trainer, story)))
    changes = tuple(_changes(trainer, story))
    yield Prose(("Worth changing live, with x:" if changes else NOTHING_TURNS,))
    if changes:
        yield Bullets(changes)
    if story.discuss:
        yield Prose(("To discuss:",))
        yield Bullets(story.discuss)
    yield Prose(("To take home:",))
    yield Bullets(tuple(point.says for point in story.points))


def _answers(trainer: Trainer, story: Vignette) -> Iterator[tuple[str, str]]:
    """What the rules say about each part, behind its letter, with the reason where there is one."""
    offered, choice = offer(trainer, story), rules_choice(trainer, story)
    for part in mark(trainer, story, choice).parts:
        letter = letters(offered, part.part).get(chosen(choice, part.part))
        because = f" Because {part.because.rstrip('.')}." if part.because else ""
        says = part.rules if part.rules.endswith(".") else f"{part.rules}."
        yield CALLED[part.part], f"{f'{letter}: ' if letter else ''}{says}{because}"


def _changes(trainer: Trainer, story: Vignette) -> Iterator[str]:
    """A few answers of this story of which another one changes how soon, with that one and what it comes to.

    What everybody is asked, such as danger, is left out: it changes how soon in nearly every story.
    """
    questions, told = trainer.rule_set.questions, trainer.path(story).view.answers
    own = [pair for pair in turning_answers(trainer, story).items() if not questions[pair[0]].always_ask]
    for name, other in own[:MOST_CHANGES]:
        urgency = what_if(trainer, story, {name: other}).changed.urgency
        for _, option, words in difference(questions[name], told[name], other):
            label = f"{questions[name].label(option)}: " if option else ""
            yield f"{asked(questions[name].ask)} {label}{words.rstrip('.')}. Then: {SHORT_WORDS[urgency]}."
