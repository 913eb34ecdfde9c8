"""What must agree in the workbook, one room for each kind of check, and the sheet that shows them."""
