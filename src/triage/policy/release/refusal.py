"""Why a release cannot be made, installed or used: one calm line, and how to go on."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The sorts of refusal. Programs may rely on these words."""

    DAMAGED = "damaged"
    UNKNOWN_KEY = "unknown key"
    WRONG_SIGNATURE = "wrong signature"
    TOO_NEW = "needs a newer program"
    NOT_YET = "not yet in force"
    OUT_OF_DATE = "past its review date"
    MISSING = "not installed"
    NO_LIBRARY = "signatures cannot be checked"
    RULES = "its rules cannot be loaded"


class ReleaseRefusedError(Exception):
    """A release that must not be used.

    ``says`` is one sentence without the name of the release, as it completes "Release 1.1 ...": ``remedy`` is what to
    do about it.
    """

    def __init__(self, reason: Reason, says: str, remedy: str) -> None:
        super().__init__(f"{says} {remedy}")
        self.reason = reason
        self.says = says
        self.remedy = remedy


class ReleaseStoppedError(Exception):
    """Something about making, installing or choosing releases cannot be done. One sentence, and what to do."""

    def __init__(self, says: str, remedy: str = "", place: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy
        self.place = place
