"""Pages and files of an output as tests read them: by their path, as HTML, as text, as rows of a table."""

import csv
import io
import re
from html import unescape

from build_tools.build.pipeline import Output
from build_tools.models import Page

LANGUAGES = ("kk", "ru", "en")
Rows = list[dict[str, str]]


def page_at(output: Output, path: str) -> Page:
    """Return the page at a path such as *en/index.html*."""
    return next(page for page in output.pages if page.path == path)


def html_at(output: Output, path: str) -> str:
    """Return the content of a page."""
    return output.view(page_at(output, path)).content


def text_at(output: Output, path: str) -> str:
    """Return the content of a page as a reader sees it."""
    return text_of(html_at(output, path))


def text_of(html: str) -> str:
    """Return HTML without tags, with a single space between words."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def file_at(output: Output, path: str) -> bytes:
    """Return a file that is no page."""
    return next(one for one in output.downloads if one.path == path).data()


def rows_of(data: bytes, separator: str = ",") -> Rows:
    """Return the rows of a table, read as a program that knows the mark of UTF-8."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))
