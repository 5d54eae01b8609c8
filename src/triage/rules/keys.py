"""The keys each part of a file may have. The schemas have the same; a test holds the two together."""

from __future__ import annotations

ACCEPTED = "accepted"
"""Holds the codes of findings that are meant to be so, each with its reason."""
TOPIC_KEYS = ("topic", "title", "section", "questions", "facts", "contacts", "deadlines", "steps", "rules", "documents")
QUESTION_KEYS = (
    "ask",
    "why",
    "type",
    "options",
    "not sure means",
    "not sure says",
    "ask when",
    "always ask",
    "section",
    "hint",
    "lowest",
    "highest",
    "unit",
    ACCEPTED,
)
OPTION_KEYS = ("label", "hint")
FACT_KEYS = ("when", "says", ACCEPTED)
CONTACT_KEYS = (
    "name",
    "use",
    "group",
    "roles",
    "phone",
    "email",
    "web",
    "hours",
    "note",
    "fallback",
    "confidence",
    "source",
    "checked on",
    "local",
    "area",
    ACCEPTED,
)
DEADLINE_KEYS = (
    "limit",
    "days before",
    "says",
    "starts",
    "started by",
    "waits for",
    "owner",
    "basis",
    "because",
    "if late",
    ACCEPTED,
)
WAITS_FOR_KEYS = ("what", "from", "until")
STEP_KEYS = (
    "kind",
    "do",
    "how",
    "contact",
    "say",
    "write",
    "tell",
    "do not",
    "by",
    "if no answer",
    "covered by",
    "document",
    ACCEPTED,
)
RULE_KEYS = ("when", "urgency", "send as", "steps", "why", "because", ACCEPTED)
DOCUMENT_KEYS = ("title", "use", "offered when", "first line", "parts", "because")
PART_KEYS = (
    "heading",
    "says",
    "holds",
    "answers",
    "answers to",
    "only ticked",
    "tick",
    "blanks",
    "prompts",
    "columns",
    "space",
    "when",
)

KEYS_OF = {
    "question": QUESTION_KEYS,
    "fact": FACT_KEYS,
    "contact": CONTACT_KEYS,
    "deadline": DEADLINE_KEYS,
    "step": STEP_KEYS,
    "rule": RULE_KEYS,
    "document": DOCUMENT_KEYS,
}
NATIONAL_KEYS = ("sections", "switches", "words", "seen differently")
PACK_KEYS = (
    "pack",
    "title",
    "version",
    "in force from",
    "review by",
    "owner",
    "nation",
    "extends",
    "area",
    *NATIONAL_KEYS,
)
SECTION_KEYS = ("title", "settles")
SWITCH_KEYS = ("title", "on", "checked on", "because")
DISAGREEING_KEYS = ("says", "more urgent", "reasons", "before doing less")
SAFER_KEYS = ("says", "urgency", "send as", "steps", "why", "because")
REASON_KEYS = ("about", "says", "safer")
CONSULT_KEYS = ("says", "say", "write", "steps")
WORD_KEYS = ("question", "otherwise", "answers")
SCENARIO_KEYS = ("name", "ref", "trap", "answers", "otherwise", "expect")
EXPECT_KEYS = (
    "urgency",
    "send as",
    "steps",
    "not steps",
    "rules",
    "not rules",
    "contacts",
    "by",
    "soon",
    "says",
    "rings",
    "asked",
    "not asked",
)
STATEMENT_FORMS: dict[str, tuple[str, ...]] = {
    "for every case where": (
        "urgency at least",
        "send as at least",
        "steps",
        "one of these steps",
        "never steps",
        "contacts",
        "has",
    ),
    "more serious never lowers urgency": ("except",),
    "every case has": (),
    "never weaker than": (),
}
"""The kinds of safety statement by the key that tells them apart, each with the keys that go with it."""
STATEMENT_KEYS = ("says", *(key for form, others in STATEMENT_FORMS.items() for key in (form, *others)))
VIGNETTE_FILE_KEYS = ("vignettes", "tell parents")
VIGNETTE_KEYS = (
    "id",
    "title",
    "difficulty",
    "topics",
    "setting",
    "story",
    "answers",
    "otherwise",
    "expect",
    "points",
    "discuss",
    "speaker",
)
OUTCOME_KEYS = ("urgency", "send as", "first step", "contacts", "tell parents")
POINT_KEYS = ("says", "because")
DEMONSTRATION_FILE_KEYS = ("demonstrations",)
DEMONSTRATION_KEYS = ("id", "title", "about", "topics", "beats")
BEAT_KEYS = ("say", "answer", "do", "press", "to", "expect")
SHOWS_KEYS = ("urgency", "send as", "steps", "not steps")
SIGN_OFF_KEYS = ("change", "who", "why", "on")
TERM_KEYS = ("old", "variants", "typed", "now", "changed", "since", "confidence", "because")
SOURCE_KEYS = (
    "id",
    "title",
    "publisher",
    "edition",
    "published",
    "address",
    "licence",
    "status",
    "superseded by",
    "confidence",
    "checked on",
    "review by",
    "read",
)
PASSAGE_KEYS = ("confidence", "where", "left to judgement")
