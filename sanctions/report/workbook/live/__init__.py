"""The Draws sheet: the model live for every one of the first joint draws."""
