"""Releases: a rule set checked, dated, signed and packed for other computers, and used there only as it was signed."""
