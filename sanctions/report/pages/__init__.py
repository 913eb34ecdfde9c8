"""The answer as text: terminal, HTML, Markdown, pages of the history."""
