"""The answer as cells, pages and documents."""
