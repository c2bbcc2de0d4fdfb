"""THE DOCUMENT: plan + analysis -> document -> terminal, Markdown, JSON."""
