"""Why a rule does not hold, what would change the result, and a rule in plain words."""
