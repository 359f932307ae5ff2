"""Briefings: dated snapshots with their figures; what changed since stands beside them, never in them.

In: words, a ledger and the statements of a briefing. Out: the list of briefings, and a page for each.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import Ledger, Page, Statements, Values
from build_tools.paths import BRIEFINGS, SINCE, statements_file
from build_tools.problems import N_
from build_tools.render import citing, figures, tables, words
from build_tools.render.authored import Fact, aside_of, basis_of, page_of_words
from build_tools.render.citing import sentences
from build_tools.render.context import COALITION, Context, Link
from build_tools.render.drawn.briefings import PLACEHOLDER, paper_of
from build_tools.render.drawn.pictures import card_of
from build_tools.render.statements import record_address, statement_values
from build_tools.render.whole_site import FeedEntry

_SECTION = f"{BRIEFINGS}index"
_ENDS, _ITEM = re.compile(r"(?<=</p>)|(?=</li>)"), re.compile(r'<li id="([^"]+)">')


def ledgers_newest_first(context: Context) -> list[Ledger]:
    """Return the ledgers of all briefings, newest first."""
    return sorted(context.site.briefings.values(), key=lambda ledger: ledger.id, reverse=True)


def briefing_list_page(context: Context) -> Iterator[Page]:
    """Yield the list of briefings."""
    yield page_of_words(_SECTION, "briefings.html", context, _list_of_briefings)


def _list_of_briefings(context: Context) -> Values:
    return {"briefings": [_briefing_line(ledger, context) for ledger in ledgers_newest_first(context)]}


def _briefing_line(ledger: Ledger, context: Context) -> Values:
    """Return one line of the list, with what was found, learnt and counted."""
    has_statements = statements_file(ledger.id) in context.site.statements
    return {
        "href": f"{ledger.id}.html",
        "title": words.headline_of(context.words(f"{BRIEFINGS}{ledger.id}"), context),
        "date": figures.briefing_date(ledger, context),
        "figures": figures.ledger_address(ledger),
        "statements": f"statements/{ledger.id}.html" if has_statements else "",
    }


def briefing_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each briefing, with the notes on its words."""
    for ledger in context.site.briefings.values():
        name = f"{BRIEFINGS}{ledger.id}"
        found = context.words(name)
        summary = sentences((words.description_of(found, context), *context.notes_on(found.about)))
        title, day = words.headline_of(found, context), ledger.days["briefing"]
        yield FeedEntry(name, title, f"{name}.html", day, summary, "briefing")


def briefing_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.briefings.values():
        name = f"{BRIEFINGS}{ledger.id}"
        kicker = " · ".join((context.say(N_("Briefing")), figures.ledger_day(ledger, context)))
        values = (partial(_briefing, name, ledger), partial(citing.of_briefing, context.words(name), ledger))
        date, day = figures.briefing_date(ledger, context), ledger.days["briefing"]
        aside = aside_of(context.words(name), context, _facts(ledger, context), date, day)
        about = {"kicker": kicker, "section": _SECTION, "aside": aside, "card": card_of(ledger, context)}
        yield page_of_words(name, "briefing.html", context, *values, parts=("figures", "names"), **about)


def _facts(ledger: Ledger, context: Context) -> list[Fact]:
    """Return what the margin says of a briefing."""
    source = Link(urlsplit(ledger.source).hostname or "", ledger.source)
    published = f"{context.say(COALITION)}, {figures.briefing_date(ledger, context)}:"
    files = [Link(kind.upper(), f"../../data/figures-{ledger.id}.{kind}") for kind in ("csv", "json")]
    every = context.say(N_("Every figure: what it counts, its history, how to quote it"))
    return [
        Fact(context.say(N_("Day")), figures.ledger_day(ledger, context)),
        Fact(context.say(N_("Source")), published, (source,)),
        Fact(context.say(N_("Figures")), "", (Link(every, f"../figures/{ledger.id}.html"), *files), on_screen=True),
    ]


def _briefing(name: str, ledger: Ledger, context: Context) -> Values:
    """Return what the page of a briefing places around its words, which are cut into passages; ``title`` is the whole
    title, where a short one stands above the page."""
    own = context.words(name)
    before, after = words.html_halves(own, context)
    file = context.site.statements.get(statements_file(ledger.id))
    beside = _beside_findings(file, context) if file else {}
    return {
        "first": list(_passages(before, beside)),
        "then": list(_passages(after, beside)),
        "title": words.title_of(own, context) if own.about.headline else "",
        "key_figures": figures.key_figures(ledger, context),
        "tables": [tables.table_link(table, ledger, context) for table in ledger.tables],
        "unit": figures.unit_meaning(ledger.unit, context),
        "paper": paper_of(ledger, context),
        "cannot_answer": f"{figures.ledger_address(ledger)}#cannot-answer",
        "since": _changes_since(name, file, context),
    }


def _passages(html: Markup, beside: Mapping[str, Values]) -> Iterator[Values]:
    """Yield the words of a briefing, cut behind each paragraph that left something to be filled in, which is marked,
    and at the end of each finding that has a record, which is placed within it."""
    pending, finding = "", ""
    for piece in _ENDS.split(html):
        if piece.startswith("</li>") and finding in beside:
            yield _passage(pending, record=beside[finding])
            pending, finding = "", ""
        pending += piece
        finding = [finding, *_ITEM.findall(piece)][-1]
        if piece.endswith("</p>") and PLACEHOLDER.search(piece.rpartition("<p>")[2]):
            yield _passage(pending, gap=True)
            pending = ""
    yield _passage(pending)


def _passage(html: str, gap: bool = False, record: Values | None = None) -> Values:
    return {"html": Markup(PLACEHOLDER.sub(r"<mark>\g<0></mark>", html)), "gap": gap, "record": record}


def _beside_findings(file: Statements, context: Context) -> Mapping[str, Values]:
    """Return the records of the findings by their anchors, so that whoever reads an old sentence learns what is known
    now."""
    found = statement_values(file, context)
    return {anchor: found[code] for anchor, code in file.by_finding.items()}


def _changes_since(name: str, file: Statements | None, context: Context) -> Values | None:
    """Return what changed since a briefing: words of their own, before links to what was learnt; nothing where nobody
    has written it."""
    found = context.site.words.get((context.language, f"{name}{SINCE}"))
    if found is None:
        return None
    topics = file.topics.items() if file else ()
    return {
        "title": words.title_of(found, context),
        "html": words.html_halves(found, context)[0],
        "topics": [Link(title[context.language], record_address(file.id, topic)) for topic, title in topics if file],
        "notes": context.notes_on(found.about),
        "basis": basis_of(found, context),
    }
