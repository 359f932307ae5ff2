"""The pages of law: words with the texts that they link to, folded; for those who work with texts a list of all of
them, and a page for each chapter with the exact words, their edition, official address, days in force, and a line to
cite them by; and the page that says how sure the site is of all this, to which other pages leave it.

In: words about the law, provisions with the sources in which they were read, open questions. Out: pages. What nobody
has read gets no line to cite.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import get_args
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import HOW_SURE, Chapter, Fragment, Group, LawPage, Page, Provision, Source, Values, anchor_of
from build_tools.problems import N_
from build_tools.render.authored import badge, page_of_words
from build_tools.render.context import Context, Link
from build_tools.render.words import html_halves, link_to, tied_text

_SUMMARY, _EXACT = "summarised", "quoted"
_WORDINGS = {
    _EXACT: N_("Exact words"),
    "translated": N_("Our translation"),
    _SUMMARY: N_("Summary in our own words"),
}
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
    groups = context.site.law.groups
    # A summary would say what plain words say already.
    rows = {
        anchor_of(one.id): (one, group)
        for group in groups
        for one in group.provisions
        if one.exact or one.wording[context.language] != _SUMMARY
    }
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
    return Page(
        language=context.language,
        subpath=f"{chapter.page}.html",
        title=title,
        description=context.say(
            N_("{chapter}: texts of law with edition, official address and citation."), chapter=title
        ),
        body=Fragment("law-chapter.html", lambda: {"groups": _groups(chapter, context)}),
        section="law",
        notes=(*badge(sources, chapter.page, context), *context.notes_on(context.words("law").about, "law")),
    )


def _groups(chapter: Chapter, context: Context) -> list[Values]:
    """Return the groups of a chapter, with their provisions."""
    return [
        {
            "id": anchor_of(group.id),
            "title": group.title[context.language],
            "provisions": [_row(one, group, context) for one in group.provisions],
        }
        for group in context.site.law.groups
        if group.chapter == chapter.id
    ]


def _row(provision: Provision, group: Group, context: Context) -> Values:
    """Return what a provision gives and says, since when, and where its text stands."""
    language = context.language
    sources = [context.site.law.sources[code] for code in provision.sources]
    act = context.site.law.acts[provision.act][language]
    row = {
        "id": anchor_of(provision.id),
        "href": f"{group.page}.html#{anchor_of(provision.id)}",
        "right": tied_text(provision.right[language]),
        "label": tied_text(context.say(N_("{article}, {act}"), article=provision.provision[language], act=act)),
        "texts": _texts(provision, context),
        "in_force": _in_force(provision, context),
        "official": _official(sources, context),
        "editions": [_edition(source, context) for source in sources],
    }
    return {**row, "citation": _citation(row, sources, context) if provision.verified in _READ else ""}


def _texts(provision: Provision, context: Context) -> list[Values]:
    """Return the words of a provision: exact ones in each language in which they were read, others in that of the page
    alone."""
    found = []
    for one in context.site.settings.languages:
        exact, wording = provision.exact.get(one.code, ""), provision.wording[one.code]
        if exact or wording == _EXACT:
            text = context.say(N_("“{text}”"), text=exact or provision.text[one.code])
            found.append({"code": one.code, "name": one.name, "wording": context.say(_WORDINGS[_EXACT]), "text": text})
        if one.code == context.language and wording != _EXACT:
            text = provision.text[one.code]
            found.append({"code": "", "name": "", "wording": context.say(_WORDINGS[wording]), "text": text})
    return sorted(found, key=lambda text: not text["code"])


def _in_force(provision: Provision, context: Context) -> str:
    """Return from when to when a provision applies, as far as it is known."""
    date, since, until = context.locale.date, provision.valid_from, provision.valid_to
    if provision.since:
        return provision.since[context.language]
    first = [context.say(N_("since {date}"), date=date(since))] if since else []
    return ", ".join([*first, *([context.say(N_("until {date}"), date=date(until))] if until else [])])


def _citation(row: Values, sources: Sequence[Source], context: Context) -> str:
    """Return a line to cite a provision by: article and act, days in force, edition, official address."""
    address = next((source.official[context.language] for source in sources if source.official), "")
    editions = (link.title for link in row["editions"])
    parts = (row["label"], row["in_force"], *editions, address)
    return "; ".join(filter(None, parts))


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


def sure_page(context: Context) -> Iterator[Page]:
    """Yield the page that says how sure the site is."""
    yield page_of_words(HOW_SURE, "how-sure.html", context, _sure, parts=["law"])


def _sure(context: Context) -> Values:
    """Return what the page places below its words on law: texts, provisions by what is in doubt, open questions."""
    law, say = context.site.law, context.say
    shown = [_cited(one, group.page, context) for group in law.groups for one in group.provisions]
    open_ = sorted(context.site.questions.questions, key=lambda one: one.number)
    asked = [(one, [link_to(name, context) for name in one.pages]) for one in open_]
    return {
        "texts": [_text_read(code, context) for code in law.sources],
        "in_part": [(act, link, say(_DOUBTS[one.verified])) for one, act, link in shown if one.verified in _DOUBTS],
        "undated": [(act, link) for one, act, link in shown if not (one.valid_from or one.since)],
        "unconfirmed": [(act, link) for one, act, link in shown if not one.dates_confirmed],
        "groups": [
            (who, say(title), [(one, pages) for one, pages in asked if one.must_answer == who])
            for who, title in _ANSWERERS.items()
        ],
    }


def _cited(one: Provision, page: str, context: Context) -> tuple[Provision, str, Link]:
    """Return a provision with its act and a link to it."""
    article = tied_text(one.provision[context.language])
    return one, context.site.law.acts[one.act][context.language], Link(article, f"{page}.html#{anchor_of(one.id)}")


def _text_read(code: str, context: Context) -> Values:
    """Return a text of law that was read: its edition, where the official text stands, and what it tells of where its
    name is not that of an act."""
    law, source = context.site.law, context.site.law.sources[code]
    provisions = [one for group in law.groups for one in group.provisions if code in one.sources]
    acts = (
        [] if source.changes_until else list(dict.fromkeys(law.acts[one.act][context.language] for one in provisions))
    )
    return {"acts": "; ".join(acts), "edition": _edition(source, context), "official": _official([source], context)}
