"""Runs the rules engine behind a pipe: a program on the first line, then a request a line, and a reply to each."""

from __future__ import annotations

import json
import sys

from triage.engine.durable import DurableReasoner

if __name__ == "__main__":
    reasoner = DurableReasoner(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        print(json.dumps(reasoner.conclude(json.loads(line))), flush=True)
    reasoner.close()
