"""The way from the app to the made-up stories, which are only loaded when somebody goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.ui.writing import Writing

if TYPE_CHECKING:
    from triage.rules.vignettes import Vignette
    from triage.ui.teach.classroom import Classroom


class Teaching(Writing):
    """The part of the app for those who learn and those who teach. No story ever touches the worry worked on."""

    _classroom: Classroom | None = None

    @property
    def teaches(self) -> bool:
        """Whether there are stories to go to."""
        return self.context.lessons is not None

    def classroom_here(self) -> Classroom:
        """The stories, and where the lesson has got to."""
        from triage.ui.teach.classroom import Classroom

        lessons = self.context.lessons
        if lessons is None:
            raise LookupError("There are no stories here.")
        if self._classroom is None:
            self._classroom = Classroom(self, lessons)  # type: ignore[arg-type]
        return self._classroom

    def open_teach(self) -> None:
        """Open the list of stories over the present screen."""
        if self.teaches:
            from triage.ui.teach.stories import StoriesScreen

            self.classroom_here().look_again()
            self.push_screen(StoriesScreen())

    def open_editions(self, story: Vignette) -> None:
        """Hold a story against an older edition of the rules."""
        from triage.training.editions.cases import story_case
        from triage.ui.teach.editions import Editions, EditionsScreen

        hold = self.context.lessons.editions if self.context.lessons is not None else None
        if hold is not None:
            self.push_screen(EditionsScreen(Editions(lambda _: hold(story), (), "", ""), story_case(story)))

    def end_lessons(self) -> None:
        """Let go of the engine that marks."""
        if self._classroom is not None:
            self._classroom.close()
