"""The numbers every page shows, and of what they are."""
