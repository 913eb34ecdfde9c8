"""One file for each format a publisher uses."""
