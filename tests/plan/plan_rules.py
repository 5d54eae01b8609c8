"""One small rule set with everything a plan can hold, and decisions over it made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from hypothesis import strategies as st

from triage.engine.decision import DecidedStep, Decision, Evidence, Fired, Tri
from triage.rules.answers import Answers
from triage.rules.conditions import Includes, Is
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
    Word,
)

HERE = Place("rules/test/topic/rules.yaml", 7, 3)
NOW = datetime(2026, 11, 20, 16, 30)
CHECKED = date(2026, 11, 2)


def question(name: str, kind: QuestionType, ask: str, options: Mapping[str, str], unit: str = "") -> Question:
    listed = tuple(Option(value, label) for value, label in options.items())
    return Question(name, "topic", "danger", ask, "Because.", kind, listed, (), "", HERE, highest=30, unit=unit)


YES_NO = {"yes": "Yes", "no": "No"}
QUESTIONS = (
    question(
        "danger",
        QuestionType.SEVERAL,
        "Is any of this happening now?",
        {"hurt": "Being hurt", "alone": "Alone", "ran": "Ran away"},
    ),
    question("role", QuestionType.CHOICE, "What do you do?", {"school staff": "I work in a school", "gp": "I am a GP"}),
    question("safe", QuestionType.YES_NO, "Would telling the parents add to the risk?", YES_NO),
    question("weeks", QuestionType.NUMBER, "How many weeks old is the baby?", {}, "weeks"),
    question("later", QuestionType.YES_NO, "Has anybody confirmed that they have your referral?", YES_NO),
)


def contact(name: str, phone: str = "", *, confidence: Confidence = Confidence.VERIFIED, **more: object) -> Contact:
    more.setdefault("checked_on", CHECKED)
    return Contact(name, name.replace("-", " ").capitalize(), "use", HERE, phone=phone, confidence=confidence, **more)  # type: ignore[arg-type]


CONTACTS = (
    contact("front-door", note="On the council website.", fallback=("night-team", "police")),
    contact(
        "night-team", "01452 614194", confidence=Confidence.UNVERIFIED, fallback=("police", "helpline", "front-door")
    ),
    contact("police", "101", fallback=("emergency",), hours="24 hours", checked_on=date(2020, 1, 1)),
    contact("emergency", "999"),
    contact("helpline", "0808 800 5000", confidence=Confidence.SECOND_HAND),
    contact("school-nurse", "01452 000001", roles=("school staff",)),
    contact("practice-nurse", "01452 000002", roles=("gp",)),
    contact("old-number", "01452 000003", checked_on=date(2026, 1, 1), fallback=("helpline",)),
    contact("form", web="report.example.org"),
)


def deadline(name: str, says: str, **limit: object) -> Deadline:
    return Deadline(
        name, says, "your call ended", "you", "tool default", "Send it now to {lead}.", ("guide#share",), HERE, **limit
    )  # type: ignore[arg-type]


DEADLINES = (
    deadline("in-writing", "within 24 hours of the call", hours=24),
    deadline("chase", "by the end of the next working day", working_days=1),
    deadline("same-day", "before you go home today", same_day=True),
    deadline("at-once", "at once", at_once=True),
)


def step(name: str, kind: StepKind, do: str, **more: object) -> Step:
    return Step(name, "topic", kind, do, HERE, **more)  # type: ignore[arg-type]


CALL = {
    "say": "I am ringing about a child.",
    "if_no_answer": "Ring 101. In danger, 999.",
    "write": "Who took the call.",
}
STEPS = (
    step(
        "write-down", StepKind.WRITE, "Write it down.", by="same-day", write="What you saw.", do_not=("Do not wait.",)
    ),
    step("ring-999", StepKind.SAFETY, "Ring 999.", contacts=("emergency",), **CALL),
    step(
        "ring-front-door",
        StepKind.RING,
        "Ring the front door.",
        contacts=("front-door",),
        do_not=("do not  wait", "Do not tell {lead}."),
        tell="Tell {lead}.",
        **CALL,
    ),
    step("in-writing", StepKind.WRITE, "Send it in writing.", by="in-writing", how=("Ask {lead} for the form.",)),
    step("tell-lead", StepKind.TALK, "{lead} needs to know.", write="When you told {nobody_defined}."),
    step(
        "chase", StepKind.FOLLOW_UP, "Chase a reply.", by="chase", contacts=("school-nurse", "practice-nurse"), **CALL
    ),
    step("support", StepKind.SUPPORT, "Keep in touch with the child."),
)


def rule(name: str, urgency: Urgency, steps: tuple[str, ...], when: object, send_as: SendAs | None = None) -> Rule:
    return Rule(
        name, "topic", when, urgency, steps, f"{name} is so, says {{lead}}", ("guide#share", "old#old"), HERE, send_as
    )  # type: ignore[arg-type]


RULES = (
    rule(
        "hurt",
        Urgency.EMERGENCY,
        ("ring-999", "ring-front-door"),
        Includes("danger", ("hurt",)),
        SendAs.CHILD_PROTECTION_REFERRAL,
    ),
    rule(
        "unsafe", Urgency.NOW, ("ring-front-door", "in-writing"), Is("safe", ("yes",)), SendAs.CHILD_PROTECTION_REFERRAL
    ),
    rule("floor", Urgency.TODAY, ("write-down", "tell-lead"), Is("role", ("gp", "school staff"))),
    rule("later", Urgency.DAYS, ("chase",), Is("later", ("no",)), SendAs.ADVICE),
    rule("kind", Urgency.INFORMATION, ("support",), Is("role", ("gp",))),
)


def passage(anchor: str, confidence: Confidence) -> Passage:
    return Passage(anchor, f"About {anchor}", "Text.", confidence, "paragraph 9", HERE)


def source(name: str, standing: Standing, *passages: Passage, **more: object) -> Source:
    return Source(
        name,
        f"The {name}",
        "Publisher",
        "2026",
        "https://example.org",
        "Own words",
        standing,
        Confidence.VERIFIED,
        CHECKED,
        date(2027, 5, 1),
        passages,
        HERE,
        **more,
    )  # type: ignore[arg-type]


SOURCES = (
    source(
        "guide",
        Standing.IN_FORCE,
        passage("share", Confidence.VERIFIED),
        passage("second", Confidence.SECOND_HAND),
        read="The 2025 edition, whole.",
    ),
    source("old", Standing.SUPERSEDED, passage("old", Confidence.KNOWN), superseded_by="guide"),
    source("draft", Standing.NOT_YET, passage("soon", Confidence.UNVERIFIED)),
    source("essay", Standing.BACKGROUND, passage("view", Confidence.VERIFIED)),
)
WORDS = (
    Word("lead", "role", "your safeguarding lead", {"school staff": "your DSL", "gp": "your practice lead"}, HERE),
    Word("who", "danger", "the child", {"hurt": "the hurt child"}, HERE),
)


def by_id(items: Iterable[object]) -> dict[str, object]:
    return {item.id: item for item in items}  # type: ignore[attr-defined]


RULE_SET = RuleSet(
    packs=(Pack("test", "Test", "1.0", CHECKED, CHECKED, "The rules owner", HERE),),
    sections=(Section("danger", "Danger", "whether to ring 999"),),
    questions=by_id(QUESTIONS),  # type: ignore[arg-type]
    facts={},
    rules=by_id(RULES),  # type: ignore[arg-type]
    steps=by_id(STEPS),  # type: ignore[arg-type]
    contacts=by_id(CONTACTS),  # type: ignore[arg-type]
    deadlines=by_id(DEADLINES),  # type: ignore[arg-type]
    sources=by_id(SOURCES),  # type: ignore[arg-type]
    words={word.slot: word for word in WORDS},
    hash="f" * 64,
)


def decision(
    *fired: str | Fired,
    urgency: Urgency | None = None,
    open_rules: tuple[str, ...] = (),
    fault: str = "",
    not_applying: tuple[str, ...] = (),
) -> Decision:
    """The decision in which these rules fired, as the engine would put it together."""
    all_fired = tuple(one if isinstance(one, Fired) else Fired(one, ()) for one in fired)
    rules = [RULE_SET.rules[one.rule] for one in all_fired]
    steps: dict[str, list[Rule]] = {}
    for one in rules:
        for name in one.steps:
            steps.setdefault(name, []).append(one)
    return Decision(
        urgency=max([one.urgency for one in rules], default=Urgency.INFORMATION) if urgency is None else urgency,
        send_as=max([one.send_as or SendAs.INFORMATION_ONLY for one in rules], default=SendAs.INFORMATION_ONLY),
        fired=all_fired,
        open=open_rules,
        steps=tuple(
            DecidedStep(name, max(one.urgency for one in by), tuple(one.id for one in by)) for name, by in steps.items()
        ),
        applies={name: Tri.FALSE if name in not_applying else Tri.TRUE for name in RULE_SET.questions},
        fault=fault,
        methods=("evaluator", "engine"),
        version=RULE_SET.version,
        hash=RULE_SET.hash,
    )


def because(rule_name: str, *evidence: tuple[str, str | None, str, bool]) -> Fired:
    return Fired(rule_name, tuple(Evidence(*one) for one in evidence))


NO_ANSWERS: Answers = {}
decisions = st.lists(st.sampled_from(sorted(RULE_SET.rules)), unique=True).flatmap(
    lambda names: st.builds(
        decision,
        *map(st.just, names),
        open_rules=st.just(tuple(name for name in RULE_SET.rules if name not in names)),
        fault=st.sampled_from(["", "The two checks disagreed."]),
    )
)
"""Any decision this rule set can come to."""
