"""Pages as files of MkDocs that are rendered when they are written, so that memory does not grow with their number."""

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from build_tools.models import Download, Page
from build_tools.pipeline import Output
from build_tools.plugin.styles import compact, used

_THEME, _OWN = "assets/stylesheets/main.*.min.css", "assets/stylesheets/site.css"
"""All that is kept of the theme's files: Material's content styles, and our own."""


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


def stylesheet(folders: list[str], config: MkDocsConfig) -> MadeFile:
    """Return the one stylesheet of reading pages, for visits are paid by the byte and by the request: what pages use of
    the theme's, and ours after it; the first folder that has a file wins."""
    theme, own = (next(file for folder in folders for file in Path(folder).glob(name)) for name in (_THEME, _OWN))
    style = used(theme.read_text("utf-8")) + compact(own.read_text("utf-8"))
    return _made_file(_OWN, style.encode, config)
