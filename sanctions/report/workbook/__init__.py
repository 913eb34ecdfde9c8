"""The workbook: sheets, checks, live draws, writing and reading it back."""
