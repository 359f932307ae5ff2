"""Where each part of the content lies: in come names, out come paths relative to the project, with ``/``."""

SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"


def ledger_file(briefing: str) -> str:
    """Return the file of the ledger of a briefing."""
    return f"content/figures/{briefing}.yml"


def words_file(language: str, name: str) -> str:
    """Return the file of the words of that name in a language."""
    return f"content/{language}/{name}.md"
