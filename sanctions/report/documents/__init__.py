"""JSON and tables for programs, one file for each family."""
