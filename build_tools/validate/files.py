"""Where each part of the content lies: in come names, out come paths relative to the project, with ``/``."""

from build_tools.models import Ledger, Site

SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"


def ledger_file(briefing: str) -> str:
    """Return the file of the ledger of a briefing."""
    return f"content/figures/{briefing}.yml"


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}


def words_file(language: str, name: str) -> str:
    """Return the file of the words of that name in a language."""
    return f"content/{language}/{name}.md"
