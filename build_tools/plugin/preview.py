"""What a preview shows while somebody edits: what is wrong stands on every page, and every page goes on being served.

In: the folder of a project, again and again. Out: its pages, or those of the last time that they could be made, and
what is wrong now. Nothing here is asked by a release.
"""

from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import escape

from build_tools import content, load, pipeline, variables
from build_tools.models import Download, Page, View
from build_tools.paths import DECISIONS
from build_tools.pipeline import Output
from build_tools.problems import N_, Problem, Refused
from build_tools.validate.published import UNSEALED
from build_tools.validate.texts import OUTDATED

WRONG = N_("What is wrong: the check and a release refuse it")
OLDER = N_("What is wrong: the pages are those of before, until it is mended")


@dataclass
class Preview:
    """The pages and files that could be made last, by path, and in ``box`` what is wrong with the content now."""

    output: Output | None = None
    views: dict[str, View] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    box: str = ""

    def renewed(self, root: Path, site_src: Path) -> Output:
        """Return the pages of a project as it is now, or the last ones. Raises ``Refused`` where there are none yet."""
        site, found = content.read(root, site_src)
        try:
            judged = content.faultless((site, found), root, preview=True, waits=may_wait)
            output = pipeline.pages_of(judged, site_src)
            views = {page.path: output.view(page) for page in output.pages}
            files = {download.path: output.data(download) for download in output.downloads}
        except Refused as refused:
            if self.output is None:
                raise
            self.box = _box(OLDER, refused.problems, site_src)
            return self.output
        self.output, self.views, self.files = output, views, files
        self.box = _box(WRONG, load.located(root, found), site_src)
        return output

    def view(self, page: Page) -> View:
        """Return a page as it could be made last."""
        return self.views[page.path]

    def data(self, download: Download) -> bytes:
        """Return a file as it could be made last."""
        return self.files[download.path]

    def on_page(self, html: str) -> str:
        """Return a page with what is wrong at its beginning."""
        start = html.index(">", html.index("<body")) + 1
        return f"{html[:start]}{self.box}{html[start:]}"


def _box(heading: str, problems: list[Problem], site_src: Path) -> str:
    """Return what every page says of problems; nothing where there are none."""
    if not problems:
        return ""
    title = escape(variables.maintainers_language(site_src)(heading))
    listed = "".join(f"<li>{escape(line)}</li>" for line in variables.report(problems, site_src).split("\n"))
    return f'<details open role="alert"><summary>{title}</summary><ul>{listed}</ul></details>'


def may_wait(problem: Problem) -> bool:
    """Tell whether a problem may wait while somebody edits: until the other languages follow, the numbers are final, or
    somebody has decided."""
    return problem.path == DECISIONS or problem.fault in (OUTDATED, UNSEALED)
