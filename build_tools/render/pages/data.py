"""The page of downloads."""

from collections.abc import Iterator

from build_tools.models import Page
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words
from build_tools.render.pages.briefings import newest_first

CASES = N_("Published cases")
INVENTED = N_("Invented cases")
CODEBOOK = N_("Codebook")
FIGURES = N_("Figures of the briefing of {date}")


def data(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    yield page_of_words(
        "data", "data.html", context, {"downloads": list(downloads(context))}, noindex=not context.release
    )


def downloads(context: Context) -> Iterator[dict[str, str]]:
    """Yield each set of data: the name of its files, and what it holds."""
    say, mark = context.locale.translate, context.mark(context.is_invented(context.published))
    for ledger in newest_first(context):
        date = context.locale.date(ledger.days["briefing"])
        yield {"name": f"figures-{ledger.id}", "title": mark + fill(say(FIGURES), date=date)}
    yield {"name": "cases", "title": mark + say(CASES)}
    yield {"name": "codebook", "title": say(CODEBOOK)}
    if context.examples.cases:
        yield {"name": "example-cases", "title": context.mark(True) + say(INVENTED)}
