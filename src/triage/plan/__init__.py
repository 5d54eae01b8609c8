"""What a person is told to do, in order, with contacts, words and times."""
