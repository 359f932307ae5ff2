"""The events of a MkDocs build. Content is judged before MkDocs touches a file, the result before it replaces the site.

In: the configuration of MkDocs. Out: files for MkDocs to write. Holds no rule and no words of its own.
"""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from build_tools import pipeline
from build_tools.paths import CASES, SITE_SRC
from build_tools.plugin import files as generated
from build_tools.plugin.shell import PREVIEW_SOURCES, Shells
from build_tools.plugin.staging import Staging
from build_tools.release import clock, manifest, source
from build_tools.verify import verify

if TYPE_CHECKING:  # its server takes long to load, and a build has none
    from mkdocs.livereload import LiveReloadServer


class Options(Config):
    """``release`` leaves out every invented example; ``site_src`` is where templates and catalogues lie."""

    release = config_options.Type(bool, default=False)
    site_src = config_options.Dir(default="site_src", exists=True)


class TransparencyPlugin(BasePlugin[Options]):
    """Builds the site from records and words. One build of MkDocs makes all languages."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether pages will be watched, which needs a script that MkDocs adds on the way."""
        self.watched = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge all content, then let MkDocs build beside the site instead of in it."""
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warnings)
        self.root = Path(config.config_file_path).parent
        self.staging = Staging.beside(Path(config.site_dir))
        self.apart = self.staging.places(self.root)
        with self.said():
            self.moment = source.moment(self.root, self.apart) if self.config.release else None
            self.facts = source.facts(self.root, self.moment.date(), self.apart) if self.moment else None
        self.output = self.pages_of(self.root)
        self.output.templates.globals["watched"] = self.watched
        config.site_dir = str(self.staging.folder)
        config.theme.static_templates.clear()
        # MkDocs would list thousands of icons of the theme, of which nothing is taken.
        self.theme_folders, config.theme.dirs = config.theme.dirs, []
        return config

    def pages_of(self, root: Path) -> pipeline.Output:
        """Return the pages of the project. Raises ``PluginError`` with every problem of the content."""
        with self.said():
            day = self.moment.date() if self.moment else None
            return clock.build_pages(root, Path(self.config.site_src), self.config.release, day)

    @contextmanager
    def said(self) -> Iterator[None]:
        """Say problems in the way of MkDocs. Raises ``PluginError``."""
        try:
            yield
        except pipeline.Refused as refused:
            raise PluginError(pipeline.report(refused.problems, Path(self.config.site_src))) from refused

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what MkDocs found by the pages of the core and two stylesheets."""
        self.stylesheets = list(generated.stylesheets(self.theme_folders, config))
        made = generated.page_files(self.output, self.html, self.data, config)
        return Files([*self.stylesheets, *made])

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Take the theme's templates for the shells of pages, just before pages are written."""
        env.loader = jinja2.FileSystemLoader(self.theme_folders)
        hrefs = [file.url for file in self.stylesheets]
        with self.said(), pipeline.made_whole(SITE_SRC):
            self.shells = Shells(env, config, self.output, hrefs, self.watched)

    def html(self, page: pipeline.Page) -> str:
        """Return a whole page, its body in the shell of its language and kind. Raises ``PluginError``."""
        with self.said(), pipeline.made_whole(page.path):
            view = self.output.view(page)
            return view.content if page.complete else self.shells.join(view)

    def data(self, download: pipeline.Download) -> bytes:
        """Return a file that is no page. Raises ``PluginError``."""
        with self.said():
            return self.output.data(download)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Check the finished folder; only a folder without fault replaces the site."""
        also = PREVIEW_SOURCES if self.watched else ()
        expectation = pipeline.expectation(self.output, [file.dest_uri for file in self.stylesheets], also)
        problems = verify(self.staging.folder, expectation)
        if problems:
            raise PluginError(pipeline.report(problems, Path(self.config.site_src)))
        if self.warnings.get_counts():
            raise PluginError("MkDocs warned about this build (see above); a warning stops the build")
        if self.moment:
            self.write_manifest(self.moment.date())
        self.staging.settle(self.moment and self.moment.timestamp())
        config.site_dir = str(self.staging.publish())
        self.finish()

    def write_manifest(self, day: datetime.date) -> None:
        """Say what the release holds and whence it comes. Raises ``PluginError`` if that changed meanwhile."""
        with self.said():
            facts = source.facts(self.root, day, self.apart)
        if facts != self.facts:
            raise PluginError("The project changed while it was built; build it again")
        manifest.write_manifest(self.staging.folder, self.facts)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was."""
        if hasattr(self, "staging"):
            self.staging.discard()
        self.finish()

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: object) -> "LiveReloadServer":
        """Watch cases and templates as well as the words."""
        root = Path(config.config_file_path).parent
        for folder in (root / CASES, Path(self.config.site_src)):
            server.watch(str(folder))
        return server

    def finish(self) -> None:
        """Stop counting warnings."""
        logging.getLogger("mkdocs").removeHandler(self.warnings)
