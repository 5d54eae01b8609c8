"""What a learner gave for one story in one round, wherever it was written down: on paper, or in a file of results.

A blank stays a blank. Nothing here fills it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.rules.vignettes import Vignette
from triage.training.choosing import choice_of, chosen, picked_of
from triage.training.mark import mark
from triage.training.model import AGREED, NOBODY, Choice, Marked, Part, Round, Verdict
from triage.training.path import Trainer
from triage.training.results import Results, Tries


@dataclass(frozen=True)
class Given:
    """One learner's answer to one story.

    ``chosen`` has the parts that were filled in, as files write them; a part left out is blank. ``confidence`` is None
    where the learner did not say.
    """

    learner: str
    round: Round
    story: str
    chosen: Mapping[Part, str]
    confidence: int | None = None

    @property
    def place(self) -> tuple[str, Round, str]:
        """Who, when and of which story: there should be one of each."""
        return self.learner, self.round, self.story

    @property
    def order(self) -> tuple[str, ...]:
        """Something to sort by, so that the order in which answers came in makes no difference."""
        sure = "" if self.confidence is None else f"{self.confidence:03}"
        return self.learner, self.round.value, self.story, *(self.chosen.get(part, "") for part in Part), sure


def rules_choice(trainer: Trainer, story: Vignette, confidence: int = 100) -> Choice:
    """The choice that goes the rules' way throughout."""
    path = trainer.path(story)
    contact = path.contacts[0].id if path.contacts else NOBODY
    return Choice(path.urgency, path.first.id, contact, path.parents, confidence)


def given_by(learner: str, when: Round, story: str, choice: Choice) -> Given:
    """A whole choice, as somebody's answer."""
    return Given(learner, when, story, picked_of(choice), choice.confidence)


def given_in(results: Results) -> Iterator[Given]:
    """Everything in a file of results, as answers before and after.

    Of a file that belongs to no round the first try counts as before, and the last as after, where there were two.
    """
    for story, tries in results.stories.items():
        for when in _rounds(results, tries):
            made = tries.first if when is Round.BEFORE else tries.last
            yield given_by(results.learner, when, story, made.choice)


def _rounds(results: Results, tries: Tries) -> tuple[Round, ...]:
    if results.round is not None:
        return (results.round,)
    return (Round.BEFORE, Round.AFTER) if tries.count > 1 else (Round.BEFORE,)


def marked_of(trainer: Trainer, story: Vignette, given: Given) -> Marked:
    """An answer beside the rules. Its blanks are filled the rules' way: look only at the parts that were chosen."""
    rules = rules_choice(trainer, story)
    filled = {part: given.chosen.get(part, chosen(rules, part)) for part in Part}
    return mark(trainer, story, choice_of(filled, given.confidence or 0))


def verdicts(trainer: Trainer, story: Vignette, given: Given) -> Mapping[Part, Verdict]:
    """How each part that was filled in compares with the rules."""
    marked = marked_of(trainer, story, given)
    return {part: marked.verdict(part) for part in Part if part in given.chosen}


def goes_the_rules_way(found: Mapping[Part, Verdict]) -> bool | None:
    """Whether a whole answer goes the rules' way; None where a part is blank, since nobody can say."""
    return None if len(found) < len(Part) else all(verdict in AGREED for verdict in found.values())
