"""Write docs/coverage.md: what of the founding documents, the duties and the guidance each rule carries.

Run from the project's folder: ``python scripts/ledger.py``. With ``--check`` nothing is written; it exits 1 when
the page is not what the ledger and the rules say now.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet
from triage.rules.nodes import Mapping, Node, Scalar, Sequence
from triage.rules.problems import Collector, RulesRefused
from triage.rules.yaml_reader import read_yaml

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "docs" / "coverage"
PAGE = ROOT / "docs" / "coverage.md"
NATIONAL = "england"


@dataclass(frozen=True)
class Row:
    """One fact or duty, and what carries it."""

    group: str
    name: str
    says: str
    passages: tuple[str, ...]
    rules: tuple[str, ...]
    judgement: str
    place: str


def seed_rows(folder: Path = LEDGER) -> tuple[Row, ...]:
    """Every fact of the founding documents, in the order of the ledger."""
    rows = []
    for document in _items(_tree(folder / "seeds.yaml")):
        group = f"{_text(document, 'document')} ({_text(document, 'standing')})"
        rows += [_row(fact, group) for fact in _items(document.get("facts"))]
    return tuple(rows)


def duty_rows(folder: Path = LEDGER) -> tuple[Row, ...]:
    """Every duty of the procedures, letter by letter."""
    files = sorted((folder / "duties").glob("*.yaml"))
    return tuple(_row(duty, path.stem) for path in files for duty in _items(_tree(path)))


def passage_rows(rule_set: RuleSet) -> tuple[Row, ...]:
    """Every passage of guidance, with the rules that rest on it or why it is left to judgement."""
    users: dict[str, list[str]] = {}
    for thing in (*rule_set.rules.values(), *rule_set.deadlines.values(), *rule_set.switches.values()):
        for anchor in thing.because:
            users.setdefault(anchor, []).append(thing.id)
    for term in rule_set.terms:
        for anchor in term.because:
            users.setdefault(anchor, []).append(term.old)
    for contact in rule_set.contacts.values():
        users.setdefault(contact.source, []).append(contact.id)
    return tuple(
        Row(
            source.title,
            f"{source.id}#{passage.anchor}",
            passage.title,
            (),
            tuple(users.get(f"{source.id}#{passage.anchor}", ())),
            passage.left_to_judgement,
            str(passage.place),
        )
        for source in rule_set.sources.values()
        for passage in source.passages
    )


def whole_rule_set(today: date) -> RuleSet:
    """The national rules and those of every local pack side by side, so that every passage finds its users.

    Contacts and limits go by where they stand: two areas may replace the same one.
    """
    local = [load(ROOT, [pack.id], today) for pack in available_packs(ROOT) if pack.extends]
    every = (load(ROOT, [NATIONAL], today), *local)
    return replace(
        every[0],
        rules={name: rule for one in every for name, rule in one.rules.items()},
        deadlines={str(limit.place): limit for one in every for limit in one.deadlines.values()},
        contacts={str(contact.place): contact for one in every for contact in one.contacts.values()},
    )


def page(rule_set: RuleSet) -> str:
    """The whole of docs/coverage.md."""
    seeds, duties, passages = seed_rows(), duty_rows(), passage_rows(rule_set)
    counts = (
        f"{len(seeds)} facts of the five founding documents, {len(duties)} duties, {len(passages)} passages of"
        f" guidance, {len(rule_set.rules)} rules."
    )
    head = [
        "# What the rules carry",
        "",
        "Made by `python scripts/ledger.py` from `docs/coverage/` and the rules. Do not edit it here.",
        "",
        counts,
        "",
    ]
    parts = [
        *head,
        *_part("The founding documents", "Fact", seeds),
        *_part("The duties of the procedures", "Duty", duties),
        *_part("The guidance", "Passage", passages),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _part(title: str, first: str, rows: tuple[Row, ...]) -> list[str]:
    lines = [f"## {title}", ""]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            lines += ["", f"### {group}", "", f"| {first} | Carried by | From |", "|---|---|---|"]
        lines.append(f"| {_said(row)} | {_carried(row)} | {', '.join(row.passages)} |")
    return [*lines, ""]


def _said(row: Row) -> str:
    return f"`{row.name}` {row.says}" if row.name else row.says


def _carried(row: Row) -> str:
    judged = [f"Left to judgement: {row.judgement}"] if row.judgement else []
    return "; ".join([", ".join(f"`{rule}`" for rule in row.rules), *judged]).strip("; ")


def _tree(path: Path) -> Node | None:
    out = Collector()
    tree = read_yaml(path.read_bytes(), str(path.relative_to(ROOT)), out)
    if out.all():
        raise RulesRefused(out.all())
    return tree


def _row(node: Mapping, group: str) -> Row:
    return Row(
        group,
        _text(node, "id"),
        _text(node, "says"),
        _texts(node, "passages"),
        _texts(node, "rules"),
        _text(node, "judgement"),
        str(node.place),
    )


def _items(node: Node | None) -> list[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    value = node.get(key)
    if isinstance(value, Sequence):
        return tuple(item.text for item in value.items if isinstance(item, Scalar))
    return (value.text,) if isinstance(value, Scalar) else ()


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    wanted = page(whole_rule_set(date.today()))
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
