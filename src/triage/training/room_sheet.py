"""A collated room as a paper: where to start, what was chosen, how far it agreed, and how sure it was."""

from __future__ import annotations

from collections.abc import Iterator

from triage.documents.chart import Bar, Bars
from triage.documents.paper import Block, Bullets, Paper, PaperPart, Prose
from triage.training.collate import Collated, PartSplit, Split, StorySplit
from triage.training.figures_words import agreement_blocks, counted, sureness_blocks
from triage.training.model import Part, Round, Verdict
from triage.training.path import Trainer
from triage.training.sheets import MADE_UP, citation_of, rules_line
from triage.training.words import ASKED, CALLED

MOST_STARTS = 3
"""So many stories are named to begin with; a room has no time for more."""
NO_SPLIT = "The room did not split, and nobody went another way than the rules."
NOBODY = "There are no answers yet."
KINDS = (Verdict.LESS_SAFE, Verdict.SAFER, Verdict.OTHER)


def room_sheet(trainer: Trainer, room: Collated) -> Paper:
    """The whole room on paper, and in the terminal."""
    parts = list(_starts(trainer, room)) if room.stories else []
    parts += [PaperPart(story.title, tuple(_story(story))) for story in room.stories]
    if room.stories:
        parts.append(PaperPart("How far the room agreed", tuple(agreement_blocks(room))))
        parts.append(PaperPart("How sure, and how right", tuple(sureness_blocks(room))))
    return Paper("room-sheet", "What the room said", "", tuple(_notices(room)), tuple(parts), _small_print(trainer))


def _small_print(trainer: Trainer) -> tuple[str, ...]:
    return "Nobody is ranked, and nothing here is a mark or a certificate.", MADE_UP, rules_line(trainer)


def _notices(room: Collated) -> Iterator[str]:
    if not room.stories:
        yield NOBODY
    else:
        yield f"{counted(room.learners, 'learner', 'learners')}, {counted(len(room.stories), 'story', 'stories')}."
    if room.twice:
        yield f"More than one answer to a story in one round from: {', '.join(room.twice)}. All are counted."
    if room.unknown:
        yield f"Left out, as these rules have no such story: {', '.join(room.unknown)}."
    if room.other_rules:
        made = counted(room.other_rules, "file was", "files were")
        yield f"{made} made under other rules. Everything here is marked by today's."


def _starts(trainer: Trainer, room: Collated) -> Iterator[PaperPart]:
    """The stories to talk about first, with what to take home from each, and the passages."""
    stories = room.to_talk_about
    if not stories:
        yield PaperPart("Where to start", (Prose((NO_SPLIT,)),))
    for number, story in enumerate(stories[:MOST_STARTS]):
        points = (f"{one.says} ({citation_of(trainer, one.because)})" for one in story.vignette.points)
        after = stories[MOST_STARTS:] if number == MOST_STARTS - 1 else ()
        more = (Prose((f"After these: {'; '.join(one.vignette.title for one in after)}.",)),) if after else ()
        heading = f"{'Then' if number else 'Start with'}: {story.vignette.title}"
        yield PaperPart(heading, (Prose((_where(story),)), Bullets(tuple(points)), *more))


def _where(story: StorySplit) -> str:
    """The first part at which the room split, and how many went which way there."""
    when = story.opening
    apart = [part for part in Part if _apart(story.parts[part], when)]
    part = (story.split or apart or [Part.URGENCY])[0]
    first = "The room first split" if story.split else "The whole room went another way"
    text = f'{first} at "{CALLED[part].lower()}": {_counts(story.parts[part], when)}.'
    worst = max(Part, key=lambda one: story.parts[one].of(Verdict.LESS_SAFE, when))
    if worst is not part and story.parts[worst].of(Verdict.LESS_SAFE, when):
        text += f' Less safe most often at "{CALLED[worst].lower()}": {_counts(story.parts[worst], when)}.'
    return text


def _apart(part: PartSplit, when: Round) -> int:
    return sum(part.of(kind, when) for kind in KINDS)


def _counts(part: PartSplit, when: Round) -> str:
    kinds = (Verdict.RIGHT, *KINDS, Verdict.OPEN)
    return ", ".join(f"{count} {kind.value}" for kind in kinds if (count := part.of(kind, when)))


def _story(story: StorySplit) -> Iterator[Block]:
    yield Prose((_who(story),))
    rounds = tuple(when for when in Round if story.people(when))
    for part, found in story.parts.items():
        said = [one for one in found.splits if one.before or one.after]
        if not said:
            yield Prose((f"{ASKED[part]} Nobody said.",))
        elif len(said) == 1 and all(found.answered(when) for when in rounds):
            yield Prose((_everybody(part, said[0], found),))
        else:
            yield _bars(part, found, rounds)


def _who(story: StorySplit) -> str:
    if not (story.before and story.after):
        return f"{counted(story.before or story.after, 'learner', 'learners')}."
    return f"{counted(story.before, 'learner', 'learners')} before the discussion, {story.after} after it."


def _everybody(part: Part, said: Split, found: PartSplit) -> str:
    rules = next((one.words for one in found.splits if one.verdict is Verdict.RIGHT and one is not said), "")
    beside = f" The rules: {rules}" if rules else ""
    return f"{ASKED[part]} Everybody said: {said.words} [{said.verdict.value}]{beside}"


def _bars(part: Part, found: PartSplit, rounds: tuple[Round, ...]) -> Bars:
    times = tuple(when.value for when in rounds) if len(rounds) > 1 else ("",)
    return Bars(
        ASKED[part],
        times,
        tuple(found.answered(when) for when in rounds),
        tuple(Bar(one.words, one.verdict.value, tuple(one.count(when) for when in rounds)) for one in found.splits),
    )
