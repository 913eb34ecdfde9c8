"""The registry of parameters, their distributions and their values on a day."""
