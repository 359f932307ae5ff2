"""MkDocs started from our own command: the same build as ``mkdocs build`` and ``mkdocs serve``."""

import atexit
import datetime
import errno
import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.structure.files import Files

from build_tools import content, pipeline, variables
from build_tools.paths import MKDOCS, SITE_SRC
from build_tools.plugin.plugin import TransparencyPlugin
from build_tools.plugin.staging import not_written
from build_tools.problems import Refused
from build_tools.verify import Expectation, PageNotes

_ADDRESS_TAKEN = "This address is in use; choose another: make serve ARGS='--address 127.0.0.1:8001'"


class BuildFailed(Exception):
    """MkDocs stopped; the message is what it has not said itself. The last good site stands as it was."""


class Rehearsal(NamedTuple):
    """What a site must be, byte for byte, and notes on its pages."""

    output: pipeline.Output
    expectation: Expectation
    notes: PageNotes


@contextmanager
def _speaking(level: int) -> Iterator[None]:
    """Let MkDocs say on standard error what it has to say, in whole sentences, and the plugin all."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    log.setLevel(level)
    logging.getLogger("mkdocs.plugins.transparency").setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def _reason(error: Exception) -> str:
    """Return what is left to say: of an abort MkDocs has said everything, in the maintainer's language."""
    return "" if isinstance(error, Abort) else str(error)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage, nor when the program ends: a build keeps most of what it makes, and looking costs time."""
    enabled = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@uncollected()
@_speaking(logging.WARNING)
def build_site(root: Path, release: bool) -> Path:
    """Build the site and return its folder. Raises ``BuildFailed``."""
    try:
        config = _configuration(root)
        config.plugins["transparency"].config.release |= release
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
    except (Abort, ConfigurationError) as error:
        raise BuildFailed(_reason(error)) from None
    except OSError as error:
        raise BuildFailed(variables.report(not_written(error).problems, root / SITE_SRC)) from None
    finally:
        if "config" in locals():
            config.plugins.on_shutdown()
    return Path(config.site_dir)


@uncollected()
@_speaking(logging.WARNING)
def rehearse(root: Path, release: bool, day: datetime.date | None) -> Rehearsal:
    """Make every file of the site in memory, a preview as of ``day``. Writes nothing. Raises ``BuildFailed``."""
    config = _configuration(root)
    plugin = cast(TransparencyPlugin, config.plugins["transparency"])
    plugin.config.release = release
    plugin.day = day
    plugin.on_startup(command="build", dirty=False)
    try:
        plugin.on_config(config)
        files = plugin.on_files(Files([]), config=config)
        plugin.on_env(config.theme.get_env(), config=config, files=files)
        digests = {file.dest_uri: sha256(file.make()).hexdigest() for file in plugin.made}
        return Rehearsal(plugin.output, replace(plugin.expectation, digests=digests), plugin.notes)
    except PluginError as error:
        raise BuildFailed(str(error)) from None
    finally:
        plugin.finish()


def _configuration(root: Path) -> MkDocsConfig:
    """Return the configuration of MkDocs. Raises ``BuildFailed`` where it is not that of this site, or opening it
    would lead elsewhere."""
    try:
        content.stop_at(content.not_plain(root, root / SITE_SRC), root)
        content.stop_at(content.judge_mkdocs(root), root)
    except Refused as refused:
        raise BuildFailed(variables.report(refused.problems, root / SITE_SRC)) from None
    return load_config(str(root / MKDOCS))


@_speaking(logging.INFO)
def serve_preview(root: Path, address: str | None) -> None:
    """Serve a preview that follows every change. Raises ``BuildFailed``."""
    from mkdocs.commands import serve as mkdocs_serve  # loads a server, which a build has no use for

    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        _configuration(root)
        with tempfile.TemporaryDirectory(prefix="preview-") as tempfile.tempdir:  # where MkDocs puts the site
            mkdocs_serve.serve(str(root / MKDOCS), **options)
    except (Abort, ConfigurationError) as error:
        raise BuildFailed(_reason(error)) from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise BuildFailed(_ADDRESS_TAKEN) from None
    finally:
        tempfile.tempdir = None
