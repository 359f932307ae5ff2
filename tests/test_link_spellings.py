"""However a link is spelt: the check finds in its source whatever would be wrong with it in the finished site."""

import dataclasses
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.build import content
from build_tools.build.mkdocs_site import build_site
from build_tools.load.site_folder import read_words
from build_tools.models import Site
from build_tools.text.markdown import html_of
from build_tools.validate.words import addresses
from build_tools.validate.words.signs import words_are_plain
from tests.site_builder import minimal_site

RIGHT = r"""
[a](data.md)
[a]( data.md )
[a](data.md "b")
[a](data.md 'b')
[a](data.md "b")c"d")
[a](index.md)
[a](method.md)
[a](k/contacts.md)
[a](cases/index.md)
[a](briefings/2000-01-01.md)
[`a`](data.md)
[](data.md)
[a](data.md) (b.md)
[a](https://example.org)
[a](https://EXAMPLE.org/)
[a](https://example.org:8000/b?c=d&e=f#g)
[a](https://example.org/&copy;)
[a](https://example.org/(b))
[a](https://example.org/*b*)
[a](https://example.org/%zz)
[a](https://example.org/ä)
<https://example.org/>
https://example.org/
[a][b]
data.md
"""
"""Links, and what looks like one and is none: each on a line."""

WRONG = r"""
[a](data.md){: .note }
[a]()
[a](<>)
[a](#)
[a](#b)
[a](data.md#)
[a](data.md#b)
[a](method.md#b)
[a](<data.md#b>)
[a](.)
[a](./data.md)
[a](k//contacts.md)
[a](k/./contacts.md)
[a](k/../data.md)
[a](../en/data.md)
[a](../ru/data.md)
[a](../../data.md)
[a](../index.md)
[a](/en/data.md)
[a](//example.org/)
[a](data.html)
[a](Data.md)
[a](data%2Emd)
[a](data&#46;md)
[a](data.md?b)
[a](data.md\)
[a](data.md (b))
[a](data.md "b" c)
[a](https://example.org/((b)))
[a](https://example.org/[b])
[a](https://example.org/`b`)
[a](data.md|b)
[a](k)
[a](k/)
[a](cases/P4W9C.md)
[a](cases/P4W9C.html)
[a](../data/columns.csv)
[a](../kit/card.pdf)
[a](../feed.xml)
[a](HTTPS://example.org/)
[a](http://example.org/)
[a](https:example.org)
[a](https:///example.org)
[a](https://example.onion/)
[a](https://пример.example/)
[a](https://user@example.org/)
[a](https://example.org/b c)
[a](https://example.org/\b)
[a](https://example.org\b)
[a](mailto:a@example.org)
[a](tel:000)
[a](javascript:b)
![a](data.md)
![a](https://example.org/b.png)
[a]: data.md
[a] (data.md)
<http://example.org/>
<a@example.org>
<a href="data.md">a</a>
<img src="b.png">
| [a](b.md) |
> [a](b.md)
`[a](b.md)`
\[a](b.md)
## A {#content}
"""
"""The same, which the check refuses: mostly what the finished site would, and some that would be no links; last an
anchor that the program gives to the text of each page."""


def put(project: Path, lines: list[str]) -> dict[int, str]:
    """Write lines, each a paragraph, below the words of a page in each language; return them by their numbers."""
    path, marked = "content/{}/method.md", re.compile(r'version: "[b-t]{24}"')
    before = {code: (project / path.format(code)).read_text("utf-8").split("\nXX\n")[0] for code in ("kk", "ru", "en")}
    text = "\nXX\n\n" + "".join(f"{line}\n\n" for line in lines)
    (project / path.format("en")).write_text(before["en"] + text, "utf-8")
    words, _ = read_words(project, path.format("en"), "en")
    assert words
    for code in ("kk", "ru"):
        own = marked.sub(f'version: "{words.version}"', before[code])
        (project / path.format(code)).write_text(own + text, "utf-8")
    written = (project / path.format("en")).read_text("utf-8").split("\n")
    return {number: line for number, line in enumerate(written, 1) if line in lines}


def refused(project: Path, lines: list[str]) -> set[str]:
    """Return the lines of which the check says anything; it says something of no other line."""
    places = put(project, lines)
    _, problems = content.read(project, project / "site_src")
    found = {problem.line for problem in problems if problem.path == "content/en/method.md"}
    return {places[line] for line in found if line is not None}


def test_what_the_check_lets_through_the_finished_site_takes(small_project: Path) -> None:
    """Of all spellings the check refuses exactly those that are listed as wrong; a site of the others verifies."""
    right, wrong = RIGHT.split("\n")[1:-1], WRONG.split("\n")[1:-1]
    assert refused(small_project, [*right, *wrong]) == set(wrong)
    assert refused(small_project, right) == set()
    assert build_site(small_project, release=False).is_dir()


SIGNS = r"""[ ] ( ) ]( ]: ](data.md) [a]( < > <https://a.example/> https://b.example/c data.md \ ` * : "b" {#a} #
&#46; & ! javascript:d a@example.org // ' #"""
PIECES = (
    *SIGNS.split(),
    *("\n", "\n\n", " ", "    ", "{: #b }", "> ", "- ", "1. ", "| ", "| ", "## A {#c}\n", "|---|\n"),
)
MADE = re.compile(r'<a\b[^<>]* href="([^"]*)"')


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_markdown_makes_no_link_that_the_check_does_not_see(text: str) -> None:
    """Of words in which no sign is out of place each link is one that was written as one."""
    page = minimal_site().words["en", "method"]
    words = dataclasses.replace(page, text=text)
    only = cast(Site, SimpleNamespace(words={("en", "method"): words}))
    if not any(words_are_plain(only)):
        written = {unescape(address) for _, address in addresses(words)}
        made = {unescape(address) for address in MADE.findall(html_of(text))}
        assert made <= written or any("\\" in address for address in written), "each with a backslash is refused"
