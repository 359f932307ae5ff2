"""The rules for the kit, whose files are kept and passed on by themselves: whole, small, and quiet when opened.

In: names, a page in hand, or the text of a file. Out: problems.
Words that a PDF draws are numbers of shapes and cannot be read here; its names, titles and links can.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from build_tools.packed import is_copy
from build_tools.problems import Fault, Problem
from build_tools.verify.page import Page
from build_tools.verify.site import File, Site, problem
from build_tools.verify.targets import kind_of

FOLDER = "kit/"
PAGE_BUDGET = 60 * 1024
"""Bytes of the page that holds everything, when compressed."""

PDF_BUDGET = 200 * 1024

HREF = re.compile(r'\bhref="([^"]*)"')
STREAM = re.compile(rb"stream\r?\n(.*?)(?:\r?\nendstream|\Z)", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|OpenAction|AA|RichMedia|EmbeddedFile|XFA|Encrypt)\b"
)
LINK = re.compile(rb"/URI\s*(?:\(|<)(?!/|<)([^)>]{0,12})")
OBJECTS, TEXT = re.compile(rb"/ObjStm\b"), re.compile(rb"/Metadata\b")
UNREADABLE = b"/Encrypt"
"""Stands for objects that cannot be read, which are as good as encrypted."""

CALLS = (b"tel:", b"mailto:")

STRANGER = Fault("kit_file.unknown", "is not a file of the kit; remove it, for an old copy can hold an old contact")
LEADS_AWAY = Fault(
    "kit_file.leads_away",
    "leads to another file of the site; a copy of it is alone, so link to a place in it or not at all",
)
HEAVY = Fault("kit_file.heavy", "has more than {most} bytes; shorten it, for it is passed on over slow ways")
NO_PDF = Fault("kit_file.no_pdf", "does not begin as a PDF does; build the site anew")
DOES = Fault("kit_file.pdf_acts", "can do more than be read ({name}); take that out of its template")
LINKS = Fault(
    "kit_file.pdf_links", "has a link that is neither a telephone number nor an e-mail address; write it as text"
)


def strangers(site: Site) -> Iterator[Problem]:
    """In the folder of the kit lies nothing that was not asked for."""
    for path in site.sizes.keys() - site.expectation.kit - site.expectation.pages:
        if path.startswith(FOLDER) and not is_copy(path):
            yield problem(path, STRANGER)


def alone(site: Site, page: Page) -> Iterator[Problem]:
    """The page that holds everything leads to no other file, and is light."""
    if page.path not in site.expectation.kit:
        return
    if any(kind_of(address) in ("inside", "root", "folder") for address in HREF.findall(page.text)):
        yield page.problem(LEADS_AWAY)
    if len(zlib.compress(page.text.encode(), 9)) > PAGE_BUDGET:
        yield page.problem(HEAVY.said(most=PAGE_BUDGET))


def papers(site: Site, file: File) -> Iterator[Problem]:
    """A PDF is one, is small, does nothing, and leads nowhere but to a call."""
    if not file.path.endswith(".pdf"):
        return
    data = Path(site.folder, file.path).read_bytes()
    if not data.startswith(b"%PDF-"):
        yield problem(file.path, NO_PDF)
    if len(data) > PDF_BUDGET:
        yield problem(file.path, HEAVY.said(most=PDF_BUDGET))
    whole = opened(data)
    for name in sorted(set(ACTIVE.findall(whole))):
        yield problem(file.path, DOES.said(name=name.decode()))
    if any(not start.startswith(CALLS) for start in LINK.findall(whole)):
        yield problem(file.path, LINKS)


def opened(data: bytes) -> bytes:
    """Return the objects of a PDF, those too that are compressed, and names without escapes.

    Fonts, pictures and drawing are left out: a name in them means nothing, and by chance any can occur.
    """

    def objects(stream: re.Match[bytes]) -> bytes:
        start = data.rfind(b" obj", 0, stream.start())
        if not OBJECTS.search(data, start, stream.start()):
            return stream[1] if TEXT.search(data, start, stream.start()) else b""
        try:
            return zlib.decompress(stream[1])
        except zlib.error:
            return UNREADABLE

    return ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), STREAM.sub(objects, data))
