"""The page of downloads."""

from collections.abc import Iterator

from build_tools.models import Page
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words
from build_tools.render.pages.briefings import newest_first

CASES = N_("Published cases: {format}")
EXAMPLES = N_("Invented example cases: {format}")
CODEBOOK = N_("Codebook: {format}")
FIGURES = N_("Figures of the briefing of {date}: {format}")


def data(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    yield page_of_words(
        "data", "data.html", context, {"downloads": list(downloads(context))}, noindex=not context.release
    )


def downloads(context: Context) -> Iterator[dict[str, str]]:
    """Yield the files with what each holds."""
    say = context.locale.translate
    titles = [
        (f"figures-{ledger.id}", say(FIGURES), context.locale.date(ledger.as_of)) for ledger in newest_first(context)
    ]
    titles += [("cases", say(CASES), ""), ("codebook", say(CODEBOOK), "")]
    titles += [("example-cases", say(EXAMPLES), "")] if context.examples.cases else []
    for name, title, date in titles:
        for ending in ("csv", "json"):
            yield {"href": f"data/{name}.{ending}", "title": title.format(format=ending.upper(), date=date)}
