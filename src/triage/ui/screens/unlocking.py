"""Pages between a person and their saved cases: the passphrase, the reference of a new case, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from triage.case.keeping import CasesError
from triage.case.reference import judge_reference, made_up
from triage.ui.draw.cases import asking_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.screens.typing import TypingScreen
from triage.ui.sheet import Drawing

WITHOUT = "Esc goes back. A new worry needs no passphrase: it is not saved, and works as always."


class _UnseenScreen(TypingScreen):
    """A passphrase is typed here, and never shown. ``then`` goes on once it did what it was typed for."""

    hidden = True
    longest = 4_000

    def __init__(self, then: Callable[[], None], says: str = "") -> None:
        super().__init__()
        self._then = then
        self._says = says

    def attempt(self, act: Callable[[], None]) -> None:
        """Do what the passphrase is for, and go on; say what stands against it."""
        try:
            act()
        except CasesError as trouble:
            self._says = f"{trouble.says} {trouble.remedy}".strip()
            self.fill()
        else:
            self.triage.close_page()
            self._then()


class PassphraseScreen(_UnseenScreen):
    """Asks for the passphrase. A wrong one loses nothing."""

    place = "your passphrase"
    hint = "Passphrase"

    def drawing(self) -> Drawing:
        """What is asked, and why the last one did not do."""
        return asking_drawing("Type the passphrase of your saved cases, then Enter.", self._says, WITHOUT)

    def take(self, typed: str) -> None:
        """Try it."""
        self.box.value = ""
        self.attempt(lambda: self.triage.unlock_with(lambda: typed))


class NewCaseScreen(TypingScreen):
    """Asks what a new case is to be called, and questions what looks like a name."""

    place = "new saved case"
    hint = "A reference that names nobody"
    longest = 60

    def __init__(self, chance: bytes) -> None:
        super().__init__()
        self.begin_with = made_up(chance)
        self._says = ""
        self._doubted = ""

    def drawing(self) -> Drawing:
        """What is asked, and what speaks against what was typed."""
        return asking_drawing(
            "A reference for the new case. Enter takes the one shown, or type your own.",
            self._says,
            "No names, initials or dates of birth. Each answer is then saved, encrypted, on this computer only.",
        )

    def take(self, typed: str) -> None:
        """Begin, unless the reference names somebody, or may do so and was not insisted on."""
        judged = judge_reference(typed)
        if judged.refused:
            self._say(judged.refused)
        elif judged.doubt and self._doubted != judged.reference:
            self._doubted = judged.reference
            self._say(f"{judged.doubt} If it names nobody, press Enter once more.")
        else:
            try:
                self.begin(judged.reference)
            except CasesError as trouble:
                self._say(f"{trouble.says} {trouble.remedy}".strip())

    def begin(self, reference: str) -> None:
        """Begin the case. Raises CasesError when it cannot be."""
        self.triage.start_case(reference)

    def _say(self, says: str) -> None:
        self._says = says
        self.fill()


class KeepScreen(NewCaseScreen):
    """Asks what the worry on the screen is to be called once it is kept."""

    place = "keep this worry as a case"

    def begin(self, reference: str) -> None:
        """Write what there is of the worry into a case."""
        self.triage.keep_case(reference)


class SetUpScreen(_UnseenScreen):
    """Asks twice for a passphrase to keep cases under, where nobody has chosen one yet."""

    place = "set up saved cases"
    hint = "A passphrase of your own"
    _first = ""

    def drawing(self) -> Drawing:
        """What is asked, and what was wrong with what was typed."""
        asked = "The same once more, then Enter." if self._first else "Choose a passphrase for your saved cases."
        aside = (
            "Four words that have nothing to do with each other are easy to keep in mind and hard to guess. Without it "
            "nobody can read your cases: not you, and not whoever looks after this computer. It cannot be got back. "
            "Cases are encrypted, and stay on this computer. Esc goes back, and nothing is set up."
        )
        return asking_drawing(asked, self._says, aside)

    def take(self, typed: str) -> None:
        """Keep the first, compare the second, and set it up."""
        self.box.value = ""
        if not self._first:
            self._first, self._says = typed, "" if typed else "Nothing was typed."
        elif typed != self._first:
            self._first, self._says = "", "The two are not the same. Choose one again."
        else:
            self._first = ""
            self.attempt(lambda: self.triage.set_up_with(typed))
            return
        self.fill()


class NotSetUpScreen(ReadingScreen):
    """Cases can only be kept once somebody has chosen a passphrase for them."""

    place = "keep this worry as a case"

    def drawing(self) -> Drawing:
        """How that is done."""
        says = "Saved cases are not set up on this computer, so nothing can be kept yet."
        how = (
            "To set them up, once: leave, type triage cases on, and choose a passphrase. Until then write the times "
            "down on paper: when you told whom, and when they have to answer. The forms can be saved and printed now."
        )
        return asking_drawing(says, "", how)


class TroubleScreen(ReadingScreen):
    """Something cannot be done with saved cases."""

    place = "saved cases"

    def __init__(self, trouble: CasesError) -> None:
        super().__init__()
        self._trouble = trouble

    def drawing(self) -> Drawing:
        """What, and what to do about it."""
        return asking_drawing(self._trouble.says, "", f"{self._trouble.remedy} {WITHOUT}".strip())
