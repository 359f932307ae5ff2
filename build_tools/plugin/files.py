"""Pages as files of MkDocs that are rendered when they are written, so that memory does not grow with their number; and
their one stylesheet, without what only its authors need."""

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from build_tools.models import Download, Page
from build_tools.pipeline import Output

_STYLES = "assets/stylesheets"
"""Where the styles lie: in the theme, and in the site."""

SPARE = (" {", "{ ", "{\n", " }", "; ", ";\n", ": ")
"""Where a style holds more than a browser needs. A space before a colon stays: ``a :is(b)`` is not ``a:is(b)``."""


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
    output: Output, html: Callable[[Page], str], data: Callable[[Download], bytes], config: MkDocsConfig
) -> Iterator[MadeFile]:
    """Yield every page and download as a file of MkDocs."""
    for page in output.pages:
        yield _made_file(page.path, partial(_encoded, html, page), config)
    for download in output.downloads:
        yield _made_file(download.path, partial(data, download), config)


def _encoded(html: Callable[[Page], str], page: Page) -> bytes:
    """Return the bytes of a page."""
    return html(page).encode()


def stylesheet(theme: Path, config: MkDocsConfig) -> MadeFile:
    """Return the one stylesheet of reading pages, for visits are paid by the byte and by the request: the content
    styles of Material, and ours after them, which correct them."""
    parts = (theme / _STYLES / name for name in ("material.css", "site.css"))
    style = "".join(compact(part.read_text("utf-8")) for part in parts)
    return _made_file(f"{_STYLES}/site.css", style.encode, config)


def compact(style: str) -> str:
    """Return a style without comments and spare spaces; no string of it may hold ``/*`` or one of ``SPARE``."""
    first, *others = style.split("/*")
    lines = "".join([first, *(part.partition("*/")[2] for part in others)]).split("\n")
    whole = "\n".join(filter(None, map(str.strip, lines))) + "\n"
    for spare in SPARE:
        whole = whole.replace(spare, spare.strip())
    return whole.replace(";}", "}")
