"""Reading files from outside: text, TOML and workbooks, each refused by name where it cannot be read."""
