"""Files that are no pages: the choice of language, the page for addresses that lead nowhere, the site map,
security.txt; and what is new, for those who follow the site by a feed: one file of Atom for each language (RFC 4287).

A feed never holds an address of the site, the day of a build, or that something is gone: it holds what its sources
tell, and nobody compares two states of the site.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain

from build_tools import security_txt
from build_tools.localize import Locale
from build_tools.models import Download, Language, Page, Settings, Values
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.environment import Templates, rendered
from build_tools.security_txt import SECURITY_TXT

_LOST = N_("This page does not exist")
_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"' + (
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def whole_site(
    settings: Settings,
    locales: Mapping[str, Locale],
    pages: Iterable[Page],
    templates: Templates,
    day: datetime.date,
) -> Iterator[Download]:
    """Yield the files that belong to no language, as of ``day``."""
    kinds = (("index.html", COALITION, "", False), ("404.html", _LOST, settings.base_path, True))
    for path, title, prefix, noindex in kinds:
        languages = [_language_choice(one, settings, locales[one.code], title, prefix) for one in settings.languages]
        values = {"languages": languages, "noindex": noindex}
        yield Download(path, partial(rendered, "all-languages.html", values, templates))
    yield Download("sitemap.xml", lambda: _sitemap(settings, pages))
    if settings.security:
        remark = INVENTED if settings.invented else ""
        yield Download(SECURITY_TXT, partial(security_txt.security_text, settings, settings.security, day, remark))


def _language_choice(language: Language, settings: Settings, locale: Locale, title: str, prefix: str) -> Values:
    """Return a language to choose: links to its home and its help with their words, which begin with ``prefix``; what
    is said of an invented site."""
    return {
        "code": language.code,
        "name": language.name,
        "href": f"{prefix}{language.code}/index.html",
        "help_href": f"{prefix}{language.code}/k/index.html",
        "title": locale.translate(title),
        "choose": locale.translate(N_("Continue in English")),
        "help": locale.translate(N_("Need help?")),
        "invented": locale.translate(INVENTED) if settings.invented else "",
    }


def _sitemap(settings: Settings, pages: Iterable[Page]) -> str:
    """Return the site map: each page with its twins in the other languages, no dates."""
    gateway = f"<url><loc>{_xml_address(settings, 'index.html')}</loc></url>\n"
    lines = [_sitemap_entry(settings, page) for page in pages if not page.noindex]
    return _SITEMAP + gateway + "".join(lines) + "</urlset>\n"


def _sitemap_entry(settings: Settings, page: Page) -> str:
    """Return one entry of the site map."""
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_xml_address(settings, f"{code}/{page.subpath}")}"/>'
        for code in settings.codes
    )
    return f"<url><loc>{_xml_address(settings, page.path)}</loc>{twins}</url>\n"


def _xml_address(settings: Settings, path: str) -> str:
    """Return the public address of a file as XML writes it."""
    return escape(settings.url(path), quote=False)


_ENTRY_KINDS = {"briefing": N_("Briefing"), "correction": N_("Correction"), "statement": N_("Statement")}
"""What the kinds of entries are called. The name of a kind never changes, for readers may sort by it."""

_FEED = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{}">\n'


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that is new since ``day``. ``key`` is small Latin letters, digits, hyphens and slashes, begins with the
    kind or the folder, and never changes; ``href`` leads from the folder of the language; ``kind`` is one of
    ``_ENTRY_KINDS``."""

    key: str
    title: str
    href: str
    day: datetime.date
    summary: str
    kind: str


Entries = Callable[[Context], Iterator[FeedEntry]]
"""Tells what is new of one kind, in any order."""


def feeds(contexts: Iterable[Context], sources: Iterable[Entries]) -> Iterator[Download]:
    """Yield the feed of each language."""
    every = tuple(sources)
    for context in contexts:
        yield Download(f"{context.language}/feed.xml", partial(_feed, context, every))


def _feed(context: Context, sources: tuple[Entries, ...]) -> str:
    """Return one feed, its newest entry first."""
    found = chain.from_iterable(source(context) for source in sources)
    entries = sorted(sorted(found, key=lambda entry: entry.key), key=lambda entry: entry.day, reverse=True)
    say, invented = context.locale.translate, context.site.settings.invented
    title = " · ".join([say(COALITION), *([say(INVENTED)] if invented else [])])
    lines = (
        _element("id", _tag("feed", context)),
        _element("title", title),
        _element("updated", _moment(entries[0].day)),
        _link("self", "application/atom+xml", "feed.xml"),
        _link("alternate", "text/html", "index.html"),
        f"<author>{_element('name', say(COALITION))}</author>",
        *(_entry(entry, context) for entry in entries),
    )
    return _FEED.format(context.language) + "\n".join(lines) + "\n</feed>\n"


def _entry(entry: FeedEntry, context: Context) -> str:
    """Return one entry; readers show it alone, so one of an invented site says so itself."""
    label = context.locale.translate(_ENTRY_KINDS[entry.kind])
    lines = (
        "<entry>",
        _element("id", _tag(entry.key, context)),
        _element("title", context.mark(context.site.settings.invented) + entry.title),
        _element("updated", _moment(entry.day)),
        _link("alternate", "text/html", entry.href),
        f'<category term="{escape(entry.kind)}" label="{escape(label)}"/>',
        _element("summary", entry.summary),
        "</entry>",
    )
    return "\n".join(lines)


def _tag(key: str, context: Context) -> str:
    """Return a name that stays the same wherever the site moves (RFC 4151)."""
    return f"tag:{context.site.settings.feed_names}:{context.language}/{key}"


def _moment(day: datetime.date) -> str:
    """Write a day as Atom asks for it."""
    return f"{day.isoformat()}T00:00:00Z"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(' '.join(text.split()), quote=False)}</{name}>"


def _link(rel: str, kind: str, href: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href="{escape(href)}"/>'
