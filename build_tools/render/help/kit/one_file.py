"""One HTML file that is whole by itself: all languages, all pages of help, links from one place in it to another.

In: the content in every language. Out: HTML. Opened from a stick it asks for nothing and leads to no other file.
"""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from build_tools.models import PLACE_OF_DATA
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.environment import Templates
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.edition import CONTACTS, INDEX, PHONE, PLACES, edition, page_names
from build_tools.render.help.kit.offline import kept
from build_tools.render.help.kit.paper import Shown, reach
from build_tools.render.help.places import by_place
from build_tools.render.help.situations import nobody, turned_to

HEADING = re.compile(r"(</?h)([2-4])")
ID = re.compile(r'\bid="([^"]+)"')
LINK = re.compile(r'<a href="(?!https:|tel:|sms:|mailto:)([^"#]*)(?:#([^"]*))?">((?:(?!</?a[ >]).)*)</a>', re.DOTALL)


def one_file(contexts: Sequence[Context], templates: Templates) -> str:
    """Return the file."""
    template = templates.get_template("one-language.html")
    parts = []
    for context in contexts:
        values = {"_": context.locale.translate, **of_language(context)}
        parts.append(Markup(template.render(values)))  # what a template made is markup
    languages = contexts[0].site.settings.languages
    titles = [context.locale.translate("Information") for context in contexts]
    return templates.get_template("one-file.html").render(languages=languages, titles=titles, parts=parts)


def of_language(context: Context) -> Shown:
    """Return what the part of one language shows."""
    names, found = [*page_names(context), PLACES], groups(context)
    everyone = {o["id"]: o for group in found for o in group["organisations"]}
    situations = [page(name, names, context) for name in context.situations()]
    return {
        "language": context.language,
        "edition": edition(context),
        "index": page(INDEX, names, context),
        "pages": [
            *({**shown, "contacts": [everyone[id_] for id_ in shown["contacts"]]} for shown in situations),
            page(PHONE, names, context),
        ],
        "contacts": {**page(CONTACTS, names, context), "groups": found},
        "places": {**page(PLACES, names, context), **places(context)},
    }


def groups(context: Context) -> list[Shown]:
    """Return the organisations by kind, each with what a caller must know."""
    found = contacts.grouped(contacts.real(context), context, entries.shown)
    return [{**group, "organisations": called(group["organisations"], context)} for group in found]


def to_call(o: Shown, context: Context) -> Shown:
    """Return an organisation with its telephones, where it works and whom it serves."""
    ways = o["phones"] if "phones" in o else o["channels"]
    phones = [way for way in ways if way["href"].startswith(("tel:", "sms:"))]
    return {**o, "reach": reach(o, context), "phones": phones}


def places(context: Context) -> Shown:
    """Return the regions with who serves them, who serves all, and whom to call where nobody is listed."""
    found = by_place(context)
    regions = [{**region, "organisations": called(region["organisations"], context)} for region in found["regions"]]
    everyone, instead = called(found["everywhere"], context), called(found["instead"], context)
    return {"regions": regions, "everywhere": everyone, "instead": instead}


def called(organisations: Iterable[Shown], context: Context) -> list[Shown]:
    """Return organisations as the lists of the file show them."""
    return [to_call(o, context) for o in organisations]


def page(name: str, names: Sequence[str], context: Context) -> Shown:
    """Return the words of a page, their anchors made different from those of all other pages of the file."""
    authored, found = context.words(name), turned_to(name, context) if name in context.situations() else []
    before, _, after = kept(name, context).partition(PLACE_OF_DATA)
    return {
        "id": anchor(name, context),
        "title": authored.about.menu or words.title_of(authored, context),
        "heading": words.title_of(authored, context),
        "before": inside(words.html(before), name, names, context),
        "after": inside(words.html(after), name, names, context),
        "nobody": nobody(name, context),
        "list": contacts.heading(found, context),
        "contacts": [entries.anchor(o.id) for o in found],
    }


def anchor(name: str, context: Context) -> str:
    """Return the id of a page in the file, such as ``kk-contacts``."""
    return f"{context.language}-{name.rpartition('/')[2]}"


def inside(html: str, name: str, names: Sequence[str], context: Context) -> Markup:
    """Return words whose headings stand one level deeper and whose links stay in the file or are no links."""
    own = anchor(name, context)

    def link(match: re.Match[str]) -> str:
        target, place, text = match.groups()
        page = f"k/{target.removesuffix('.html')}" if target else name
        if page not in names:
            return text
        return f'<a href="#{anchor(page, context)}{f"-{place}" if place else ""}">{text}</a>'

    html = HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    html = ID.sub(lambda match: f'id="{own}-{match[1]}"', html)
    return Markup(LINK.sub(link, html))
