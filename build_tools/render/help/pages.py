"""The quiet pages of help, and what of the kit can be taken along from them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from build_tools.models import EACH_PLACE, QUIET, TIMETABLE, Download, Page, Values, place_page
from build_tools.problems import N_, fill
from build_tools.render import words
from build_tools.render.authored import MakeValues, badge, page_of_words
from build_tools.render.context import Context, frame_notes
from build_tools.render.help import contacts
from build_tools.render.help.contacts import A_TO_Z, CONTACTS, COPIES, HOURS, INDEX, PAPERS, PHONE, PLACES
from build_tools.render.help.kit.edition import edition
from build_tools.render.help.kit.hand_in import hand_in_file, hand_in_sheet
from build_tools.render.help.letters import by_letter
from build_tools.render.help.place import of_place
from build_tools.render.help.places import by_place
from build_tools.render.words import link_to

FILES_OF_KIT = {
    "kit/all.html": N_("Everything in all languages, one page that opens without a network"),
    "kit/card-{language}.pdf": N_("A card for the pocket, to print on both sides"),
    "kit/sheet-{language}.pdf": N_("A sheet to print, A4"),
    "kit/{language}.txt": N_("Plain text, for any device"),
    "kit/sms-{language}.txt": N_("Short texts to send by SMS"),
}
"""What each file is, by its path."""

_WITHOUT_ORGANISATIONS = (INDEX, HOURS, PHONE, COPIES)


def help_pages(context: Context) -> Iterator[Page]:
    """Yield every quiet page."""
    yield _quiet_page(INDEX, "help-index.html", context, partial(_chooser, context.situations()))
    for name in context.situations():
        yield _quiet_page(name, "help-situation.html", context, partial(_situation, name))
    yield _quiet_page(HOURS, "help.html", context)
    yield _quiet_page(CONTACTS, "help-contacts.html", context, contacts.all_contacts)
    yield _quiet_page(PLACES, "help-places.html", context, by_place)
    yield _quiet_page(PHONE, "help.html", context)
    yield _quiet_page(COPIES, "help-copies.html", context, _copies)
    for code in context.site.counted_places:
        page = _quiet_page(EACH_PLACE, "help-place.html", context, partial(of_place, code), page=place_page(code))
        yield replace(page, title=context.locale.label("places", code))
    yield _quiet_page(PAPERS, "help-index.html", context, partial(_chooser, context.papers()))
    for name in context.papers():
        yield _quiet_page(name, "paper.html", context, partial(_paper, name))
    yield _quiet_page(A_TO_Z, "help-letters.html", context, by_letter)


def _quiet_page(name: str, template: str, context: Context, *values: MakeValues, page: str = "") -> Page:
    """Return a quiet page of the words ``name``, which stand there or on another ``page``."""
    page = page or name
    of_all = partial(_on_every_page, name, page)
    return page_of_words(name, template, context, of_all, *values, quiet=True, subpath=f"{page}.html")


def _on_every_page(name: str, page: str, context: Context) -> Values:
    """Return what every quiet page places. ``number`` makes their neutral titles differ; the first page has none."""
    settings, authored = context.site.settings, context.words(name)
    parts = ["hours"] if TIMETABLE.search(authored.text) else []
    parts += () if name in _WITHOUT_ORGANISATIONS else ("organisations", "names")
    papers, places = context.papers(), map(place_page, context.site.counted_places)
    every = (INDEX, *context.situations(), *QUIET[1:], *papers, *places)
    return {
        "number": str(every.index(page) or ""),
        "title": words.title_of(authored, context),
        "description": words.description_of(authored, context),
        "subpath": f"{page}.html",
        "emergency": words.emergency_html(context) if name not in (PHONE, COPIES, A_TO_Z) else Markup(),
        "nobody": contacts.nobody_for_page(name, context),
        "languages": settings.languages,
        "sheet": None,
        "exit_address": settings.exit_of(context.language),
        "pages": [link_to(other, context) for other in QUIET],
        "notes": context.notes_on(authored.about, *parts, *(["law"] if authored.about.provisions else [])),
        "frame_notes": (
            *badge(authored.about.read_in, name, context),
            *frame_notes(context.locale, context.release),
        ),
    }


def _chooser(names: Iterable[str], context: Context) -> Values:
    """Return a link to each of these pages: situations, or papers to hand in."""
    return {"situations": [link_to(name, context) for name in names]}


def _situation(name: str, context: Context) -> Values:
    """Return the organisations of a situation, what stands over them, and whether one of them can be reached."""
    found = contacts.turned_to(name, context)
    return {
        "contacts": [contacts.entry_with_lead(organisation, context) for organisation in found],
        "heading": contacts.heading_over(found, context),
        "reached": any(contacts.is_reached(organisation, context) for organisation in found),
        "papers": link_to(PAPERS, context),
    }


def _paper(name: str, context: Context) -> Values:
    """Return what a sheet says, and its PDF in each language."""
    files = {download.path: download for download in context.kit}
    pdfs = {one.name: files[hand_in_file(name, one.code)] for one in context.site.settings.languages}
    lines = [_file_line(pdf, language, context) for language, pdf in pdfs.items()]
    return {"sheet": hand_in_sheet(name, context), "files": lines}


def _copies(context: Context) -> Values:
    """Return the edition and the files of the kit, which are made to know their size, and other addresses of the
    site."""
    files = {download.path: download for download in context.kit}
    kinds = {fill(path, language=context.language): context.say(kind) for path, kind in FILES_OF_KIT.items()}
    kinds |= {hand_in_file(name, context.language): link_to(name, context).title for name in context.papers()}
    return {
        "edition": edition(context),
        "files": [_file_line(files[path], kind, context) for path, kind in kinds.items() if path in files],
        "mirrors": context.site.settings.mirrors,
        "onion_address": context.site.settings.onion_address or "",
    }


def _file_line(download: Download, kind: str, context: Context) -> Values:
    """Return where a file lies, what it is, its form, and its size in full KB, upwards."""
    size = context.locale.number(-(-len(download.data()) // 1024))
    return {
        "path": download.path,
        "kind": kind,
        "form": download.path.rpartition(".")[2].upper(),
        "size": context.say(N_("{number} KB"), number=size),
    }
