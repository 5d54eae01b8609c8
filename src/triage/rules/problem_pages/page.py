"""Writes ``docs/problems.md`` from the registry: ``python -m triage.rules.problem_pages.page docs/problems.md``."""

from __future__ import annotations

import sys
from pathlib import Path

from triage.rules.codes import PARTS
from triage.rules.problem_pages.words import entry_text

HEAD = """\
# What `triage check` can tell you

Every problem has a place, a code and something to try:

```text
rules/england/referral/rules.yaml:12:14: TR204 'emergancy' is not a value of 'urgency:'.
      urgency: emergancy
               ^
Try: did you mean 'emergency'? Otherwise use emergency, now, today, days, planned or information.
Page: docs/problems.md#tr204-the-word-is-not-one-of-those-allowed
```

The place is the file, the line and the column. Problems marked `warning` should be looked at; all others are errors,
and keep the rules from being used or from being published. Codes never change their meaning.

In the terminal, `triage check --explain TR204` tells what stands here about one code, and `triage check --list` names
them all. `--format json` and `--format github` give the same findings to programs and code hosts.

How to write rules is told in [Writing rules](writing-rules.md).

## What is meant to be so

Some findings are a matter of judgement: a rule may be told twice on purpose, and two answers may lead to the same. Say
so beside the rule, question, fact, step, contact or deadline, with the reason:

```yaml
  moving-area:
    when: { information_signs: { includes: moving area } }
    urgency: today
    steps: [tell-both-areas]
    why: children are easily lost between two areas
    because: [working-together#family-moves]
    accepted:
      TR420: It gives its own reason to whoever asks for information.
```

`triage check` leaves the finding out then, and says how many were accepted. What can be accepted is marked below; the
rest has to be put right. When the finding no longer happens, the check asks you to take the line away again (`TR431`).
"""
FOOT = "<!-- made by: python -m triage.rules.problem_pages.page docs/problems.md -->\n"


def page_text() -> str:
    """The whole page."""
    parts = [HEAD.rstrip("\n")]
    for part in PARTS:
        intro = part.intro.strip()
        parts += [f"## {part.title}", *([intro] if intro else [])]
        parts += [entry_text(code, entry) for code, entry in part.codes.items()]
    return "\n\n".join(parts) + f"\n\n{FOOT}"


def main() -> None:
    """Write the page to the file named."""
    Path(sys.argv[1]).write_text(page_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
