"""How to report: who receives reports, what each can and cannot do, and what is missing."""

from collections.abc import Iterator

from build_tools.models import Page
from build_tools.render.context import Context
from build_tools.render.help import contacts
from build_tools.render.pages.base import page_of_words


def report(context: Context) -> Iterator[Page]:
    """Yield the page of contacts; invented ones stand apart and never reach a release."""
    values = contacts.all_contacts(context)
    yield page_of_words(
        "report", "report.html", context, values, ("organisations", "names"), noindex=not context.release
    )
