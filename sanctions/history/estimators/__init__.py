"""One fitted coefficient a file."""
