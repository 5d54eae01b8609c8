"""Saved cases on the disk: encrypted, off until asked for. Nothing outside this folder imports the database."""
