"""What a policy owner runs against a rule set: scenarios and how long the interview is."""
