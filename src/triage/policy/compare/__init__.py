"""Two versions of the rules held against each other over every possible case: what an edit really changes."""
