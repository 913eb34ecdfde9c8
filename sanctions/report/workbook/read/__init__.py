"""Reading a workbook back: what was changed, filled in and asked for."""
