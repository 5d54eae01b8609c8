"""Reads ``safety.yaml``, strictly: a statement that is not understood for certain is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from triage.rules import nodes
from triage.rules.build import SEND_AS, URGENCIES, send_as_of, urgency_of
from triage.rules.conditions import Always
from triage.rules.conditions_reader import ConditionReader
from triage.rules.fields import Fields
from triage.rules.files import safety_files
from triage.rules.keys import STATEMENT_FORMS, STATEMENT_KEYS
from triage.rules.model import Place, RuleSet
from triage.rules.names import Names, check_name
from triage.rules.problems import Collector, RulesRefused, errors_in, quoted
from triage.rules.statements import WAYS_ON, EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn
from triage.rules.yaml_reader import read_yaml

EVERY_QUESTION: Final = "every question"
Head: TypeAlias = tuple[str, str, Place, str]
"""Name, sentence, place and pack of a statement."""


def read_statements(folder: Path, packs: Sequence[str], rule_set: RuleSet) -> tuple[Statement, ...]:
    """The safety statements of ``packs``, in the order of the files. ``rule_set`` is the one loaded for these packs.

    Raises :class:`RulesRefused` with every problem found.
    """
    out = Collector()
    found = statements_into(folder, packs, rule_set, out)
    problems = out.all()
    if errors_in(problems):
        raise RulesRefused(problems)
    return found


def statements_into(
    folder: Path,
    packs: Sequence[str],
    rule_set: RuleSet,
    out: Collector,
    trees: dict[str, nodes.Node] | None = None,
) -> tuple[Statement, ...]:
    """As :func:`read_statements`, with the problems added to ``out`` and the trees of the files to ``trees``."""
    reader = _Reader(rule_set, out)
    found: list[Statement] = []
    for pack in packs:
        for file in safety_files(folder, pack, out):
            tree = read_yaml(file.data, file.name, out)
            if tree is None:
                continue
            if trees is not None:
                trees[file.name] = tree
            fields = Fields(tree, "a safety file", ("statements",), out, Place(file.name))
            if "statements" not in fields:
                fields.missing("statements")
            for key, node in fields.mapping("statements"):
                statement = reader.statement(key, node, pack)
                if statement is not None:
                    found.append(statement)
    return tuple(found)


class _Reader:
    """Reads statements about one rule set."""

    def __init__(self, rule_set: RuleSet, out: Collector) -> None:
        known: dict[str, Collection[str]] = {
            "question": rule_set.questions,
            "fact": rule_set.facts,
            "switch": rule_set.switches,
            "step": rule_set.steps,
            "contact": rule_set.contacts,
        }
        self._names = Names(out, known)
        self._conditions = ConditionReader(rule_set.questions, self._names, out)
        self._rule_set = rule_set
        self._out = out

    def statement(self, key: nodes.Scalar, node: nodes.Node, pack: str) -> Statement | None:
        """One statement, or None when it is wrong in a way that was noted."""
        check_name(key, "statement", self._out)
        fields = Fields(node, f"statement {quoted(key.text)}", STATEMENT_KEYS, self._out, key.place)
        if fields.node is None:
            return None
        named: Head = (key.text, fields.text("says", required=True), key.place, pack)
        forms = [form for form in STATEMENT_FORMS if form in fields]
        if len(forms) != 1:
            self._not_one_form(fields, forms)
            return None
        form = forms[0]
        others = [name for name in STATEMENT_KEYS if name not in ("says", form, *STATEMENT_FORMS[form])]
        fields.not_here([name for name in others if name not in STATEMENT_FORMS], f"it does not go with '{form}:'")
        match form:
            case "for every case where":
                return self._every_case(named, fields)
            case "more serious never lowers urgency":
                return self._never_lowers(named, fields)
            case "every case has":
                return WaysOn(*named, has=self._ways_on(fields, form))
        return self._never_weaker(named, fields)

    def _not_one_form(self, fields: Fields, forms: list[str]) -> None:
        message = f"{fields.what} says nothing that can be proved" if not forms else f"{fields.what} says two things"
        hint = "use one of: " + ", ".join(f"'{form}:'" for form in STATEMENT_FORMS) + "."
        self._out.error("TR604", fields.at, f"{message}.", hint)

    def _every_case(self, named: Head, fields: Fields) -> EveryCase:
        node = fields.value("for every case where")
        when = self._conditions.read(node) if node is not None else None
        demands = [key for key in STATEMENT_FORMS["for every case where"] if key in fields]
        if not demands:
            hint = "add 'urgency at least:', 'steps:' or another line that says what must be so."
            self._out.error("TR604", fields.at, f"{fields.what} does not say what must be so.", hint)
        urgency = fields.word("urgency at least", URGENCIES)
        return EveryCase(
            *named,
            when=when or Always(),
            urgency=urgency_of(urgency) if urgency else None,
            send_as=send_as_of(fields.word("send as at least", SEND_AS)),
            steps=self._kept(fields, "steps", "step"),
            one_of=self._kept(fields, "one of these steps", "step"),
            never=self._kept(fields, "never steps", "step"),
            contacts=self._kept(fields, "contacts", "contact"),
            has=self._ways_on(fields, "has"),
        )

    def _kept(self, fields: Fields, key: str, kind: str) -> tuple[str, ...]:
        return self._names.kept(kind, fields.names(key)) if key in fields else ()

    def _never_lowers(self, named: Head, fields: Fields) -> NeverLowers:
        node = fields.value("more serious never lowers urgency")
        every = isinstance(node, nodes.Scalar) and node.text == EVERY_QUESTION
        questions = () if every else self._kept(fields, "more serious never lowers urgency", "question")
        exceptions = {}
        for key, reason in fields.mapping("except"):
            if self._names.check("question", key):
                exceptions[key.text] = reason.text if isinstance(reason, nodes.Scalar) else ""
                if not exceptions[key.text]:
                    self._out.error("TR203", reason.place, "an exception needs its reason.", "write it in a sentence.")
        return NeverLowers(*named, questions=questions, exceptions=exceptions)

    def _ways_on(self, fields: Fields, key: str) -> tuple[str, ...]:
        found = []
        for name in fields.names(key):
            if name.text in WAYS_ON:
                found.append(name.text)
            else:
                message = f"{quoted(name.text)} is not something every case can be asked for."
                self._out.error("TR204", name.place, message, f"use {', '.join(WAYS_ON)}.")
        return tuple(found)

    def _never_weaker(self, named: Head, fields: Fields) -> NeverWeaker:
        than = fields.name("never weaker than")
        pack = next((pack for pack in self._rule_set.packs if pack.id == named[3]), None)
        if than is not None and (pack is None or than.text != pack.extends):
            hint = f"write '{pack.extends}'." if pack is not None and pack.extends else "only a local pack says this."
            self._out.error("TR204", than.place, f"{quoted(than.text)} is not the pack this one is laid over.", hint)
        return NeverWeaker(*named, than="" if than is None else than.text)
