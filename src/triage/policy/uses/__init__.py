"""What uses a question, an answer, a fact, a step, a contact and every other named part of a rule set."""
