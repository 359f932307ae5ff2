"""Where each part of the content lies: in come names, out come paths relative to the project, with ``/``."""

import re
from pathlib import PurePosixPath

SITE_SRC = "site_src"
"""Templates, theme and catalogues; the plugin may be told another folder, messages keep to this name."""

MKDOCS = "mkdocs.yml"
"""What starts MkDocs."""

SECURITY_TXT = ".well-known/security.txt"
"""What tells whom to write to about a weakness of the site (RFC 9116)."""

CONTENT = "content"
SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"
ORGANISATIONS = "content/organisations.yml"
EXAMPLE_ORGANISATIONS = "content/organisations.examples.yml"
DECISIONS = "content/decisions.yml"
REVIEWED = "content/reviewed.yml"
FIGURES = "content/figures"
CORRECTIONS = "content/corrections.yml"
PUBLISHED = "content/published.yml"
QUESTIONS = "content/questions.yml"
HOURS = "content/hours.yml"
STATEMENTS = "content/statements"

BRIEFINGS = "briefings/"
"""The folder of briefings among the words of a language."""

SINCE = ".since"
"""How the name of the words ends that stand beside a briefing and say what changed since."""

CASES = "cases_public"
CASE_ID = "[0-9A-HJKMNP-TV-Z]{4,8}"
"""The form of the id of a case, which is drawn and is the name of its file."""

CASE_FILE = re.compile(rf"{CASES}/(?P<release>[0-9]{{4}}-[0-9]{{1,2}})/(?P<id>{CASE_ID})\.yml")
"""The file of a case that is no example."""

_ANY_FILE = re.compile(rf"\W*({CASE_ID})(?![0-9A-Z]).*\.ya?ml.*", re.IGNORECASE)
"""The name of a file with the text of a case, or of a copy that an editor or a person made of it."""

WITHDRAWN = "cases_public/withdrawn/"
"""The folder of tombstones: what stays of cases that were withdrawn."""

STONE = re.compile(rf"{WITHDRAWN}(?P<id>{CASE_ID})\.yml")
"""A tombstone in its place."""

_RELEASE_FILE = re.compile(rf"{FIGURES}/[0-9]{{4}}-[0-9]{{1,2}}\.yml")
"""The tables of a release, whose name begins as the id of a case could."""


def case_file(release: str, case: str) -> str:
    """Return the file of a case."""
    return f"{CASES}/{release}/{case}.yml"


def stone_file(case: str) -> str:
    """Return the file of a tombstone."""
    return f"{WITHDRAWN}{case}.yml"


def ledger_file(briefing: str) -> str:
    """Return the file of the ledger of a briefing or of a release."""
    return f"{FIGURES}/{briefing}.yml"


def statements_file(briefing: str) -> str:
    """Return the file of the statements of a briefing."""
    return f"{STATEMENTS}/{briefing}.yml"


def words_folder(language: str) -> str:
    """Return the folder of the words of a language."""
    return f"content/{language}"


def words_file(language: str, name: str) -> str:
    """Return the file of the words of that name in a language."""
    return f"{words_folder(language)}/{name}.md"


def catalogue_file(domain: str, language: str) -> str:
    """Return where a catalogue lies in the project."""
    return f"{SITE_SRC}/locales/{domain}.{language}.po"


def case_id_in(path: str) -> str | None:
    """Return the id with which the name of a file begins, in whatever folder, or nothing; the tables of
    a release, and a copy of them, are of no case."""
    found = _ANY_FILE.fullmatch(PurePosixPath(path).name)
    return found[1].upper() if found and not _RELEASE_FILE.match(path) else None
