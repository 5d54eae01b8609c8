"""The screens: each shows drawings and carries out the commands that belong to it."""
