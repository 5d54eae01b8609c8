"""The few widgets of the app: they paint drawings and pass on keys, and know nothing of worries or rules."""
