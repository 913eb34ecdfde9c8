"""Sanctions impact calculator."""
