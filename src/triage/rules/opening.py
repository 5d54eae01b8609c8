"""Just enough of the rules to show the first page while the rest is being read.

Nothing can be decided from it: it holds questions of the first section and no rules, steps or contacts. Whatever is
wrong with the files is told when they are all read; here it only means that there is no opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from triage.rules.build_pack import PackFile, build_sections, pack_file
from triage.rules.build_questions import build_question
from triage.rules.entries import Gathered, read_topic
from triage.rules.files import Found, rule_files
from triage.rules.model import Question, RuleSet, Section
from triage.rules.names import Names
from triage.rules.problems import Collector, errors_in
from triage.rules.yaml_reader import read_yaml


def load_opening(folder: Path, packs: Sequence[str]) -> RuleSet | None:
    """The packs, the first section, and those of its questions that are asked in every case. None without any.

    ``packs`` and the ones they extend are read from ``folder``.
    """
    out = Collector()
    read = list(_packs(folder, packs, out))
    sections = [section for pack, _ in read if not pack.pack.extends for section in build_sections(pack)]
    if not sections:
        return None
    questions = {question.id: question for pack, files in read for question in _asked_first(pack, files, sections, out)}
    if errors_in(out.all()) or not questions:
        return None
    return RuleSet(
        packs=tuple(pack.pack for pack, _ in read),
        sections=tuple(sections),
        questions=questions,
        facts={},
        rules={},
        steps={},
        contacts={},
        deadlines={},
        sources={},
    )


def _packs(folder: Path, packs: Sequence[str], out: Collector) -> Iterator[tuple[PackFile, tuple[Found, ...]]]:
    """Each pack after the one it extends, once."""
    done: set[str] = set()
    for name in packs:
        chain: list[tuple[PackFile, tuple[Found, ...]]] = []
        while name and name not in done:
            done.add(name)
            files = rule_files(folder, name, out)
            file = pack_file(files, name, {}, out)
            if file is None:
                break
            chain.insert(0, (file, files))
            name = file.pack.extends
        yield from chain


def _asked_first(
    pack: PackFile, files: Sequence[Found], sections: Sequence[Section], out: Collector
) -> Iterator[Question]:
    """The questions of the first section that are always asked, from the only files that can hold them."""
    first = sections[0].id
    names_it = re.compile(rf"(?m)^\s*section:\s*{re.escape(first)}\s*$".encode())
    for file in files:
        tree = read_yaml(file.data, file.name, out) if names_it.search(file.data) else None
        if tree is None:
            continue
        gathered = Gathered()
        names = Names(out, {}, partial=True)
        names.known["section"] = [section.id for section in sections]
        for entry in read_topic(tree, file.name, file.topic, pack.pack.id, gathered, out):
            if entry.kind == "question":
                question, when = build_question(entry, names)
                if question.section == first and question.always_ask and when is None:
                    yield question
