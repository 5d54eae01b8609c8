"""New topics, rules, sources and packs, written from the words of the person who owns the rules."""
