"""Write docs/coverage.md: what of the founding documents, the duties and the guidance each rule carries.

Run from the project's folder: ``python scripts/ledger.py``. With ``--check`` nothing is written; it exits 1 when
the page is not what the ledger and the rules say now.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
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
DANGEROUS = "dangerous as first written"
GROUPS = (DANGEROUS, "corrected", "still-unverified", "confirmed")


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


def correction_rows(folder: Path = LEDGER) -> tuple[Row, ...]:
    """Every claim that was checked against the primary texts, with what carries it now, verdict by verdict.

    Those that could have hurt a child as first written come first. What carries a claim may be a rule, a time
    limit, a contact, a switch or a passage; passages are the names with a ``#``.
    """
    rows = [_correction(item) for item in _items(_tree(folder / "corrections.yaml"))]
    return tuple(sorted(rows, key=lambda row: GROUPS.index(row.group)))


def passage_rows(rule_set: RuleSet, areas: Iterable[RuleSet] = ()) -> tuple[Row, ...]:
    """Every passage of guidance, with the rules that rest on it or why it is left to judgement.

    ``areas`` are the national rules with one local pack each: two packs may fill in the same contact, and only the
    one laid on last shows in ``rule_set``.
    """
    users: dict[str, list[str]] = {}
    for thing in (*rule_set.rules.values(), *rule_set.deadlines.values(), *rule_set.switches.values()):
        for anchor in thing.because:
            users.setdefault(anchor, []).append(thing.id)
    for term in rule_set.terms:
        for anchor in term.because:
            users.setdefault(anchor, []).append(term.old)
    for contact in (contact for one in (rule_set, *areas) for contact in one.contacts.values()):
        names = users.setdefault(contact.source, [])
        if contact.id not in names:
            names.append(contact.id)
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
    """The national rules with every local pack over them, so that every passage finds its users."""
    return load(ROOT, [NATIONAL, *_local()], today)


def each_area(today: date) -> tuple[RuleSet, ...]:
    """The national rules with each local pack over them in turn."""
    return tuple(load(ROOT, [NATIONAL, pack], today) for pack in _local())


def _local() -> list[str]:
    return [pack.id for pack in available_packs(ROOT) if pack.extends]


def page(rule_set: RuleSet, areas: Iterable[RuleSet] = ()) -> str:
    """The whole of docs/coverage.md."""
    seeds, duties, passages = seed_rows(), duty_rows(), passage_rows(rule_set, areas)
    corrections = correction_rows()
    counts = (
        f"{len(seeds)} facts of the five founding documents, {len(duties)} duties, {len(corrections)} claims checked"
        f" against the primary texts, {len(passages)} passages of guidance, {len(rule_set.rules)} rules."
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
        *_part("What was checked against the primary texts", "Claim", corrections),
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


def _correction(node: Mapping) -> Row:
    carried = _texts(node, "carried by")
    return Row(
        DANGEROUS if _text(node, "dangerous") == "yes" else _text(node, "verdict"),
        _text(node, "brief"),
        _text(node, "says"),
        tuple(name for name in carried if "#" in name),
        tuple(name for name in carried if "#" not in name),
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
    wanted = page(whole_rule_set(date.today()), each_area(date.today()))
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
