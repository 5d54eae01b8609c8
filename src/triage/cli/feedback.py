"""``triage feedback``: how often people saw it differently, by rule and reason. Nothing of a case is in it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli.case_place import case_time, opened, read_date
from triage.cli.cases import written
from triage.cli.errors import Stop
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules

if TYPE_CHECKING:
    from triage.case.feedback import Feedback
    from triage.rules.model import RuleSet

SMALL = "A count below 5 can point to a case, so it is told as fewer than 5. Exact numbers: --exact."
SMALL_SHOWN = "A count below 5 can point to a case: think before you pass this on."
NOTHING = "Nobody has said that they see it differently."


def feedback(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Count over the saved cases of this machine, or add up files of counts."""
    from triage.case.feedback import feedback_data

    found = _added_up(arguments.files) if arguments.files else _counted(arguments.since, case_time(now))
    rule_set = load_rules(settings, now.date())
    data = feedback_data(found, exact=arguments.exact)
    message = SMALL_SHOWN if arguments.exact else SMALL
    if arguments.out:
        written(Path(arguments.out).expanduser(), json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8"))
        message = f"Written to {arguments.out}. Nothing is sent anywhere. {message}"
    if arguments.json:
        return Outcome(json_text(_with_places(data, rule_set)), message=message if arguments.out else "")
    return Outcome(_text(found, rule_set, exact=arguments.exact), message=message if found.lines else "")


def _counted(since: str | None, now: datetime) -> Feedback:
    from triage.case.feedback import feedback as counted

    start = datetime.combine(read_date(since, "--since"), time(), now.tzinfo) if since else None
    with opened() as store:
        return counted(store.all(), start)


def _added_up(files: Sequence[str]) -> Feedback:
    from triage.case.feedback import Feedback

    total = Feedback({}, {})
    for file in files:
        total = total.plus(_read(file))
    return total


def _read(file: str) -> Feedback:
    from triage.case.feedback import read_feedback

    try:
        return read_feedback(json.loads(Path(file).expanduser().read_text(encoding="utf-8")))
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=file) from None
    except (ValueError, RecursionError) as wrong:
        says = str(wrong) if "triage feedback" in str(wrong) or "in it" in str(wrong) else "This is not JSON."
        raise Stop(says, place=file, remedy="Write one with: triage feedback --out FILE") from None


def _place(rule: str, rule_set: RuleSet) -> str:
    found = rule_set.rules.get(rule)
    return str(found.place) if found is not None else ""


def _with_places(data: dict[str, Any], rule_set: RuleSet) -> dict[str, Any]:
    lines = [line | {"place": _place(line["rule"], rule_set)} for line in data["lines"]]
    return data | {"lines": lines}


def _text(found: Feedback, rule_set: RuleSet, *, exact: bool) -> str:
    from triage.export.layout import Sheet
    from triage.plan.own_view import seen_differently

    if not found.lines:
        return NOTHING
    seen = seen_differently(rule_set)
    words = {one.id: one.says for one in seen.reasons} | {one.id: one.says for one in seen.safer}
    sheet = Sheet()
    for rule in dict.fromkeys(line.rule for line in found.lines):
        where = _place(rule, rule_set) or ("these rules do not have it" if rule else "")
        sheet.title(f"{rule or 'No rule: the plan every case gets'}{f' ({where})' if where else ''}")
        for line in found.lines:
            if line.rule == rule:
                says = words.get(line.reason, line.reason)
                sheet.item(f"{found.words(line, exact=exact)}: ", f"{says} ({line.direction}, {line.reason})")
    return sheet.written()
