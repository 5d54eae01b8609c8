"""A small rule set by hand, with a question of each kind, long lists, long words and every sort of contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from triage.rules.conditions import Always, Includes, InRange, Is
from triage.rules.model import (
    Confidence,
    Contact,
    Deadline,
    Option,
    Pack,
    Passage,
    Place,
    Question,
    QuestionType,
    Rule,
    RuleSet,
    Section,
    SendAs,
    Source,
    Standing,
    Step,
    StepKind,
    Urgency,
)

PLACE = Place("rules/sample/topic/rules.yaml", 3, 5)
NOW = datetime(2026, 11, 20, 17, 5)
TODAY = NOW.date()
Say = Callable[[str], str]


def same(text: str) -> str:
    return text


def sample_rules(say: Say = same, **changes: Any) -> RuleSet:
    """The sample. ``say`` may change every text a person reads, to see what hostile text does."""
    parts: dict[str, Any] = {
        "packs": (_pack(say),),
        "sections": _sections(say),
        "questions": {question.id: question for question in _questions(say)},
        "facts": {},
        "rules": {rule.id: rule for rule in _rules(say)},
        "steps": {step.id: step for step in _steps(say)},
        "contacts": {contact.id: contact for contact in _contacts(say)},
        "deadlines": {"written": _deadline(say)},
        "sources": {source.id: source for source in _sources(say)},
        "hash": "abc",
    }
    return RuleSet(**(parts | changes))


def _pack(say: Say) -> Pack:
    return Pack("sample", say("Sample"), "1.0", date(2026, 9, 1), date(2027, 2, 28), say("owner"), PLACE)


def _sections(say: Say) -> tuple[Section, ...]:
    return (
        Section("danger", say("Is the child safe"), say("whether to ring 999")),
        Section("worry", say("What worries you"), say("which way to go")),
        Section("after", say("The next days"), say("what to write down and when to look again")),
    )


def _options(say: Say, *pairs: tuple[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, say(label)) for value, label in pairs)


def _questions(say: Say) -> tuple[Question, ...]:
    def question(name: str, section: str, kind: QuestionType, ask: str, options: Any = (), **more: Any) -> Question:
        return Question(
            name,
            "topic",
            section,
            say(ask),
            say(f"This settles the part about {name}."),
            kind,
            options,
            more.pop("means", ()),
            say(more.pop("says", "")),
            PLACE,
            **more,
        )

    yes_no = (Option("yes", "Yes"), Option("no", "No"))
    many = tuple(Option(f"kind {number}", say(f"Worry of kind {number}")) for number in range(1, 23))
    danger = _options(
        say, ("hurt now", "The child is being hurt now"), ("left alone", "A child is alone, without safe care")
    )
    roles = _options(say, ("school staff", "School or college"), ("gp", "GP or practice staff"))
    return (
        question(
            "danger",
            "danger",
            QuestionType.SEVERAL,
            "Is any of this happening now? Tick all that apply.",
            danger,
            hint=say("For example: on the way home, a weapon, an overdose"),
            says="If you are not sure, one more question follows.",
            always_ask=True,
        ),
        question("role", "worry", QuestionType.CHOICE, "What is your role?", roles, always_ask=True),
        question("worry", "worry", QuestionType.SEVERAL, "What worries you?", many, always_ask=True),
        question(
            "weeks",
            "worry",
            QuestionType.NUMBER,
            "How old is the baby?",
            lowest=0,
            highest=104,
            unit="weeks",
            means=("0",),
            ask_when=Includes("worry", ("kind 1",)),
        ),
        question("moves", "worry", QuestionType.YES_NO, "Can the baby move about alone?", yes_no, means=("no",),
                 ask_when=Includes("worry", ("kind 1",))),
        question("told", "after", QuestionType.YES_NO, "Have you told your safeguarding lead?", yes_no, means=("no",)),
    )  # fmt: skip


def _rules(say: Say) -> tuple[Rule, ...]:
    def rule(name: str, when: Any, urgency: Urgency, *steps: str, **more: Any) -> Rule:
        why = say(more.pop("why", f"the rule called {name} holds"))
        return Rule(name, "topic", when, urgency, steps, why, ("manual#share",), PLACE, **more)

    referral = SendAs.CHILD_PROTECTION_REFERRAL
    return (
        rule("floor", Always(), Urgency.PLANNED, "write", "look-again", why="every worry is written down and kept"),
        rule("hurt", Includes("danger", ("hurt now",)), Urgency.EMERGENCY, "ring-999", send_as=referral,
             why="the child is being hurt now"),
        rule("young", InRange("weeks", None, 26), Urgency.NOW, "ring-front-door", "send-form", send_as=referral,
             why="a mark on a baby who cannot move is never yours alone to explain"),
        rule("still", Is("moves", ("no",)), Urgency.NOW, "ring-front-door", send_as=referral,
             why="the baby cannot move about alone"),
        rule("many", Includes("worry", ("kind 2", "kind 3")), Urgency.TODAY, "tell-lead", send_as=SendAs.ADVICE,
             why="small worries can make a pattern"),
        rule("not-told", Is("told", ("no",)), Urgency.TODAY, "tell-lead", why="your lead does not know yet"),
    )  # fmt: skip


def _steps(say: Say) -> tuple[Step, ...]:
    def step(name: str, kind: StepKind, do: str, **more: Any) -> Step:
        texts = {key: say(value) if isinstance(value, str) else tuple(map(say, value)) for key, value in more.items()}
        contacts = tuple(more.get("contacts", ()))
        return Step(name, "topic", kind, say(do), PLACE, **(texts | {"contacts": contacts, "by": more.get("by", "")}))

    return (
        step("ring-999", StepKind.SAFETY, "Ring 999.", contacts=["emergency"], say="A child is being hurt now.",
             if_no_answer="Ring 999 again."),
        step("ring-front-door", StepKind.RING, "Ring children's social care for the area where the child lives.",
             contacts=["front-door"], say='"I am making a child protection referral."',
             how=["If the child has a social worker, ring that team first."],
             write="Who took the call, the time, and what they said happens next.", tell="your safeguarding lead",
             do_not=["Do not wait for proof.", "Do not ask the child again."],
             if_no_answer="Ring the emergency duty team."),
        step("send-form", StepKind.WRITE, "Send the same account in writing, on the local form.", by="written"),
        step("tell-lead", StepKind.TALK, "Tell your safeguarding lead.", contacts=["lead"], say="I have a worry.",
             if_no_answer="Ring children's social care."),
        step("write", StepKind.WRITE, "Write down what you saw and heard."),
        step("look-again", StepKind.FOLLOW_UP, "Choose a day to look at this again."),
    )  # fmt: skip


def _contacts(say: Say) -> tuple[Contact, ...]:
    def contact(name: str, title: str, **more: Any) -> Contact:
        texts = {key: say(value) if isinstance(value, str) and key in ("use", "note", "hours", "group") else value
                 for key, value in more.items()}  # fmt: skip
        return Contact(name, say(title), place=PLACE, **({"use": say("worries"), "checked_on": TODAY} | texts))

    return (
        contact("emergency", "Emergency services", phone="999", group="In danger now", hours="any time"),
        contact("front-door", "Council front door", phone="01000 200300", group="Social care",
                hours="Monday to Friday, 9am to 5pm", fallback=("duty", "emergency"), source="manual"),
        contact("duty", "Emergency duty team", phone="01000 999999", group="Social care",
                confidence=Confidence.UNVERIFIED, note="The number could not be confirmed."),
        contact("lead", "Your safeguarding lead", group="Your own organisation", note="Look at your own policy."),
        contact("schools", "Advice line for schools", phone="01000 555555", group="Advice", roles=("school staff",)),
    )  # fmt: skip


def _deadline(say: Say) -> Deadline:
    return Deadline("written", say("within 24 hours of the call"), say("your phone call ended"), say("you"), "national",
                    say("Send it now from your notes."), ("manual#share",), PLACE, hours=24)  # fmt: skip


def _sources(say: Say) -> tuple[Source, ...]:
    def passage(anchor: str, title: str, text: str, confidence: Confidence = Confidence.VERIFIED) -> Passage:
        return Passage(anchor, say(title), say(text), confidence, say("paragraph 12"), PLACE)

    manual = Source(
        "manual", say("Working with others"), say("A department"), say("March 2026"), "https://example.invalid/manual",
        say("Open licence"), Standing.IN_FORCE, Confidence.VERIFIED, TODAY, date(2027, 5, 21),
        (
            passage("share", "Share early", "Share what you know.\nDo not wait.\n\n- with the lead\n- with social care"),
            passage("consent", "Consent", "You do not need consent to protect a child.", Confidence.SECOND_HAND),
        ),
        PLACE, read=say("The page itself."), introduction=say("What the department asks of everyone."),
    )  # fmt: skip
    older = Source(
        "older", say("An older manual"), say("A department"), say("2019"), "https://example.invalid/older",
        say("Open licence"), Standing.SUPERSEDED, Confidence.KNOWN, date(2025, 1, 1), date(2026, 1, 1),
        (passage("bruises", "Bruises on babies", "A bruise on a baby is never nothing."),), PLACE,
        superseded_by="manual",
    )  # fmt: skip
    return manual, older
