"""The interview: answers in, the next page out, rebuilt from the answers every time."""
