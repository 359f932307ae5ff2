"""Files that are no pages: the choice of language, the page for addresses that lead nowhere, the site map,
security.txt; and what is new, for those who follow the site by a feed: one file of Atom for each language (RFC 4287).

A feed never holds an address of the site, the day of a build, or that something is gone: it holds what its sources
tell, and nobody compares two states of the site.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain

from build_tools.localize import Locale
from build_tools.models import Download, Page, Security, Settings
from build_tools.paths import SECURITY_TXT
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.environment import Templates, rendered

_LOST = N_("This page does not exist")
_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{}</urlset>
"""


def shared_files(
    settings: Settings,
    locales: Mapping[str, Locale],
    pages: Iterable[Page],
    templates: Templates,
    day: datetime.date,
) -> Iterator[Download]:
    """Yield the files that belong to no language, as of ``day``."""
    for path, title, prefix in (("index.html", COALITION, ""), ("404.html", _LOST, settings.base_path)):
        values = {"settings": settings, "locales": locales, "title": title, "prefix": prefix}
        yield Download(path, partial(rendered, "all-languages.html", values, templates, noindex=title == _LOST))
    yield Download("sitemap.xml", lambda: _sitemap(settings, pages))
    if settings.security:
        yield Download(SECURITY_TXT, partial(security_text, settings, settings.security, day))


def _sitemap(settings: Settings, pages: Iterable[Page]) -> str:
    """Return the site map: each page with its twins in the other languages, no dates."""
    top = escape(settings.url(""), quote=False)
    listed = [f"<url><loc>{top}index.html</loc></url>\n"]
    for page in pages:
        if not page.noindex:
            twins = (
                f'<xhtml:link rel="alternate" hreflang="{code}" href="{top}{code}/{page.subpath}"/>'
                for code in settings.codes
            )
            listed.append(f"<url><loc>{top}{page.path}</loc>{''.join(twins)}</url>\n")
    return _SITEMAP.format("".join(listed))


_ENTRY_KINDS = {"briefing": N_("Briefing"), "correction": N_("Correction"), "statement": N_("Statement")}
"""What the kinds of entries are called. The name of a kind never changes, for readers may sort by it."""


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


def feeds(contexts: Iterable[Context], sources: Sequence[Entries], templates: Templates) -> Iterator[Download]:
    """Yield the feed of each language."""
    for context in contexts:
        yield Download(f"{context.language}/feed.xml", partial(_feed, context, sources, templates))


def _feed(context: Context, sources: Sequence[Entries], templates: Templates) -> str:
    """Return one feed, its newest entry first; readers show entries alone, so of an invented site each says so."""
    found = chain.from_iterable(source(context) for source in sources)
    entries = sorted(sorted(found, key=lambda entry: entry.key), key=lambda entry: entry.day, reverse=True)
    settings, author = context.site.settings, context.say(COALITION)
    values = {
        # A name that stays the same wherever the site moves (RFC 4151).
        "names": f"tag:{settings.feed_names}:{context.language}",
        "author": author,
        "title": f"{author} · {context.say(INVENTED)}" if settings.invented else author,
        "mark": context.mark(settings.invented),
        "entries": entries,
        "kinds": {kind: context.say(title) for kind, title in _ENTRY_KINDS.items()},
    }
    return rendered("feed.xml", values, templates, locale=context.locale) + "\n"


def security_text(settings: Settings, security: Security, day: datetime.date) -> str:
    """Return the text as of ``day``, after a remark where all is invented; it expires some days later."""
    lines = [f"# {INVENTED}"] if settings.invented else []
    lines += [f"Contact: {contact}" for contact in security.contact]
    lines += [
        f"Expires: {(day + datetime.timedelta(days=security.valid_days)).isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(settings.codes)}",
        f"Canonical: {settings.url(SECURITY_TXT)}",
    ]
    lines += [f"Policy: {security.policy}"] if security.policy else []
    return "\n".join(lines) + "\n"
