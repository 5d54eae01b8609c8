"""Three made-up stories for the sample rules, and the app with its Teach door open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from triage.engine.decide import Decider
from triage.rules.answers import chosen, number, ticked
from triage.rules.model import RuleSet, Urgency
from triage.rules.vignettes import Bank, Outcome, Parents, Point, Vignette
from triage.training.model import Part
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.ui.guide import Lessons
from ui.driving import Driver, drive
from ui.sample import NOW, PLACE, Say, same, sample_rules

LONG = (
    "You weigh K, who is four weeks old. Below her ear is a mark the size of a coin. Her mother says that she rolled "
    "onto a toy. K cannot roll yet. The house is calm, and you like this mother. You have four more babies waiting."
)


def bank(say: Say = same) -> Bank:
    def story(name: str, title: str, difficulty: str, topics: tuple[str, ...], told: str, **more: Any) -> Vignette:
        return Vignette(
            id=name,
            title=say(title),
            difficulty=difficulty,
            topics=topics,
            setting=say("A health visitor in a clinic"),
            story=say(told),
            otherwise="calmest",
            expect=Outcome(Urgency.NOW),
            points=(Point(say("A mark on a baby is never yours alone to explain."), ("manual#share",), PLACE),),
            place=PLACE,
            pack="sample",
            topic=topics[0],
            **more,
        )

    danger = {"danger": ticked()}
    return Bank(
        (
            story("a-small-mark", "A small mark", "easy", ("topic",), LONG,
                  answers={**danger, "role": chosen("gp"), "worry": ticked("kind 1"), "weeks": number(4),
                           "moves": chosen("yes"), "told": chosen("yes")},
                  discuss=(say("What would you say to her mother?"),), speaker=say("Let the room vote first.")),
            story("two-small-worries", "Two small worries", "middle", ("topic", "second"), "Two things. Neither is much.",
                  answers={**danger, "role": chosen("school staff"), "worry": ticked("kind 2"), "told": chosen("yes")}),
            story("hurt-at-home", "Hurt at home", "hard", ("second",), "He is hitting her now. You can hear it.",
                  answers={"danger": ticked("hurt now")}),
        ),
        {"write": Parents.NOT_YET},
    )  # fmt: skip


def rules(say: Say = same) -> RuleSet:
    return sample_rules(say, topics={"topic": say("The topic"), "second": say("A second topic")})


def trainer() -> Trainer:
    made = rules()
    return Trainer(made, Decider(made, None), bank(), NOW)


def lessons(say: Say = same, **more: Any) -> Lessons:
    return Lessons(lambda _rules: bank(say), lambda: 4213, **({"first": True} | more))


def taught(
    go: Callable[[Driver], Awaitable[None]], size: tuple[int, int] = (80, 24), say: Say = same, **more: Any
) -> None:
    """Run ``go`` with the app open at the stories. ``context`` holds more of the app's own context."""
    context = more.pop("context", {})

    async def run(driver: Driver) -> None:
        try:
            await go(driver)
        finally:
            driver.app.end_lessons()

    drive(run, size, rules(say), lessons=lessons(say, **more), **context)


def numbers(driver: Driver) -> dict[str, str]:
    """The key of each row on the screen."""
    return {row.id: row.key for row in driver.app.screen.main.sheet.rows}


async def choose(driver: Driver, *rows: str) -> None:
    """Pick these choices, one a page, by their own keys."""
    for row in rows:
        await driver.press(numbers(driver)[row], "enter")


def other_step() -> str:
    """Something that can be chosen first of the first story, and is not what the rules say."""
    made = trainer()
    story = made.bank.vignettes[0]
    return next(one for one in offer(made, story).values(Part.FIRST_STEP) if one != made.path(story).first.id)
