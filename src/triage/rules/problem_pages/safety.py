"""Safety and meaning: the problems, each with its reason and examples."""

from __future__ import annotations

from typing import Final

from triage.rules.problem_pages.code import Code, Example
from triage.rules.problems import WARNING

INTRO: Final = ""

CODES: Final[dict[str, Code]] = {
    "TR401": Code(
        title='The meaning of "not sure" is missing',
        why="Many people are not sure; what that means must be decided.",
        wrong=Example(
            "question only",
            """\
ask: Is the home warm?
why: Cold homes harm babies.
type: yes no
section: seriousness
""",
        ),
        right=Example(
            "question only",
            """\
ask: Is the home warm?
why: Cold homes harm babies.
type: yes no
section: seriousness
not sure means: no
""",
        ),
    ),
    "TR402": Code(
        title='The meaning of "not sure" is not an answer',
        why='"Not sure" would count as nothing.',
        wrong=Example("question", "not sure means: maybe"),
        right=Example("question", "not sure means: no"),
    ),
    "TR403": Code(
        title="A call has no words or no way on",
        why="People freeze on the phone, and lines are dead on a Friday evening.",
        wrong=Example(
            "step only",
            """\
kind: ring
do: Ring the front door.
contact: front-door
""",
        ),
        right=Example(
            "step only",
            """\
kind: ring
do: Ring the front door.
contact: front-door
say: "I am worried about a child."
if no answer: Ring the emergency duty team.
""",
        ),
    ),
    "TR404": Code(
        title="The pack has no floor",
        why="No case may end without something to do.",
        wrong=Example("floor rule", "when: { harm_level: needs help }"),
        right=Example("floor rule", "when: always"),
        more="Add a rule with `when: always` to the national pack, and no other condition: write it down, talk to a "
        "lead, set a day to look again.",
    ),
    "TR405": Code(
        title="A local pack changes the national one",
        why="A local pack may add; it can never make a case calmer.",
        wrong=Example("local rule named serious-ring-now", "urgency: days"),
        right=Example("local rule named serious-in-fenshire", "urgency: now"),
        more="""\
A local rule with a name of its own counts beside the national one; the higher urgency is taken. Nothing a local
pack says can make a case calmer.
""",
    ),
    "TR406": Code(
        title="A local limit is longer",
        why="A local pack may only shorten a limit.",
        wrong=Example(
            "local topic",
            """\
deadlines:
  look-again:
    limit: 10 working days
    says: within 10 working days
    starts: you wrote it down
    owner: you
    basis: local
    because: handbook#write-it-down
    if late: Look again today.
""",
        ),
        right=Example(
            "local topic",
            """\
deadlines:
  look-again:
    limit: 2 working days
    says: within 2 working days
    starts: you wrote it down
    owner: you
    basis: local
    because: handbook#write-it-down
    if late: Look again today.
""",
        ),
        more="""\
`at once` is the shortest limit, then `same day`, then hours and working days. Limits that cannot be compared (24
hours and 1 working day: on a Friday the working day ends later) count as longer.
""",
    ),
    "TR407": Code(
        title="A local limit starts at another moment",
        why="A limit that starts later is a longer limit.",
        wrong=Example(
            "local topic",
            """\
deadlines:
  look-again:
    limit: 2 working days
    says: within 2 working days
    starts: your lead has read it
    owner: you
    basis: local
    because: handbook#write-it-down
    if late: Look again today.
""",
        ),
        right=Example(
            "local topic",
            """\
deadlines:
  look-again:
    limit: 2 working days
    says: within 2 working days
    starts: you wrote it down
    owner: you
    basis: local
    because: handbook#write-it-down
    if late: Look again today.
""",
        ),
        more="Copy the words of `starts:` from the limit that is replaced. For another limit, choose another name.",
    ),
    "TR408": Code(
        title="Nothing uses this",
        why="Something was forgotten: either its use, or to remove it.",
        severities=(WARNING,),
        wrong=Example(
            "topic",
            """\
facts:
  needs_anything:
    when: { harm_level: needs help }
    says: the family needs help
""",
        ),
        right=Example(
            "topic",
            """\
facts:
  needs_anything:
    when: { harm_level: needs help }
    says: the family needs help
rules:
  help-today:
    when: { fact: needs_anything }
    urgency: today
    steps: [ring-front-door]
    why: the family needs help
    because: handbook#danger
""",
        ),
        more="""\
A passage nobody cites needs `left to judgement:` with the reason. A contact no step names needs a `group:`, to be
shown on the contacts screen.
""",
        acceptable=True,
    ),
    "TR409": Code(
        title='"Not sure" is calmer than every answer',
        why="Not knowing is no reason to do less.",
        wrong=Example(
            "topic",
            """\
questions:
  warm:
    ask: Is the home warm?
    why: Cold homes make babies ill.
    section: seriousness
    type: yes no
    not sure means: itself
rules:
  warm:
    when: { warm: yes }
    urgency: days
    steps: [ring-front-door]
    why: the home is warm
    because: handbook#danger
  cold:
    when: { warm: no }
    urgency: today
    steps: [ring-front-door]
    why: the home is cold
    because: handbook#danger
""",
        ),
        right=Example(
            "topic",
            """\
questions:
  warm:
    ask: Is the home warm?
    why: Cold homes make babies ill.
    section: seriousness
    type: yes no
    not sure means: itself
rules:
  warm:
    when: { warm: yes }
    urgency: days
    steps: [ring-front-door]
    why: the home is warm
    because: handbook#danger
  cold:
    when: { warm: no }
    urgency: today
    steps: [ring-front-door]
    why: the home is cold
    because: handbook#danger
  not-known:
    when: { warm: not sure }
    urgency: now
    steps: [ring-front-door]
    why: the home is not known
    because: handbook#danger
""",
        ),
        more="""\
It is told for a question whose `not sure means` is `itself`, when each answer has a rule of its own and the rule for
`not sure` is the calmest of all, or is missing.
""",
    ),
    "TR410": Code(
        title="The sentence is long",
        why="People read this frightened and in a hurry.",
        severities=(WARNING,),
        wrong=Example(
            "step",
            "do: Ring the front door and tell them all that you have seen and heard since you first met the family "
            "and what you would like them to do about it now.",
        ),
        right=Example(
            "step",
            "do: Ring the front door. Tell them what you have seen and heard. Say what you would like them to do.",
        ),
        more="At most 25 words a sentence in questions and steps.",
        acceptable=True,
    ),
    "TR411": Code(
        title="The term is out of date",
        why="The other agency may not know what is meant.",
        severities=(WARNING,),
        wrong=Example("step", "do: Ask social services."),
        right=Example("step", "do: Ask children's social care."),
        more='Put the old term in quotes to speak about it: "LSCB" is an old term.',
        acceptable=True,
    ),
    "TR412": Code(
        title="The step says to do nothing",
        why="No case ends with nothing to do.",
        wrong=Example("step", "do: No further action is needed."),
        right=Example("step", "do: Write it down, and look at it again on Monday."),
    ),
    "TR413": Code(
        title="The words are not kind",
        why="Blame and alarm slow people down.",
        severities=(WARNING,),
        wrong=Example("step", "do: You should have rung before!"),
        right=Example("step", "do: Ring now."),
        more="The words in `say:` may be polite; the others need no please and no sorry.",
        acceptable=True,
    ),
    "TR414": Code(
        title="A local pack changes an emergency number",
        why="999 is 999 everywhere.",
        wrong=Example(
            "local topic",
            """\
contacts:
  police-999:
    name: Fenshire police
    use: a child in danger now
    group: Police
    phone: 01632 960 333
    confidence: S
    checked on: 2026-11-20
""",
        ),
        right=Example(
            "local topic",
            """\
contacts:
  fenshire-police:
    name: Fenshire police
    use: a question to the police that can wait
    group: Police
    phone: 01632 960 333
    confidence: S
    checked on: 2026-11-20
""",
        ),
        more="Give the local number a contact of its own, and let a local rule name it.",
    ),
    "TR415": Code(
        title="An emergency names nobody to ring",
        why="An emergency ends with a call.",
        wrong=Example(
            "rule",
            """\
urgency: emergency
steps: [write-it-down]
""",
        ),
        right=Example(
            "rule",
            """\
urgency: emergency
steps: [ring-999]
""",
        ),
    ),
}
