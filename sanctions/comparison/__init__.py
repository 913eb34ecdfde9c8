"""Options side by side: runs, differences, shares, chances."""
