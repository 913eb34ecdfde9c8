"""The language of packages: terms, rules, reading, writing, sentences, the form."""
