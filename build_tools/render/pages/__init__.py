"""Every kind of page is one function; to add a kind, write it and add it to ``PAGES``. What is told to those who follow
the site by a feed is one more function, in ``ENTRIES``. Here also the home page, with the figures of the newest
briefing, what it stated and where help is; pages of words without data; the pages of contacts; and files that are no
pages.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from itertools import chain

from markupsafe import Markup

from build_tools.files.paths import BRIEFINGS, SECURITY_TXT, statements_file
from build_tools.models import GENERATED, KIT, NEWEST, Download, Page, Security, Settings, Values, Words
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.authored import PageKind, page_of_words, words_page
from build_tools.render.context import COALITION, ENTRY_KINDS, INVENTED, Context, FeedEntry
from build_tools.render.drawn import card_of
from build_tools.render.environment import Templates, rendered
from build_tools.render.figures import LocalFigure, LocalLedger
from build_tools.render.help import contacts
from build_tools.render.help.pages import all_contacts, help_pages
from build_tools.render.pages.briefings import (
    briefing_entries,
    briefing_list_page,
    briefing_pages,
    statement_entries,
    statement_pages,
)
from build_tools.render.pages.cases import case_list_pages, case_pages, example_contacts_page
from build_tools.render.pages.changes import changes_page, correction_entries, corrections_page
from build_tools.render.pages.figures import codebook_page, data_page, figures_pages, statistics_page
from build_tools.render.pages.law import law_pages, sure_page
from build_tools.render.statements import BriefingFinding, findings_in
from build_tools.render.tables import map_of_tiles
from build_tools.render.words import emergency_html, link_to
from build_tools.text.markdown import around_number

_FIRST = 3
"""So many findings of the newest briefing the home page shows, and so many questions."""


def _home_page(context: Context) -> Iterator[Page]:
    """Yield the home page."""
    newest = LocalLedger(context.ledger(NEWEST), context)
    kicker = context.say(N_("What the Coalition has published about torture in Kazakhstan"))
    about = {"kicker": kicker, "large": newest.key_figures[0].number, "aside": None, "card": card_of(newest)}
    yield page_of_words("index", "index.html", context, partial(_home, newest), parts=["figures", "names"], **about)


def _home(newest: LocalLedger, context: Context) -> Values:
    """Return what the home page places. ``quoted`` are words of a finding that stand with the figures, if some are
    named; ``beside`` is the first section of the words below the data, ``after`` are the others."""
    name = f"{BRIEFINGS}{newest.id}"
    findings = list(findings_in(newest.id, context).values())
    beside, after = _first_section(words.html_halves(context.words("index"), context)[1])
    return {
        "newest": newest,
        "key_figures": _beside_the_headline(newest),
        "country": map_of_tiles(newest),
        "quoted": _quoted(context.words(name), findings, context),
        "findings": findings[:_FIRST],
        "number_of_findings": context.locale.number(len(findings)),
        "cannot_answer": newest.cannot_answer[:_FIRST],
        "situations": [link_to(situation, context) for situation in context.situations()],
        "nobody": contacts.nobody_reached(context),
        "briefing": link_to(name, context),
        "known": f"statements/{newest.id}.html" if statements_file(newest.id) in context.site.statements else "",
        "beside": beside,
        "after": after,
    }


def _beside_the_headline(newest: LocalLedger) -> list[LocalFigure]:
    """Return the key figures, without the first where it stands in the headline."""
    first, *others = newest.key_figures
    headline = words.headline_of(newest.context.words("index"), newest.context)
    return others if around_number(first.number, headline)[1] else [first, *others]


def _quoted(briefing: Words, findings: Iterable[BriefingFinding], context: Context) -> Values | None:
    """Return the words that a briefing names for it, with their figures and the finding that they stand in."""
    text = " ".join(words.with_figures(briefing.about.highlight or "", briefing, context).split())
    return next(({"words": text, "finding": one} for one in findings if text and text in one.text.striptags()), None)


def _first_section(html: Markup) -> tuple[Markup, Markup]:
    """Return words cut behind their first section."""
    second = html.find("<h2", html.find("<h2") + 1)
    return (html, Markup("")) if second < 0 else (html[:second], html[second:])


_PLACED = (*GENERATED, *KIT)
"""Names of the words that something else places."""


def _ordinary_pages(context: Context) -> Iterator[Page]:
    """Yield a page for every file of words that no other page places."""
    for language, name in context.site.words:
        if language == context.language and name not in _PLACED and not name.startswith((BRIEFINGS, "k/", "papers/")):
            yield page_of_words(name, "words.html", context, partial(_ordinary, name))


def _ordinary(name: str, context: Context) -> Values:
    """Return the settings beside the words on authenticity, for whoever doubts a copy looks there for the address."""
    return {"settings": context.site.settings if name == "authenticity" else None}


def _beside_contacts(context: Context) -> Values:
    """Return whom to call when life is in danger, and that nobody can help independently, where that is so."""
    return {"emergency": emergency_html(context), "nobody": contacts.nobody_reached(context)}


report_page = words_page("report", "report.html", all_contacts, _beside_contacts, parts=("organisations", "names"))


PAGES: tuple[PageKind, ...] = (
    _home_page,
    briefing_list_page,
    briefing_pages,
    statement_pages,
    statistics_page,
    figures_pages,
    changes_page,
    corrections_page,
    case_list_pages,
    case_pages,
    law_pages,
    sure_page,
    report_page,
    example_contacts_page,
    data_page,
    codebook_page,
    help_pages,
    _ordinary_pages,
)

Entries = Callable[[Context], Iterator[FeedEntry]]
"""Tells what is new of one kind, in any order."""

ENTRIES: tuple[Entries, ...] = (briefing_entries, correction_entries, statement_entries)


def pages(context: Context) -> Iterator[Page]:
    """Yield every page of one language."""
    for kind in PAGES:
        yield from kind(context)


def feeds(
    contexts: Iterable[Context], templates: Templates, sources: Iterable[Entries] = ENTRIES
) -> Iterator[Download]:
    """Yield what is new, for those who follow the site: one file of Atom for each language (RFC 4287). It never holds
    an address of the site, the day of a build, or that something is gone: it holds what its sources tell, and nobody
    compares two states of the site."""
    for context in contexts:
        yield Download(f"{context.language}/feed.xml", partial(_feed, context, sources, templates))


def _feed(context: Context, sources: Iterable[Entries], templates: Templates) -> str:
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
        "kinds": {kind: context.say(title) for kind, title in ENTRY_KINDS.items()},
    }
    return rendered("feed.xml", values, templates, locale=context.locale) + "\n"


_LOST = N_("This page does not exist")
_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{}</urlset>
"""


def other_files(contexts: Sequence[Context], pages: Iterable[Page], templates: Templates) -> Iterator[Download]:
    """Yield the files that are no pages of a language: the choice of language, the page for addresses that lead
    nowhere, the site map, security.txt, the feeds."""
    site, locales = contexts[0].site, {context.language: context.locale for context in contexts}
    settings = site.settings
    for path, title, prefix in (("index.html", COALITION, ""), ("404.html", _LOST, settings.base_path)):
        values = {"settings": settings, "locales": locales, "title": title, "prefix": prefix}
        yield Download(path, partial(rendered, "all-languages.html", values, templates, noindex=title == _LOST))
    yield Download("sitemap.xml", lambda: _sitemap(settings, pages))
    if settings.security:
        yield Download(SECURITY_TXT, partial(security_text, settings, settings.security, site.day))
    yield from feeds(contexts, templates)


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
