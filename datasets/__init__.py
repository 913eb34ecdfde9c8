"""Bundled figures, parameters and packages; every file has a card beside it."""
