"""One file for each publisher figures are downloaded from."""
