"""A visit to one page, for all tests that only look at it: a page takes longer to open than to be looked at.

In: a page whose browser keeps no file between visits, and the name of a visit. Out: `Visit`, with what was asked for.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.local_server import Answer, Served
from tests.browser.pages import HELP, KINDS, LANGUAGES, QUIET, RECORDS, path

STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Visit(NamedTuple):
    """A visit to a page, which is open on a desktop by day: what was asked for, what the browser complained of, what it
    was told to keep. Tests may change screen and media, and leave everything else as it is."""

    page: Page
    language: str
    kind: str
    address: str
    answers: list[Answer]
    addresses: list[str]
    messages: list[str]
    stored: dict[str, Any]


def visits(*names: str) -> pytest.MarkDecorator:
    """Run a test on the visit to each of these pages; pytest lets the tests of one visit follow each other."""
    return pytest.mark.parametrize("visited", names, indirect=True)


def in_each(*kinds: str) -> list[str]:
    """Return the names of the visits to pages of these kinds in each language."""
    return [f"{language}/{kind}" for language in LANGUAGES for kind in kinds]


records = [f"kk/{kind}" for kind in RECORDS]
every_reading_page = visits(*in_each(*KINDS), *records)
every_reading_page_in_kazakh = visits(*(f"kk/{kind}" for kind in KINDS), *records)
every_help_page = visits(*in_each(*HELP))
every_light_page = visits(*in_each(*HELP), *(f"all/{quiet}" for quiet in QUIET))


def made_visit(page: Page, served: Served, site: Path, name: str) -> Visit:
    """Open the page of a visit, and note everything that happens: in one language until the network is quiet, which
    takes half a second a page, in the others until all is there."""
    language, _, kind = name.partition("/")
    visit = Visit(page, language, kind, served.root + place(site, language, kind), [], [], [], {})
    noted = {
        "request": lambda request: visit.addresses.append(request.url),
        "requestfailed": lambda request: visit.messages.append(f"failed: {request.url}"),
        "console": lambda message: visit.messages.append(message.text),
        "pageerror": lambda error: visit.messages.append(str(error)),
    }
    served.answers.clear()
    for event, note in noted.items():
        page.on(event, note)
    page.goto(visit.address, wait_until="load" if language in ("ru", "en") else "networkidle")
    visit.stored.update({"cookies": page.context.cookies(), **page.evaluate(STORED)})
    visit.answers.extend(served.answers)
    for event, note in noted.items():
        page.remove_listener(event, note)
    return visit


def place(site: Path, language: str, kind: str) -> str:
    """Return where the page of a visit lies in the site."""
    if language == "all":
        return kind
    return f"{language}/{HELP[kind]}" if kind in HELP else path(site, language, kind)
