"""Decides which rules hold for a set of answers, twice, by two independent methods."""
