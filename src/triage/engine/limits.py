"""Checks a compiled program against everything that is known to make the engine hang, crash or answer wrongly.

Some rule texts never return from loading, so nothing may be loaded that was not checked here. The figures were
measured on durable-rules 2.0.28.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from triage.engine.errors import EngineRefused
from triage.engine.program import NUMBER_PLACEHOLDER, SENTINEL, SESSION_PLACEHOLDER, Program

MOST_RULES: Final = 4_096
MOST_CONDITIONS: Final = 15
"""The engine allows 16 facts in one rule."""
MOST_SHARED: Final = 255
MOST_TESTS: Final = 511
MOST_FACT_TESTS: Final = 64
MOST_TEXT: Final = 16_000_000
LONGEST_NAME: Final = 200
"""The engine takes lengths modulo 65,536; names of ours are far shorter."""
LARGEST_NUMBER: Final = 2**31 - 2
"""Rule constants are 32 bits wide on some systems."""
FIXED_NAMES: Final = ("id", "sid", "q", "s", "n", "$s", "m", SENTINEL)
SESSIONS: Final = tuple(f"case{place}" for place in range(4))
"""The names of the sessions that can be alive at once."""

Condition = Mapping[str, Any]


def fnv(text: str) -> int:
    """The hash by which the engine tells attributes, sessions and facts apart (FNV-1a, 32 bits)."""
    value = 2_166_136_261
    for byte in text.encode():
        value = (value ^ byte) * 16_777_619 & 0xFFFFFFFF
    return value


def check(program: Program) -> None:
    """Raises EngineRefused, saying which limit and by how much, when the program must not be loaded."""
    facts = [json.loads(_sample(message["fact"])) for several in program["messages"].values() for message in several]
    plans = program["questions"].values()
    facts += [json.loads(_sample(message["fact"])) for plan in plans for message in plan["numbers"]]
    for text in program["texts"]:
        check_text(text)
    for fact in facts:
        _check_fact(fact)
    check_names([*FIXED_NAMES, *SESSIONS, *{fact["id"] for fact in facts}])


def check_text(text: str) -> None:
    """Checks one rule text. Raises EngineRefused when it is outside what the engine does rightly."""
    _at_most(len(text.encode()), MOST_TEXT, "bytes of rule text")
    definition = json.loads(text)
    _at_most(len(definition), MOST_RULES, "rules in one text")
    if SENTINEL not in definition:
        raise EngineRefused("The rule text has no start rule.")
    conditions: list[Condition] = []
    for name, rule in definition.items():
        conditions += _conditions(name, rule)
    _check_sharing(conditions)


def check_names(names: Iterable[str]) -> None:
    """Raises EngineRefused when the engine could mix two of the names up, or one is too long."""
    seen: dict[int, str] = {}
    for name in names:
        _at_most(len(name), LONGEST_NAME, "letters in a name")
        other = seen.setdefault(fnv(name), name)
        if other != name:
            raise EngineRefused(f"The engine cannot tell the names “{other}” and “{name}” apart.")


def _conditions(name: str, rule: object) -> list[Condition]:
    """The conditions of one rule. Refuses every form but ``{"all": [{"c0": {"$and": [...]}}, ...]}``."""
    if not isinstance(rule, dict) or set(rule) != {"all"} or not rule["all"]:
        raise EngineRefused(f"The engine's rule “{name}” must be one list of conditions that are all needed.")
    _at_most(len(rule["all"]), MOST_CONDITIONS, f"conditions in the engine's rule “{name}”")
    found: list[Condition] = []
    for item in rule["all"]:
        (condition,) = item.values()
        if set(condition) != {"$and"} or not condition["$and"]:
            raise EngineRefused(f"A condition of the engine's rule “{name}” must be one list of tests.")
        first, *others = condition["$and"]
        if set(first) != {"q"} or not all(_is_test(test) for test in others):
            raise EngineRefused(f"A condition of the engine's rule “{name}” uses tests outside the safe few.")
        found.append(condition)
    if len({json.dumps(condition) for condition in found}) < len(found):
        raise EngineRefused(f"The engine's rule “{name}” asks twice for one fact, and could never fire.")
    return found


def _is_test(test: Mapping[str, Any]) -> bool:
    ((key, value),) = test.items()
    if key == "s":
        return isinstance(value, str)
    return key in ("$gte", "$lt") and set(value) == {"n"} and _is_small(value["n"])


def _is_small(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST_NUMBER


def _check_sharing(conditions: list[Condition]) -> None:
    shared = Counter(json.dumps(condition) for condition in conditions)
    _at_most(max(shared.values()), MOST_SHARED, "rules sharing one condition")
    branches: dict[str, set[str]] = {}
    for condition in conditions:
        first, *others = condition["$and"]
        branches.setdefault(first["q"], set()).add(json.dumps(others))
    _at_most(len(branches), MOST_TESTS, "different first tests in one text")
    for name, tests in branches.items():
        _at_most(len(tests), MOST_TESTS, f"different tests after “{name}”")
        ranges = [test for test in tests if '"$' in test]
        _at_most(len(ranges) + 1, MOST_FACT_TESTS, f"tests that one fact “{name}” could meet")


def _check_fact(fact: Mapping[str, Any]) -> None:
    value = fact.get("s", fact.get("n"))
    if set(fact) not in ({"id", "sid", "q", "s"}, {"id", "sid", "q", "n"}) or type(value) not in (str, int):
        raise EngineRefused(f"A fact for the engine holds more or other than it may: {sorted(fact)}.")
    check_names([str(fact["q"]), str(value)])


def _sample(fact: str) -> str:
    return fact.replace(SESSION_PLACEHOLDER, SESSIONS[0]).replace(NUMBER_PLACEHOLDER, "0")


def _at_most(number: int, most: int, what: str) -> None:
    if number > most:
        raise EngineRefused(f"The rules are too large for the engine: {number:,} {what}; at most {most:,} are allowed.")
