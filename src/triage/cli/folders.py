"""The folders of this person on this computer: settings, what is installed, and what is set for all users."""

from __future__ import annotations

from pathlib import Path

TRUSTED = "trusted-keys"
"""The list of trusted keys, in each of the folders that may hold one."""
USED = "used.json"
"""Which release is used, in the folder of releases."""
APP = "triage"


def settings_folder() -> Path:
    """Where this person's settings lie: trusted keys, and a private key of their own."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def shared_folder() -> Path:
    """Where an organisation puts settings for everyone who uses this computer."""
    from platformdirs import site_config_path

    return site_config_path(APP, appauthor=False)


def releases_folder() -> Path:
    """Where installed releases lie."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False) / "releases"


def key_lists() -> tuple[Path, ...]:
    """The files that list trusted keys: this person's, everybody's, and the one that came with the program."""
    supplied = Path(__file__).resolve().parents[1] / "data" / TRUSTED
    return (settings_folder() / TRUSTED, shared_folder() / TRUSTED, supplied)


def private_key_file() -> Path:
    """Where the private key is kept unless another file is named."""
    return settings_folder() / "release-key"
