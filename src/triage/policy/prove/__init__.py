"""Proofs over every possible set of answers, by a SAT solver: what no number of scenarios can show."""
