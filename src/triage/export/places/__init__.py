"""The places of a case, as plain data that the command line, plain mode and the screens all show in their own way."""
