"""Cells as text and value: formulas, tables, looks, rounding."""
