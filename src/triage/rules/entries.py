"""The named parts of topic files, gathered from all files of all packs before any of them is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.rules import nodes
from triage.rules.fields import Fields
from triage.rules.keys import KEYS_OF, TOPIC_KEYS
from triage.rules.model import Place
from triage.rules.names import check_name, plural
from triage.rules.problems import Collector, quoted

KINDS = {
    "questions": "question",
    "facts": "fact",
    "contacts": "contact",
    "deadlines": "deadline",
    "steps": "step",
    "rules": "rule",
    "documents": "document",
}
"""What each part of a topic file holds."""


@dataclass(frozen=True)
class Entry:
    """One named part of a file, with what its file says about it."""

    kind: str
    key: nodes.Scalar
    node: nodes.Node
    topic: str
    pack: str
    section: nodes.Scalar | None = None

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.key.place

    @property
    def what(self) -> str:
        """What it is, for messages: ``question 'harm_level'``."""
        return f"{self.kind} {quoted(self.key.text)}"


@dataclass
class Gathered:
    """Every entry by kind and name, in the order read, and the entries that replaced one of a pack below."""

    by_kind: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in KINDS.values()})
    topics: dict[str, str] = field(default_factory=dict)
    replaced: list[tuple[Entry, Entry]] = field(default_factory=list)

    def of(self, kind: str) -> dict[str, Entry]:
        """The entries of one kind by name."""
        return self.by_kind[kind]


def read_topic(
    root: nodes.Node, file: str, folder_topic: str, pack: str, into: Gathered, out: Collector
) -> list[Entry]:
    """The entries of one topic file. The topic's title goes ``into`` what is gathered."""
    fields = Fields(root, "a topic file", TOPIC_KEYS, out, Place(file))
    topic = fields.name("topic", required=True)
    title = fields.text("title", required=True)
    name = topic.text if topic is not None else folder_topic
    if topic is not None and check_name(topic, "topic", out) and name != folder_topic:
        message = f"the topic is {quoted(name)}, but the file belongs to {quoted(folder_topic)} by its place."
        out.error("TR211", topic.place, message, f"write 'topic: {folder_topic}', or rename the folder.")
    into.topics.setdefault(name, title)
    section = fields.name("section")
    found = []
    for part, kind in KINDS.items():
        for key, node in fields.mapping(part):
            check_name(key, kind, out)
            if not _another_kind(kind, key, node, out):
                found.append(Entry(kind, key, node, name, pack, section))
    return found


def _another_kind(kind: str, key: nodes.Scalar, node: nodes.Node, out: Collector) -> bool:
    """Whether a part has none of the keys of its kind and all those of another, which is then noted."""
    given = {name.text for name, _ in node.entries} if isinstance(node, nodes.Mapping) else set()
    if not given or given & set(KEYS_OF[kind]):
        return False
    for part, other in KINDS.items():
        if given <= set(KEYS_OF[other]):
            message = f"{quoted(key.text)} stands among the {plural(kind)}, but has the keys of a {other}."
            out.error("TR203", key.place, message, f"move it below '{part}:'.")
            return True
    return False
