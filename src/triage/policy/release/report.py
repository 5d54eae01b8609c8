"""What came of making a release, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from triage.policy.release.archive import pack
from triage.policy.release.gates import Gate
from triage.policy.release.keys import PublicKey
from triage.policy.release.make import Draft
from triage.policy.release.manifest import MANIFEST, pack_data, release_hash
from triage.policy.release.shelf import SHOWN

MOST_NAMED = 5
_WIDTH = 10


@dataclass(frozen=True)
class Told:
    """A release that was made; or, without ``file`` and ``key``, one that could be."""

    made: Draft
    gates: tuple[Gate, ...]
    left_out: tuple[str, ...]
    file: str
    key: PublicKey | None

    @property
    def hash(self) -> str:
        """The hash the release is known by."""
        return release_hash(self.made.members[MANIFEST])


def released_text(told: Told) -> str:
    """The gates passed, then what was written or would be."""
    return "\n".join([*_gate_lines(told.gates), "", *_release_lines(told)])


def _release_lines(told: Told) -> Iterator[str]:
    manifest = told.made.manifest
    size = len(pack(told.made.members)) / 1_000_000
    if not told.file:
        yield f"Release {manifest.name} could be made. Nothing was written; without --dry-run it would be signed."
    else:
        yield f"Release {manifest.name} is made: {told.file}"
    yield f"{'holds':<{_WIDTH}}{len(manifest.files)} files, {size:.1f} MB"
    yield f"{'hash':<{_WIDTH}}{told.hash[:SHOWN]}"
    if told.key is not None:
        yield f"{'key':<{_WIDTH}}{told.key.fingerprint} ({told.key.owner})"
    if told.left_out:
        more = len(told.left_out) - MOST_NAMED
        named = ", ".join(told.left_out[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield f"{'left out':<{_WIDTH}}{named}"
    yield ""
    yield told.made.notes.rstrip("\n")
    if told.file:
        yield ""
        yield f"To use it on another computer: triage install {told.file} --use"


def released_data(told: Told) -> dict[str, Any]:
    """The same as plain data. Keys are only ever added, never renamed."""
    manifest = told.made.manifest
    return {
        "released": bool(told.file),
        "name": manifest.name,
        "hash": told.hash,
        "content": manifest.content,
        "file": told.file,
        "key": told.key.fingerprint if told.key is not None else "",
        "packs": [pack_data(one) for one in manifest.packs],
        "left out": list(told.left_out),
        "notes": told.made.notes,
        "gates": [_gate_data(gate) for gate in told.gates],
    }


def refused_text(gates: Sequence[Gate]) -> str:
    """Every gate in a line, then all that was found at those that did not open."""
    details = [line for gate in gates if not gate.passed for line in _details(gate)]
    return "\n".join([*_gate_lines(gates), *details])


def refused_data(gates: Sequence[Gate]) -> dict[str, Any]:
    """The same as plain data."""
    return {"released": False, "gates": [_gate_data(gate) for gate in gates]}


def _gate_lines(gates: Sequence[Gate]) -> Iterator[str]:
    for gate in gates:
        yield f"{gate.name:<{_WIDTH}}{'' if gate.passed else 'STOPPED. '}{gate.says}"


def _details(gate: Gate) -> Iterator[str]:
    yield ""
    yield f"{gate.name}: {gate.says}"
    yield from (f"  {line}" for text in gate.lines for line in text.split("\n"))
    if gate.remedy:
        yield gate.remedy


def _gate_data(gate: Gate) -> dict[str, Any]:
    return {
        "gate": gate.name,
        "passed": gate.passed,
        "says": gate.says,
        "found": list(gate.lines),
        "remedy": gate.remedy,
    }
