"""The quiet pages of help, and what of the kit can be taken along from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from build_tools.models import QUIET, Download, Language, Page
from build_tools.problems import N_, fill
from build_tools.render import words
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context, frame_notes
from build_tools.render.help import contacts, entries
from build_tools.render.help.contacts import nobody_for_page, turned_to
from build_tools.render.help.kit.edition import edition
from build_tools.render.help.places import by_place
from build_tools.render.words import Link, MakeValues, link_to

FILES_OF_KIT = {
    "kit/all.html": N_("Everything in all languages, one page that opens without a network"),
    "kit/card-{language}.pdf": N_("A card for the pocket, to print on both sides"),
    "kit/sheet-{language}.pdf": N_("A sheet to print, A4"),
    "kit/{language}.txt": N_("Plain text, for any device"),
    "kit/sms-{language}.txt": N_("Short texts to send by SMS"),
}
"""What each file is, by its path."""


@dataclass(frozen=True, slots=True)
class CopyOfHelp:
    """A file of the kit: where it lies, what it is, its form and its size."""

    path: str
    kind: str
    form: str
    size: str


@dataclass(frozen=True, slots=True)
class HelpCopies:
    """What the page of copies places: their edition, the files, other addresses of the site."""

    edition: tuple[str, ...]
    files: list[CopyOfHelp]
    mirrors: tuple[str, ...]
    onion_address: str


def _copies(context: Context) -> HelpCopies:
    """Return what the page of copies places. Makes the files, to know their size."""
    settings = context.site.settings
    files = {download.path: download for download in context.kit}
    paths = {fill(path, language=context.language): kind for path, kind in FILES_OF_KIT.items()}
    return HelpCopies(
        edition=edition(context),
        files=[_file_shown(files[path], kind, context) for path, kind in paths.items() if path in files],
        mirrors=settings.mirrors,
        onion_address=settings.onion_address or "",
    )


def _file_shown(download: Download, kind: str, context: Context) -> CopyOfHelp:
    """Return a file as the page lists it; its size in full KB, upwards."""
    size = -(-len(download.data()) // 1024)
    kilobytes = fill(context.locale.translate(N_("{number} KB")), number=context.locale.number(size))
    form = download.path.rpartition(".")[2].upper()
    return CopyOfHelp(download.path, context.locale.translate(kind), form, kilobytes)


_INDEX, _CONTACTS, _PLACES, _PHONE, _COPIES = QUIET
_PLAIN = (_INDEX, _PHONE, _COPIES)
"""Pages that show no organisation."""

_ORGANISED = ("organisations", "names")


@dataclass(frozen=True, slots=True)
class Quiet:
    """What every quiet page places. ``number`` tells their neutral titles apart; the first page has none."""

    number: str
    title: str
    description: str
    subpath: str
    emergency: Markup
    nobody: str
    languages: tuple[Language, ...]
    exit_address: str
    pages: list[Link]
    notes: tuple[str, ...]
    frame_notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpIndex:
    """What the first page of help places: the chooser."""

    situations: list[Link]


@dataclass(frozen=True, slots=True)
class HelpSituation:
    """What a situation places: its organisations, what stands over them, and whether one of them can be reached."""

    contacts: list[entries.Entry]
    heading: str
    reached: bool


def help_pages(context: Context) -> Iterator[Page]:
    """Yield every quiet page."""
    yield _quiet_page(_INDEX, "help-index.html", context, _chooser)
    for name in context.situations():
        yield _quiet_page(name, "help-situation.html", context, partial(_situation, name))
    yield _quiet_page(_CONTACTS, "help-contacts.html", context, contacts.all_contacts)
    yield _quiet_page(_PLACES, "help-places.html", context, by_place)
    yield _quiet_page(_PHONE, "help.html", context)
    yield _quiet_page(_COPIES, "help-copies.html", context, _copies)


def _quiet_page(name: str, template: str, context: Context, *values: MakeValues) -> Page:
    """Return a quiet page of the words ``name``."""
    return page_of_words(name, template, context, partial(_shared_by_quiet, name), *values, complete=True)


def _shared_by_quiet(name: str, context: Context) -> Quiet:
    """Return what every quiet page places."""
    settings, authored = context.site.settings, context.words(name)
    return Quiet(
        number=_title_number(name, context),
        title=words.title_of(authored, context),
        description=words.description_of(authored, context),
        subpath=f"{name}.html",
        emergency=words.emergency_html(context) if name not in (_PHONE, _COPIES) else Markup(),
        nobody=nobody_for_page(name, context),
        languages=settings.languages,
        exit_address=settings.exit_of(context.language),
        pages=[link_to(other, context) for other in QUIET],
        notes=context.notes_on(authored.about, *(_ORGANISED if name not in _PLAIN else ())),
        frame_notes=frame_notes(context.locale, context.release),
    )


def _chooser(context: Context) -> HelpIndex:
    """Return a link to each situation."""
    return HelpIndex([link_to(name, context) for name in context.situations()])


def _title_number(name: str, context: Context) -> str:
    """Return what tells the neutral titles of quiet pages apart; the first page has none."""
    return str([_INDEX, *context.situations(), *QUIET[1:]].index(name) or "")


def _situation(name: str, context: Context) -> HelpSituation:
    """Return what a situation places."""
    found = turned_to(name, context)
    return HelpSituation(
        contacts=[contacts.entry_with_lead(organisation, context) for organisation in found],
        heading=contacts.heading_over(found, context),
        reached=any(organisation.is_reached(context.site.day) for organisation in found),
    )
