"""What starts the clock of a limit by itself, and what is owed by its end: read, refused, and kept by local packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, good_copy
from triage.case.schema import What
from triage.policy.uses.references import references
from triage.rules.load import load
from triage.rules.model import Deadline
from triage.rules.problems import Problem, RulesRefused
from triage.rules.waiting import EVENTS, SETTLING, WaitsFor

LIMITS = "rules/england/deadlines.yaml"
LOCAL = "rules/fenshire/local/rules.yaml"
STARTS = "    starts: your phone call ended\n"
LINKS = """    started by: [ring-front-door, acknowledged]
    waits for: { what: word that they have it, from: children's social care, until: acknowledged }
"""


def with_links(folder: Path, links: str, local: str = "") -> Path:
    text = (GOOD / LIMITS).read_text().replace(STARTS, STARTS + links, 1)
    own = (GOOD / LOCAL).read_text().replace(STARTS, STARTS + local, 1)
    return good_copy(folder, {LIMITS: text, LOCAL: own})


def limit(folder: Path, pack: str = "england") -> Deadline:
    return load(folder, [pack], TODAY).deadlines["written-follow-up"]


def refused(folder: Path) -> Problem:
    with pytest.raises(RulesRefused) as caught:
        load(folder, ["england"], TODAY)
    [problem] = caught.value.problems
    return problem


def test_steps_events_and_what_is_owed_are_read(tmp_path: Path) -> None:
    found = limit(with_links(tmp_path, LINKS))
    assert found.started_by == ("ring-front-door", "acknowledged")
    assert found.waits_for == WaitsFor("word that they have it", "children's social care", "acknowledged")
    one = limit(with_links(tmp_path, "    started by: ring-front-door\n"))
    assert (one.started_by, one.waits_for) == (("ring-front-door",), None)


@pytest.mark.parametrize(
    ("links", "code", "says", "suggests"),
    [
        ("    started by: ring-front-dor\n", "TR304", "no step called 'ring-front-dor'", "ring-front-door"),
        ("    started by: [ring-front-door, acknowledge]\n", "TR304", "no step called 'acknowledge'", ""),
        ("    started by: front-door\n", "TR304", "no step called 'front-door'", ""),
        ("    waits for: { what: word, from: them, until: outcom told }\n", "TR204", "outcom told", "outcome told"),
        ("    waits for: { what: word, until: acknowledged }\n", "TR202", "no 'from:'", ""),
        ("    waits for: { what: word, from: them, until: acknowledged, by: x }\n", "TR201", "'by'", ""),
    ],
)
def test_a_link_to_what_is_not_there_is_refused(
    links: str, code: str, says: str, suggests: str, tmp_path: Path
) -> None:
    problem = refused(with_links(tmp_path, links))
    assert (problem.code, problem.place.line) == (code, 9)
    assert says in problem.message
    assert suggests in problem.suggestion


def test_a_local_limit_keeps_what_starts_the_one_it_replaces_and_may_add_to_it(tmp_path: Path) -> None:
    kept = limit(with_links(tmp_path, LINKS), "fenshire")
    assert kept.same_day
    assert kept.started_by == ("ring-front-door", "acknowledged")
    assert kept.waits_for is not None
    more = limit(with_links(tmp_path, LINKS, "    started by: ring-river-police\n"), "fenshire")
    assert more.started_by == ("ring-front-door", "acknowledged", "ring-river-police")
    assert limit(with_links(tmp_path, LINKS)).started_by == ("ring-front-door", "acknowledged")


def test_a_step_that_starts_a_clock_says_so_among_its_uses(tmp_path: Path) -> None:
    rule_set = load(with_links(tmp_path, LINKS), ["england"], TODAY)
    found = [one for one in references(rule_set, (), ()) if one.key == "started by"]
    assert [(one.user.name, one.name) for one in found] == [("written-follow-up", "ring-front-door")]


def test_every_event_that_a_rule_may_name_can_be_told_of_a_case() -> None:
    told = {str(what) for what in What}
    assert told - set(EVENTS) == {"time started"}
    assert set(SETTLING) < set(EVENTS) <= told
