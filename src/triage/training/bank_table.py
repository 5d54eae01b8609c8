"""What the bank of stories covers: how many by topic and difficulty, by role, and by what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from triage.documents.chart import Grid
from triage.documents.paper import Block, Bullets, Paper, PaperPart, Prose
from triage.rules.build import URGENCIES
from triage.rules.model import RuleSet
from triage.rules.vignettes import DIFFICULTIES, Vignette

ROLE = "role"
THIN = 3
"""A topic with fewer stories than this wants more."""
UNSAID = "not said"


def bank_data(rule_set: RuleSet, stories: Sequence[Vignette]) -> dict[str, Any]:
    """The counts as plain data."""
    return {
        "stories": len(stories),
        "topics": {topic: dict(_by_difficulty(_about(stories, topic))) for topic in taught(rule_set)},
        "roles": {role: dict(_by_difficulty(_of_role(stories, role))) for role in _roles(rule_set)},
        "urgency": dict(Counter(one.expect.urgency.word for one in stories)),
        "thin topics": list(thin(rule_set, stories)),
    }


def bank_table(rule_set: RuleSet, stories: Sequence[Vignette]) -> Paper:
    """The counts as a paper."""
    urgency = Counter(one.expect.urgency.word for one in stories)
    parts = (
        PaperPart("By topic", (_grid("Topic", [(one, _about(stories, one)) for one in taught(rule_set)]),)),
        PaperPart("By role", (_grid("Role", [(one, _of_role(stories, one)) for one in _roles(rule_set)]),)),
        PaperPart(
            "By what the rules say",
            (Grid(("Urgency", "Stories"), tuple((word, str(urgency[word])) for word in URGENCIES)),),
        ),
        PaperPart("Thin", tuple(_thin(rule_set, stories))),
    )
    count = f"{len(stories)} {'story' if len(stories) == 1 else 'stories'}. One with two topics is counted in both."
    return Paper("bank", "The stories there are", "", (count,), parts, (f"Rules: {rule_set.version}.",))


def taught(rule_set: RuleSet) -> tuple[str, ...]:
    """The topics that have rules to be taught: those that only hold contacts or limits need no story."""
    return tuple(dict.fromkeys(rule.topic for rule in rule_set.rules.values()))


def thin(rule_set: RuleSet, stories: Sequence[Vignette]) -> tuple[str, ...]:
    """The topics with few stories."""
    return tuple(topic for topic in taught(rule_set) if len(_about(stories, topic)) < THIN)


def _about(stories: Iterable[Vignette], topic: str) -> list[Vignette]:
    return [one for one in stories if topic in one.topics]


def _of_role(stories: Iterable[Vignette], role: str) -> list[Vignette]:
    return [one for one in stories if _role_of(one) == role]


def _role_of(story: Vignette) -> str:
    answer = story.answers.get(ROLE)
    return answer.values[0] if answer is not None and answer.values else UNSAID


def _roles(rule_set: RuleSet) -> tuple[str, ...]:
    question = rule_set.questions.get(ROLE)
    return (*(question.option_names if question is not None else ()), UNSAID)


def _by_difficulty(stories: Iterable[Vignette]) -> Counter[str]:
    return Counter(one.difficulty for one in stories)


def _grid(what: str, groups: Iterable[tuple[str, Sequence[Vignette]]]) -> Grid:
    rows = []
    for name, stories in groups:
        count = _by_difficulty(stories)
        rows.append((name, *(str(count[word]) for word in DIFFICULTIES), str(len(stories))))
    return Grid((what, *(word.capitalize() for word in DIFFICULTIES), "All"), tuple(rows))


def _thin(rule_set: RuleSet, stories: Sequence[Vignette]) -> Iterable[Block]:
    names = thin(rule_set, stories)
    yield Bullets(names) if names else Prose((f"Every topic has at least {THIN} stories.",))
