"""Invented organisations and contacts, and what pages and copies show of them: for the tests of help and of the kit."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from build_tools import localize, render
from build_tools.load import site_folder
from build_tools.models import Download, Site
from build_tools.render.help.pages import help_pages
from build_tools.render.pages import report_page
from tests.site_builder import DAY, ORGANISATIONS, Plain, built, catalogues, no_cases, plain, texts, turn_to

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"


@cache
def templates() -> render.Templates:
    """Return the real templates."""
    return render.templates(SITE_SRC)


@cache
def real_site() -> Site:
    """Return the real content."""
    return site_folder.whole_site(ROOT, SITE_SRC / "locales", datetime.date(2026, 12, 1))


def channel(value: Any = "000-00-00", age: int = 30, **more: Any) -> Plain:
    """Return a telephone, or what ``more`` says, that was tried so many days before the day of the minimal site."""
    checked = {"checked_on": str(DAY - datetime.timedelta(days=age)), "checked_by": "editor"}
    return {"kind": "phone", "value": value, "source": "https://example.org/", **checked, **more}


def organisation(number: int, *channels: Plain, **more: Any) -> Plain:
    """Return an independent organisation, or what ``more`` says; without a channel it says what is missing."""
    about = {
        "id": f"o_{number}",
        "kind": "independent",
        "name": texts(f"N{number}"),
        "does": texts("Helps."),
        "risk": texts("A risk."),
        "source": "https://example.org/helper",
    }
    reached = {"channels": list(channels)} if channels else {"gap": texts("No contact yet")}
    return {**about, **reached, **more}


def with_help(*organisations: Plain, named: tuple[str, ...] = (), **vocabulary: Plain) -> Plain:
    """Return the minimal site with these organisations, of which the situation names some, or else the first; and
    with these lists of places."""
    data = plain() | {"catalogues": catalogues()}
    data["organisations"][ORGANISATIONS]["organisations"] = list(organisations)
    turn_to(data, *(named or (one["id"] for one in organisations[:1])))
    data["vocabulary"].update(vocabulary)
    return data


def with_one(*channels: Plain, **more: Any) -> Plain:
    """Return the minimal site whose one organisation can be reached in these ways."""
    return with_help(organisation(0, *channels, **more))


def context_of(data: Plain | Site, language: str = "en") -> render.Context:
    """Return one language of a site that has no case."""
    site = data if isinstance(data, Site) else built(data)
    return render.Context(site, localize.locale_of(site, language), no_cases(), no_cases(), release=False)


def pages_of_help(data: Plain | Site, language: str = "en") -> dict[str, str]:
    """Return the pages that speak of help, by name."""
    context = context_of(data, language)
    pages = {page.subpath.removesuffix(".html"): page for page in (*help_pages(context), *report_page(context))}
    return {name: render.view(page, context.locale, templates()).content for name, page in pages.items()}


class Kit(Mapping[str, bytes]):
    """The kit by the paths of its files, each made when it is asked for."""

    def __init__(self, files: tuple[Download, ...]):
        self.files = {file.path: file for file in files if file.path.startswith("kit/")}

    def __getitem__(self, path: str) -> bytes:
        """Make a file."""
        return self.files[path].data()

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self.files)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.files)

    def text(self, path: str) -> str:
        """Return a file that is text, with plain spaces."""
        return self[path].decode().replace("\u00a0", " ")


def kit_of(data: Plain | Site, language: str = "en") -> Kit:
    """Return the kit of one language of a site in memory."""
    return Kit(render.kit_files([context_of(data, language)], templates(), SITE_SRC / "kit"))
