"""Rules for the words that people write: in come front matter and Markdown, out come problems.

Never converts Markdown: what cannot be told from the text alone is refused.
"""
