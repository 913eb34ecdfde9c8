"""Past forecasts against what happened."""
