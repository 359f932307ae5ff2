"""The ledger of the statements of each briefing: one page, on which every statement has an address that stays."""

from collections.abc import Iterator
from functools import partial

from build_tools.models import HOW_SURE, Fragment, Page, Statements, Values, anchor_of
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render.authored import Fact, fact_to_quote
from build_tools.render.citing import citation, remark_on
from build_tools.render.context import Context, Link, review_notes
from build_tools.render.figures import briefing_date
from build_tools.render.statements import (
    all_statements,
    record_address,
    shortened,
    statement_values,
    texts_of_statements,
)
from build_tools.render.whole_site import FeedEntry
from build_tools.render.words import link_to

_TITLE = N_("Findings of {date}, and what is known now")
_ABOUT = N_("Each finding of the briefing, what is known of it now, and what was learnt since.")


def statement_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing that has statements."""
    for file in context.site.statements.values():
        states = {context.words(f"{BRIEFINGS}{file.id}").about.state, file.review[context.language].state}
        title = context.say(_TITLE, date=briefing_date(context.ledger(file.id), context))
        subpath = f"statements/{file.id}.html"
        yield Page(
            language=context.language,
            subpath=subpath,
            title=title,
            description=context.say(_ABOUT),
            body=Fragment("statements.html", partial(_values, file, context)),
            aside=Fragment("aside.html", partial(_aside, file, title, f"{context.language}/{subpath}", context)),
            section=f"{BRIEFINGS}index",
            notes=tuple(review_notes(states, context.parts("names"), context.locale)),
        )


def statement_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what was learnt since a briefing; its findings are new with the briefing itself."""
    texts = texts_of_statements(context)
    for name, (file, code, one) in all_statements(context).items():
        if one.kind != "finding":
            key, href = f"statements/{file.id}/{anchor_of(code)}", record_address(file.id, code)
            yield FeedEntry(key, shortened(texts[name]), href, one.as_of, texts[name], "statement")


def _values(file: Statements, context: Context) -> Values:
    """Return the findings, and what was learnt since by its topics."""
    found = statement_values(file, context)
    return {
        "briefing": link_to(f"{BRIEFINGS}{file.id}", context),
        "sure": link_to(HOW_SURE, context),
        "findings": [found[code] for code, one in file.statements.items() if one.kind == "finding"],
        "topics": [
            {"id": anchor_of(topic), "title": title[context.language], "statements": own}
            for topic, title in file.topics.items()
            if (own := [found[code] for code, one in file.statements.items() if one.topic == topic])
        ],
    }


def _aside(file: Statements, title: str, path: str, context: Context) -> Values:
    """Return what the margin says: of which briefing it is, and how to quote the page, as of what was written last."""
    link = link_to(f"{BRIEFINGS}{file.id}", context)
    day = max(one.today.reviewed_on if one.today else one.as_of for one in file.statements.values())
    cited = citation(title, path, context, context.locale.as_of(day), day, remark_on(file.review, context))
    briefing = Fact(context.say(N_("Briefing")), "", (Link(link.title, f"../{link.href}"),))
    return {"facts": [briefing, fact_to_quote(cited, context)]}
