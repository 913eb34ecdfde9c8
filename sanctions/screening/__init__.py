"""Names against lists: scores, identifiers, leads and case files."""
