"""The same pages as text files, for reviewers, for tests, and as the way out to another site generator.

In: pages. Out: a folder of Markdown files with front matter and ready HTML, and the downloads. Needs no MkDocs.
"""

import json
from html import escape
from pathlib import Path

from build_tools import render
from build_tools.ended import to_the_end
from build_tools.models import Page, View
from build_tools.pipeline import Output


def export_pages(output: Output, folder: Path) -> int:
    """Write everything below ``folder`` and return the number of files. Raises ``Refused``, and then writes nothing."""
    pages = (exported(page, output) for page in output.pages)
    files = {path: text.encode() for path, text in pages}
    files |= {download.path: output.data(download) for download in output.downloads}
    with to_the_end():
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return len(files)


def exported(page: Page, output: Output) -> tuple[str, str]:
    """Return the file of a page and its text; a page that is whole without a shell stays what it is."""
    view = output.view(page)
    mark = output.locales[page.language].translate(render.INVENTED) if view.example else ""
    if page.quiet:
        return page.path, view.content
    return page.path.removesuffix(".html") + ".md", markdown_of(view, mark)


def markdown_of(view: View, mark: str) -> str:
    """Return a page as a Markdown file, with the ``mark`` of what is invented; JSON strings are valid YAML."""
    front = {"title": view.title, "description": view.description, "lang": view.lang}
    lines = [f"{name}: {json.dumps(str(value), ensure_ascii=False)}" for name, value in front.items()]
    heading = f"<h1>{escape(view.title)}</h1>"
    ribbon = f'<p class="ribbon">{escape(mark)}</p>' if mark else ""
    body = [part for part in (heading, ribbon, view.kicker, view.notes, view.content) if part]
    return "\n".join(("---", *lines, "---", "", *body, ""))
