"""What ``triage teach`` takes: which story, and what can be done with results and handouts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from triage.rules.vignettes import DIFFICULTIES

ACTS: Mapping[str, str] = {
    "start": "Practise on stories. The same as: triage teach",
    "list": "List the stories: their names, topics and how hard they are.",
    "handout": "Write a sheet for learners, or with --answers one for the trainer, with the passages.",
    "room": "Make a room of stories, and type in what learners answered on paper, a line each.",
    "collate": "Put the answers of a room together: where it split, how far it agrees, how sure it was.",
    "demo": "Show a walk through the app that plays by itself, or record one for slides.",
    "editions": "Hold a story, or answers, against two editions of the rules: what differs, word by word.",
    "results": "Write what one learner chose beside the rules. It is no mark and no certificate.",
}
"""Everything that can be done, each with its line of help."""

ROUNDS = ("before", "after")
PAPERS = ("text", "markdown", "html", "word")


def add_options(
    parser: argparse.ArgumentParser,
    parser_class: type[argparse.ArgumentParser],
    shared: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add everything that can be done. Without a word after it, ``triage teach`` starts."""
    _add_start(parser)
    acts = parser.add_subparsers(dest="act", metavar="WHAT", title="what to do", parser_class=parser_class)
    for act, text in ACTS.items():
        made = acts.add_parser(act, help=text, description=text, allow_abbrev=False)
        shared(made)
        _ADDING[act](made)


def _add_list(made: argparse.ArgumentParser) -> None:
    _add_choosing(made)
    made.add_argument("--table", action="store_true", help="Count them by topic, difficulty, role and urgency.")
    _add_json(made)


def _add_handout(made: argparse.ArgumentParser) -> None:
    _add_choosing(made)
    made.add_argument("--answers", action="store_true", help="With the rules' answers and their passages.")
    made.add_argument("--speaker", action="store_true", help="Notes to hold while a room looks at the projector.")
    _add_paper(made)


def _add_room(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", help="The file of the room; where there is none, it is made.")
    _add_choosing(made, room=False)
    _add_round(made)
    made.add_argument("--papers", metavar="FILE", help="Take the papers from this text or CSV file.")


def _add_collate(made: argparse.ArgumentParser) -> None:
    made.add_argument("files", metavar="FILES", nargs="+", help="Rooms of papers, and files that --results wrote.")
    made.add_argument("--csv", metavar="FILE", help="Write every answer, one a line, to a new file.")
    _add_paper(made)
    _add_json(made)


def _add_one_learner(made: argparse.ArgumentParser) -> None:
    made.add_argument("files", metavar="FILES", nargs="+", help="Rooms of papers, and files that --results wrote.")
    made.add_argument("--learner", metavar="NUMBER", default=argparse.SUPPRESS, help="Whose results.")
    _add_paper(made)


def _add_start(made: argparse.ArgumentParser) -> None:
    _add_choosing(made)
    _add_results(made)
    _add_ways(made)


def _add_editions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "story", metavar="STORY", nargs="?", help="A story by its name, or a file of answers. None: every story."
    )
    parser.add_argument("--case", metavar="CASE", help="A saved case instead of a story. Asks for the passphrase.")
    parser.add_argument("--old", metavar="RULES", help="The older edition: a folder, a release, a file or a revision.")
    parser.add_argument("--new", metavar="RULES", help="The newer edition; without it, the rules in use.")
    parser.add_argument("--all", action="store_true", help="List every story for which anything differs.")
    parser.add_argument("--as", dest="form_format", choices=("text", "html"), help="What to write it as.")
    parser.add_argument("--out", metavar="FILE", help="Write it to a new file, never over one that is there.")
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="The walk to show. None: choose among them.")
    parser.add_argument("--list", action="store_true", help="List the walks there are.")
    parser.add_argument("--json", action="store_true", help="Give the list as JSON.")
    parser.add_argument("--speed", metavar="WORDS", type=int, default=200, help="Words a minute; left out, 200.")
    parser.add_argument("--cast", metavar="FILE", help="Record it to a new file for terminal players (asciicast).")
    parser.add_argument("--text", metavar="FOLDER", help="Write each frame of it to FOLDER as a numbered text file.")
    parser.add_argument("--svg", metavar="FOLDER", help="Write each frame of it to FOLDER as a numbered picture.")
    parser.add_argument("--size", metavar="COLUMNSxLINES", default="100x30", help="The terminal it is recorded for.")
    parser.add_argument("--at", metavar="TIME", help="Show it as if it were TIME (2026-11-27T16:50).")


_ADDING: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "start": _add_start,
    "list": _add_list,
    "handout": _add_handout,
    "room": _add_room,
    "collate": _add_collate,
    "results": _add_one_learner,
    "demo": _add_demo,
    "editions": _add_editions,
}


def _add_paper(made: argparse.ArgumentParser) -> None:
    made.add_argument("--as", dest="form_format", choices=PAPERS, default="text", help="What to write it as.")
    made.add_argument("--out", metavar="FILE", help="Write it to a new file, never over one that is there.")


def _add_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="Give the result as JSON.")


def _add_round(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--round", choices=ROUNDS, default=argparse.SUPPRESS, help="Answers from before or after the room talks."
    )


def _add_choosing(parser: argparse.ArgumentParser, *, room: bool = True) -> None:
    hidden = argparse.SUPPRESS
    if room:
        parser.add_argument("--room", metavar="FILE", default=hidden, help="The stories of this room, in its order.")
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
    _add_round(parser)


def _add_ways(parser: argparse.ArgumentParser) -> None:
    hidden = argparse.SUPPRESS
    parser.add_argument("--plain", action="store_true", default=hidden, help="Line by line, not in the full screen.")
    parser.add_argument(
        "--projector",
        action="store_true",
        default=hidden,
        help="Show stories to a room: large letters, one thing at a time, nothing kept.",
    )
