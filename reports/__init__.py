"""What a workbook contains (layouts) and small pinned examples."""
