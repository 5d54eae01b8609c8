"""What the commands about releases take. Standard library only, as the rest of the parser."""

from __future__ import annotations

import argparse


def add_release(parser: argparse.ArgumentParser) -> None:
    """``triage release``: the words of a release, the key, and the rehearsal."""
    add = parser.add_argument
    add("path", metavar="PATH", nargs="?", help="The folder that holds rules and guidance.")
    add(
        "--approved-by", metavar="WHO", action="append", help="Who approved it, as a role or initials; may be repeated."
    )
    add("--since", metavar="OLD", help="The release before (name, file or folder), or nothing for the first.")
    add("--sign-off", metavar="FILE", help="Who accepted which less safe change, and why.")
    add("--called", metavar="NAME", help="The name of the release; without it, the version of the national pack.")
    add("--needs", metavar="VERSION", help="The oldest triage that may use it; without it, this one.")
    add("--made-on", metavar="DATE", help="The day it was made, to make the same release again; without it, today.")
    add("--out", metavar="FILE", help="The file to write.")
    add("--dry-run", action="store_true", help="Check everything and show the release notes; write and sign nothing.")
    add("--new-key", action="store_true", help="Make a key to sign releases with.")
    add("--owner", metavar="ROLE", help="Whose the new key is, as a role.")
    add("--key", metavar="FILE", help="The private key; without it, the one in the settings folder.")
    add("--passphrase-file", metavar="FILE", help="Read the passphrase of the key from the first line of FILE.")
    add("--json", action="store_true", help="Give the result as JSON.")


def add_install(parser: argparse.ArgumentParser) -> None:
    """``triage install``."""
    parser.add_argument("file", metavar="FILE", help="A release file.")
    parser.add_argument("--use", action="store_true", help="Use it from now on.")


def add_releases(parser: argparse.ArgumentParser) -> None:
    """``triage releases``."""
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


def add_use(parser: argparse.ArgumentParser) -> None:
    """``triage use``."""
    parser.add_argument("release_name", metavar="RELEASE", help="The name or hash of a release, or built-in.")


def add_remove(parser: argparse.ArgumentParser) -> None:
    """``triage remove``."""
    parser.add_argument("release_name", metavar="RELEASE", help="The name or hash of a release.")


def add_trust(parser: argparse.ArgumentParser) -> None:
    """``triage trust``."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="A public key; without it, list the trusted keys.")
    parser.add_argument("--fingerprint", metavar="FINGERPRINT", help="The fingerprint the key must have.")
    parser.add_argument("--remove", metavar="FINGERPRINT", help="Trust this key no more.")
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")


def add_rerun(parser: argparse.ArgumentParser) -> None:
    """``triage rerun``."""
    parser.add_argument("record", metavar="RECORD", help="A decision, as triage decide --json wrote it.")
    parser.add_argument("--under", metavar="RELEASE", help="Decide it under this release, and show what differs.")
    parser.add_argument("--json", action="store_true", help="Give the result as JSON.")
