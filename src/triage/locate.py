"""Where the rule files and the guidance are, in a checkout, an editable install or an installed wheel."""

from __future__ import annotations

from pathlib import Path

RULES = "rules"
GUIDANCE = "guidance"


def data_folder(chosen: str = "") -> Path:
    """The folder that holds ``rules/`` and ``guidance/``.

    ``chosen`` is a folder the person named (an option or a setting); it is taken as it is, so that a mistake in
    it shows as files not found there and never as other rules than the ones asked for. Without it: the data
    inside the installed package if there is any, else the checkout the package was installed from.
    """
    if chosen:
        return Path(chosen).expanduser()
    package = Path(__file__).resolve().parent
    installed = package / "data"
    if (installed / RULES).is_dir():
        return installed
    return package.parents[1]
