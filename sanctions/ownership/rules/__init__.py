"""The ownership rules, one class for each authority."""
