"""The rule set as a readable, printable HTML handbook."""
