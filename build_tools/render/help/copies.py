"""The quiet page of copies: which edition they are, each file of the kit, and where else the site is found.

In: the content in one language with the files of the kit. Out: the values that the page places.
"""

from typing import Any

from build_tools.models import Download
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.help.kit.edition import edition

KINDS = {
    "kit/all.html": N_("Everything in all languages, one page that opens without a network"),
    "kit/card-{language}.pdf": N_("A card for the pocket, to print on both sides"),
    "kit/sheet-{language}.pdf": N_("A sheet to print, A4"),
    "kit/{language}.txt": N_("Plain text, for any device"),
    "kit/sms-{language}.txt": N_("Short texts to send by SMS"),
}
"""What each file is, by its path."""


def copies(context: Context) -> dict[str, Any]:
    """Return edition, files and other addresses of the site. Makes the files, to know their size."""
    settings = context.site.settings
    files = {download.path: download for download in context.kit}
    paths = {path.format(language=context.language): kind for path, kind in KINDS.items()}
    return {
        "edition": edition(context),
        "mirrors": settings.mirrors,
        "onion_address": settings.onion_address or "",
        "files": [file_shown(files[path], kind, context) for path, kind in paths.items() if path in files],
    }


def file_shown(download: Download, kind: str, context: Context) -> dict[str, str]:
    """Return a file as the page lists it; its size in full KB, upwards."""
    size = -(-len(download.data()) // 1024)
    kilobytes = fill(context.locale.translate(N_("{number} KB")), number=context.locale.number(size))
    form = download.path.rpartition(".")[2].upper()
    return {"path": download.path, "kind": context.locale.translate(kind), "form": form, "size": kilobytes}
