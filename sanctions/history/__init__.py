"""Past events and prices: returns, event studies, calibration."""
