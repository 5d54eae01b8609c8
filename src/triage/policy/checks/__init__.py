"""Checks that look at every case at once, with the solver: rules that never hold, add nothing or contradict others."""
