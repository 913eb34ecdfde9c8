"""One module per publisher's format, and a reader that recognises which one a file is in."""
