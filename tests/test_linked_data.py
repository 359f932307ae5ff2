"""What pages tell search engines of themselves: what is on the page, and nothing of what is invented."""

import json
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from build_tools.build.pipeline import Output
from build_tools.render import COALITION
from build_tools.render.data import of_briefing, of_data
from build_tools.render.figures import LocalLedger
from tests.help_builder import context_of
from tests.site_builder import BRIEFING, LEDGER, built, plain

LICENCE = "https://example.org/licence"
TYPES = ("Dataset", "DataDownload", "Organization", "Report")
TEXTS = ("name", "description", "inLanguage", "datePublished", "temporalCoverage", "variableMeasured", "encodingFormat")
ADDRESSES = ("url", "contentUrl", "isBasedOn", "license")
PARTS = ("author", "creator", "distribution", "hasPart", "translationOfWork")
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+:\S|//|[<>\\]")
BLOCK = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')


def blocks(output: Output) -> dict[str, dict[str, Any]]:
    """Return the block of each page that has one, by the page."""
    found = {page.path: BLOCK.findall(output.view(page).content) for page in output.pages}
    return {path: json.loads(text) for path, texts in found.items() for text in texts}


def test_a_block_says_what_its_page_says_and_leads_where_the_content_leads(real: Output) -> None:
    """Only briefings and the page of data have one, a case least of all. A report has its day, author and source, a
    translation what it translates; nothing was counted after the day of the count. However deep, only what is listed
    here stands there; addresses are files of the site, or sources."""
    found, ledgers = blocks(real), {ledger.id: ledger for ledger in real.site.ledgers.values()}
    names = ["data.html", *(f"briefings/{day}.html" for day in ledgers)]
    assert found.keys() == {f"{language}/{name}" for language in real.locales for name in names}
    known = {made.path for made in (*real.pages, *real.downloads)}
    for path, block in found.items():
        language, ledger = path[:2], ledgers.get(path.rpartition("/")[2].removesuffix(".html"))
        assert block["inLanguage"] == language
        assert block["author"] == {"@type": "Organization", "name": real.locales[language].translate(COALITION)}
        assert "'temporalCoverage': '../2022-01-19'" in str(block.get("hasPart", block))
        assert ("license" in str(block)) == bool(real.site.settings.licence)
        if ledger:
            assert (block["datePublished"], block["isBasedOn"]) == (ledger.id, ledger.source)
            assert ("translationOfWork" in block) == (language != "en")
        assert block.pop("@context") == "https://schema.org"
        for name, value in leaves(block):
            assert name in (*TEXTS, *ADDRESSES, "@type", "isAccessibleForFree"), (path, name)
            assert name != "@type" or value in TYPES
            if name in ADDRESSES:
                inside = posixpath.normpath(posixpath.join(posixpath.dirname(path), str(value)))
                assert value in real.by_right or inside in known, (path, value)
            assert name not in TEXTS or not SCHEME.search(str(value)), (path, value)


def leaves(node: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield each value in a block with its name."""
    if isinstance(node, list):
        yield from (leaf for one in node for leaf in leaves(one, name))
    elif isinstance(node, dict):
        assert not name or name in PARTS
        yield from (leaf for inner, one in node.items() for leaf in leaves(one, inner))
    else:
        yield name, node


def test_a_block_tells_nothing_of_a_site_that_is_invented(output: Output) -> None:
    """No search engine gets an example as data."""
    assert blocks(output) == {}


def test_no_text_ends_the_block_or_is_markup_in_it() -> None:
    """Whatever a title holds is a text of JSON, and comes out of it as it was."""
    data = plain()
    for name in (f"briefings/{BRIEFING}", "data"):
        data["words"][f"content/en/{name}.md"]["about"]["title"] = '</script><b> & "c" <!--'
    data["settings"] |= {"address": "https://somewhere.zz/", "licence": {"name": "Licence", "address": LICENCE}}
    site = built(data)
    context = context_of(site)
    words, ledger = context.words(f"briefings/{BRIEFING}"), LocalLedger(site.ledgers[LEDGER], context)
    for linked in (of_briefing(words, ledger, context), of_data(context)):
        assert not {"<", ">", "&"} & set(linked["linked"])
        assert json.loads(linked["linked"])["name"] == '</script><b> & "c" <!--'
        assert "somewhere.zz" not in linked["linked"]
        assert f'"license": "{LICENCE}"' in linked["linked"]
