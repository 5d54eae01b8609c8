"""Which editor is opened, and how it is told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.policy.workbench.editor import at_line, editor_words

FILE = Path("folder with space") / "rules.yaml"


def found(*names: str):
    return lambda name: name if name in names else None


@pytest.mark.parametrize(
    ("environment", "system", "there", "words"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, "Linux", (), ("code", "--wait")),
        ({"EDITOR": "vim -u NONE"}, "Linux", (), ("vim", "-u", "NONE")),
        ({"VISUAL": "  ", "EDITOR": "hx"}, "Darwin", (), ("hx",)),
        ({"EDITOR": "'/my apps/ed' -x"}, "Linux", (), ("/my apps/ed", "-x")),
        ({"EDITOR": "vi 'unclosed"}, "Linux", (), ("vi", "'unclosed")),
        ({"EDITOR": r"C:\Program Files\Notepad++\notepad++.exe"}, "Windows", (),
         (r"C:\Program Files\Notepad++\notepad++.exe",)),
        ({"EDITOR": '"C:\\Apps\\my ed.cmd" -n'}, "Windows", (), ("C:\\Apps\\my ed.cmd", "-n")),
        ({}, "Windows", ("vim",), ("notepad.exe",)),
        ({}, "Linux", ("vi", "nano"), ("nano",)),
        ({}, "Darwin", ("vim",), ("vim",)),
        ({}, "Darwin", (), ("open", "-W", "-t")),
        ({}, "Linux", (), ()),
    ],
)  # fmt: skip
def test_the_persons_own_editor_comes_first(environment, system, there, words) -> None:
    assert editor_words(environment, system, found(*there)) == words


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        (("vim",), ("vim", "+41", str(FILE))),
        (("/usr/bin/nano", "-l"), ("/usr/bin/nano", "-l", "+41", str(FILE))),
        (("emacsclient", "-nw"), ("emacsclient", "-nw", "+41", str(FILE))),
        (("code",), ("code", "--wait", "--goto", f"{FILE}:41:3")),
        (("code", "-w"), ("code", "-w", "--goto", f"{FILE}:41:3")),
        ((r"C:\bin\Code.cmd",), (r"C:\bin\Code.cmd", "--wait", "--goto", f"{FILE}:41:3")),
        (("subl",), ("subl", "--wait", f"{FILE}:41:3")),
        (("hx",), ("hx", f"{FILE}:41:3")),
        ((r"C:\x\notepad++.exe",), (r"C:\x\notepad++.exe", "-n41", str(FILE))),
        (("notepad.exe",), ("notepad.exe", str(FILE))),
        (("open", "-W", "-t"), ("open", "-W", "-t", str(FILE))),
        (("an-editor-of-my-own",), ("an-editor-of-my-own", str(FILE))),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, command) -> None:
    assert at_line(editor, FILE, 41, 3) == command
