"""The pages that stand for all: one of each kind, in each language. Reads the built site, writes nothing."""

from pathlib import Path

import pytest

LANGUAGES = ("kk", "ru", "en")
KINDS = {
    "home": "index.html",
    "briefings": "briefings/index.html",
    "briefing": "briefings/2022-01-19.html",
    "statistics": "statistics.html",
    "cases": "cases/index.html",
    "case": "cases/examples/[!i]*.html",
    "list": "cases/examples/index.html",
    "torture": "torture.html",
    "absolute_right": "absolute-right.html",
    "rights": "rights.html",
    "report": "report.html",
    "method": "method.html",
    "data": "data.html",
    "codebook": "codebook.html",
    "authenticity": "authenticity.html",
}
"""Where a kind of page is found in the folder of a language."""

RECORDS = {
    "figures": "figures/2022-01-19.html",
    "statements": "statements/2022-01-19.html",
    "corrections": "corrections.html",
    "example_contacts": "contacts-examples.html",
}
"""Kinds made of parts that stand on others as well: they are looked at in Kazakh alone, whose words are the longest."""

EXAMPLES = ("case", "list", "example_contacts")
"""The kinds that hold nothing but invented examples in a fresh checkout."""

QUIET = ("index.html", "404.html")
"""The pages that speak all languages."""

HELP = {
    "help": "k/index.html",
    "situation": "k/1.html",
    "contacts": "k/contacts.html",
    "places": "k/places.html",
    "phone": "k/phone.html",
    "copies": "k/copies.html",
    "papers": "papers/index.html",
    "paper": "papers/1.html",
}
"""The quiet pages of help in the folder of a language."""

every_kind = pytest.mark.parametrize("kind", [*KINDS, *RECORDS])
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_quiet_page = pytest.mark.parametrize("quiet", QUIET)


def subpath(site: Path, kind: str) -> str:
    """Return the place of a page of this kind in each language folder: the longest, when there are several."""
    folder = site / LANGUAGES[0]
    longest = max(folder.glob({**KINDS, **RECORDS}[kind]), key=lambda file: (file.stat().st_size, file.name))
    return longest.relative_to(folder).as_posix()


def path(site: Path, language: str, kind: str) -> str:
    """Return the place of a page in the site."""
    return f"{language}/{subpath(site, kind)}"
