"""The one reader of YAML. Strict: what YAML would guess at, join, cut or drop is refused with its place.

The library's parser only finds the parts of the file; the tree is built here, without recursion and within
fixed bounds. Every value is text: ``yes``, ``1:30``, ``010`` and dates stay what was typed.
"""

from __future__ import annotations

import re

from triage.rules import nodes
from triage.rules.model import Place
from triage.rules.problems import Collector
from triage.rules.raw_text import brackets_too_deep, read_text
from triage.rules.tree_builder import STAND_IN, TreeBuilder
from triage.rules.yaml_words import in_plain_words

# Inside brackets the parser written in Python ends a text at "?", and the other does not: it reads a stand-in instead.
_QUESTION_MARK = re.compile(r"""(?<=[^\s\[{,?])\?+|(?<=[^\s\[\]{},?:"'>|-]) +\?+|(?<=\S-) +\?+""")


def read_yaml(data: bytes, file: str, out: Collector, *, pure: bool = False) -> nodes.Node | None:
    """The tree of a file, or None when it cannot be read. Problems are added to ``out``.

    A tree may come back although problems were found, so that the rest of the file can be checked too; a value
    that was refused is then an empty text. ``pure`` keeps to the parser written in Python; both give the same.
    """
    text = read_text(data, file, out)
    if text is None or brackets_too_deep(text, file, out):
        return None
    import yaml

    if not pure and yaml.__with_libyaml__:
        found = Collector()
        try:
            tree = TreeBuilder(text, file, found).build(yaml.parse(text, Loader=yaml.CSafeLoader))
        except yaml.YAMLError:
            pass  # The parser in Python says more exactly what is wrong.
        else:
            out.extend(found.all())
            return tree
    found = Collector()
    tree = None
    try:
        alike = _QUESTION_MARK.sub(lambda found: found.group().replace("?", STAND_IN), text)
        tree = TreeBuilder(text, file, found).build(yaml.parse(alike, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        # A bracket or quote left open makes text seem to run on; that would only tell of the same mistake twice.
        found = found.without("TR114")
        line, column, message, suggestion = in_plain_words(error)
        found.error("TR105", Place(file, line, column), message, suggestion)
    out.extend(found.all())
    return tree
