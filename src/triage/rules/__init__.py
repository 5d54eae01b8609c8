"""Rule files and guidance: read, located, checked, and turned into one frozen rule set."""
