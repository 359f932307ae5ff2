"""Pages as files of MkDocs that are rendered when they are written, so that memory does not grow with their number; and
their one stylesheet: ours without what only its authors need, the theme's without rules for what no page has."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from build_tools.models import Download, Page
from build_tools.pipeline import Output

_THEME, _OWN = "assets/stylesheets/main.*.min.css", "assets/stylesheets/site.css"
"""All that is kept of the theme's files: Material's content styles, and our own."""

SPARE = (" {", "{ ", "{\n", " }", "; ", ";\n", ": ")
"""Where a style holds more than a browser needs. A space before a colon stays: ``a :is(b)`` is not ``a:is(b)``."""

CLASSES = frozenset({"md-typeset", "md-content__inner", "admonition", "admonition-title", "note"})
"""The classes of the theme that pages have; a rule that asks for another concerns none of them."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STRANGE = re.compile(r"\[data-md-|\[dir=rtl\]|\b(?:input|button|label|nav|video|iframe|svg|img|object)\b")
_NOT = re.compile(r":not\([^()]*\)")
_SELECTOR = re.compile(r"(?:[^(),]|\((?:[^()]|\([^()]*\))*\))+")
"""What stands between commas, but for those inside brackets."""

_PIECE = re.compile(r""""[^"]*"|'[^']*'|[{};]|[^"'{};]+""")
_ICON = re.compile(r"""(?<![\w-])--[\w-]++:\s*+url\((?:"[^"]*"|'[^']*')\);?""")


class MadeFile(File):
    """A file without source: ``make`` returns its content at the moment it is written."""

    make: Callable[[], bytes]
    digest: str = ""
    """The SHA-256 of what was written, from then on."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file; a made file is always written anew."""
        path, data = f"{self.dest_dir}/{self.dest_uri}", self.make()
        self.digest = sha256(data).hexdigest()
        try:
            _write(path, data)
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)


def _write(path: str, data: bytes) -> None:
    """Write a file whole; the steps that ``Path`` takes besides count where files are many."""
    with open(path, "wb") as file:
        file.write(data)


def _made_file(path: str, make: Callable[[], bytes], config: MkDocsConfig) -> MadeFile:
    """Return a file at ``path`` of the site."""
    file = MadeFile(path, None, config.site_dir, False, dest_uri=path, inclusion=InclusionLevel.INCLUDED)
    file.generated_by = "transparency"
    file.make = make
    return file


def page_files(
    output: Output, html: Callable[[Page], bytes], data: Callable[[Download], bytes], config: MkDocsConfig
) -> Iterator[MadeFile]:
    """Yield every page and download as a file of MkDocs."""
    for page in output.pages:
        yield _made_file(page.path, partial(html, page), config)
    for download in output.downloads:
        yield _made_file(download.path, partial(data, download), config)


def stylesheet(folders: list[str], config: MkDocsConfig) -> MadeFile:
    """Return the one stylesheet of reading pages, for visits are paid by the byte and by the request: what pages use of
    the theme's, and ours after it; the first folder that has a file wins. Raises ``LookupError``."""
    theme, own = (_first(folders, name) for name in (_THEME, _OWN))
    style = used(theme.read_text("utf-8")) + compact(own.read_text("utf-8"))
    return _made_file(_OWN, style.encode, config)


def _first(folders: list[str], name: str) -> Path:
    for folder in folders:
        for file in Path(folder).glob(name):
            return file
    raise LookupError(name)


def compact(style: str) -> str:
    """Return a style without comments and spare spaces; no string of it may hold ``/*`` or one of ``SPARE``."""
    first, *others = style.split("/*")
    lines = "".join([first, *(part.partition("*/")[2] for part in others)]).split("\n")
    whole = "\n".join(filter(None, map(str.strip, lines))) + "\n"
    for spare in SPARE:
        whole = whole.replace(spare, spare.strip())
    return whole.replace(";}", "}")


def used(style: str) -> str:
    """Return a style of the theme without rules, fonts and movements for what no page has."""
    return "".join(_kept(head, body) for head, body in _rules(style))


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outer brace, and what stands between it and its end; a statement has no body."""
    head, body, depth = "", "", 0
    for piece in _PIECE.findall(style):
        depth += (piece == "{") - (piece == "}")
        if depth == 0 and piece in "};":
            yield (head, body) if piece == "}" else (f"{head};", "")
            head, body = "", ""
        elif depth == 0:
            head += piece
        elif piece != "{" or depth > 1:
            body += piece


def _kept(head: str, body: str) -> str:
    """Return a rule, its part that concerns pages, or nothing."""
    if head.endswith(";"):
        return head
    if head.startswith(("@media", "@supports")):
        inside = used(body)
        return f"{head}{{{inside}}}" if inside else ""
    if head.startswith("@") or not any(map(_concerns_pages, _SELECTOR.findall(head))):
        return ""
    return f"{head}{{{_ICON.sub('', body)}}}"


def _concerns_pages(selector: str) -> bool:
    """Tell whether a page may have what a selector asks for."""
    asked = _NOT.sub("", selector)
    return not _STRANGE.search(asked) and CLASSES.issuperset(_CLASS.findall(asked))
