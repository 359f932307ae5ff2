"""Help, and its kit for when the network is cut: words and contacts as files that can be kept, printed, passed on; and
its one HTML file, whole by itself, with all languages and all pages of help.

In: the content in every language. Out: files, each made once, when it is asked for. Invented contacts never enter it.
Opened from a stick, the one file asks for nothing and leads to no other file.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from markupsafe import Markup

from build_tools.models import PLACE_OF_DATA, Download, Values
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.drawn import all_texts, typeset
from build_tools.render.environment import Templates, rendered
from build_tools.render.help import contacts
from build_tools.render.help.copies import copied_words, edition, page_names, plain_text, sms_messages
from build_tools.render.help.paper import card_sides, hand_in_file, hand_in_sheet, sheet, sheet_parts
from build_tools.render.help.places import by_place

_HEADING = re.compile(r"(</?h)([2-4])")
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'<a href="(?!https:|tel:|sms:|mailto:)([^"#]*)(?:#([^"]*))?">((?:(?!</?a[ >]).)*)</a>', re.DOTALL)


def kit_files(contexts: Sequence[Context], templates: Templates, papers: Path) -> tuple[Download, ...]:
    """Return every file of the kit, kept when it is made, for pages say how large it is; ``papers`` is the folder of
    the Typst templates."""
    whole = Download("kit/all.html", cache(partial(_one_file, contexts, templates)))
    return (whole, *(file for context in contexts for file in of_language(context, papers)))


def of_language(context: Context, papers: Path) -> Iterator[Download]:
    """Yield the files of one language."""
    language = context.language
    about = {"language": language, "title": context.say(N_("Information"))}
    drawn: dict[str, tuple[Callable[[Path, Values], bytes], str, Values]] = {
        f"kit/card-{language}.pdf": (typeset, "card.typ", card_sides(context)),
        f"kit/sheet-{language}.pdf": (sheet, "sheet.typ", sheet_parts(context)),
    }
    for name in context.papers():
        drawn[hand_in_file(name, language)] = (typeset, "paper.typ", hand_in_sheet(name, context))
    for path, (draw, template, values) in drawn.items():
        yield Download(path, cache(partial(draw, papers / template, {**about, **values})), all_texts(values))
    yield Download(f"kit/{language}.txt", cache(partial(plain_text, context)))
    yield Download(f"kit/sms-{language}.txt", cache(partial(sms_messages, context)))


def _one_file(contexts: Sequence[Context], templates: Templates) -> str:
    """Return the one file: its neutral title in each language, and a part for each."""
    parts = [
        rendered("one-language.html", _part_of(context), templates, _=context.locale.translate) for context in contexts
    ]
    titles = [context.say(N_("Information")) for context in contexts]
    values = {"languages": contexts[0].site.settings.languages, "titles": titles, "parts": parts}
    return rendered("one-file.html", values, templates)


def _part_of(context: Context) -> Values:
    """Return what the part of one language places."""
    return {
        "language": context.language,
        "emergency": words.emergency_html(context),
        "edition": edition(context),
        "index": _page(contacts.INDEX, context),
        "pages": [_page(name, context) for name in (*context.situations(), contacts.HOURS, contacts.PHONE)],
        "contacts": _page(contacts.CONTACTS, context),
        "groups": contacts.by_kind(contacts.real_organisations(context), context, contacts.entry_of),
        "places": _page(contacts.PLACES, context),
        "by_place": by_place(context),
    }


def _page(name: str, context: Context) -> Values:
    """Return the words of a page, their anchors made different from those of all other pages of the file, and the
    organisations of a situation with what stands over them."""
    authored, found = context.words(name), contacts.turned_to(name, context) if name in context.situations() else []
    before, _, after = copied_words(name, context).partition(PLACE_OF_DATA)
    return {
        "id": _page_id(name, context),
        "title": authored.about.menu or words.title_of(authored, context),
        "heading": words.title_of(authored, context),
        "before": _within_file(words.words_html(before), name, context),
        "after": _within_file(words.words_html(after), name, context),
        "nobody": contacts.nobody_for_page(name, context),
        "over_contacts": contacts.heading_over(found, context),
        "contacts": [contacts.entry_of(organisation, context) for organisation in found],
    }


def _page_id(name: str, context: Context) -> str:
    """Return the id of a page in the file, such as ``kk-contacts``."""
    return f"{context.language}-{name.rpartition('/')[2]}"


def _within_file(html: str, name: str, context: Context) -> Markup:
    """Return words whose headings stand one level deeper and whose links stay in the file or are no links."""
    own, names = _page_id(name, context), (*page_names(context), contacts.PLACES)

    def link(match: re.Match[str]) -> str:
        target, place, text = match.groups()
        page = f"k/{target.removesuffix('.html')}" if target else name
        if page not in names:
            return text
        return f'<a href="#{_page_id(page, context)}{f"-{place}" if place else ""}">{text}</a>'

    html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    html = _ID.sub(lambda match: f'id="{own}-{match[1]}"', html)
    return Markup(_LINK.sub(link, html))
