"""Builds the terms that were replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.rules import nodes
from triage.rules.build_steps import confidence
from triage.rules.fields import Fields
from triage.rules.keys import TERM_KEYS
from triage.rules.model import Place, Term
from triage.rules.names import Names
from triage.rules.problems import Collector, quoted


def build_terms(roots: Iterable[nodes.Node], names: Names) -> tuple[Term, ...]:
    """The terms of all term files, in the order of the files. What is wrong is noted in ``names.out``."""
    found = tuple(_term(item, names) for root in roots for item in _items(root, names.out))
    _no_name_twice(found, names.out)
    return found


def _items(root: nodes.Node, out: Collector) -> Iterator[nodes.Node]:
    fields = Fields(root, "a file of terms", ("terms",), out, Place(root.file))
    node = fields.value("terms", required=True)
    if isinstance(node, nodes.Sequence) and node.items:
        yield from node.items
    elif node is not None and not (isinstance(node, nodes.Scalar) and not node.text):
        hint = "start each with '  - old: ...' on a line of its own."
        out.error("TR209", node.place, "'terms:' takes a list of terms.", hint)


def _term(node: nodes.Node, names: Names) -> Term:
    fields = Fields(node, "a term", TERM_KEYS, names.out, node.place)
    return Term(
        old=fields.text("old", required=True),
        variants=fields.texts("variants"),
        typed=fields.texts("typed"),
        now=fields.text("now", required=True).removesuffix("."),
        changed=fields.text("changed", required=True),
        since=fields.text("since", required=True).removesuffix("."),
        confidence=confidence(fields, required=True),
        because=names.kept("passage", fields.names("because", required=True)),
        place=fields.place("old"),
    )


def _no_name_twice(terms: Iterable[Term], out: Collector) -> None:
    """Two meanings for one old word would leave the reader to choose."""
    seen: dict[str, Term] = {}
    for term in terms:
        for name in filter(None, term.names):
            before = seen.setdefault(name.casefold(), term)
            if before is not term:
                message = f"{quoted(name)} stands at {before.place} already."
                out.error("TR208", term.place, message, "keep it in one of the two.")
