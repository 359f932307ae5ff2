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
from build_tools.render import citing, words
from build_tools.render.authored import Fact, aside_of, basis_of, page_of_words
from build_tools.render.context import COALITION, Context, Link
from build_tools.render.drawn import PLACEHOLDER, card_of, paper_of
from build_tools.render.figures import ShownLedger
from build_tools.render.statements import record_address, statement_values
from build_tools.render.tables import table_link
from build_tools.render.whole_site import FeedEntry

_SECTION = f"{BRIEFINGS}index"
_ENDS, _ITEM = re.compile(r"(?<=</p>)|(?=</li>)"), re.compile(r'<li id="([^"]+)">')


def newest_first(ledgers: Mapping[str, Ledger], context: Context) -> list[ShownLedger]:
    """Return ledgers of briefings, newest first."""
    ordered = sorted(ledgers.values(), key=lambda ledger: ledger.id, reverse=True)
    return [ShownLedger(ledger, context) for ledger in ordered]


def briefing_list_page(context: Context) -> Iterator[Page]:
    """Yield the list of briefings."""
    yield page_of_words(_SECTION, "briefings.html", context, _list_of_briefings)


def _list_of_briefings(context: Context) -> Values:
    """Return each briefing with its headline, and whether there is a page of what was found and learnt."""
    return {
        "briefings": [
            (shown, _headline(shown), statements_file(shown.id) in context.site.statements)
            for shown in newest_first(context.site.briefings, context)
        ]
    }


def _headline(shown: ShownLedger) -> str:
    return words.headline_of(shown.context.words(f"{BRIEFINGS}{shown.id}"), shown.context)


def briefing_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what a feed tells of each briefing, with the notes on its words."""
    for ledger in context.site.briefings.values():
        name = f"{BRIEFINGS}{ledger.id}"
        found = context.words(name)
        summary = citing.sentences((words.description_of(found, context), *context.notes_on(found.about)))
        title, day = words.headline_of(found, context), ledger.days["briefing"]
        yield FeedEntry(name, title, f"{name}.html", day, summary, "briefing")


def briefing_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.briefings.values():
        name, shown = f"{BRIEFINGS}{ledger.id}", ShownLedger(ledger, context)
        own = context.words(name)
        values = (partial(_briefing, shown), partial(citing.of_briefing, own, shown))
        about = {
            "kicker": " · ".join((context.say(N_("Briefing")), shown.as_of)),
            "section": _SECTION,
            "aside": aside_of(own, context, _facts(shown), shown.date, ledger.days["briefing"]),
            "card": card_of(shown),
        }
        yield page_of_words(name, "briefing.html", context, *values, parts=("figures", "names"), **about)


def _facts(shown: ShownLedger) -> list[Fact]:
    """Return what the margin says of a briefing."""
    say, source = shown.context.say, shown.ledger.source
    published = f"{say(COALITION)}, {shown.date}:"
    files = [Link(kind.upper(), f"../../data/figures-{shown.id}.{kind}") for kind in ("csv", "json")]
    every = Link(say(N_("Every figure: what it counts, its history, how to quote it")), f"../{shown.href}")
    return [
        Fact(say(N_("Day")), shown.as_of),
        Fact(say(N_("Source")), published, (Link(urlsplit(source).hostname or "", source),)),
        Fact(say(N_("Figures")), "", (every, *files), on_screen=True),
    ]


def _briefing(shown: ShownLedger, context: Context) -> Values:
    """Return what the page of a briefing places around its words, which are cut into passages; ``title`` is the whole
    title, where a short one stands above the page."""
    name = f"{BRIEFINGS}{shown.id}"
    own, file = context.words(name), context.site.statements.get(statements_file(shown.id))
    # Whoever reads an old sentence learns what is known now.
    records = statement_values(file, context) if file else {}
    beside = {anchor: records[code] for anchor, code in file.by_finding.items()} if file else {}
    before, after = words.html_halves(own, context)
    return {
        "first": list(_passages(before, beside)),
        "then": list(_passages(after, beside)),
        "title": words.title_of(own, context) if own.about.headline else "",
        "ledger": shown,
        "tables": [table_link(table, shown) for table in shown.ledger.tables],
        "paper": paper_of(shown),
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
