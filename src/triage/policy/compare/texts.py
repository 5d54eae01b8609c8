"""What an edit does to the words people read, and to contacts and limits, whoever the case is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.policy.compare.edits import Edit
from triage.policy.compare.keys import key_of
from triage.policy.compare.model import Change, Kind
from triage.rules.problems import listed


def text_changes(edits: Iterable[Edit]) -> Iterator[Change]:
    """Every change that stands in one thing by itself."""
    for edit in edits:
        if edit.before is None or edit.after is None:
            code = f"{edit.kind}-{'new' if edit.before is None else 'gone'}"
            says = f"{edit.subject} is {'new' if edit.before is None else 'gone'}."
        else:
            code = "text-changed"
            says = f"{listed(sorted(name.replace('_', ' ') for name in edit.changed), 'and')} changed."
        key = key_of(code, edit.subject, edit.before, edit.after)
        yield Change(Kind.WORDING, code, edit.subject, says, None, key, edit.place)
