"""What a preview shows while somebody edits: what is wrong stands on the pages, and every page goes on being served.

In: the folder of a project, again and again, and what a browser asks for. Out: each page and file as it is now, made
when it is asked for, or as it could be made last. Nothing here is asked by a release.
"""

import logging
import posixpath
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import PluginError

from build_tools.build import content, pipeline
from build_tools.build.pipeline import Output
from build_tools.build.staging import MadeFile
from build_tools.files.paths import DECISIONS
from build_tools.load import site_folder
from build_tools.load.messages import maintainers_language, problem_report
from build_tools.problems import N_, Problem, Refused
from build_tools.render import for_preview
from build_tools.validate.published import UNSEALED
from build_tools.validate.texts import OUTDATED

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LOG = logging.getLogger("mkdocs.plugins.transparency")
WRONG = N_("What is wrong: the check and a release refuse it")
OLDER = N_("What is wrong: the pages are those of before, until it is mended")

_NOT_FOUND = "404.html"
"""What the server of MkDocs reads by itself."""


@dataclass
class Preview:
    """``output`` is what could be made last, and ``box`` says what is wrong with the content now. ``files`` are all of
    the site, by path; ``kept`` is what each was when it could be made last, ``asked`` which were asked for since the
    last change, ``fresh`` which were made since, and ``failed`` what stops others. Before a server asks (``is_asked``),
    all are made at once. One thing is made at a time (``lock``): what makes Markdown knows no threads."""

    output: Output | None = None
    box: str = ""
    files: dict[str, MadeFile] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    failed: dict[str, list[Problem]] = field(default_factory=dict)
    is_asked: bool = False
    lock: Lock = field(default_factory=Lock)

    def renewed(self, root: Path, site_src: Path) -> Output:
        """Return the pages of a project as it is now, or the last ones. Raises ``Refused`` where there are none yet."""
        site, found = content.read(root, site_src, anew=True)  # nearly always is another
        self.site_src = site_src
        try:
            judged = content.faultless((site, found), root, preview=True, waits=may_wait)
            self.output = pipeline.pages_of(judged, site_src)
            self.box = self.boxed(WRONG, site_folder.located(root, found))
        except Refused as refused:
            if self.output is None:
                raise
            self.box = self.boxed(OLDER, refused.problems)
        return self.output

    def made(self, path: str, make: Callable[[], bytes]) -> bytes:
        """Return a file as it is now, or as it could be made last; a page says at its beginning what is wrong, also
        with other files. Raises ``PluginError`` where nothing is kept that could stand for it."""
        heading = OLDER if path in self.kept else WRONG
        try:
            self.kept[path] = make()
        except Refused as refused:
            said = problem_report(refused.problems, self.site_src)
            if not (self.is_asked and (path in self.kept or path.endswith(".html"))):
                raise PluginError(said) from None
            if path not in self.failed:
                _LOG.info(said)
                self.fresh.clear()  # every page says it from now on
            self.failed[path] = refused.problems
        box = self.box + self.boxed(heading, [one for problems in self.failed.values() for one in problems])
        if not path.endswith(".html"):
            return self.kept[path]
        head, start, rest = self.kept.get(path, b"<body></body>").decode().partition("<body")
        attributes, end, body = rest.partition(">")
        return for_preview(f"{head}{start}{attributes}{end}{box}{body}").encode()

    def boxed(self, heading: str, problems: list[Problem]) -> str:
        """Return what pages say of problems; nothing where there are none."""
        if not problems:
            return ""
        title = escape(maintainers_language(self.site_src)(heading))
        listed = "".join(f"<li>{escape(line)}</li>" for line in problem_report(problems, self.site_src).split("\n"))
        return f'<details open role="alert"><summary>{title}</summary><ul>{listed}</ul></details>'

    def asking(self, answer: "WSGIApplication", mount: str) -> "WSGIApplication":
        """Return what a server answers below the path ``mount``; what is asked for is made before."""
        self.is_asked = True

        def made_and_answered(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(mount)
            with self.lock:
                paths = {posixpath.normpath(f"/{one}").lstrip("/") for one in (path, f"{path}/index.html")}
                self.write(paths - self.fresh)
                self.fresh |= paths
                self.asked |= paths
            return answer(environ, start_response)

        return made_and_answered

    def renew(self, files: Sequence[MadeFile]) -> None:
        """Take the files of a change. Those that were asked for are made anew: they may be asked for meanwhile."""
        with self.lock:
            self.files, self.failed = {file.dest_uri: file for file in files}, {}
            self.fresh, self.asked = {*self.asked, _NOT_FOUND}, set()
            self.write(self.fresh)

    def write(self, paths: Iterable[str]) -> None:
        """Make files of the site by their paths; others, and what never could be made, are none."""
        for path in self.files.keys() & set(paths):
            with suppress(PluginError):
                self.files[path].copy_file()


def may_wait(problem: Problem) -> bool:
    """Tell whether a problem may wait while somebody edits: until the other languages follow, the numbers are final, or
    somebody has decided."""
    return problem.path == DECISIONS or problem.fault in (OUTDATED, UNSEALED)
