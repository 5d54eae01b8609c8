"""The way from the app into the rules workbench, which is only loaded when somebody goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.ui.placing import Placing

if TYPE_CHECKING:
    from triage.policy.uses.things import Thing
    from triage.ui.following import Follower
    from triage.ui.guide import Live
    from triage.ui.workbench.desk import Desk


class Writing(Placing):
    """The part of the app for those who write the rules. ``follower`` follows the rule files, once it is wanted."""

    follower: Follower | None = None
    _desk: Desk | None = None

    @property
    def writes(self) -> bool:
        """Whether there is a workbench to go to."""
        return self.context.door is not None

    @property
    def follows(self) -> bool:
        """Whether changes of the rule files are followed."""
        return self.follower is not None

    def follow(self, live: Live) -> None:
        """Follow the rule files from now on."""
        raise NotImplementedError

    def desk_here(self) -> Desk:
        """What lies on the workbench. The files are followed from the first time on."""
        from triage.ui.workbench.desk import Desk

        door = self.context.door
        if door is None:
            raise LookupError("There is no workbench.")
        if self._desk is None:
            self._desk = Desk(self, door)  # type: ignore[arg-type]
            if self.follower is None:
                self.follow(door.live())
            self.read_again()
            self._desk.renew()
        return self._desk

    def read_again(self) -> None:
        """Read the rule files now, whether or not they changed."""
        if self.follower is not None:
            self.follower.look(now=True)

    def open_workbench(self) -> None:
        """Open the workbench over the present screen."""
        if self.writes:
            from triage.ui.workbench.browse import BrowseScreen

            self.desk_here()
            self.push_screen(BrowseScreen())

    def open_thing(self, thing: Thing) -> None:
        """Open one thing on the workbench; Esc leads back to where the person was."""
        from triage.ui.workbench.thing import ThingScreen

        self.push_screen(ThingScreen(thing))

    def open_problems(self) -> None:
        """Show what is wrong with the files."""
        from triage.ui.workbench.problems import ProblemsPage

        self.read(ProblemsPage())

    def open_places(self, about: str, things: Sequence[Thing]) -> None:
        """Show which lines of the files some things come from."""
        if self.writes:
            from triage.ui.workbench.places import PlacesScreen

            self.desk_here()
            self.read(PlacesScreen(about, things))
