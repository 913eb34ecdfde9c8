"""Registers of stakes and of who is listed, one file for each format."""
