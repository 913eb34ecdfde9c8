"""Cells put into a file."""
