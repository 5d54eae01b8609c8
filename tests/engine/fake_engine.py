"""Stands in for the C module of durable-rules, to misbehave on request. Its one rule set has only the start rule."""

from __future__ import annotations

import json


class FakeEngine:
    """Fires the start rule on the first fact of a session, then whatever ``fires`` holds, one list a fact."""

    def __init__(self, fires: list[list[str]] | None = None, codes: list[int] | None = None) -> None:
        self.fires = [["start"], *(fires or [])]
        self.codes = codes or []
        self.facts: list[dict[str, object]] = []
        self.queue: list[str] = []
        self.deleted: list[str] = []
        self.freed: list[int] = []
        self.refuse_text = False

    def create_ruleset(self, name: str, text: str) -> int:
        if self.refuse_text and name != "triage0":
            raise RuntimeError("error code: 106")
        json.loads(text)
        return 7

    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]:
        self.facts.append(json.loads(fact))
        if self.fires:
            self.queue += self.fires.pop(0)
        return (self.codes.pop(0) if self.codes else 0), 1

    def start_action_for_state(self, handle: int, state: int) -> tuple[str, str] | None:
        message = self.complete_and_start_action(handle, state)
        return None if message is None else ("{}", message)

    def complete_and_start_action(self, handle: int, state: int) -> str | None:
        return json.dumps({self.queue.pop(0): {"c0": {}}}) if self.queue else None

    def delete_state(self, handle: int, session: str) -> None:
        self.deleted.append(session)

    def delete_ruleset(self, handle: int) -> None:
        self.freed.append(handle)
