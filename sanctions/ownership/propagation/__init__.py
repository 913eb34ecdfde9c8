"""How being blocked spreads over a graph of stakes."""
