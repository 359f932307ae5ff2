"""Each briefing once more as one document for paper: the same words, figures and sources, without menus and margin.

In: the pages of briefings. Out: their twins, which search does not list.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from build_tools.models import Fragment, Ledger, Page, Values
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render.authored import Aside, Fact
from build_tools.render.citing import page_citation
from build_tools.render.context import Context
from build_tools.render.pages.briefings import briefing_date, briefing_facts, briefing_pages, paper_of
from build_tools.render.words import Link


def paper_pages(context: Context) -> Iterator[Page]:
    """Yield the document of each briefing."""
    for ledger, page in zip(context.site.briefings.values(), briefing_pages(context), strict=True):
        yield replace(
            page,
            subpath=f"{BRIEFINGS}{paper_of(ledger)}",
            body=Fragment(page.body.template, partial(_without_block, page.body)),
            aside=Fragment("imprint.html", partial(_imprint, page, ledger, context)),
            noindex=True,
            paper=True,
        )


def _without_block(body: Fragment) -> Values:
    """Return what the page of a briefing places, without what it tells search engines."""
    return {**body.values(), "linked": Markup("")}


def _imprint(page: Page, ledger: Ledger, context: Context) -> tuple[Aside]:
    """Return what stands at the end of a document: its day and source, and how to quote the briefing."""
    say, words = context.locale.translate, context.words(f"{BRIEFINGS}{ledger.id}")
    cited = page_citation(words, context, briefing_date(ledger, context), ledger.days["briefing"])
    back = Fact(say(N_("On screen")), "", (Link(page.title, f"{ledger.id}.html"),), on_screen=True)
    facts = (fact for fact in briefing_facts(ledger, context) if not fact.on_screen)
    return (Aside((*facts, Fact(say(N_("To quote this page")), cited.text), back)),)
