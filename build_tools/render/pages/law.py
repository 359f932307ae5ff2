"""The pages of law: words with the texts that they link to, folded; for those who work with texts a list of all of
them, and a page for each chapter with the exact words, their edition, official address, days in force, and a line to
cite them by; and the page that says how sure the site is of all this, to which other pages leave it.

In: words about the law, provisions with the sources in which they were read, open questions. Out: pages. What nobody
has read gets no line to cite.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import get_args
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import HOW_SURE, Chapter, Fragment, Group, LawPage, Page, Provision, Source, Values, anchor_of
from build_tools.problems import N_
from build_tools.render.authored import badge, page_of_words, words_page
from build_tools.render.context import Context, Link
from build_tools.render.words import html_halves, link_to, tied_text

_SUMMARY, _EXACT = "summarised", "quoted"
_WORDINGS = {_EXACT: N_("Exact words"), "translated": N_("Our translation"), _SUMMARY: N_("Summary in our own words")}
_READ = ("read", "read_in_quotation", "older_version_read")

_SECTION = re.compile(r"\n(?=<h2)")
_LOOKED_UP = re.compile(r'<h2 id="(who-learns|count|papers)">(.*?)</h2>')
"""The headings of sections that nobody reads through: they are folded."""

_ANCHOR = re.compile(r'href="(?:[^":#]*/)?law/[^":#]+#([^"]+)"')


def law_pages(context: Context) -> Iterator[Page]:
    """Yield the pages of law."""
    for name in get_args(LawPage):
        template = "absolute-right.html" if name == "absolute-right" else "law-words.html"
        yield page_of_words(name, template, context, partial(_folded, name), parts=["law"])
    yield page_of_words("law", "law.html", context, _list, parts=["law"])
    for chapter in context.site.law.chapters:
        yield _chapter_page(chapter, context)


def _folded(name: str, context: Context) -> Values:
    """Return the words of a page in pieces, each with the texts to which it is the first to link."""
    language, groups = context.language, context.site.law.groups
    every = ((one, group) for group in groups for one in group.provisions)
    # A summary would say what plain words say already.
    rows = {anchor_of(one.id): (one, to) for one, to in every if one.exact or one.wording[language] != _SUMMARY}
    before, after = html_halves(context.words(name), context)
    passages = []
    for section, anchors in folded_passages(before, rows):
        heading = _LOOKED_UP.match(section)
        html, fold = (Markup(section[heading.end() :]), Markup(heading[2])) if heading else (section, "")
        texts = [_row(*rows[anchor], context) for anchor in anchors]
        passages.append({"html": html, "fold": fold, "id": heading[1] if heading else "", "folded": texts})
    return {"passages": passages, "after": after}


def folded_passages(html: Markup, anchors: Iterable[str]) -> Iterator[tuple[Markup, list[str]]]:
    """Yield the sections of words, each with those of the anchors to which it is the first to link."""
    left = set(anchors)
    for section in _SECTION.split(html):
        found = [anchor for anchor in dict.fromkeys(_ANCHOR.findall(section)) if anchor in left]
        left -= set(found)
        yield Markup(section), found


def _list(context: Context) -> Values:
    """Return what the list of all provisions places: each chapter with its groups."""
    return {"chapters": [(one, _groups(one, context)) for one in context.site.law.chapters]}


def _chapter_page(chapter: Chapter, context: Context) -> Page:
    """Return the page of a chapter."""
    groups = [group for group in context.site.law.groups if group.chapter == chapter.id]
    # What applied once was read in a text of its own time.
    sources = {code for group in groups for one in group.provisions if not one.valid_to for code in one.sources}
    title = chapter.title[context.language]
    about = N_("{chapter}: texts of law with edition, official address and citation.")
    return Page(
        language=context.language,
        subpath=f"{chapter.page}.html",
        title=title,
        description=context.say(about, chapter=title),
        body=Fragment("law-chapter.html", lambda: {"groups": _groups(chapter, context)}),
        section="law",
        notes=(*badge(sources, chapter.page, context), *context.notes_on(context.words("law").about, "law")),
    )


def _groups(chapter: Chapter, context: Context) -> list[tuple[Group, list[Values]]]:
    """Return the groups of a chapter, with their provisions."""
    groups = (group for group in context.site.law.groups if group.chapter == chapter.id)
    return [(group, [_row(one, group, context) for one in group.provisions]) for group in groups]


def _row(provision: Provision, group: Group, context: Context) -> Values:
    """Return what a provision gives and says, since when, where its text stands, and if it was read a line to cite it
    by: article and act, days in force, edition, official address."""
    law, language, anchor = context.site.law, context.language, anchor_of(provision.id)
    sources = [law.sources[code] for code in provision.sources]
    article, act = provision.provision[language], law.acts[provision.act][language]
    label = tied_text(context.say(N_("{article}, {act}"), article=article, act=act))
    in_force = _in_force(provision, context)
    editions = [_edition(source, context) for source in sources]
    address = next((source.official[language] for source in sources if source.official), "")
    cited = filter(None, (label, in_force, *(link.title for link in editions), address))
    return {
        "id": anchor,
        "href": f"{group.page}.html#{anchor}",
        "right": tied_text(provision.right[language]),
        "label": label,
        "texts": _texts(provision, context),
        "in_force": in_force,
        "official": _official(sources, context),
        "editions": editions,
        "citation": "; ".join(cited) if provision.verified in _READ else "",
    }


def _texts(provision: Provision, context: Context) -> list[Values]:
    """Return the words of a provision: exact ones in each language in which they were read, others in that of the page
    alone."""
    found = []
    for one in context.site.settings.languages:
        exact, wording, text = provision.exact.get(one.code, ""), provision.wording[one.code], provision.text[one.code]
        if exact or wording == _EXACT:
            quoted = context.say(N_("“{text}”"), text=exact or text)
            found.append(
                {"code": one.code, "name": one.name, "wording": context.say(_WORDINGS[_EXACT]), "text": quoted}
            )
        if one.code == context.language and wording != _EXACT:
            found.append({"code": "", "name": "", "wording": context.say(_WORDINGS[wording]), "text": text})
    return sorted(found, key=lambda text: not text["code"])


def _in_force(provision: Provision, context: Context) -> str:
    """Return from when to when a provision applies, as far as it is known."""
    say, date, since, until = context.say, context.locale.date, provision.valid_from, provision.valid_to
    if provision.since:
        return provision.since[context.language]
    first = say(N_("since {date}"), date=date(since)) if since else ""
    return ", ".join(filter(None, [first, say(N_("until {date}"), date=date(until)) if until else ""]))


def _edition(source: Source, context: Context) -> Link:
    """Return where a text was read, with the day up to which it holds changes."""
    name = source.name[context.language]
    if source.changes_until:
        date = context.locale.date(source.changes_until)
        name = context.say(N_("{source}, text of {date}"), source=name, date=date)
    return Link(name, source.url or "")


def _official(sources: Iterable[Source], context: Context) -> list[Link]:
    """Return where the official text stands in each language, each address once."""
    names = {language.code: language.name for language in context.site.settings.languages}
    links = dict[str, Link]()
    for official in (source.official for source in sources if source.official):
        for code, address in official.items():
            host = str(urlsplit(address).hostname).removeprefix("www.")
            title = f"{host} ({names[code]})" if len(set(official.values())) > 1 else host
            links.setdefault(address, Link(title, address))
    return list(links.values())


_DOUBTS = {
    "read_in_quotation": N_("Read in a quotation, the text itself was not opened"),
    "older_version_read": N_("Read in an older version"),
    "described": N_("Taken from another source, the article itself was not read"),
    "inferred": N_("Our own conclusion, not read in the law"),
    "not_read": N_("The text was not read, this was written from memory"),
}
_ANSWERERS = {
    "lawyer": N_("Questions for a lawyer"),
    "doctor": N_("Questions for a doctor"),
    "coalition": N_("What the Coalition has to supply"),
}


def _sure(context: Context) -> Values:
    """Return what the page places below its words on law: texts, provisions by what is in doubt, open questions."""
    law, language = context.site.law, context.language
    every = [(one, group.page) for group in law.groups for one in group.provisions]
    linked = [
        (one, law.acts[one.act][language], Link(tied_text(one.provision[language]), f"{page}.html#{anchor_of(one.id)}"))
        for one, page in every
    ]
    asked = sorted(context.site.questions.questions, key=lambda one: one.number)
    questions = [(one, [link_to(name, context) for name in one.pages]) for one in asked]
    return {
        "texts": [_text_read(code, context) for code in law.sources],
        "in_part": [(act, link, _DOUBTS[one.verified]) for one, act, link in linked if one.verified in _DOUBTS],
        "undated": [(act, link) for one, act, link in linked if not (one.valid_from or one.since)],
        "unconfirmed": [(act, link) for one, act, link in linked if not one.dates_confirmed],
        "answerers": _ANSWERERS,
        "questions": questions,
    }


sure_page = words_page(HOW_SURE, "how-sure.html", _sure, parts=["law"])


def _text_read(code: str, context: Context) -> Values:
    """Return a text of law that was read: its edition, where the official text stands, and what it tells of where its
    name is not that of an act."""
    law, source = context.site.law, context.site.law.sources[code]
    acts = (law.acts[one.act][context.language] for one in law.provisions.values() if code in one.sources)
    named = "" if source.changes_until else "; ".join(dict.fromkeys(acts))
    return {"acts": named, "edition": _edition(source, context), "official": _official([source], context)}
