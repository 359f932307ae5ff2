"""The events of a MkDocs build. Content is judged before MkDocs touches a file, the result before it replaces the site.

In: the configuration of MkDocs. Out: files for MkDocs to write. Holds no rule and no words of its own.
"""

import datetime
import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from build_tools.build import content, pipeline, source
from build_tools.build.content import OTHER_SETTING, PLUGIN, THEME
from build_tools.build.manifest import MANIFEST, Manifest
from build_tools.build.preview import Preview
from build_tools.build.shell import STYLESHEET, Shells, stylesheet
from build_tools.build.staging import MadeFile, Staging, full_disk_refused
from build_tools.files.cleanup import clear_away_when_ended, little_garbage
from build_tools.files.paths import CASES, MKDOCS, SITE_SRC
from build_tools.git import result_cache
from build_tools.load import environment
from build_tools.load.messages import problem_report
from build_tools.models import Page
from build_tools.problems import Problem, Refused, in_order, refuse
from build_tools.verify import PageNotes, verify

if TYPE_CHECKING:  # its server takes long to load, and a build has none
    from mkdocs.livereload import LiveReloadServer


_LOG = logging.getLogger("mkdocs.plugins.transparency")
_LAST = -100
"""The priority of an event of MkDocs that comes after those of all others."""


def _whole(page: Page, output: pipeline.Output, shells: Shells) -> bytes:
    """Return a whole page, its body in the shell of its language and kind. Raises ``Refused``."""
    with pipeline.made_whole(page.path):
        view = output.view(page)
        return (view.content if page.quiet else shells.join(view)).encode()


class PluginOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs collects the options by an untyped hook
    """``release`` leaves out every invented example; ``site_src`` is where templates and catalogues lie."""

    release = config_options.Type(bool, default=False)
    site_src = config_options.Dir(default="site_src", exists=True)


class TransparencyPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]  # of MkDocs, as above
    """Builds the site from records and words. One build of MkDocs makes all languages."""

    moment: datetime.datetime | None
    facts: Mapping[str, str] | None
    takes_nothing = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Judge the file that starts MkDocs, before MkDocs runs any hook that it names, and take our own options.

        Raises ``ConfigurationError`` with every problem of the file.
        """
        file = Path(config_file_path or MKDOCS)
        sources = file.parent / str(options.get("site_src", SITE_SRC))
        try:
            options = {**options, "release": options.get("release") or environment.release_asked()}
            # Whoever names another file on the command line may be told its name.
            refuse(in_order(content.judge_mkdocs(file.parent, file.name)))
        except Refused as refused:
            raise ConfigurationError(problem_report(refused.problems, sources)) from None
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether pages will be watched, which needs a script that MkDocs adds on the way.

        A build keeps what it reads: it looks for garbage seldom, and not when the program ends.
        """
        clear_away_when_ended()
        self.watched, self.preview = command == "serve", Preview()
        self.memory = ExitStack()
        if not self.watched:
            self.memory.enter_context(little_garbage())

    def on_shutdown(self) -> None:
        """Look for garbage as before."""
        self.memory.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge all content, then let MkDocs build beside the site instead of in it."""
        self.root, self.sources = Path(config.config_file_path).parent, Path(self.config.site_src)
        with self.refusing():
            if config.theme.name != THEME or list(config.plugins) != [PLUGIN]:
                raise Refused([Problem(MKDOCS, OTHER_SETTING)])
            if not self.watched:
                self.staging = Staging(Path(config.site_dir))
                config.site_dir = str(self.staging.folder)
            self.moment, self.facts = source.moment_and_facts(self.root) if self.config.release else (None, None)
            anew = self.config.release or self.takes_nothing or self.preview.output
            self.kept = None if anew else result_cache.folder_for(self.root)
            if self.kept:
                result_cache.take(self.kept)
            self.output = self.pages()
        config.theme.static_templates.clear()
        # MkDocs would list thousands of icons of the theme, of which nothing is taken.
        self.theme_folders, config.theme.dirs = config.theme.dirs, []
        return config

    def pages(self) -> pipeline.Output:
        """Return the pages of the project, or those that were good last while somebody edits. Raises ``Refused`` with
        every problem of the content."""
        if self.watched:
            return self.preview.renewed(self.root, self.sources)
        day = self.moment.date() if self.moment else None
        return pipeline.build_pages(self.root, self.sources, self.config.release, day)

    @event_priority(_LAST)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the folder of the new site, and mend what a build left that was killed."""
        if not self.watched:
            with self.refusing():
                self.staging.begin()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Raise ``PluginError``, the way of MkDocs, with problems and where a disk takes nothing."""
        try:
            with full_disk_refused():
                yield
        except Refused as refused:
            raise PluginError(problem_report(refused.problems, self.sources)) from refused

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what MkDocs found by the pages of the core and one stylesheet."""
        output = self.output
        with self.refusing(), pipeline.made_whole(SITE_SRC):
            style = stylesheet(self.theme_folders)
            self.shells = Shells(output, STYLESHEET)
        made: list[tuple[str, Callable[[], bytes]]] = [
            (STYLESHEET, lambda: style),
            *((page.path, partial(_whole, page, output, self.shells)) for page in output.pages),
            *((download.path, partial(output.data, download)) for download in output.downloads),
        ]
        made_by = self.preview.made if self.watched else self.noted
        self.made = [MadeFile(path, partial(made_by, path, make), config) for path, make in made]
        self.expectation = pipeline.expectation(output)
        self.notes = PageNotes(self.expectation)
        if not self.watched:
            gc.freeze()
        return Files([] if self.preview.is_asked else self.made)

    def noted(self, path: str, make: Callable[[], bytes]) -> bytes:
        """Return a file, of which notes are taken if it is a page. Raises ``PluginError`` where it cannot be made."""
        with self.refusing():
            data = make()
            if path.endswith(".html"):
                self.notes.add(path, data.decode())
            return data

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the site take its place, or in a preview the files that a browser may ask for."""
        if self.watched:
            self.preview.renew(self.made)
        else:
            self.replace_site()
            config.site_dir = str(self.staging.target)
            self.staging.discard()

    def replace_site(self) -> None:
        """Check the finished folder; only one without fault, where all is as it was made, replaces the site."""
        digests = {file.dest_uri: file.digest for file in self.made}
        with self.refusing():
            if self.config.release:
                self.look_from_outside()
                digests |= self.write_manifest(digests)
            self.staging.settle(self.moment.timestamp() if self.moment else None)
            # The last step before the swap: whatever another part of the program wrote meanwhile is found.
            refuse(verify(self.staging.folder, replace(self.expectation, digests=digests), self.notes))
            self.staging.publish()
        if self.kept:
            result_cache.keep(self.kept)

    def look_from_outside(self) -> None:
        """Read every finished file as whoever gets it, before anything is published, and say how long that took. Raises
        ``Refused``."""
        began = time.monotonic()
        refuse(self.output.outside_problems(self.staging.folder))
        _LOG.info("Every finished file was looked through from outside: %.1f s", time.monotonic() - began)

    def write_manifest(self, digests: Mapping[str, str]) -> dict[str, str]:
        """Say what the release holds and whence it comes; return its digest by its path. Raises ``Refused``, and
        ``PluginError`` if the project changed meanwhile."""
        facts = source.moment_and_facts(self.root)[1]
        if facts != self.facts:
            raise PluginError("The project changed while it was built; build it again")
        made = Manifest(facts, digests)
        (self.staging.folder / MANIFEST).write_bytes(made.data)
        return {MANIFEST: made.digest}

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was, and put the folders in order."""
        if hasattr(self, "staging"):
            self.staging.discard()

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: object) -> "LiveReloadServer":
        """Watch cases and templates as well as the words, and make from now on what is asked for."""
        for folder in (self.root / CASES, self.sources):
            server.watch(str(folder))
        if self.watched:
            server.set_app(self.preview.asking(server.serve_request, server.mount_path))
        return server
