"""Briefings: dated snapshots with their figures; what changed since stands beside them, never in them; and the page of
the statements of each, on which every one has an address that stays.

In: words, a ledger and the statements of a briefing. Out: the list of briefings, and two pages for each.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.files.paths import BRIEFINGS, SINCE, statements_file
from build_tools.models import HOW_SURE, Fragment, Page, Statements, Values, anchor_of
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.authored import Fact, aside_of, basis_of, citation, margin, page_of_words, remark_on, words_page
from build_tools.render.context import COALITION, Context, FeedEntry, Link, review_notes
from build_tools.render.data import of_briefing
from build_tools.render.drawn import PLACEHOLDER, card_of, paper_of
from build_tools.render.figures import LocalLedger, newest_first
from build_tools.render.statements import (
    all_statements,
    known_now,
    record_address,
    shortened,
    statement_values,
    texts_of_statements,
)
from build_tools.render.tables import table_link
from build_tools.text.markdown import sentences

_SECTION = f"{BRIEFINGS}index"
_ENDS, _ITEM = re.compile(r"(?<=</p>)|(?=</li>)"), re.compile(r'<li id="([^"]+)">')


def _list_of_briefings(context: Context) -> Values:
    """Return each briefing with its headline, and whether there is a page of what was found and learnt."""
    found = []
    for local in newest_first(context):
        headline = words.headline_of(context.words(f"{BRIEFINGS}{local.id}"), context)
        found.append((local, headline, statements_file(local.id) in context.site.statements))
    return {"briefings": found}


briefing_list_page = words_page(_SECTION, "briefings.html", _list_of_briefings)


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
        name, local = f"{BRIEFINGS}{ledger.id}", LocalLedger(ledger, context)
        own = context.words(name)
        yield page_of_words(
            name,
            "briefing.html",
            context,
            *(partial(_briefing, local), partial(of_briefing, own, local)),
            parts=("figures", "names"),
            kicker=f"{context.say(N_('Briefing'))} · {local.as_of}",
            section=_SECTION,
            aside=aside_of(own, context, _facts(local), local.date, ledger.days["briefing"]),
            card=card_of(local),
        )


def _facts(local: LocalLedger) -> list[Fact]:
    """Return what the margin says of a briefing."""
    say, source = local.context.say, local.ledger.source
    files = [Link(kind.upper(), f"../../data/figures-{local.id}.{kind}") for kind in ("csv", "json")]
    every = Link(say(N_("Every figure: what it counts, its history, how to quote it")), f"../{local.href}")
    published = Link(urlsplit(source).hostname or "", source)
    return [
        Fact(say(N_("Day")), local.as_of),
        Fact(say(N_("Source")), f"{say(COALITION)}, {local.date}:", (published,)),
        Fact(say(N_("Figures")), "", (every, *files), on_screen=True),
    ]


def _briefing(local: LocalLedger, context: Context) -> Values:
    """Return what the page of a briefing places around its words, which are cut into passages; ``title`` is the whole
    title, where a short one stands above the page."""
    name = f"{BRIEFINGS}{local.id}"
    own, site = context.words(name), context.site
    file = site.statements.get(statements_file(local.id))
    # Whoever reads an old sentence learns what is known now.
    beside = known_now(local.id, context)
    before, after = words.html_halves(own, context)
    return {
        "first": list(_passages(before, beside)),
        "then": list(_passages(after, beside)),
        "title": words.title_of(own, context) if own.about.headline else "",
        "ledger": local,
        "tables": [table_link(table, local) for table in local.ledger.tables],
        "paper": paper_of(local),
        "since": _changes_since(name, file, context) if (context.language, f"{name}{SINCE}") in site.words else None,
    }


def _passages(html: Markup, beside: Mapping[str, Values]) -> Iterator[tuple[Markup, bool, Values | None]]:
    """Yield the words of a briefing, cut behind each paragraph that left something to be filled in, which is marked,
    and at the end of each finding that has a record, which is placed within it; each with the gap and record it has."""
    pending, finding = "", ""
    for piece in _ENDS.split(html):
        if piece.startswith("</li>") and finding in beside:
            yield _marked(pending), False, beside[finding]
            pending, finding = "", ""
        pending += piece
        finding = [finding, *_ITEM.findall(piece)][-1]
        if piece.endswith("</p>") and PLACEHOLDER.search(piece.rpartition("<p>")[2]):
            yield _marked(pending), True, None
            pending = ""
    yield _marked(pending), False, None


def _marked(html: str) -> Markup:
    return Markup(PLACEHOLDER.sub(r"<mark>\g<0></mark>", html))


def _changes_since(name: str, file: Statements | None, context: Context) -> Values:
    """Return what changed since a briefing: words of their own, before links to what was learnt."""
    found = context.words(f"{name}{SINCE}")
    topics = [(record_address(file.id, topic), title) for topic, title in file.topics.items()] if file else []
    return {
        "title": words.title_of(found, context),
        "html": words.html_halves(found, context)[0],
        "topics": [Link(title[context.language], href) for href, title in topics],
        "notes": context.notes_on(found.about),
        "basis": basis_of(found, context),
    }


def statement_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing that has statements."""
    for file in context.site.statements.values():
        states = {context.words(f"{BRIEFINGS}{file.id}").about.state, file.review[context.language].state}
        date = LocalLedger(context.ledger(file.id), context).date
        title = context.say(N_("Findings of {date}, and what is known now"), date=date)
        about = N_("Each finding of the briefing, what is known of it now, and what was learnt since.")
        subpath = f"statements/{file.id}.html"
        yield Page(
            language=context.language,
            subpath=subpath,
            title=title,
            description=context.say(about),
            body=Fragment("statements.html", partial(_statements, file, context)),
            aside=Fragment("aside.html", partial(_margin, file, title, f"{context.language}/{subpath}", context)),
            section=_SECTION,
            notes=tuple(review_notes(states, context.parts("names"), context.locale)),
        )


def statement_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what was learnt since a briefing; its findings are new with the briefing itself."""
    texts = texts_of_statements(context)
    for name, (file, code, one) in all_statements(context).items():
        if one.kind != "finding":
            key, href = f"statements/{file.id}/{anchor_of(code)}", record_address(file.id, code)
            yield FeedEntry(key, shortened(texts[name]), href, one.as_of, texts[name], "statement")


def _statements(file: Statements, context: Context) -> Values:
    """Return the findings, and what was learnt since by its topics."""
    found = statement_values(file, context)
    return {
        "briefing": words.link_to(f"{BRIEFINGS}{file.id}", context),
        "sure": words.link_to(HOW_SURE, context),
        "findings": [found[code] for code, one in file.statements.items() if one.kind == "finding"],
        "topics": [
            {"id": anchor_of(topic), "title": title[context.language], "statements": own}
            for topic, title in file.topics.items()
            if (own := [found[code] for code, one in file.statements.items() if one.topic == topic])
        ],
    }


def _margin(file: Statements, title: str, path: str, context: Context) -> Values:
    """Return what the margin says: of which briefing it is, and how to quote the page, as of what was written last."""
    link = words.link_to(f"{BRIEFINGS}{file.id}", context)
    day = max(one.today.reviewed_on if one.today else one.as_of for one in file.statements.values())
    cited = citation(title, path, context, context.locale.as_of(day), day, remark_on(file.review, context))
    briefing = Fact(context.say(N_("Briefing")), "", (Link(link.title, f"../{link.href}"),))
    return margin([briefing], cited.text)
