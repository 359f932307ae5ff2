"""One HTML file that is whole by itself: all languages, all pages of help, links from one place in it to another.

In: the content in every language. Out: HTML. Opened from a stick it asks for nothing and leads to no other file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import PLACE_OF_DATA, Language
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.environment import Templates, rendered
from build_tools.render.help import contacts, entries
from build_tools.render.help.contacts import KindOfHelp, nobody_for_page, turned_to
from build_tools.render.help.kit.edition import CONTACTS, INDEX, PHONE, PLACES, copied_words, edition, page_names
from build_tools.render.help.places import HelpPlaces, by_place

_HEADING = re.compile(r"(</?h)([2-4])")
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'<a href="(?!https:|tel:|sms:|mailto:)([^"#]*)(?:#([^"]*))?">((?:(?!</?a[ >]).)*)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageOfFile:
    """The words of a page of help, and the organisations of a situation with what stands over them."""

    id: str
    title: str
    heading: str
    before: Markup
    after: Markup
    nobody: str
    over_contacts: str
    contacts: tuple[entries.Entry, ...]


@dataclass(frozen=True, slots=True)
class OneLanguage:
    """What the part of one language places."""

    language: str
    emergency: Markup
    edition: tuple[str, ...]
    index: PageOfFile
    pages: tuple[PageOfFile, ...]
    contacts: PageOfFile
    groups: list[KindOfHelp]
    places: PageOfFile
    by_place: HelpPlaces


@dataclass(frozen=True, slots=True)
class OneFile:
    """What the file places: the neutral title in each language, and the parts."""

    languages: tuple[Language, ...]
    titles: tuple[str, ...]
    parts: tuple[Markup, ...]


def one_file(contexts: Sequence[Context], templates: Templates) -> str:
    """Return the file."""
    values = OneFile(
        languages=contexts[0].site.settings.languages,
        titles=tuple(context.locale.translate("Information") for context in contexts),
        parts=tuple(_part_of_file(context, templates) for context in contexts),
    )
    return rendered("one-file.html", [values], templates)


def _part_of_file(context: Context, templates: Templates) -> Markup:
    """Return the part of one language; what a template made is markup."""
    return Markup(rendered("one-language.html", [_of_language(context)], templates, _=context.locale.translate))


def _of_language(context: Context) -> OneLanguage:
    """Return what the part of one language places."""
    names = (*page_names(context), PLACES)
    return OneLanguage(
        language=context.language,
        emergency=words.emergency_html(context),
        edition=edition(context),
        index=_page_of_file(INDEX, names, context),
        pages=tuple(_page_of_file(name, names, context) for name in (*context.situations(), PHONE)),
        contacts=_page_of_file(CONTACTS, names, context),
        groups=contacts.by_kind(contacts.real_organisations(context), context, entries.entry_of),
        places=_page_of_file(PLACES, names, context),
        by_place=by_place(context),
    )


def _page_of_file(name: str, names: Sequence[str], context: Context) -> PageOfFile:
    """Return the words of a page, their anchors made different from those of all other pages of the file."""
    authored, found = context.words(name), turned_to(name, context) if name in context.situations() else []
    before, _, after = copied_words(name, context).partition(PLACE_OF_DATA)
    return PageOfFile(
        id=_id_of_page(name, context),
        title=authored.about.menu or words.title_of(authored, context),
        heading=words.title_of(authored, context),
        before=_within_file(words.words_html(before), name, names, context),
        after=_within_file(words.words_html(after), name, names, context),
        nobody=nobody_for_page(name, context),
        over_contacts=contacts.heading_over(found, context),
        contacts=tuple(entries.entry_of(o, context) for o in found),
    )


def _id_of_page(name: str, context: Context) -> str:
    """Return the id of a page in the file, such as ``kk-contacts``."""
    return f"{context.language}-{name.rpartition('/')[2]}"


def _within_file(html: str, name: str, names: Sequence[str], context: Context) -> Markup:
    """Return words whose headings stand one level deeper and whose links stay in the file or are no links."""
    own = _id_of_page(name, context)

    def link(match: re.Match[str]) -> str:
        target, place, text = match.groups()
        page = f"k/{target.removesuffix('.html')}" if target else name
        if page not in names:
            return text
        return f'<a href="#{_id_of_page(page, context)}{f"-{place}" if place else ""}">{text}</a>'

    html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    html = _ID.sub(lambda match: f'id="{own}-{match[1]}"', html)
    return Markup(_LINK.sub(link, html))
