"""The first page, and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explain.phrases import answer_words
from triage.plan.times import date_words
from triage.plan.words import HEADLINES
from triage.policy.compare.model import Change, Differences, Kind, Story
from triage.policy.handbook.book import TITLE, Book, Page
from triage.policy.handbook.markup import Element, Node, Part, el, facts, listed
from triage.policy.handbook.words import urgency
from triage.policy.prove.proof import Example
from triage.rules.model import Pack, Switch


def start_page(book: Book) -> Page:
    """What the handbook is, which rules it is of, and how to read it."""
    return Page("index.html", TITLE, tuple(_start(book)))


def _start(book: Book) -> Iterator[Node]:
    yield el(
        "p",
        "What to do next when you are worried about a child: every question, rule and step of the rule set, with the "
        "guidance each rests on. It says what the tool says, in full, so that it can be read, checked and printed.",
    )
    yield el("section", el("h2", "Which rules these are"), [_pack(pack) for pack in book.rule_set.packs], _whole(book))
    yield el("section", el("h2", "What it covers"), listed(map(book.topic, book.topics), class_="many"))
    yield el("section", el("h2", "How to read it"), _reading())
    if book.rule_set.switches:
        laws = [_law(book, one) for one in book.rule_set.switches.values()]
        yield el("section", el("h2", "Law that is switched on or off"), laws)


def _pack(pack: Pack) -> Part:
    return [
        el("h3", f"{pack.title} {pack.version}"),
        facts(
            ("In force from", date_words(pack.in_force_from)),
            ("To be reviewed by", date_words(pack.review_by)),
            ("Owner", pack.owner),
            ("Laid over", pack.extends),
        ),
    ]


def _whole(book: Book) -> Part:
    rule_set = book.rule_set
    counted = (
        f"{len(rule_set.questions)} questions, {len(rule_set.rules)} rules, {len(rule_set.steps)} steps, "
        f"{len(rule_set.sources)} sources, {len(book.scenarios)} worked examples"
    )
    return facts(
        ("Holds", counted),
        ("Made on", date_words(book.today)),
        ("Identified by", el("code", rule_set.hash)),
    )


def _reading() -> Iterator[Part]:
    yield el("p", "Rules only add: a case is as urgent as the most urgent rule that holds, and has the steps of all.")
    yield el(
        "p",
        '"Not sure" is an answer to every question. Each says what it counts as. A skipped page counts the same.',
    )
    yield el("p", "How soon:")
    yield el("ul", [el("li", urgency(one), " ", headline.partition(" - ")[2]) for one, headline in HEADLINES.items()])


def _law(book: Book, one: Switch) -> Element:
    return el(
        "article",
        el("h3", one.title),
        facts(
            ("Now", "on: rules that wait for it hold" if one.on else "off: no rule that waits for it can hold yet"),
            ("Checked", date_words(one.checked_on)),
            ("Rests on", listed(map(book.passage, one.because))),
        ),
        id=f"switch-{one.id}",
    )


# What changed


def changes_page(book: Book) -> Iterator[Page]:
    """What changed since another version; no page when none was asked for."""
    if book.differences is not None:
        told = [part for differences in book.differences for part in _differences(differences)]
        yield Page("changes.html", "What changed", tuple(told))


def _differences(differences: Differences) -> Iterator[Element]:
    """What changed in one pack, the worst first."""
    yield el("h2", f"From {differences.old} to {differences.new}")
    if not differences.changes:
        yield el("p", "Nothing changed: proved over all answers.")
    for kind in Kind:
        found = differences.of(kind)
        if found:
            heading = f"{kind.value[:1].upper()}{kind.value[1:]} ({len(found)})"
            yield el("section", el("h3", heading), [_change(one) for one in found])


def _change(one: Change) -> Element:
    story = one.story
    return el(
        "article",
        el("h4", one.subject),
        el("p", one.says),
        el("p", str(one.place), class_="name") if one.place is not None else None,
        [el("h4", "A case that shows it"), _side("Before", story.before), _side("After", story.after)]
        if story
        else None,
    )


def _story(story: Story) -> Part:
    return [el("p", "A case that shows it:"), _side("Before", story.before), _side("After", story.after)]


def _side(heading: str, example: Example) -> Part:
    """One side of a story: the answers that force it, and what it comes to."""
    outcome = example.outcome
    questions = outcome.rule_set.questions
    answers = [f"{questions[name].ask} {answer_words(questions[name], one)}" for name, one in example.decisive.items()]
    return facts(
        (heading, urgency(outcome.urgency) if outcome.urgency is not None else "no rule holds"),
        ("Send as", outcome.send_as.word),
        ("Answers", listed(answers) or "whatever is answered"),
        ("Steps", ", ".join(outcome.steps)),
    )
