"""How the rule files stand while they are followed: which version is in use where, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules.problems import Problem
from triage.ui.draw.problems import files_drawing
from triage.ui.following import told
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing


class FilesScreen(ReadingScreen):
    """The state of the rule files, told again whenever they change."""

    place = "rule files"
    own = "files"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files as they are now."""
        news = self.triage.news
        return news.problems if news is not None else ()

    def drawing(self) -> Drawing:
        """Sentences, then the problems."""
        return files_drawing(tuple(self._sentences()), self.problems)

    def rules_changed(self) -> None:
        """Tell it as it is now."""
        self.fill()

    def _sentences(self) -> Iterator[str]:
        news, newest, here = self.triage.news, self.triage.guide, self.triage.in_use
        if news is None:
            yield "Nothing has changed since the rules were read. A change is taken up by itself."
        elif news.unread:
            yield f"At {news.at:%H:%M:%S} the files could not be read. The last good rules stay in use."
        elif news.broken:
            yield f"Since {news.at:%H:%M:%S} they cannot be used as they are. The last good rules stay in use."
        else:
            yield f"Read again at {news.at:%H:%M:%S}, and fine."
        if newest is not None and here is not None:
            if here is newest:
                yield f"In use: {newest.rule_set.version}."
            else:
                yield f"This worry keeps {told(here.rule_set, newest.rule_set)}, which it was begun with."
                yield f"New worries use {told(newest.rule_set, here.rule_set)}."

    def do_files(self) -> None:
        """The key that opened it closes it too."""
        self.do_close()
