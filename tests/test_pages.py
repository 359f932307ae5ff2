"""Every page of the finished sites keeps the rules of markup, and each rule finds the slip that it is for."""

import posixpath
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from build_tools.build import pipeline
from build_tools.validate import validate
from build_tools.verify import PageNotes
from tests.page_rules import Tags, page_faults
from tests.site_builder import LANGUAGES, built, plain

EXIT = "https://example.net/"
QUIET = frozenset(["ru/k/1.html"])
GOOD = """<!doctype html>
<html lang="ru">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta charset="utf-8">
<title>Page: 2 &lt; 3</title>
<meta name="description" content="Words">
<link rel="icon" href="data:,">
<style>main { margin: 0 }</style>
</head>
<body>
<main id="content"><h1>Page</h1>
<p class="lead">1 > 0<br><a href="one.html#a">one</a> <a href="tel:000">call</a></p>
<p><a class="exit" href="https://example.net/" rel="noreferrer">leave</a></p>
<p><a href="../kk/one.html" hreflang="kk">kk</a> <a href="../en/one.html" hreflang="en">en</a></p>
</main>
</body>
</html>
"""
IN_MAIN = [
    "<script>x()</script>" * 400,
    "<SCRIPT SRC=//example.net/x></SCRIPT>",
    "<script\nsrc='https://example.net/x'></script>",
    '<script type="text/javascript">x()</script>',
    '<script type="application/ld+json" src="https://example.net/x">{}</script>',
    '<script type="application/ld+json">{}</script><script type="application/ld+json">{}</script>',
    '<script type="application/LD+json">{}</script>',
    "<svg><script>x()</script></svg>",
    "<svg/onload=x()>",
    '<img src="https://example.net/x">',
    "<img src=x onerror=x()>",
    '<img srcset="../index.html 1x, https://example.net/x 2x">',
    '<iframe srcdoc="&lt;script&gt;x()&lt;/script&gt;"></iframe>',
    '<object data="https://example.net/x"></object>',
    '<video poster="https://example.net/x"></video>',
    '<link rel="preconnect" href="https://example.net">',
    '<link rel="stylesheet alternate" href="https://example.net/x">',
    '<link rel="alternate" type="text/html" href="feed.xml">',
    '<meta http-equiv="refresh" content="0; url=https://example.net">',
    '<base href="https://example.net/">',
    '<form action="https://example.net/"></form>',
    '<button formaction="https://example.net/">x</button>',
    '<a href="https://example.net/" ping="https://example.net/" rel="noreferrer">x</a>',
    '<a href="https://example.net/" rel="noreferrer" target="_blank">x</a>',
    '<a href="https://example.net/">x</a>',
    '<a href="http://example.net/" rel="noreferrer">x</a>',
    '<a href="https://example.onion/" rel="noreferrer">x</a>',
    '<a href="&#106;avascript:x()">x</a>',
    '<a href="//example.net/">x</a>',
    '<a href="../index.html" href="https://example.net/">x</a>',
    '<a class="exit" href="https://example.net/" rel="noreferrer">x</a>',
    '<a href="../kk/other.html" hreflang="kk">x</a>',
    '<p style="background:url(//example.net/x)">x</p>',
    '<p onclick="x()">x</p>',
    "<p itemid='x'>x</p>",
    '<p id="">x</p>',
    '<p id="a b">x</p>',
    "<P>x</P>",
    '<p class="x" />',
    "<!-- x -->",
    "<!--><script>x()</script>-->",
    "<![CDATA[ <script>x()</script> ]]>",
    "<?x <script>x()</script> ?>",
    "<noscript><img src=x></noscript>",
    "<textarea></textarea ><script>x()</script>",
    "<blink>x</blink>",
    "<h1>x</h1>",
    "<title>x</title>",
    "1 < 2",
    "\r",
    "\ufffd",
]
"""Markup that no page has."""


def faults(text: str, path: str = "ru/one.html") -> list[str]:
    """Return what the rules say of a page."""
    return list(page_faults(path, text, QUIET, dict.fromkeys(LANGUAGES, EXIT)))


@pytest.mark.parametrize("markup", IN_MAIN)
def test_markup_that_no_page_has_is_found(markup: str) -> None:
    """No script, picture, frame, form, comment, handler, style or way out is let through, however it is written; what
    our pages have is."""
    assert faults(GOOD) == []
    for place in ("</main>", "</p>\n</main>", "</h1>"):
        assert faults(GOOD.replace(place, f"{markup}{place}", 1))


@cache
def pages_of(site: Path) -> dict[str, str]:
    """Return the pages of a site by their paths."""
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


SITES = {"finished": "real", "finished_example": "output"}
"""The real project and the example, each with its site built, and what they are made of."""


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Path:
    """The finished site of each."""
    project: Path = request.getfixturevalue(request.param)
    return project / "site"


@pytest.mark.parametrize("name", SITES)
def test_every_page_keeps_the_rules(name: str, request: pytest.FixtureRequest) -> None:
    """Elements, attributes, addresses, language, heading, title, ways to other languages and out, on each page."""
    site, output = request.getfixturevalue(name) / "site", request.getfixturevalue(SITES[name])
    exits = {code: output.site.settings.exit_of(code) for code in LANGUAGES}
    quiet = frozenset(page.path for page in output.pages if page.quiet)
    said = {path: list(page_faults(path, text, quiet, exits)) for path, text in pages_of(site).items()}
    assert {path: found for path, found in said.items() if found} == {}


def test_notes_see_every_id_and_every_address_of_a_page(site: Path) -> None:
    """The quick way in which the check reads pages finds what a parser finds."""
    notes = PageNotes(pipeline.Expectation(()))
    for path, text in pages_of(site).items():
        notes.add(path, text)
        tags = [attributes for _, attributes in Tags(text).tags]
        assert notes.anchors[path] == tuple(one["id"] for one in tags if "id" in one), path
        place = "/" if path == "404.html" else path[: path.rfind("/") + 1]
        asked = {one[name] for one in tags for name in ("href", "src") if name in one}
        assert asked <= notes.links[place].keys(), path


def test_the_site_map_names_every_page_that_search_may_list_and_no_other(site: Path) -> None:
    """Each page once, with its languages, and nothing that a browser would load or that tells when it was changed."""
    text = (site / "sitemap.xml").read_text("utf-8")
    listed = [path for path, page in pages_of(site).items() if 'name="robots" content="noindex' not in page]
    home, *named = [unescape(address) for address in re.findall(r"<loc>([^<]*)</loc>", text)]
    versions = re.findall(r'<xhtml:link rel="alternate" hreflang="[a-z-]+" href="([^"<]*)" ?/>', text)
    top = home.removesuffix("index.html")
    assert sorted(["index.html", *(address.removeprefix(top) for address in named)]) == sorted(listed)
    assert {address.removeprefix(top) for address in versions} <= set(listed)
    tags = "?xml urlset /urlset url /url loc /loc xhtml:link"
    assert set(re.findall(r"<([^ >]+)", text)) <= {*tags.split()}


def test_no_style_loads_anything(site: Path) -> None:
    """No style sheet, in a file or a page, imports another, names a host or hides a letter of an address; pictures are
    written into it."""
    styles = {style for page in pages_of(site).values() for style in re.findall(r"<style>([^<]*)</style>", page)}
    pictures = re.compile(r"url\((\"data:image/svg\+xml[^\"]*\"|'data:image/svg\+xml[^']*')\)")
    for style in (*styles, *(path.read_text("utf-8") for path in site.rglob("*.css"))):
        rest = pictures.sub("", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
        assert not re.search(r"url\(|@import|//|image-set|\\[0-9a-f]*[2-7][0-9a-f]\b", rest, re.IGNORECASE)


def test_files_of_text_hold_no_sign_that_steers(site: Path) -> None:
    """A sign that a terminal obeys, or that ends a line unseen, is in no table and no text of the kit."""
    unseen = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
    for path in (path for ending in ("csv", "json", "txt", "xml") for path in site.rglob(f"*.{ending}")):
        assert not unseen.search(path.read_bytes().decode("utf-8", "replace")), path


def test_the_feeds_of_all_languages_have_the_same_entries_which_lead_to_places_that_are_there(site: Path) -> None:
    """Each link of an entry is relative to the feed, and finds a page and a place on it."""
    entries = {}
    for code in LANGUAGES:
        text = (site / code / "feed.xml").read_text("utf-8")
        entries[code] = re.findall(
            r'<updated>([^<]*)</updated>\n<link rel="alternate" type="text/html" href="([^"]*)"', text
        )
        for _, href in entries[code]:
            path, _, anchor = href.partition("#")
            page = (site / posixpath.join(code, path)).read_text("utf-8")
            assert not anchor or f' id="{anchor}"' in page
    assert len({tuple(found) for found in entries.values()}) == 1


OF_MARKDOWN = [
    *(markup for markup in IN_MAIN if markup.startswith("<") and "\r" not in markup),
    'Words.\n{: onclick="x()" }',
    'Words.\n{: style="color: red" }',
    "Words.\n{: .exit }",
    '[x](https://example.net/){: target="_blank" }',
    '[x](https://example.net/){ ping="https://example.net/" }',
    "![x](https://example.net/x)",
    "[x](javascript:x())",
    "[x](&#106;avascript:x())",
    "[x](http://example.net/)",
    "[x](https://example.onion/)",
    "[x](//example.net/)",
    "<javascript:x()>",
    "# Words",
    "Words\n=====",
]
"""Words that Markdown would make into what no page has."""


@pytest.mark.parametrize("text", OF_MARKDOWN)
def test_words_that_would_make_foreign_markup_are_refused_where_they_are_written(text: str) -> None:
    """What an author writes cannot become an element, a handler, a style, a way out or an address of another kind."""
    data = plain()
    data["words"]["content/en/method.md"]["text"] += f"\n\n{text}\n"
    assert [problem for problem in validate(built(data)) if problem.path == "content/en/method.md"]
