"""What the pages of a site may hold: the rules of markup, which templates and the Markdown of words keep.

In: the path and text of a page. Out: what breaks a rule, in plain words. What is not listed is refused.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Literal

LANGUAGES = ("kk", "ru", "en")
Kind = Literal["gateway", "quiet", "reading", "kit"]


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


WHOLE = words("html head meta title link body main h1 h2 h3 h4 p a ul ol li div section small span strong em b br code")
WRITTEN = words("details summary h5 h6 hr pre blockquote table thead tbody tr th td caption colgroup col dl dt dd")
AROUND = words("header footer nav script style")
ELEMENTS: Mapping[Kind, frozenset[str]] = {
    "gateway": WHOLE | words("style"),
    "kit": WHOLE | WRITTEN | words("style"),
    "quiet": WHOLE | WRITTEN | AROUND | words("article i"),
    "reading": WHOLE | WRITTEN | AROUND | words("article aside i mark"),
}
"""What a kind of page is made of: by its template, or by the Markdown of its words."""

EVERYWHERE = words("class id lang aria-label aria-current")
ATTRIBUTES = {
    "a": words("href rel hreflang title download data-blank data-away"),
    "meta": words("charset content http-equiv name"),
    "link": words("href hreflang rel type title"),
    "script": words("type"),
    "main": words("tabindex"),
    "body": words("dir"),
    "span": words("aria-hidden"),
    "td": words("colspan"),
    "th": words("scope colspan"),
}
_ATTRIBUTES = r'(?:\s+[a-z][a-z0-9-]*(?:="[^"<>]*")?)*\s*'
SHAPE = re.compile(rf"<(?:(?:br|hr|link|meta){_ATTRIBUTES}/?|[a-z][a-z0-9]*{_ATTRIBUTES})>")
BEGINNING = re.compile(r"<!doctype html>\s*<html [^<>]*>\s*<head>", re.IGNORECASE)
WAYS_OUT = re.compile(r"https://(?![^/]*\.onion\b)|tel:|sms:|mailto:")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
FEED = ("application/atom+xml", "alternate")
POLICY = "content-security-policy"
DATA = '<script type="application/ld+json">'
_ID = r"<id>tag:[a-z0-9.-]+,[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?:[a-z]{2}/[a-z0-9/-]+</id>\n"
_DAY = r"<updated>[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z</updated>\n"
_TEXT = r"\s*+[^<>\s][^<>]*+"
_LINK = r'<link rel="alternate" type="text/html" href="[^"<>]+"/>\n'
FORM_OF_FEED = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"\?>\n<feed xmlns="http://www\.w3\.org/2005/Atom" xml:lang="[a-z]+">\n'
    rf"{_ID}<title>{_TEXT}</title>\n{_DAY}"
    rf'<link rel="self" type="application/atom\+xml" href="feed\.xml"/>\n{_LINK}'
    rf"<author><name>{_TEXT}</name></author>\n"
    rf"(?:<entry>\n{_ID}<title>{_TEXT}</title>\n{_DAY}{_LINK}"
    r'<category term="[a-z]+" label="[^"<>]+"/>\n' + rf"<summary>{_TEXT}</summary>\n</entry>\n)*</feed>\n"
)
"""What a feed may hold: a reader of feeds, like a browser, could run or load anything else."""

SCRIPT_BUDGET = 1024
"""Bytes of all script in any page."""


class Tags(HTMLParser):
    """The tags of a page with their attributes, and what stands in elements of raw text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=False)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.raw: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag; one that is written otherwise than ours, or has an attribute twice, is wrong."""
        if not SHAPE.fullmatch(self.get_starttag_text() or "") or len(dict(attrs)) < len(attrs):
            self.wrong.append(f"a tag <{tag}> of another form")
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep what stands in an element of raw text; elsewhere a bracket begins a tag."""
        if self.lasttag in ("style", "script", "title") and data.strip():
            self.raw.append((self.lasttag, data))
        if "<" in data and self.lasttag not in ("style", "script"):
            self.wrong.append("a bracket that begins no tag")

    def handle_comment(self, data: str) -> None:
        """No page has comments."""
        self.wrong.append("a comment")

    handle_pi = unknown_decl = handle_comment

    def named(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of each tag of that name."""
        return [attributes for tag, attributes in self.tags if tag == name]


def kind_of(path: str, quiet: frozenset[str]) -> Kind:
    """Return the kind of a page."""
    if "/" not in path:
        return "gateway"
    return "kit" if path.startswith("kit/") else "quiet" if path in quiet else "reading"


def page_faults(path: str, text: str, quiet: frozenset[str], exits: Mapping[str, str]) -> Iterator[str]:
    """Yield what breaks a rule on a page; ``quiet`` are the pages of help, ``exits`` the ways out of each language."""
    kind, page, language = kind_of(path, quiet), Tags(text), path.partition("/")[0]
    yield from page.wrong
    for tag, attributes in page.tags:
        yield from tag_faults(kind, tag, tuple(attributes.items()))
    own = {
        code: f"{'../' * path.count('/')}{code}/{path.partition('/')[2]}" for code in LANGUAGES if language in LANGUAGES
    }
    links = {code: {one["href"] for one in page.named("a") if one.get("hreflang") == code} for code in own}
    leaving = [one.get("href") for _, one in page.tags if "exit" in one.get("class", "").split()]
    scripts = [content for name, content in page.raw if name == "script"]
    blocks = [one for one in page.named("script") if "type" in one]
    described = [one["content"].strip() for one in page.named("meta") if one.get("name") == "description"]
    rules = {
        "another beginning": not BEGINNING.match(text),
        "no encoding where browsers look for it": b'<meta charset="utf-8"' not in text.encode()[:1024],
        "signs of another encoding": re.search("[\ufffd\r\0]", text),
        "a bracket that begins no tag": text.rfind("<") > text.rfind(">"),
        "no link to itself in each language, or another one": any(
            links[code] - {right, path.rpartition("/")[2]} or (code != language and not links[code])
            for code, right in own.items()
        ),
        "a way out that is none, or lacks": leaving != ([exits[language]] if language in exits else []),
        "a block of data in another form or place": len(blocks) > (kind == "reading")
        or text.count(DATA) != len(blocks),
        "too much script": sum(len(one.encode()) for one in scripts if not one.startswith("{")) > SCRIPT_BUDGET,
        "another language": [one.get("lang") in ([language] if own else LANGUAGES) for one in page.named("html")]
        != [True],
        "no main heading, or several": len(page.named("h1")) != 1,
        "no title, or several": len(page.named("title")) != 1 or "title" not in [name for name, _ in page.raw],
        "no description, or several": path != "404.html" and (len(described) != 1 or not described[0]),
    }
    yield from (fault for fault, is_there in rules.items() if is_there)


@cache
def tag_faults(kind: Kind, tag: str, items: tuple[tuple[str, str], ...]) -> list[str]:
    """Return what is wrong with one tag; most stand on many pages."""
    attributes = dict(items)
    address, rel = attributes.get("href", ""), attributes.get("rel", "")
    is_feed = kind == "reading" and (attributes.get("type"), rel) == FEED
    may_lead = bool(WAYS_OUT.match(address)) if tag == "a" else address == "data:,"
    rules = {
        "an element that no such page has": tag not in ELEMENTS[kind],
        "an attribute that it has not": attributes.keys() - EVERYWHERE - ATTRIBUTES.get(tag, frozenset()),
        "an id of no word or several": len(attributes.get("id", "one").split()) != 1,
        "a header in the page": attributes.get("http-equiv", POLICY).lower() != POLICY,
        "an address that it may not have": SCHEME.match(address) and not may_lead,
        "a link that tells where the reader was": address.startswith("https:") and "noreferrer" not in rel.split(),
        "a quiet page that asks for more": tag == "link" and kind != "reading" and "stylesheet" in rel,
        "a feed that is none, or named where none may be": tag == "link" and "type" in attributes and not is_feed,
    }
    return [f"<{tag}>: {fault}" for fault, is_there in rules.items() if is_there]
