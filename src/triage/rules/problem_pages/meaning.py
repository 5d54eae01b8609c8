"""Meaning over all cases: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example
from triage.rules.problems import ERROR, WARNING

INTRO: Final = """\
These look at what the rules come to. Some look at every case there can be at once; they need the package python-sat,
and `triage check` says in one line when it is not installed.

What is a matter of judgement can be accepted beside the rule: see [what is meant to be so](#what-is-meant-to-be-so).
"""

_COLD_HOME: Final = """\
questions:
  home:
    ask: What is the home like?
    why: Cold homes make babies ill.
    section: seriousness
    type: choice
    options: { cold: It is cold, damp: It is damp, warm: It is warm and dry }
    not sure means: cold
"""
_COLD_RULE: Final = """\
rules:
  cold-home:
    when: { home: cold }
    urgency: today
    steps: [ring-front-door]
    why: the home is cold
    because: handbook#danger
"""
_DAMP_RULE: Final = """\
  damp-home:
    when: { home: damp }
    urgency: planned
    steps: [ring-front-door]
    why: the home is damp
    because: handbook#danger
"""
_COLD_DAYS: Final = "age: { at least: 3 }"

CODES: Final[dict[str, Code]] = {
    "TR416": Code(
        title="The rule can never hold",
        why="No answers make its condition true, so it helps nobody, however good its steps are. Two parts of the "
        "condition rule each other out, or it asks for an answer to a question that is not asked then.",
        wrong=Example("rule", "when: { all: [{ harm_level: needs help }, { harm_level: extra support }] }"),
        right=Example("rule", "when: { harm_level: [needs help, extra support] }"),
        more="A rule that waits for a law behind a switch is not told: it could hold if the law were in force.",
        over_all_cases=True,
    ),
    "TR417": Code(
        title="The page is never asked",
        why="No answers lead to this question, so no rule on it can ever hold. Its `ask when` contradicts itself, or "
        "rests on a fact or page that is never reached.",
        wrong=Example(
            "topic",
            _COLD_HOME
            + "    ask when: { all: [{ harm_level: needs help }, { harm_level: extra support }] }\n"
            + _COLD_RULE
            + _DAMP_RULE,
        ),
        right=Example(
            "topic",
            _COLD_HOME + "    ask when: { harm_level: [needs help, extra support] }\n" + _COLD_RULE + _DAMP_RULE,
        ),
        over_all_cases=True,
    ),
    "TR418": Code(
        title="The fact is always so, or never",
        why="A fact that holds whatever is answered, or that no answers make true, decides nothing. What rests on it "
        "looks as if it depended on something.",
        wrong=Example("fact", "when: { any: [{ harm_level: needs help }, { none: [{ harm_level: needs help }] }] }"),
        right=Example("fact", "when: { harm_level: needs help }"),
        severities=(WARNING,),
        acceptable=True,
        over_all_cases=True,
    ),
    "TR419": Code(
        title="A part of the condition makes no difference",
        why="Without this part the condition holds in the very same cases. It makes the rule harder to read, or it was "
        "meant to say something else: the answer it names may never go together with the rest.",
        wrong=Example("rule", "when: { harm_level: needs help, none: [{ harm_level: significant harm }] }"),
        right=Example("rule", "when: { harm_level: needs help }"),
        severities=(WARNING,),
        more="Often the question is only asked when the part holds, so that naming the answer says it already. Parts "
        "of a condition are told one at a time: put one right, and run the check again.",
        acceptable=True,
        over_all_cases=True,
    ),
    "TR420": Code(
        title="The rule adds nothing",
        why="Whenever it holds, other rules bring all its steps at least as soon, and call a message at least as much. "
        "A plan is the same with and without it, but for its reason.",
        wrong=Example(
            "rule", f"when: {{ harm_level: needs help, {_COLD_DAYS} }}\nurgency: days\nsteps: [ring-front-door]"
        ),
        right=Example(
            "rule",
            f"when: {{ harm_level: needs help, {_COLD_DAYS} }}\nurgency: days\nsteps: [ring-front-door, look-again]",
        ),
        severities=(WARNING,),
        acceptable=True,
        over_all_cases=True,
    ),
    "TR421": Code(
        title="Two rules are the same",
        why="They hold in the very same cases and bring the same, however differently their conditions are written. "
        "One day somebody will change one of them and not the other.",
        wrong=Example("rule", "when: { fact: in_danger }\nurgency: emergency\nsteps: [ring-999]"),
        right=Example("rule", "when: { fact: in_danger }\nurgency: now\nsteps: [follow-up-in-writing]"),
        severities=(WARNING,),
        acceptable=True,
        over_all_cases=True,
    ),
    "TR422": Code(
        title="Two rules contradict each other",
        why="They hold in the very same cases and bring the same step, but one says now and the other days, or they "
        "call a message by two names. The plan takes the higher, so the other was written in vain, or is a mistake.",
        wrong=Example("rule", "when: { fact: in_danger }\nurgency: now\nsteps: [ring-999, follow-up-in-writing]"),
        right=Example("rule", "when: { fact: in_danger }\nurgency: now\nsteps: [follow-up-in-writing]"),
        severities=(WARNING,),
        more="Two rules for the same cases with steps of their own, some for now and some for later, are as they "
        "should be.",
        acceptable=True,
        over_all_cases=True,
    ),
    "TR423": Code(
        title="A plan tells a step and forbids it",
        why="A `do not` says in so many words what the same plan tells the person to do. Whoever reads both does "
        "neither, or the wrong one.",
        wrong=Example(
            "topic",
            """\
steps:
  tell-parents:
    kind: parents
    do: Tell the parents what you will do next.
    do not: Do not tell the parents.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace("ring-front-door", "tell-parents"),
        ),
        right=Example(
            "topic",
            """\
steps:
  tell-parents:
    kind: parents
    do: Tell the parents what you will do next.
    do not: Do not tell the parents who told you.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace("ring-front-door", "tell-parents"),
        ),
        severities=(WARNING,),
        acceptable=True,
        over_all_cases=True,
    ),
    "TR424": Code(
        title="An answer changes nothing",
        why="Two answers of a choice lead to the same everywhere, or a tick is asked for by no rule, fact or page. A "
        "rule was forgotten or dropped, or the person is asked to choose for nothing.",
        wrong=Example("topic", _COLD_HOME + _COLD_RULE),
        right=Example("topic", _COLD_HOME + _COLD_RULE + _DAMP_RULE),
        severities=(WARNING,),
        more="The one calm answer of a choice may have no rule: 'It is warm and dry'.",
        acceptable=True,
    ),
    "TR425": Code(
        title="A serious answer can end with the floor",
        why="The question is always asked because it bears on safety, yet some case with this answer has nothing but "
        "what every case has, and leads to no further page. That is a gap: the person told you, and nothing follows.",
        wrong=Example("topic", _COLD_HOME + "    always ask: yes\n" + _COLD_RULE),
        right=Example("topic", _COLD_HOME + "    always ask: yes\n" + _COLD_RULE + _DAMP_RULE),
        severities=(WARNING,),
        more="Options are written most serious first. The last one of a choice, and the calmer of yes and no, may end "
        "with the floor.",
        acceptable=True,
        over_all_cases=True,
    ),
    "TR426": Code(
        title="Two rules could be one",
        why="Two rules of a topic bring the same, and their conditions differ in one answer only, or they give the "
        "same reason. One rule with a list of answers says it once, and stays right when it is changed.",
        wrong=Example("topic", _COLD_HOME + _COLD_RULE + _DAMP_RULE.replace("planned", "today")),
        right=Example("topic", _COLD_HOME + _COLD_RULE + _DAMP_RULE),
        severities=(WARNING,),
        acceptable=True,
    ),
    "TR427": Code(
        title="Two steps say nearly the same",
        why="Both can stand in one plan. The person reads the same thing twice, and wonders what the difference is.",
        wrong=Example(
            "topic",
            """\
steps:
  ask-family:
    kind: talk
    do: Ask the family what would help with the cold home.
  ask-the-family:
    kind: talk
    do: Ask the family what would help with the cold house.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace(
                "ring-front-door", "ask-family, ask-the-family"
            ),
        ),
        right=Example(
            "topic",
            """\
steps:
  ask-family:
    kind: talk
    do: Ask the family what would help with the cold home.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace("ring-front-door", "ask-family"),
        ),
        severities=(WARNING,),
        more="`covered by:` says that one step says all that the other does: then a plan shows one of them.",
        acceptable=True,
        over_all_cases=True,
    ),
    "TR428": Code(
        title="The text is too long for the screen",
        why="On a screen of 80 columns and 24 rows a long text pushes what matters out of sight. Each kind of text has "
        "a number of lines of 74 characters: two as a rule, three for hints and notes, one for names.",
        wrong=Example(
            "step",
            """\
do: >
  Ring the front door. Say who you are. Say where the child lives. Say what you saw and heard.
  Say what you think could happen next. Ask who will ring you back.
""",
        ),
        right=Example(
            "step",
            """\
do: Ring the front door.
how:
  - Say who you are, where the child lives, and what you saw and heard.
  - Ask who will ring you back.
""",
        ),
        severities=(WARNING,),
        more="`how:` and `do not:` have at most 6 lines each.",
        acceptable=True,
    ),
    "TR429": Code(
        title="Nobody answers the call at night",
        why="Neither the contacts of the step, nor those they fall back on, nor its `if no answer` lead to someone who "
        "answers in the evening and at night. Most calls about a child in danger are made when offices are shut.",
        wrong=Example(
            "topic",
            """\
contacts:
  advice-line:
    name: Advice line
    use: a question about the law
    hours: Monday to Friday, 9am to 5pm
    confidence: S
steps:
  ring-advice-line:
    kind: ring
    do: Ring the advice line.
    contact: advice-line
    say: "I have a question about a child."
    if no answer: Ring again in the morning.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace("ring-front-door", "ring-advice-line"),
        ),
        right=Example(
            "topic",
            """\
contacts:
  advice-line:
    name: Advice line
    use: a question about the law
    hours: Monday to Friday, 9am to 5pm
    fallback: [out-of-hours]
    confidence: S
steps:
  ring-advice-line:
    kind: ring
    do: Ring the advice line.
    contact: advice-line
    say: "I have a question about a child."
    if no answer: Ring again in the morning.
"""
            + _COLD_RULE.replace("home: cold", "harm_level: needs help").replace("ring-front-door", "ring-advice-line"),
        ),
        severities=(WARNING,),
        more="A contact answers at night when its `hours:`, `use:` or `name:` says so (24 hours, evenings, nights), or "
        "when it is 999, 101 or 111.",
        acceptable=True,
    ),
    "TR430": Code(
        title="A number falls between two ranges",
        why="The rules ask for less and for more, and no rule, fact or page for what lies between. The ranges were to "
        "meet, and one child in the middle gets nothing.",
        wrong=Example(
            "topic",
            """\
questions:
  nights:
    ask: How many nights was the child away?
    why: After some nights others must know.
    section: seriousness
    type: number
    lowest: 0
    highest: 60
    unit: nights
    not sure means: 60
rules:
  away-long:
    when: { nights: { at least: 28 } }
    urgency: today
    steps: [ring-front-door]
    why: the child has been away for weeks
    because: handbook#danger
  away-a-little:
    when: { nights: { between: [1, 26] } }
    urgency: planned
    steps: [ring-front-door]
    why: the child has been away
    because: handbook#danger
""",
        ),
        right=Example(
            "topic",
            """\
questions:
  nights:
    ask: How many nights was the child away?
    why: After some nights others must know.
    section: seriousness
    type: number
    lowest: 0
    highest: 60
    unit: nights
    not sure means: 60
rules:
  away-long:
    when: { nights: { at least: 28 } }
    urgency: today
    steps: [ring-front-door]
    why: the child has been away for weeks
    because: handbook#danger
  away-a-little:
    when: { nights: { between: [1, 27] } }
    urgency: planned
    steps: [ring-front-door]
    why: the child has been away
    because: handbook#danger
""",
        ),
        severities=(WARNING,),
        acceptable=True,
    ),
    "TR431": Code(
        title="What was accepted no longer happens",
        why="`accepted:` names a finding that is not there any more. Left standing, it would hide the next one of its "
        "kind.",
        wrong=Example("rule", "accepted: { TR420: It gives its own reason beside the passage. }"),
        right=Example(
            "rule",
            f"""\
when: {{ harm_level: needs help, {_COLD_DAYS} }}
urgency: days
steps: [ring-front-door]
accepted: {{ TR420: It gives its own reason beside the passage. }}
""",
        ),
        severities=(WARNING,),
        more="Findings that need python-sat are only missed when it is installed.",
    ),
    "TR432": Code(
        title="This cannot be accepted",
        why="Only findings that are a matter of judgement can be accepted, and each with a reason that someone else "
        "understands next year. What keeps the rules from being used has to be put right.",
        wrong=Example("rule", "accepted: { TR415: The steps of another rule make the call. }"),
        right=Example("rule", "when: { harm_level: needs help }"),
        severities=(ERROR,),
    ),
}
