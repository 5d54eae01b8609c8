"""One case under two editions of the rules: what each says, and what became of every line and passage."""
