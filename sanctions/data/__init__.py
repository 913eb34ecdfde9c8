"""Series and figures with their cards: what was known on a day, and what is downloaded."""
