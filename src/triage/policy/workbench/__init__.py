"""What the rules workbench shows, worked out from the rules: a thing in its file and in words, its scenarios, and what
answers make of it. Plain data; nothing here draws, and nothing is ever written."""
