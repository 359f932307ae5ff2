"""Data stay words: whatever signs a name, a label or a form holds, it makes no element, no formula and no line."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from itertools import filterfalse
from pathlib import Path
from typing import Any

import pytest

from build_tools.build import pipeline
from build_tools.build.shell import Shells
from build_tools.render.data import cell_text
from tests.site_builder import EXAMPLES, LANGUAGES, LEDGER, ORGANISATIONS, Plain, built, catalogues, plain

ROOT = Path(__file__).parents[1]
PIECES = (
    *("<zq>", "</title>", "<form>", "<!-- zq -->", "<!-- data -->", "&zq;", "&lt;", "\u0026#42;", '" zq="', "' zq='"),
    *("](https://zq.example/)", "[zq](tel:000)", "![zq](zq)", "<https://zq.example>", "[zq]: zq", "{: .exit #zq}"),
    *(
        "**zq**",
        "_zq_",
        "`zq`",
        "# zq",
        "| zq |",
        "\\*",
        "~~~",
        "{{ zq }}",
        "{% zq %}",
        "{zq}",
        "[[content goes here]]",
    ),
    *("=1+1", "-zq", "@zq", ";=zq", "$zq", "#zq", "zq", "'", "%s"),
)


class Parts(HTMLParser):
    """The elements of a page, each with its attributes, and its text on one line."""

    WORDS = ("content", "title", "aria-label", "data-blank")

    def __init__(self, page: str):
        super().__init__()
        self.elements: set[str] = set()
        self.texts: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.text = " ".join(" ".join(["".join(self.texts), *self.words]).replace("\u00a0", " ").split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with its attributes; of those with words or a contact their name."""
        told = [
            name if name in self.WORDS or (value or "").startswith("tel:") else f"{name}={value}"
            for name, value in attrs
        ]
        self.words += [value or "" for name, value in attrs if name in self.WORDS]
        self.elements.add(" ".join([tag, *told]))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)


def with_texts(texts: Mapping[str, str]) -> pipeline.Output:
    """Return the minimal site in which a text stands in each kind of place for data."""
    data = plain()
    data["catalogues"] = catalogues()
    for place, text in texts.items():
        PLACES[place](data, text)
    return pipeline.pages_of(built(data), ROOT / "site_src")


def into(*way: str | int) -> Any:
    """Return what puts a text into a place of the data; ``*`` stands for each language, and for each plural form."""

    def put(inside: Any, text: str, steps: tuple[str | int, ...] = way) -> None:
        step, *rest = steps
        for key in list(inside) if step == "*" else [step]:
            if rest:
                put(inside[key], text, tuple(rest))
            else:
                inside[key] = text

    return put


def into_words(name: str, field: str) -> Any:
    """Return what puts a text into the front matter of a page in each language."""

    def put(data: Plain, text: str) -> None:
        for language in LANGUAGES:
            data["words"][f"content/{language}/{name}.md"]["about"][field] = text

    return put


PROVISION = ("law", "groups", 0, "provisions", 0)
PLACES = {
    "form": into("vocabulary", "units", "report", "forms", "*", "*"),
    "other form": into("vocabulary", "units", "town", "forms", "*", "*"),
    "unit": into("vocabulary", "units", "report", "label", "*"),
    "what a unit is": into("vocabulary", "units", "report", "definition", "*"),
    "label": into("vocabulary", "treatments", "beating", "label", "*"),
    "name of a town": into("vocabulary", "cities", "town_a", "name", "*"),
    "name of a region": into("vocabulary", "regions", "XX-1", "name", "*"),
    "table": into("ledgers", LEDGER, "tables", "by_town", "title", "*"),
    "question": into("ledgers", LEDGER, "cannot_answer", 0, "*"),
    "act": into("law", "acts", "treaty", "*"),
    "article": into(*PROVISION, "provision", "*"),
    "law": into(*PROVISION, "text", "*"),
    "source": into("law", "sources", "treaty", "name", "*"),
    "group": into("law", "groups", 0, "title", "*"),
    "organisation": into("organisations", ORGANISATIONS, "organisations", 0, "name", "*"),
    "what it does": into("organisations", ORGANISATIONS, "organisations", 0, "does", "*"),
    "gap": into("organisations", ORGANISATIONS, "organisations", 0, "gap", "*"),
    "risk": into("organisations", EXAMPLES, "organisations", 0, "risk", "*"),
    "contact": into("organisations", EXAMPLES, "organisations", 0, "channels", 0, "value"),
    "summary": into("cases", "cases_public/examples/0004.yml", "summary", "*"),
    "language": into("settings", "languages", 2, "name"),
    "title": into_words("k/1", "title"),
    "description of a page": into_words("method", "description"),
    "menu": into_words("method", "menu"),
    "menu of help": into_words("k/places", "menu"),
}
"""Where the content holds words that a page shows without reading them as Markdown."""

LETTER = re.compile(r"(?:h2 id=|a href=#)letter-[0-9]+")
"""The index has a heading for each letter with which a name begins."""


def pages(output: pipeline.Output) -> Iterator[tuple[str, Parts]]:
    """Yield every page and page-like file with its parts."""
    shells = Shells(output, "")
    for page in output.pages:
        view = output.view(page)
        yield page.path, Parts(view.content if page.quiet else shells.join(view))
    for download in output.downloads:
        if download.path.endswith(".html"):
            yield download.path, Parts(download.data().decode())


@cache
def harmless() -> Mapping[str, set[str]]:
    """Return the elements of the same pages where these texts hold no mark."""
    return {path: parts.elements for path, parts in pages(with_texts({place: f"word {place}" for place in PLACES}))}


@pytest.mark.parametrize("quarter", range(4))
def test_data_are_shown_as_they_are_written_and_make_no_element(quarter: int) -> None:
    """All marks of HTML, Markdown, templates and spreadsheets stand on a page letter for letter, in each place begun by
    another of them, and make no element or attribute; of an invented number each digit is an X."""
    some, texts = len(PIECES) // 4, dict[str, str]()
    for place, name in enumerate(PLACES):
        first = place + quarter * some
        marks = [PIECES[at % len(PIECES)] for at in range(first, first + some)]
        texts[name] = " ".join((*marks, name))
    seen = ""
    for path, parts in pages(with_texts(texts)):
        assert set(filterfalse(LETTER.fullmatch, parts.elements - harmless()[path])) == set(), path
        seen += parts.text
    texts["contact"] = re.sub("[0-9]", "X", texts["contact"])
    assert [place for place, text in texts.items() if text not in seen] == []


@pytest.mark.parametrize("sign", "=+-@\t\r＝＋＠")
@pytest.mark.parametrize("before", ["", " ", '"', "\u00a0", "word;", "word; ", "word\t", "word\n"])
def test_no_cell_is_a_formula(before: str, sign: str) -> None:
    """Wherever a spreadsheet would begin a cell, whatever it takes to part cells, no sign begins a formula."""
    made = cell_text(f"{before}{sign}HYPERLINK(1)")
    for separator in ";\t\r\n|":
        for cell in made.split(separator):
            assert not cell.lstrip(' "\u00a0').startswith(tuple("=+-@＝＋＠"))


def test_every_table_is_written_by_cells_that_are_words() -> None:
    """A label that begins as a formula is none in any table that the site offers."""
    output = with_texts(dict.fromkeys(PLACES, "=HYPERLINK(1, 2, 3, 4)"))
    tables = [download for download in output.downloads if download.path.endswith(".csv")]
    parted = [(table.data().decode("utf-8-sig"), ";" if ".semicolon" in table.path else ",") for table in tables]
    cells = [cell for text, by in parted for row in csv.reader(io.StringIO(text), delimiter=by) for cell in row]
    assert cells.count("'=HYPERLINK(1, 2, 3, 4)") >= 2
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_a_name_with_breaks_begins_no_line_of_a_message() -> None:
    """A name that holds the beginning of a message stays one line in the file of text messages."""
    data = plain()
    data["catalogues"] = catalogues()
    real, [example] = (
        data["organisations"][ORGANISATIONS]["organisations"],
        data["organisations"][EXAMPLES]["organisations"],
    )
    name = dict.fromkeys(LANGUAGES, "Helpers\n[1/1: 5]\nforged\u2028forged")
    real.append({**example, "id": "others", "name": name})
    files = {file.path: file for file in pipeline.pages_of(built(data), ROOT / "site_src").downloads}
    lines = files["kit/sms-en.txt"].data().decode().splitlines()
    assert "Helpers [1/1: 5] forged forged" in lines
    assert not [line for line in lines if line.startswith("forged")]
