"""A page for each topic: its questions, its rules as a decision table, its facts and its steps."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.graph.parts import questions_of, rules_of
from triage.policy.graph.routes import Lead, Route, Sort
from triage.policy.handbook.book import Book, Page, names_of
from triage.policy.handbook.markup import Element, Node, Part, between, el, facts, link, listed
from triage.policy.handbook.steps import steps_part
from triage.policy.handbook.words import condition, send_as, urgency
from triage.policy.uses.things import Kind
from triage.rules.model import Fact, Question, QuestionType, Rule


def topic_pages(book: Book) -> Iterator[Page]:
    """The pages of all topics."""
    for topic in book.topics:
        rules = rules_of(book.rule_set, topic)
        body = [*_questions(book, topic), *_rules(book, topic, rules), *_facts(book, topic, rules)]
        body += steps_part(book, topic)
        if topic in book.examples:
            body.append(el("p", link(f"examples-{topic}.html", "Worked examples for this topic")))
        contents = _contents(body)
        yield Page(f"topic-{topic}.html", book.rule_set.topics[topic], (*([contents] if contents else []), *body))


def topics_page(book: Book) -> Page:
    """The list of topics, by the part of the interview their questions belong to."""
    parts: list[Node] = []
    for section in book.rule_set.sections:
        asked = [one for one in book.rule_set.questions.values() if one.section == section.id]
        topics = [topic for topic in book.topics if any(one.topic == topic for one in asked)]
        parts += [el("h2", section.title), el("p", f"Settles {section.settles}.")]
        parts += [listed([book.topic(topic), _size(book, topic)] for topic in topics) or el("p", "No questions yet.")]
    without = [topic for topic in book.topics if not questions_of(book.rule_set, topic)]
    if without:
        parts += [el("h2", "Topics that ask nothing themselves"), listed(map(book.topic, without)) or ""]
    return Page("topics.html", "Topics", tuple(parts))


def _size(book: Book, topic: str) -> str:
    rules = len(rules_of(book.rule_set, topic))
    return f" ({rules} rule{'' if rules == 1 else 's'})"


def _contents(body: list[Element]) -> Element | None:
    """Links to the parts of a page."""
    parts = [(dict(one.attributes).get("id", ""), one) for one in body if one.tag == "section"]
    links = [link(f"#{name}", _heading(part)) for name, part in parts]
    return el("nav", listed(links), aria_label="On this page", class_="contents") if len(links) > 1 else None


def _heading(part: Element) -> str:
    first = part.children[0]
    return str(first.children[0]) if isinstance(first, Element) else ""


# Questions


def _questions(book: Book, topic: str) -> Iterator[Element]:
    questions = questions_of(book.rule_set, topic)
    if questions:
        yield el("section", el("h2", "Questions"), [_question(book, one) for one in questions], id="questions")


def _question(book: Book, question: Question) -> Element:
    gate = question.ask_when
    always = "Always, before a plan calmer than now is shown." if question.always_ask and gate is None else ""
    asked = condition(book, gate) if gate is not None else always or "Whenever its answer could change something."
    slots = book.uses(Kind.QUESTION, question.id, Kind.SLOT)
    return el(
        "article",
        el("h3", question.ask),
        el("p", el("code", question.id), f" {_TYPES[question.type]}", class_="name"),
        el("p", question.hint) if question.hint else None,
        _answers(book, question),
        facts(
            ("Not sure", _not_sure(book, question)),
            ("Asked when", asked),
            ("Not asked", "Nothing is concluded from it, either way."),
            ("Why it is asked", question.why),
            ("Words that depend on it", list(between([link(f"words.html#slot-{one}", one) for one in slots]))),
        ),
        id=f"question-{question.id}",
    )


_TYPES = {
    QuestionType.YES_NO: "yes or no",
    QuestionType.CHOICE: "one answer",
    QuestionType.SEVERAL: "any number of answers, or none",
    QuestionType.NUMBER: "a whole number",
}


def _answers(book: Book, question: Question) -> Element:
    routes = book.routes[question.id]
    hints = {option.value: option.hint for option in question.options}
    rows = [
        el(
            "tr",
            el("th", route.says, el("p", hints[route.answer]) if hints.get(route.answer) else None, scope="row"),
            el("td", el("code", route.answer), data_label="In the rules"),
            el("td", _leads(book, route), data_label="Leads to"),
        )
        for route in routes.answers
    ]
    heads = [el("th", head, scope="col") for head in ("Answer", "In the rules", "Leads to")]
    return el("table", el("caption", "Answers"), el("thead", el("tr", heads)), el("tbody", rows))


def _leads(book: Book, route: Route) -> Part:
    links = [_lead(book, lead) for lead in route.leads]
    return list(between(links)) if links else "No rule rests on this answer."


def _lead(book: Book, lead: Lead) -> Part:
    match lead.sort:
        case Sort.RULE:
            return book.rule(lead.name)
        case Sort.FACT:
            return book.fact(lead.name)
        case Sort.QUESTION:
            return ["the question ", book.question(lead.name, lead.name)]


def _not_sure(book: Book, question: Question) -> Part:
    """What not sure means, in the question's own words and by name, and where it leads."""
    routes = book.routes[question.id]
    says = f"{question.not_sure_says} " if question.not_sure_says else ""
    return [f"{says}It {routes.not_sure.says}, and so does a skipped page. Leads to: ", _leads(book, routes.not_sure)]


# Rules


def _rules(book: Book, topic: str, rules: tuple[Rule, ...]) -> Iterator[Element]:
    if not rules:
        return
    heads = [el("th", head, scope="col") for head in ("Rule", "When", "Then", "Because")]
    table = el(
        "table",
        el("caption", f"What is done, and when: {book.rule_set.topics[topic]}"),
        el("thead", el("tr", heads)),
        el("tbody", [_rule(book, rule) for rule in rules]),
        class_="decisions",
    )
    note = "Each row whose condition holds adds its steps. The case is as urgent as the most urgent of them."
    yield el("section", el("h2", "Rules"), el("p", note), table, id="rules")


def _rule(book: Book, rule: Rule) -> Element:
    examples = book.uses(Kind.RULE, rule.id, Kind.SCENARIO)
    return el(
        "tr",
        el("th", el("code", rule.id), scope="row"),
        el("td", condition(book, rule.when), data_label="When"),
        el(
            "td",
            el("p", urgency(rule.urgency)),
            send_as(rule.send_as),
            listed(book.step(step) for step in rule.steps),
            data_label="Then",
        ),
        el(
            "td",
            el("p", f"Because {rule.why}."),
            listed(map(book.passage, rule.because), class_="passages"),
            el("p", "Examples: ", list(between(map(book.scenario, examples), "; "))) if examples else None,
            data_label="Because",
        ),
        id=f"rule-{rule.id}",
    )


# Facts


def _facts(book: Book, topic: str, rules: tuple[Rule, ...]) -> Iterator[Element]:
    """The facts of the topic, and those of other topics that its rules rest on, so that a printed page is whole."""
    own = [fact for fact in book.rule_set.facts.values() if fact.topic == topic]
    others = [fact for fact in book.facts_of(rules) if fact.topic != topic]
    if own or others:
        told = [_fact(book, fact, own=True) for fact in own] + [_fact(book, fact, own=False) for fact in others]
        note = "Conditions with a name. A rule that names one holds only when the fact does."
        yield el("section", el("h2", "Facts the rules rest on"), el("p", note), told, id="facts")


def _fact(book: Book, fact: Fact, *, own: bool) -> Element:
    rules = [book.rule(one) for one in book.uses(Kind.FACT, fact.id, Kind.RULE)] if own else []
    return el(
        "article",
        el("h3", fact.says[:1].upper() + fact.says[1:]),
        el("p", el("code", fact.id), None if own else [" from ", book.topic(fact.topic)], class_="name"),
        facts(
            ("Holds when", condition(book, fact.when)),
            names_of("Rules", rules),
        ),
        id=f"fact-{fact.id}" if own else None,
    )
