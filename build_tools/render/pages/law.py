"""The pages that show provisions of law: each a row of a table, with where it was read and how surely, and a line to
cite it by.

In: words about the law, and provisions with the sources in which they were read. Out: pages. What nobody has read gets
no line, which would make it look surer than it is, and neither do our own words, which are not to be cited.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import Group, LawPage, Page, Provision, Source, Values, anchor_of
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context, Link
from build_tools.render.words import html_halves, tied_text

_TEMPLATES: Mapping[LawPage, str] = {
    "torture": "law.html",
    "absolute-right": "absolute-right.html",
    "rights": "law.html",
    "after-report": "law.html",
}
"""The pages of law: what torture is, that the right is absolute, what the detained have, what follows."""

_READ_IN_PART, _NOT_READ = "part", "none"
_MARKS = {"whole": N_("Read"), _READ_IN_PART: N_("Read in part"), _NOT_READ: N_("Not read")}
"""How much was read, by the name of a class of the style sheet."""

_SUMMARY, _EXACT = "summarised", "quoted"
_STATES = {
    "read": ("whole", ""),
    "read_in_quotation": (_READ_IN_PART, N_("Read in a quotation, the text itself was not opened")),
    "older_version_read": (_READ_IN_PART, N_("Read in an older version")),
    "described": (_NOT_READ, N_("Taken from another source, the article itself was not read")),
    "inferred": (_NOT_READ, N_("Our own conclusion, not read in the law")),
    "not_read": (_NOT_READ, N_("The text was not read, this was written from memory")),
}
"""What readers are told of how the text of a provision is known, and why it is no more."""

_WORDINGS = {
    _EXACT: N_("Exact words"),
    "translated": N_("Our translation"),
    _SUMMARY: N_("Summary in our own words"),
}
_QUOTED = N_("“{text}”")
_IN_ADDRESSES = {"kaz": "kk", "rus": "ru", "ru": "ru", "eng": "en", "en": "en"}
"""How official addresses name the language of a text."""

_AFTER_A_BLOCK = re.compile(r"(?:(?<=</p>)|(?<=</[uo]l>))\n(?=<[phuob])")
_ANCHOR = re.compile(r'href="#([^"]+)"')


def law_pages(context: Context) -> Iterator[Page]:
    """Yield the pages of law."""
    for name, template in _TEMPLATES.items():
        yield page_of_words(name, template, context, partial(_law_on_page, name), parts=["law"])


def _law_on_page(name: LawPage, context: Context) -> Values:
    """Return the words above the tables in pieces, each with the exact texts beside it, and the groups of a page."""
    groups = [_group(group, context) for group in context.site.law.groups if name in group.pages]
    rows = {row["id"]: row for group in groups for row in group["provisions"]}
    provisions = (one for group in context.site.law.groups if name in group.pages for one in group.provisions)
    exact = [anchor_of(one.id) for one in provisions if one.wording[context.language] != _SUMMARY]
    before, _ = html_halves(context.words(name), context)
    passages = [{"html": html, "beside": [rows[id_] for id_ in beside]} for html, beside in passages_of(before, exact)]
    return {"passages": passages, "groups": groups}


def passages_of(html: Markup, anchors: Iterable[str]) -> Iterator[tuple[Markup, list[str]]]:
    """Yield words cut behind each paragraph or list that links to one of the anchors, which each stand beside the first
    piece that links to them."""
    left, pending = set(anchors), list[str]()
    for block in _AFTER_A_BLOCK.split(html):
        pending.append(block)
        found = [anchor for anchor in dict.fromkeys(_ANCHOR.findall(block)) if anchor in left]
        if found:
            yield Markup("\n".join(pending)), found
            left, pending = left - set(found), []
    yield Markup("\n".join(pending)), []


def _group(group: Group, context: Context) -> Values:
    """Return a table: provisions that belong together."""
    rows = [_row_of(provision, context) for provision in group.provisions]
    return {"id": anchor_of(group.id), "title": group.title[context.language], "provisions": rows}


def _row_of(provision: Provision, context: Context) -> Values:
    """Return a row of the table: what a provision gives and says, since when, and how that is known."""
    language = context.language
    text, is_exact = provision.text[language], provision.wording[language] == _EXACT
    mark, why = _STATES[provision.verified]
    sources = [context.site.law.sources[code] for code in provision.sources]
    row = {
        "id": anchor_of(provision.id),
        "right": tied_text(provision.right[language]),
        "instrument": provision.instrument[language],
        "article": tied_text(provision.provision[language]),
        "wording": context.say(_WORDINGS[provision.wording[language]]),
        "text": tied_text(context.say(_QUOTED, text=text) if is_exact else text),
        "in_force": _in_force(provision, context),
        "official": official_texts(sources, context),
        "mark": mark,
        "state": context.say(_MARKS[mark]),
        "doubt": context.say(why) if why else "",
        "editions": [edition_of(source, context) for source in sources],
    }
    is_citable = mark != _NOT_READ and provision.wording[language] != _SUMMARY
    return {**row, "citation": _citation(provision, row, sources, context) if is_citable else None}


def _in_force(provision: Provision, context: Context) -> list[str]:
    """Return from when to when a provision applies; a day that nobody wrote down is a gap in words."""
    date, since, until = context.locale.date, provision.valid_from, provision.valid_to
    if provision.since:
        return [provision.since[context.language]]
    first = context.say(N_("since {date}"), date=date(since)) if since else context.say(N_("since when: not noted"))
    last = [context.say(N_("until {date}"), date=date(until))] if until else []
    confirmed = provision.dates_confirmed or not (since or until)
    return [first, *last, *([] if confirmed else [context.say(N_("date to be confirmed"))])]


def _citation(provision: Provision, row: Values, sources: Sequence[Source], context: Context) -> Values:
    """Return what a fold holds: what it is called, the line to cite, with the days in force and how the text was read,
    the official addresses in full, and the exact words in the other languages in which they were read."""
    article, read = provision.provision[context.language], "; ".join(link.title for link in row["editions"])
    days = ", ".join(row["in_force"] if provision.valid_from else row["in_force"][1:])
    in_force = [context.say(N_("In force {days}"), days=days)] if days else []
    how = row["doubt"] or row["state"]
    parts = (f"{article}, {row['instrument']}", *in_force, row["wording"], f"{how}: {read}" if read else how)
    others = [
        {"code": one.code, "name": one.name, "text": context.say(_QUOTED, text=provision.text[one.code])}
        for one in context.site.settings.languages
        if one.code != context.language and provision.wording[one.code] == _EXACT
    ]
    return {
        "title": context.say(N_("To cite: {article}"), article=article),
        "line": " ".join(f"{part.rstrip('.')}." for part in parts),
        "addresses": [Link(address, address) for address in _official_addresses(sources, context)],
        "others": others,
    }


def edition_of(source: Source, context: Context) -> Link:
    """Return where a text was read, with the day up to which it holds changes."""
    name = source.name[context.language]
    if source.changes_until:
        date = context.locale.date(source.changes_until)
        name = context.say(N_("{source}, with changes up to {date}"), source=name, date=date)
    return Link(name, source.url or "")


def _official_addresses(sources: Iterable[Source], context: Context) -> list[str]:
    """Return the official addresses in full, each once."""
    return list(dict.fromkeys(source.official[context.language] for source in sources if source.official))


def official_texts(sources: Iterable[Source], context: Context) -> list[Link]:
    """Return where the official text stands, each address once, and in which language where it is another."""
    names = {language.code: language.name for language in context.site.settings.languages}
    links = []
    for address in _official_addresses(sources, context):
        host = str(urlsplit(address).hostname).removeprefix("www.")
        parts = address.partition("://")[2].replace("#", "/").split("/")[1:]
        code = next((_IN_ADDRESSES[part] for part in parts if part in _IN_ADDRESSES), context.language)
        links.append(Link(host if code == context.language else f"{host} ({names[code]})", address))
    return links
