"""The quiet pages of help, and what of the kit can be taken along from them."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from build_tools.models import QUIET, Download, Page
from build_tools.problems import N_, fill
from build_tools.render import words
from build_tools.render.context import Context, menu_notes
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.edition import edition
from build_tools.render.help.places import by_place
from build_tools.render.help.situations import nobody, turned_to
from build_tools.render.pages.base import page_of_words

KINDS = {
    "kit/all.html": N_("Everything in all languages, one page that opens without a network"),
    "kit/card-{language}.pdf": N_("A card for the pocket, to print on both sides"),
    "kit/sheet-{language}.pdf": N_("A sheet to print, A4"),
    "kit/{language}.txt": N_("Plain text, for any device"),
    "kit/sms-{language}.txt": N_("Short texts to send by SMS"),
}
"""What each file is, by its path."""


def copies(context: Context) -> dict[str, Any]:
    """Return edition, files and other addresses of the site. Makes the files, to know their size."""
    settings = context.site.settings
    files = {download.path: download for download in context.kit}
    paths = {fill(path, language=context.language): kind for path, kind in KINDS.items()}
    return {
        "edition": edition(context),
        "mirrors": settings.mirrors,
        "onion_address": settings.onion_address or "",
        "files": [file_shown(files[path], kind, context) for path, kind in paths.items() if path in files],
    }


def file_shown(download: Download, kind: str, context: Context) -> dict[str, str]:
    """Return a file as the page lists it; its size in full KB, upwards."""
    size = -(-len(download.data()) // 1024)
    kilobytes = fill(context.locale.translate(N_("{number} KB")), number=context.locale.number(size))
    form = download.path.rpartition(".")[2].upper()
    return {"path": download.path, "kind": context.locale.translate(kind), "form": form, "size": kilobytes}


INDEX, CONTACTS, PLACES, PHONE, COPIES = QUIET
PLAIN = (INDEX, PHONE, COPIES)
"""Pages that show no organisation."""

ORGANISED = ("organisations", "names")


def help_pages(context: Context) -> Iterator[Page]:
    """Yield every quiet page."""
    situations = context.situations()
    yield quiet(INDEX, "help-index.html", context, {"situations": [entry(name, context) for name in situations]})
    for name in situations:
        yield quiet(name, "help-situation.html", context, situation(name, context))
    noindex = not context.release
    yield quiet(CONTACTS, "help-contacts.html", context, contacts.all_contacts(context), noindex=noindex)
    places = {**by_place(context), "all_contacts": entry(CONTACTS, context)["title"]}
    yield quiet(PLACES, "help-places.html", context, places)
    yield quiet(PHONE, "help.html", context, {})
    yield quiet(COPIES, "help-copies.html", context, {"copies": partial(copies, context)})


def quiet(name: str, template: str, context: Context, values: dict[str, Any], **about: Any) -> Page:
    """Return a quiet page of the words ``name``."""
    settings = context.site.settings
    shared = {
        "number": number(name, context),
        "title": words.title_of(context.words(name), context),
        "description": words.description_of(context.words(name), context),
        "subpath": f"{name}.html",
        "nobody": nobody(name, context),
        "languages": settings.languages,
        "exit_address": settings.exit_of(context.language),
        "pages": [entry(other, context) for other in QUIET],
        "noindex": about.get("noindex", False),
        "notes": context.notes_on(context.words(name).about, *(ORGANISED if name not in PLAIN else ())),
        "menu_notes": menu_notes(context.locale),
    }
    return page_of_words(name, template, context, {**shared, **values}, complete=True, **about)


def number(name: str, context: Context) -> str:
    """Return what tells the neutral titles of quiet pages apart; the first page has none."""
    return str([INDEX, *context.situations(), *QUIET[1:]].index(name) or "")


def entry(name: str, context: Context) -> dict[str, str]:
    """Return a link to a quiet page."""
    about = context.words(name).about
    return {"subpath": f"{name}.html", "title": about.menu or about.title}


def situation(name: str, context: Context) -> dict[str, Any]:
    """Return the organisations of a situation, what stands over them, and whether one of them can be reached."""
    found = turned_to(name, context)
    return {
        "contacts": [entries.with_lead(organisation, context) for organisation in found],
        "heading": contacts.heading(found, context),
        "reached": any(organisation.is_reached(context.site.day) for organisation in found),
    }
