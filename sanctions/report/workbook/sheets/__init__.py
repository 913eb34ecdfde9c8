"""One module for each sheet of the workbook; each returns what the sheet holds and where."""
