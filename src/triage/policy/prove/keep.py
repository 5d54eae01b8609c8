"""Keeps the case of a failed proof as a scenario, so that it is looked at from then on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from triage.policy.prove.proof import Proof, Wanted
from triage.policy.yaml_text import answer_yaml
from triage.rules.model import SendAs
from triage.rules.problems import Collector, errors_in
from triage.rules.yaml_reader import read_yaml


class CannotKeepError(Exception):
    """The scenario cannot be added to the file. The text says why."""


def scenario_name(proof: Proof) -> str:
    """What the scenario is called: the proof, and what it says."""
    return f"Proof {proof.name}, {proof.says[:1].lower()}{proof.says[1:].rstrip('.')}".replace('"', "'")


def scenario_text(proof: Proof) -> str:
    """The scenario as it stands in a file, below ``scenarios:``; empty for a proof that has no case to keep.

    The answers are the few that force the failure; the others are answered as calmly as can be. Of two cases it is
    the one that must come to more.
    """
    if proof.wrong is None or proof.wrong.wanted is None or not proof.examples:
        return ""
    example = proof.examples[-1]
    lines = [f'  - name: "{scenario_name(proof)}"', "    answers:"]
    lines += [f"      {name}: {answer_yaml(answer)}" for name, answer in example.decisive.items()]
    if not example.decisive:
        # A scenario has answers; any will do, since the failure does not depend on them.
        name, answer = next(iter(example.outcome.sheet.items()))
        lines.append(f"      {name}: {answer_yaml(answer)}")
    lines += ["    otherwise: calmest", "    expect:", *(f"      {line}" for line in _expected(proof.wrong.wanted))]
    return "\n".join(lines) + "\n"


def with_scenarios(text: str, proofs: Collection[Proof], first_line: str) -> tuple[str, int]:
    """The text of a scenario file with the cases added that it does not have yet, and how many those are.

    An empty ``text`` becomes a new file that starts with ``first_line``. Raises CannotKeepError when the file is not
    one that a scenario can be added to.
    """
    new = [kept for proof in proofs if (kept := scenario_text(proof)) and f'"{scenario_name(proof)}"' not in text]
    if not new:
        return text, 0
    start = text if text.strip() else f"{first_line}\nscenarios:\n"
    whole = start.rstrip("\n") + "\n" + "".join(new)
    out = Collector()
    read_yaml(whole.encode("utf-8"), "scenarios", out)
    if errors_in(out.all()) or "scenarios:" not in start:
        raise CannotKeepError("The case cannot be added to this file: it is not a list of scenarios two spaces in.")
    return whole, len(new)


def _expected(wanted: Wanted) -> Iterator[str]:
    yield f"urgency: {wanted.urgency.word}"
    if wanted.send_as not in (None, SendAs.INFORMATION_ONLY):
        yield f"send as: {wanted.send_as.word}"
    for key, names in (("steps", wanted.steps), ("not steps", wanted.not_steps), ("contacts", wanted.contacts)):
        if names:
            yield f"{key}: [{', '.join(names)}]"
