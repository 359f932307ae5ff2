"""What a file of the site says, line by line: each cell, each text of JSON, each text and attribute of markup.

In: the text of a file. Out: its lines, as the content has them where they come from it.
"""

import csv
import re
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import PurePosixPath

from build_tools.plain_words import all_text

_SILENT = re.compile(r"<(style|script)>[^<]*</\1>")
_DATA = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_NAME = re.compile(r'"@?[A-Za-z]+":')
_MARKS = re.compile('[<>"]')


def lines_of(path: str, text: str) -> str:
    """Return what the file at ``path`` says; of a file that is drawn, or only for machines, nothing."""
    said = _LINES.get(PurePosixPath(path).suffix)
    return said(text) if said else ""


def lines_of_data(text: str) -> str:
    """Return what a block of data in a page says: its values, each on a line, without the names of schema.org."""
    return _STRING.sub(r"\n\1\n", _NAME.sub("", text))


def _of_html(text: str) -> str:
    return all_text(_DATA.sub(lambda block: lines_of_data(block[1]), _SILENT.sub("", text)))


def _of_json(text: str) -> str:
    return _STRING.sub(r"\n\1\n", text)


def _of_csv(text: str) -> str:
    """Return each cell on a line of its own, by whatever sign they are parted; what is no CSV stays as it is."""
    text = text.removeprefix("\ufeff")
    separator = max(",;", key=text.partition("\n")[0].count)
    try:
        return "\n".join(cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator) for cell in row)
    except csv.Error:
        return text


def _of_xml(text: str) -> str:
    return _MARKS.sub("\n", text)


_LINES: Mapping[str, Callable[[str], str]] = {
    ".html": _of_html,
    ".csv": _of_csv,
    ".json": _of_json,
    ".xml": _of_xml,
    ".txt": str,
}
