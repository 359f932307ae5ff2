"""The quiet pages of help, what of the kit can be taken along from them, and the index of the language: pages,
questions, laws and towns by letter, under each name that people write.

In: words, contacts, law and places. Out: pages, with links from the folder of the language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from build_tools.localize import alphabet_key
from build_tools.models import EACH_PLACE, QUIET, TIMETABLE, Organisation, Page, Values, anchor_of, place_page
from build_tools.problems import N_, fill
from build_tools.render import words
from build_tools.render.authored import MakeValues, badge, page_of_words
from build_tools.render.context import Context, Link, frame_notes
from build_tools.render.help import contacts
from build_tools.render.help.contacts import A_TO_Z, CONTACTS, COPIES, HOURS, INDEX, PAPERS, PHONE, PLACES
from build_tools.render.help.copies import edition
from build_tools.render.help.paper import hand_in_file, hand_in_sheet
from build_tools.render.help.places import by_place, of_place
from build_tools.render.words import link_to
from build_tools.text.markdown import capital, sections, sentences

FILES_OF_KIT = {
    "kit/all.html": N_("Everything in all languages, one page that opens without a network"),
    "kit/card-{language}.pdf": N_("A card for the pocket, to print on both sides"),
    "kit/sheet-{language}.pdf": N_("A sheet to print, A4"),
    "kit/{language}.txt": N_("Plain text, for any device"),
    "kit/sms-{language}.txt": N_("Short texts to send by SMS"),
}
"""What each file is, by its path."""


def help_pages(context: Context) -> Iterator[Page]:
    """Yield every quiet page."""
    yield _quiet_page(INDEX, "help-index.html", context, partial(_chooser, context.situations()))
    for name in context.situations():
        yield _quiet_page(name, "help-situation.html", context, partial(_situation, name))
    yield _quiet_page(HOURS, "help.html", context)
    yield _quiet_page(CONTACTS, "help-contacts.html", context, all_contacts)
    yield _quiet_page(PLACES, "help-places.html", context, by_place)
    yield _quiet_page(PHONE, "help.html", context)
    yield _quiet_page(COPIES, "help-copies.html", context, _copies)
    for code in context.site.counted_places:
        name, title = place_page(code), context.locale.label("places", code)
        yield _quiet_page(EACH_PLACE, "help-place.html", context, partial(of_place, code), page=name, title=title)
    yield _quiet_page(PAPERS, "help-index.html", context, partial(_chooser, context.papers()))
    for name in context.papers():
        yield _quiet_page(name, "paper.html", context, partial(_paper, name))
    yield _quiet_page(A_TO_Z, "help-letters.html", context, _by_letter)


def _quiet_page(name: str, template: str, context: Context, *values: MakeValues, page: str = "", **about: Any) -> Page:
    """Return a quiet page of the words ``name``, which stand there or on another ``page``."""
    page = page or name
    of_all = partial(_on_every_page, name, page)
    return page_of_words(name, template, context, of_all, *values, quiet=True, subpath=f"{page}.html", **about)


def _on_every_page(name: str, page: str, context: Context) -> Values:
    """Return what every quiet page places. ``number`` makes their neutral titles differ; the first page has none."""
    authored = context.words(name)
    parts = ["hours"] if TIMETABLE.search(authored.text) else []
    parts += () if name in (INDEX, HOURS, PHONE, COPIES) else ("organisations", "names")
    parts += ["law"] if authored.about.provisions else []
    places = map(place_page, context.site.counted_places)
    every = (INDEX, *context.situations(), *QUIET[1:], *context.papers(), *places)
    read = badge(authored.about.read_in, name, context)
    return {
        "number": str(every.index(page) or ""),
        "title": words.title_of(authored, context),
        "description": words.description_of(authored, context),
        "subpath": f"{page}.html",
        "emergency": words.emergency_html(context) if name not in (PHONE, COPIES, A_TO_Z) else Markup(),
        "nobody": contacts.nobody_for_page(name, context),
        "settings": context.site.settings,
        "sheet": None,
        "pages": [link_to(other, context) for other in QUIET],
        "notes": context.notes_on(authored.about, *parts),
        "frame_notes": (*read, *frame_notes(context.locale, context.release)),
    }


def all_contacts(context: Context) -> Values:
    """Return what pages of contacts place."""
    return {"groups": contacts.by_kind(contacts.real_organisations(context), context, _with_lead)}


def _with_lead(organisation: Organisation, context: Context) -> contacts.OrganisationEntry:
    """Return one organisation with its lead, for pages alone: a copy outlives the days on which the lead is shown."""
    return replace(contacts.entry_of(organisation, context), lead=_lead_lines(organisation, context))


def _lead_lines(organisation: Organisation, context: Context) -> tuple[str, ...]:
    """Return where else one might turn, line by line and without a link; nothing after the last day of the lead."""
    found, date = organisation.lead, context.locale.date
    if found is None or found.freshness(context.site.day) == "expired":
        return ()
    days = {"date": date(found.seen_on), "until": date(found.valid_until)}
    remarks = (
        contacts.languages_line(found.languages, context),
        context.say(N_("Your name is needed.")),
        context.say(N_("Can you not write in these languages? Ask somebody who can.")),
        context.say(N_("Others saw it work on {date}"), **days),
        context.say(N_("This address is shown here until {until}"), **days),
        context.say(N_("Type every character exactly as here: a similar address can be a trap.")),
    )
    lead = N_("There is an address for written submissions; we have not checked it: {address}")
    return context.say(lead, address=found.address), sentences(map(capital, remarks))


def _chooser(names: Iterable[str], context: Context) -> Values:
    """Return a link to each of these pages: situations, or papers to hand in."""
    return {"situations": [link_to(name, context) for name in names]}


def _situation(name: str, context: Context) -> Values:
    """Return the organisations of a situation, what stands over them, and whether one of them can be reached."""
    found = contacts.turned_to(name, context)
    return {
        "contacts": [_with_lead(organisation, context) for organisation in found],
        "heading": contacts.heading_over(found, context),
        "reached": any(organisation.is_reached(context.site.day) for organisation in found),
        "papers": link_to(PAPERS, context),
    }


def _paper(name: str, context: Context) -> Values:
    """Return what a sheet says, and its PDF in each language."""
    pdfs = {hand_in_file(name, one.code): one.name for one in context.site.settings.languages}
    return {"sheet": hand_in_sheet(name, context), "files": _files(pdfs, context)}


def _copies(context: Context) -> Values:
    """Return the edition and the files of the kit."""
    kinds = {fill(path, language=context.language): context.say(kind) for path, kind in FILES_OF_KIT.items()}
    kinds |= {hand_in_file(name, context.language): link_to(name, context).title for name in context.papers()}
    return {"edition": edition(context), "files": _files(kinds, context)}


def _files(kinds: Mapping[str, str], context: Context) -> list[Values]:
    """Return files of the kit by their paths, each with what it is, its form, and its size in full KB, upwards, for
    which they are made."""
    files, number = {one.path: one for one in context.kit}, context.locale.number
    return [
        {
            "path": path,
            "kind": kind,
            "form": path.rpartition(".")[2].upper(),
            "size": context.say(N_("{number} KB"), number=number(-(-len(files[path].data()) // 1024))),
        }
        for path, kind in kinds.items()
        if path in files
    ]


_QUESTIONS = "rights"
"""The page whose sections people look for by themselves."""

_BEFORE_LETTERS = re.compile(r"^[\W\d_]*(?=\w)")


def _by_letter(context: Context) -> Values:
    """Return the letters, each with the topics and the places that begin with it, and those of another alphabet apart:
    readers of the language seldom look there."""
    letters: dict[str, dict[str, list[Link]]] = {}
    found = [("topics", link) for link in _topics(context)] + [("places", link) for link in places_by_name(context)]
    begun = [(_BEFORE_LETTERS.sub("", link.title), kind, link) for kind, link in found]
    for name, kind, link in sorted(begun, key=lambda one: alphabet_key(one[0])):
        letters.setdefault(name[0].upper(), {"topics": [], "places": []})[kind].append(link)
    is_latin = context.words(A_TO_Z).about.title[0].isascii()
    own, others = ([pair for pair in letters.items() if pair[0].isascii() == side] for side in (is_latin, not is_latin))
    return {"letters": own, "others": others}


def _topics(context: Context) -> Iterator[Link]:
    """Yield each page of words, also by its other names; the questions; groups of provisions, and laws."""
    for name in context.site.pages:
        if name not in (A_TO_Z, "index", "changes"):
            page = link_to(name, context)
            others = [form.partition("#") for form in context.words(name).about.also]
            yield from (
                page,
                *(Link(f"{form.rstrip()} → {page.title}", page.href + at + to) for form, at, to in others),
            )
    for section in sections(context.words(_QUESTIONS).text):
        yield from [Link(section.title, f"{_QUESTIONS}.html#{section.id}")] if section.id else []
    laws: dict[str, str] = {}
    for group in context.site.law.groups:
        laws.setdefault(group.title[context.language], f"{group.page}.html#{anchor_of(group.id)}")
        for one in group.provisions:
            laws.setdefault(context.site.law.acts[one.act][context.language], f"{group.page}.html#{anchor_of(one.id)}")
    yield from (Link(*law) for law in laws.items())


def places_by_name(context: Context) -> Iterator[Link]:
    """Yield the regions, and each name of a town, with that of today where it is another one; a place leads to its
    page, or to its region."""
    words, today, counted = context.site.vocabulary, context.division, context.site.counted_places
    named = [(town.names(context.language) + town.former, code) for code, town in words.settlements.items()]
    regions = [one.name[context.language] for one in words.regions.values() if one.division == today]
    for code, one in words.regions.items():
        if one.division == today and code not in words.cities_alone(today):
            named.append(((one.name[context.language],), code))
    for (own, *others), code in named:
        [region] = words.regions_around(code, today)
        around = words.regions[region].name[context.language]
        if any(own in name and own not in around for name in regions):
            own = f"{own} ({around})"
        href = f"{place_page(code)}.html" if code in counted else f"{PLACES}.html#{region.lower()}"
        yield from (Link(own, href), *(Link(f"{name} → {own}", href) for name in dict.fromkeys(others)))
