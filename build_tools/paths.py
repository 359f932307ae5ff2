"""Where each part of the content lies: in come names, out come paths relative to the project, with ``/``."""

SITE_SRC = "site_src"
"""Templates, theme and catalogues; the plugin may be told another folder, messages keep to this name."""

MKDOCS = "mkdocs.yml"
"""What starts MkDocs."""

CONTENT = "content"
SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"
ORGANISATIONS = "content/organisations.yml"
EXAMPLE_ORGANISATIONS = "content/organisations.examples.yml"
DECISIONS = "content/decisions.yml"
REVIEWED = "content/reviewed.yml"
FIGURES = "content/figures"

BRIEFINGS = "briefings/"
"""The folder of briefings among the words of a language."""

SINCE = ".since"
"""How the name of the words ends that stand beside a briefing and say what changed since."""

CASES = "cases_public"
CASE_ID = "[0-9A-HJKMNP-TV-Z]{4,8}"
"""The form of the id of a case, which is drawn and is the name of its file."""

WITHDRAWN = "cases_public/withdrawn/"
"""The folder of tombstones: what stays of cases that were withdrawn."""


def ledger_file(briefing: str) -> str:
    """Return the file of the ledger of a briefing."""
    return f"{FIGURES}/{briefing}.yml"


def words_folder(language: str) -> str:
    """Return the folder of the words of a language."""
    return f"content/{language}"


def words_file(language: str, name: str) -> str:
    """Return the file of the words of that name in a language."""
    return f"{words_folder(language)}/{name}.md"


def catalogue_file(domain: str, language: str) -> str:
    """Return where a catalogue lies in the project."""
    return f"{SITE_SRC}/locales/{domain}.{language}.po"
