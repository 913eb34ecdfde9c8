"""What an option does to listed entities."""
