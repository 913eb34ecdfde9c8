"""Published lists: who stands on them, read from every format, and what changed."""
