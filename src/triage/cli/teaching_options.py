"""What ``triage teach`` takes: which story, and what can be done with results and handouts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from triage.rules.vignettes import DIFFICULTIES

ACTS: Mapping[str, str] = {
    "start": "Practise on stories. The same as: triage teach",
    "list": "List the stories: their names, topics and how hard they are.",
    "collate": "Put the results of a room together: where it split, how far it agrees, how sure it was.",
    "handout": "Write a sheet for learners, or with --answers one for the trainer, with the passages.",
    "editions": "Hold a story, or answers, against two editions of the rules: what differs, word by word.",
}
"""Everything that can be done, each with its line of help."""

PAPERS = ("text", "markdown", "html", "word")


def add_options(
    parser: argparse.ArgumentParser,
    parser_class: type[argparse.ArgumentParser],
    shared: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add everything that can be done. Without a word after it, ``triage teach`` starts."""
    _add_choosing(parser)
    _add_results(parser)
    _add_ways(parser)
    acts = parser.add_subparsers(dest="act", metavar="WHAT", title="what to do", parser_class=parser_class)
    for act, text in ACTS.items():
        made = acts.add_parser(act, help=text, description=text, allow_abbrev=False)
        shared(made)
        if act in _OWN:
            _OWN[act](made)
            continue
        if act == "collate":
            made.add_argument("files", metavar="FILES", nargs="+", help="Files that --results wrote, one a learner.")
            made.add_argument("--csv", metavar="FILE", help="Write every try, one a line, to a new file.")
        else:
            _add_choosing(made)
        if act == "start":
            _add_results(made)
            _add_ways(made)
        if act == "handout":
            made.add_argument("--answers", action="store_true", help="With the rules' answers and their passages.")
            made.add_argument("--as", dest="form_format", choices=PAPERS, default="text", help="What to write it as.")
            made.add_argument("--out", metavar="FILE", help="Write it to a new file, never over one that is there.")
        if act in ("list", "collate"):
            made.add_argument("--json", action="store_true", help="Give the result as JSON.")


def _add_editions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "story", metavar="STORY", nargs="?", help="A story by its name, or a file of answers. None: every story."
    )
    parser.add_argument("--case", metavar="CASE", help="A saved case instead of a story. Asks for the passphrase.")
    parser.add_argument("--old", metavar="RULES", help="The older edition: a folder, a release, a file or a revision.")
    parser.add_argument("--new", metavar="RULES", help="The newer edition; without it, the rules in use.")
    parser.add_argument("--all", action="store_true", help="List every story for which anything differs.")
    parser.add_argument(
        "--as", dest="form_format", choices=("text", "html"), default="text", help="What to write it as."
    )
    parser.add_argument("--out", metavar="FILE", help="Write it to a new file, never over one that is there.")
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


_OWN: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {"editions": _add_editions}
"""What takes other things than the choosing of stories."""


def _add_choosing(parser: argparse.ArgumentParser) -> None:
    hidden = argparse.SUPPRESS
    parser.add_argument("--story", metavar="STORY", action="append", default=hidden, help="This story, by its name.")
    parser.add_argument("--topic", metavar="TOPIC", default=hidden, help="Stories of this topic.")
    parser.add_argument("--difficulty", choices=DIFFICULTIES, default=hidden, help="Stories as hard as this.")
    parser.add_argument("--count", metavar="N", type=int, default=hidden, help="No more than so many.")
    parser.add_argument("--seed", metavar="S", type=int, default=hidden, help="Which draw; the same gives the same.")


def _add_results(parser: argparse.ArgumentParser) -> None:
    hidden = argparse.SUPPRESS
    parser.add_argument(
        "--results", metavar="FILE", default=hidden, help="Keep what you choose in FILE. Without it, nothing is kept."
    )
    parser.add_argument(
        "--learner", metavar="CODE", default=hidden, help="A code for the results that names nobody, such as A7."
    )


def _add_ways(parser: argparse.ArgumentParser) -> None:
    hidden = argparse.SUPPRESS
    parser.add_argument("--plain", action="store_true", default=hidden, help="Line by line, not in the full screen.")
    parser.add_argument(
        "--projector",
        action="store_true",
        default=hidden,
        help="Show stories to a room: large letters, one thing at a time, nothing kept.",
    )
