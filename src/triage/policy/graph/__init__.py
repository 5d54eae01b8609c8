"""Pictures of the rules: which answers lead to which rules, and what not sure and not asked lead to."""
