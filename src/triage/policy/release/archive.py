"""The file a release travels in: a zip file in one exact form.

The form has no freedom: members in the order of their names, stored and not compressed, no dates, no comments, no
extra fields. So the same content always makes the same bytes, and a file is read only if writing its content again
gives every one of its bytes. That leaves no room for a changed byte, a second member of the same name, a link,
something hidden before, between or after the members, or a small file that unpacks to a huge one. Any zip program can
open it.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

from triage.policy.release.refusal import Reason, ReleaseRefusedError

SUFFIX = ".triage-rules"
MOST_FILES = 2_000
LARGEST_MEMBER = 1_000_000
"""In bytes, as for every rule file. The manifest may be three times as large."""
LARGEST_ARCHIVE = 40_000_000
"""In bytes. The rules that come with the program are about one thirtieth of this."""
LONGEST_NAME = 150
MOST_FOLDERS = 4

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DAY_ONE = 0x21
"""1 January 1980, the earliest day a zip file can name."""
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that mean a device, and not a file, on Windows."""


def safe_name(name: str) -> bool:
    """Whether a file of this name can be written on every system, inside the folder it is meant for."""
    parts = name.split("/")
    return len(name) <= LONGEST_NAME and len(parts) <= MOST_FOLDERS and all(map(_safe_part, parts))


def _safe_part(part: str) -> bool:
    return bool(_PART.fullmatch(part)) and not part.endswith(".") and part.split(".")[0].lower() not in _DEVICES


def pack(members: Mapping[str, bytes]) -> bytes:
    """The members as one file, in the one form there is. Raises ValueError for names or sizes that do not fit it."""
    wrong = unfit(members)
    if wrong:
        raise ValueError(wrong)
    return _packed(members)


def _packed(members: Mapping[str, bytes]) -> bytes:
    body, entries = bytearray(), bytearray()
    for name in sorted(members):
        data, where = members[name], name.encode("ascii")
        facts = (0, 0, 0, _DAY_ONE, zlib.crc32(data), len(data), len(data), len(where), 0)
        entries += _ENTRY.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, 0, 0, 0, 0, len(body)) + where
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts) + where + data
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(entries), len(body), 0)
    return bytes(body + entries + end)


def unfit(members: Mapping[str, bytes]) -> str:
    """What about these members does not fit the form, in a sentence; empty when all of it does."""
    if len(members) > MOST_FILES:
        return f"it holds more than {MOST_FILES:,} files."
    for name in members:
        if not safe_name(name):
            return f'it holds a file with the name "{name[:60]}", which is not a name for a rule file.'
    if len({name.casefold() for name in members}) != len(members):
        return "it holds two files whose names differ only in capital letters."
    for name, data in members.items():
        if len(data) > LARGEST_MEMBER * (3 if "/" not in name else 1):
            return f"{name} is larger than a rule file may be."
    return ""


def unpack(data: bytes) -> dict[str, bytes]:
    """The members of an archive by name. Raises ReleaseRefusedError for anything but what :func:`pack` writes."""
    if len(data) > LARGEST_ARCHIVE:
        raise _damaged(f"is larger than {LARGEST_ARCHIVE // 1_000_000} MB.")
    if not data.startswith(b"PK"):
        raise _damaged("is not a release file.")
    members = _members(data)
    if _packed(members) != data:
        raise _damaged("was changed or cut short after it was made.")
    wrong = unfit(members)
    if wrong:
        raise _damaged(f"cannot be used: {wrong}")
    return members


def _members(data: bytes) -> dict[str, bytes]:
    """The members from the front, believing nothing: whoever calls writes them again and compares."""
    members: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == b"PK\x03\x04" and at + _LOCAL.size <= len(data) and len(members) <= MOST_FILES:
        size, length = _LOCAL.unpack_from(data, at)[8:10]
        start = at + _LOCAL.size
        name = data[start : start + length]
        at = start + length + size
        if not name.isascii() or not name:
            break
        members[name.decode("ascii")] = data[start + length : at]
    return members


def _damaged(says: str) -> ReleaseRefusedError:
    return ReleaseRefusedError(Reason.DAMAGED, says, "Ask whoever gave you the release to send it again.")
